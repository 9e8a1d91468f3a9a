#include "core/rules/draft/fit_arguments.hh"

#include <algorithm>
#include <utility>

#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport {
namespace {

using ParameterKind = Parameter::Kind;

bool has_parameter(const Symbol& symbol, std::string_view name) {
  return std::any_of(symbol.parameters.begin(), symbol.parameters.end(), [&](const Parameter& parameter) {
    return parameter.kind == ParameterKind::var_keyword ||
           (parameter.name == name && parameter.kind != ParameterKind::positional_only);
  });
}

const Entry::Drop* drop_of(const Entry& entry, std::string_view argument) {
  const auto found = std::find_if(entry.drops.begin(), entry.drops.end(),
                                  [&](const Entry::Drop& drop) { return drop.argument == argument; });
  return found == entry.drops.end() ? nullptr : &*found;
}

// The edits that drop these arguments with their commas, for an independent change.
std::vector<Edit> removal_of(const Tree& tree, NodeId list, const std::vector<NodeId>& gone) {
  const auto all = tree.named_children(list);
  const auto goes = [&](NodeId node) { return std::find(gone.begin(), gone.end(), node) != gone.end(); };
  std::vector<Edit> out;
  for (auto first = all.begin(); first != all.end();) {
    if (!goes(*first)) {
      ++first;
      continue;
    }
    const auto behind = std::find_if_not(first, all.end(), goes);
    ByteRange range{tree[*first].range.begin, tree[*std::prev(behind)].range.end};
    if (behind != all.end()) {
      range.end = tree[*behind].range.begin;
    } else if (first != all.begin()) {
      range.begin = tree[*std::prev(first)].range.end;
    }
    out.push_back({range, ""});
    first = behind;
  }
  return out;
}

class Fitting {
 public:
  Fitting(const RuleInput& input, const Draft& draft, const FittedCall& call)
      : tree_(input.tree),
        draft_(draft),
        call_(call),
        entry_(call.entry),
        torch_(input.tables.torch_symbol(entry_.source)),
        target_(input.tables.target_symbol(entry_.target)) {}

  ArgumentFit run() {
    std::size_t position = 0;
    bool splat = false;
    for (NodeId argument : tree_.named_children(call_.list)) {
      if (tree_[argument].kind == Kind::keyword_argument) {
        if (!draft_.removed(argument)) keyword(argument);
      } else if (tree_.is(argument, Kind::list_splat, Kind::dictionary_splat)) {
        splat = true;
      } else if (!splat) {
        positional(argument, position++);
      }
    }
    if (!splat) absent();
    return std::move(out_);
  }

 private:
  std::string rule() const { return std::string(call_.rule); }

  void report(FindingKind kind, std::string rule, std::string message, NodeId argument) {
    out_.findings.push_back(
        {kind, std::move(rule), std::string(call_.symbol), std::move(message), tree_[argument].range, {}});
  }

  void keyword(NodeId argument) {
    const auto view = keyword_view(tree_, argument);
    if (!view) return;
    const auto [name, value] = *view;
    const std::string_view key = tree_.text(name);
    unlike(key, argument, value);
    const auto rename = std::find_if(entry_.renames.begin(), entry_.renames.end(),
                                     [&](const Entry::Rename& r) { return r.from == key; });
    if (rename != entry_.renames.end()) {
      out_.renames.push_back(make_change(rule(),
                                         "the target calls `" + rename->from + "` `" + rename->to + "`",
                                         {{tree_[name].range, rename->to}}));
      return;
    }
    const bool taken = target_ != nullptr && has_parameter(*target_, key);
    if (key == "generator" && tree_[value].kind != Kind::none && taken) {
      report(FindingKind::difference, "torch-generator",
             entry_.target +
                 " needs a mindspore.Generator, but this port uses numpy generators; call randn_tensor of "
                 "mindspore_utils",
             argument);
      return;
    }
    const bool known = target_ != nullptr && target_->has_signature;
    if (const Entry::Drop* drop = drop_of(entry_, key)) {
      if (!known || !taken || key == "device") this->drop(*drop, argument, tree_.text(value));
    } else if (known && !taken) {
      offer_removal(argument, key);
    }
  }

  void drop(const Entry::Drop& drop, NodeId argument, std::string_view value) {
    const bool harmless = std::any_of(drop.harmless.begin(), drop.harmless.end(),
                                      [&](const std::string& text) { return text == "*" || text == value; });
    if (harmless) {
      out_.dropped.push_back(
          {argument, "`" + drop.argument + "` has no equivalent, and this value has no effect"});
    } else {
      offer_removal(argument, drop.argument);
    }
  }

  // The call would fail with the argument; a person must decide whether it can be removed.
  void offer_removal(NodeId argument, std::string_view key) {
    report(FindingKind::dropped_argument, rule(),
           entry_.target + " has no argument `" + std::string(key) + "`; express this another way", argument);
    Change fix = make_change(rule(), "drop `" + std::string(tree_.text(argument)) + "`",
                             removal_of(tree_, call_.list, {argument}));
    fix.applicability = Applicability::maybe;
    out_.findings.back().fixes.push_back(std::move(fix));
  }

  void positional(NodeId argument, std::size_t position) {
    if (torch_ == nullptr || !torch_->has_signature || position >= torch_->parameters.size()) return;
    const Parameter& parameter = torch_->parameters[position];
    if (parameter.kind == ParameterKind::var_positional || parameter.kind == ParameterKind::keyword_only)
      return;
    for (std::size_t i = 0; i < position; ++i) {
      if (torch_->parameters[i].kind == ParameterKind::var_positional) return;
    }
    unlike(parameter.name, argument, argument);
    const bool known = target_ != nullptr && target_->has_signature;
    if (const Entry::Drop* found = drop_of(entry_, parameter.name)) {
      if (!known || !has_parameter(*target_, parameter.name)) drop(*found, argument, tree_.text(argument));
    } else if (known) {
      check_place(parameter.name, argument, position);
    }
  }

  // Handles a form of the argument for which the table lists a difference.
  void unlike(std::string_view name, NodeId argument, NodeId value) {
    given_.emplace_back(name);
    for (const Entry::Unlike& one : entry_.unlike) {
      if (one.argument != name || !is_given_so(one.given, value, argument != value)) continue;
      if (!one.says.empty()) {
        report(FindingKind::difference, rule(), entry_.target + ": " + one.says, argument);
      } else {
        out_.renames.push_back(make_change(rule(),
                                           "the target takes a " + one.write + " as `" + one.argument + "`",
                                           written_as(one.write, value)));
      }
    }
  }

  bool is_given_so(Entry::Unlike::Given given, NodeId value, bool by_keyword) const {
    using Given = Entry::Unlike::Given;
    const NodeId number = tree_[value].kind == Kind::unary_operator && !tree_.named_children(value).empty()
                              ? tree_.named_children(value).front()
                              : value;
    switch (given) {
      case Given::any:
        return true;
      case Given::absent:
        return false;
      case Given::keyword:
        return by_keyword;
      case Given::integer:
        return tree_[number].kind == Kind::integer;
      case Given::real:
        return tree_[number].kind == Kind::float_;
      case Given::list:
        return tree_[value].kind == Kind::list;
      case Given::tuple:
        return tree_[value].kind == Kind::tuple;
    }
    return false;
  }

  // 2 as 2.0, [0, 1] as (0, 1) and the reverse.
  std::vector<Edit> written_as(std::string_view what, NodeId value) const {
    const ByteRange range = tree_[value].range;
    if (what == "float") return {{{range.end, range.end}, ".0"}};
    const bool tuple = what == "tuple";
    const auto elements = tree_.named_children(value);
    const bool comma = tuple && elements.size() == 1 && tree_.text(value).find(',') == std::string_view::npos;
    return {{{range.begin, range.begin + 1}, tuple ? "(" : "["},
            {{range.end - 1, range.end}, tuple ? (comma ? ",)" : ")") : "]"}};
  }

  // Handles arguments that the call omits and whose default differs between torch and the target.
  void absent() {
    for (const Entry::Unlike& one : entry_.unlike) {
      const bool here = std::find(given_.begin(), given_.end(), one.argument) != given_.end();
      if (one.given != Entry::Unlike::Given::absent || here) continue;
      if (!one.says.empty()) {
        report(FindingKind::difference, rule(), entry_.target + ": " + one.says, call_.list);
        continue;
      }
      const auto all = tree_.named_children(call_.list);
      const ByteOffset at = all.empty() ? tree_[call_.list].range.begin + 1 : tree_[all.back()].range.end;
      out_.renames.push_back(make_change(rule(), "torch's default of `" + one.argument + "` is another",
                                         {{{at, at}, (all.empty() ? "" : ", ") + one.write}}));
    }
  }

  // Reports a positional argument whose parameter has another position or none in the target: the call would
  // change its meaning.
  void check_place(const std::string& name, NodeId argument, std::size_t position) {
    std::string expected = name;
    for (const Entry::Rename& rename : entry_.renames) {
      if (rename.from == name) expected = rename.to;
    }
    const auto& parameters = target_->parameters;
    for (std::size_t i = 0; i < parameters.size() && i <= position; ++i) {
      if (parameters[i].kind == ParameterKind::var_positional) return;
    }
    const bool there = position < parameters.size() &&
                       parameters[position].kind != ParameterKind::keyword_only &&
                       parameters[position].kind != ParameterKind::var_keyword;
    if (there && parameters[position].name == expected) return;
    const auto elsewhere = std::find_if(parameters.begin(), parameters.end(),
                                        [&](const Parameter& p) { return p.name == expected; });
    if (there && elsewhere == parameters.end()) return;  // the same position under another name
    if (elsewhere != parameters.end() && elsewhere->kind != ParameterKind::positional_only &&
        is_last_positional(argument)) {
      const ByteOffset at = tree_[argument].range.begin;
      out_.renames.push_back(
          resting_on(entry_.source + " takes it at position " + std::to_string(position + 1) + ", " +
                         entry_.target + " elsewhere",
                     make_change(rule(), "`" + expected + "` has another position in the target",
                                 {{{at, at}, expected + "="}})));
      return;
    }
    report(FindingKind::difference, rule(),
           "argument " + std::to_string(position + 1) + " (`" + name + "`) has another position in " +
               entry_.target,
           argument);
  }

  bool is_last_positional(NodeId argument) const {
    for (NodeId at = tree_.next_sibling(argument); at != kNoNode; at = tree_.next_sibling(at)) {
      if (tree_[at].named && tree_[at].kind != Kind::keyword_argument && tree_[at].kind != Kind::comment)
        return false;
    }
    return true;
  }

  const Tree& tree_;
  const Draft& draft_;
  const FittedCall& call_;
  const Entry& entry_;
  const Symbol* torch_;
  const Symbol* target_;
  std::vector<std::string> given_;  // torch's names of the call's arguments
  ArgumentFit out_;
};

}  // namespace

ArgumentFit fit_arguments(const RuleInput& input, const Draft& draft, const FittedCall& call) {
  return Fitting(input, draft, call).run();
}

void join_renames(ArgumentFit& fit, Change& rewrite) {
  for (Change& change : std::exchange(fit.renames, {}))
    rewrite.edits.insert(rewrite.edits.end(), change.edits.begin(), change.edits.end());
}

void apply_fit(Draft& draft, std::string_view rule, ArgumentFit fit) {
  for (Change& change : fit.renames) draft.add(std::move(change));
  for (ArgumentFit::Dropped& one : fit.dropped)
    draft.remove_item(std::string(rule), std::move(one.note), one.argument);
  for (DraftFinding& finding : fit.findings) draft.add(std::move(finding));
}

bool join_fit(const Tree& tree, NodeId list, ArgumentFit fit, Change& rewrite) {
  if (!fit.findings.empty()) return false;
  join_renames(fit, rewrite);
  std::vector<NodeId> gone;
  for (const ArgumentFit::Dropped& one : fit.dropped) gone.push_back(one.argument);
  if (gone.empty()) return true;
  for (Edit& edit : removal_of(tree, list, gone)) rewrite.edits.push_back(std::move(edit));
  return true;
}

}  // namespace mintport
