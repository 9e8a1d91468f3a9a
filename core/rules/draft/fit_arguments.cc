#include "core/rules/draft/fit_arguments.hh"

#include <algorithm>
#include <utility>

#include "core/base/text.hh"
#include "core/names/flow.hh"
#include "core/rules/draft/evidence.hh"
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

// torch's own functions tell no signatures in torch.special: those of the same name in torch have them.
const Symbol* signature_of(const Tables& tables, std::string_view source) {
  const Symbol* symbol = tables.torch_symbol(source);
  constexpr std::string_view kSpecial = "torch.special.";
  if (symbol == nullptr || symbol->has_signature || !source.starts_with(kSpecial)) return symbol;
  const Symbol* same = tables.torch_symbol("torch." + std::string(source.substr(kSpecial.size())));
  return same == nullptr ? symbol : same;
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
  Fitting(const RuleContext& c, const FittedCall& call)
      : tree_(c.in.tree),
        draft_(c.draft),
        names_(c.in.names),
        speller_(c.speller),
        call_(call),
        entry_(call.entry),
        torch_(signature_of(c.in.tables, entry_.source)),
        target_(c.in.tables.target_symbol(entry_.target)) {}

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
    if (call_.part == FittedCall::Part::absent) out_ = {};
    if (call_.part != FittedCall::Part::given && !splat) absent();
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
    if (to_position(key, argument, value) || (gathers() && drop_of(entry_, key) == nullptr)) return;
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

  // A method whose arguments its own rewrite gathers.
  bool gathers() const { return entry_.form == Form::tuple && entry_.category == "method"; }

  // size=s -> s, where the target takes it by its place only: what stands before it must have places too.
  bool to_position(std::string_view key, NodeId argument, NodeId value) {
    const auto place = [&](std::string_view name) {
      return std::find_if(entry_.unlike.begin(), entry_.unlike.end(), [&](const Entry::Unlike& one) {
        return one.argument == name && one.write == "position";
      });
    };
    const auto here = place(key);
    if (here == entry_.unlike.end()) return false;
    for (NodeId before : tree_.named_children(call_.list)) {
      if (before == argument) break;
      if (tree_[before].kind != Kind::keyword_argument || draft_.removed(before)) continue;
      if (place(tree_.text(tree_.child(before, Field::name))) >= here) {
        report(FindingKind::difference, rule(),
               entry_.target + " takes `" + std::string(key) +
                   "` by position only; write it before the keywords",
               argument);
        return true;
      }
    }
    out_.renames.push_back(make_change(rule(), "the target takes `" + std::string(key) + "` by position",
                                       {{{tree_[argument].range.begin, tree_[value].range.begin}, ""}}));
    return true;
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
    if (torch_ == nullptr || !torch_->has_signature || position >= torch_->parameters.size() || gathers())
      return;
    const Parameter& parameter = torch_->parameters[position];
    if (parameter.kind == ParameterKind::var_positional) return;
    if (parameter.kind == ParameterKind::keyword_only) {  // another overload of torch's takes it there
      unlike(parameter.name, argument, argument);
      return;
    }
    for (std::size_t i = 0; i < position; ++i) {
      if (torch_->parameters[i].kind == ParameterKind::var_positional) return;
    }
    unlike(parameter.name, argument, argument);
    const bool known = target_ != nullptr && target_->has_signature;
    if (const Entry::Drop* found = drop_of(entry_, parameter.name)) {
      if (!known || !has_parameter(*target_, parameter.name)) drop(*found, argument, tree_.text(argument));
    } else if (known && !is_spoken_of(parameter.name) && entry_.form != Form::function) {
      check_place(parameter.name, argument, position);
    }
  }

  // The table lists how the argument is given, its position included.
  bool is_spoken_of(std::string_view name) const {
    return std::any_of(entry_.unlike.begin(), entry_.unlike.end(),
                       [&](const Entry::Unlike& one) { return one.argument == name; });
  }

  // Handles a form of the argument for which the table lists a difference.
  void unlike(std::string_view name, NodeId argument, NodeId value) {
    given_.emplace_back(name);
    for (const Entry::Unlike& one : entry_.unlike) {
      if (one.argument != name || one.write == "position" ||
          !is_given_so(one.given, value, argument != value))
        continue;
      if (!one.says.empty()) {
        report(FindingKind::difference, rule(), entry_.target + ": " + one.says, argument);
      } else {
        Change change = make_change(rule(),
                                    "the target takes " + std::string(one.write == "int" ? "an " : "a ") +
                                        one.write + " as `" + one.argument + "`",
                                    {});
        write_as(one.write, value, change);
        out_.renames.push_back(std::move(change));
      }
    }
  }

  // 2 in -2.
  NodeId without_sign(NodeId value) const {
    return tree_.is(value, Kind::unary_operator) ? tree_.child(value, Field::argument) : value;
  }
  bool is_integer(NodeId value) const { return tree_.is(without_sign(value), Kind::integer); }

  // 2, len(x), n + 1: by literals, and of a variable by all its values or its parameter's annotation.
  bool gives_integer(NodeId value, int depth = 0) const {
    if (value == kNoNode || depth > 4) return false;
    if (is_integer(value) || builtin(value, "len") != kNoNode || builtin(value, "int") != kNoNode)
      return true;
    const auto parts = tree_.named_children(value);
    if (tree_.is(value, Kind::binary_operator)) {
      const std::string_view sign = tree_.text(tree_.child(value, Field::operator_));
      return is_any(sign, {"+", "-", "*", "//", "%"}) &&
             std::all_of(parts.begin(), parts.end(),
                         [&](NodeId part) { return gives_integer(part, depth + 1); });
    }
    if (!tree_.is(value, Kind::identifier)) return false;
    return every_binding(names_, value, [&](NodeId binding) {
      const auto parameter = parameter_view(tree_, tree_[binding].parent);
      if (parameter && parameter->type != kNoNode) return tree_.text(parameter->type) == "int";
      return gives_integer(assigned_value(tree_, binding), depth + 1);
    });
  }

  // The function's name of list(...): no other thing of that name.
  NodeId builtin(NodeId value, std::string_view name) const {
    const NodeId function = tree_[value].kind == Kind::call ? tree_.child(value, Field::function) : kNoNode;
    const bool named = function != kNoNode && tree_[function].kind == Kind::identifier;
    return named && tree_.text(function) == name && names_.group_of(function) == kNoGroup ? function
                                                                                          : kNoNode;
  }

  bool is_given_so(Entry::Unlike::Given given, NodeId value, bool by_keyword) const {
    using Given = Entry::Unlike::Given;
    const std::vector<NodeId> elements = tree_.named_children(value);
    switch (given) {
      case Given::any:
        return true;
      case Given::absent:
        return false;
      case Given::keyword:
        return by_keyword;
      case Given::integer:
        return gives_integer(value) || (tree_.is(value, Kind::tuple, Kind::list) &&
                                        std::any_of(elements.begin(), elements.end(),
                                                    [&](NodeId element) { return gives_integer(element); }));
      case Given::real:
        return tree_.is(without_sign(value), Kind::float_);
      case Given::boolean:
        return tree_[value].kind == Kind::true_ || tree_[value].kind == Kind::false_;
      case Given::list:
        return tree_[value].kind == Kind::list || builtin(value, "list") != kNoNode;
      case Given::tuple:
        return tree_[value].kind == Kind::tuple;
      case Given::true_:
        return tree_[value].kind == Kind::true_;
      case Given::false_:
        return tree_[value].kind == Kind::false_;
      case Given::none:
        return tree_[value].kind == Kind::none;
      case Given::several:
        return tree_.is(value, Kind::tuple, Kind::list) && elements.size() > 1;
    }
    return false;
  }

  // 2 as 2.0, n as float(n), [0, 1] as (0, 1) and the reverse, 0 as (0,), list(x) as tuple(x), True as 1, n
  // as ms.tensor(n).
  void write_as(std::string_view what, NodeId value, Change& change) const {
    const ByteRange range = tree_[value].range;
    if (what == "float") {
      if (is_integer(value)) return change.edits.push_back({{range.end, range.end}, ".0"});
      if (gives_integer(value)) return wrap("float", range, change);
      for (NodeId element : tree_.named_children(value)) {
        if (gives_integer(element)) write_as(what, element, change);
      }
    } else if (what == "int" && (tree_[value].kind == Kind::true_ || tree_[value].kind == Kind::false_)) {
      change.edits.push_back({range, tree_[value].kind == Kind::true_ ? "1" : "0"});
    } else if (what == "int") {
      wrap("int", range, change);
    } else if (what == "tensor") {
      const Spelled tensor = speller_.spell("mindspore.tensor");
      change.imports.push_back(tensor.import);
      wrap(tensor.text, range, change);
    } else if (const NodeId list = builtin(value, "list"); list != kNoNode) {
      change.edits.push_back({tree_[list].range, std::string(what)});
    } else if (gives_integer(value)) {
      const bool tuple = what == "tuple";
      change.edits.push_back({{range.begin, range.begin}, tuple ? "(" : "["});
      change.edits.push_back({{range.end, range.end}, tuple ? ",)" : "]"});
    } else {
      const bool tuple = what == "tuple";
      const bool comma = tuple && tree_.named_children(value).size() == 1 &&
                         tree_.text(value).find(',') == std::string_view::npos;
      change.edits.push_back({{range.begin, range.begin + 1}, tuple ? "(" : "["});
      change.edits.push_back({{range.end - 1, range.end}, tuple ? (comma ? ",)" : ")") : "]"});
    }
  }

  static void wrap(const std::string& function, ByteRange range, Change& change) {
    change.edits.push_back({{range.begin, range.begin}, function + "("});
    change.edits.push_back({{range.end, range.end}, ")"});
  }

  // "dtype={mindspore.float32}" with the name as this file writes it.
  std::string spelled(const std::string& text, Change& change) const {
    const std::size_t open = text.find('{'), close = text.find('}');
    if (open == std::string::npos || close == std::string::npos) return text;
    const Spelled name = speller_.spell(text.substr(open + 1, close - open - 1));
    change.imports.push_back(name.import);
    return text.substr(0, open) + name.text + text.substr(close + 1);
  }

  std::string renamed(std::string_view name) const {
    for (const Entry::Rename& rename : entry_.renames) {
      if (rename.from == name) return rename.to;
    }
    return std::string(name);
  }

  // Handles arguments that the call omits and whose default differs between torch and the target.
  void absent() {
    const NodeId last = last_kept();
    bool first = last == kNoNode;
    for (const Entry::Unlike& one : entry_.unlike) {
      const bool here = std::any_of(given_.begin(), given_.end(), [&](const std::string& name) {
        return renamed(name) == renamed(one.argument);
      });
      if (one.given != Entry::Unlike::Given::absent || here) continue;
      if (!one.says.empty()) {
        report(FindingKind::difference, rule(), entry_.target + ": " + one.says, call_.list);
        continue;
      }
      const ByteOffset at =
          draft_.behind_removed(last == kNoNode ? tree_[call_.list].range.begin + 1 : tree_[last].range.end);
      Change change = make_change(rule(), "torch's default of `" + one.argument + "` is another", {});
      const std::string text = spelled(one.write, change);
      change.edits.push_back({{at, at}, (first ? "" : ", ") + text});
      first = false;
      out_.renames.push_back(std::move(change));
    }
  }

  NodeId last_kept() const {
    NodeId out = kNoNode;
    for (NodeId argument : tree_.named_children(call_.list)) {
      if (!draft_.removed(argument) && tree_[argument].kind != Kind::comment) out = argument;
    }
    return out;
  }

  // Reports a positional argument whose parameter has another position or none in the target: the call would
  // change its meaning.
  void check_place(const std::string& name, NodeId argument, std::size_t position) {
    const std::string expected = renamed(name);
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
  const Names& names_;
  const Speller& speller_;
  const FittedCall& call_;
  const Entry& entry_;
  const Symbol* torch_;
  const Symbol* target_;
  std::vector<std::string> given_;  // torch's names of the call's arguments
  ArgumentFit out_;
};

}  // namespace

ArgumentFit fit_arguments(const RuleContext& c, const FittedCall& call) {
  return Fitting(c, call).run();
}

void join_renames(ArgumentFit& fit, Change& rewrite) {
  for (Change& change : std::exchange(fit.renames, {})) {
    rewrite.edits.insert(rewrite.edits.end(), change.edits.begin(), change.edits.end());
    rewrite.imports.insert(rewrite.imports.end(), change.imports.begin(), change.imports.end());
  }
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
