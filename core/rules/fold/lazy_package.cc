// Packages that load lazily (_import_structure, _LazyModule): HF lists what each optional library allows and
// puts dummy objects in the place of the rest. A port that has one set of libraries lists it all:
//
//     _import_structure = {"a": ["A"]}                                         _import_structure = {
//     try: if not is_x_available(): raise OptionalDependencyNotAvailable()         "a": ["A"],
//     except OptionalDependencyNotAvailable: ...                           ->      "b": ["B"],
//     else: _import_structure["b"] = ["B"]                                     }
//
// These names are an interface of their own: every package of HF has them. What stands for a library that the
// profile says is never there goes.

#include <algorithm>
#include <optional>

#include "core/base/text.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/rules/fold/import_structure.hh"

namespace mintport::rules::lazy_package {
namespace {

constexpr const char* kRule = "flat-package";
constexpr const char* kNote = "the port has every library that the package tests for";

class LazyPackagePass : public PassWalk {
 public:
  LazyPackagePass(RuleContext& context, const Profile& profile) : PassWalk(context), profile_(profile) {}

  void run() {
    if (!starts_empty(c_.in)) merge_structure();
    each(Kind::try_statement, [&](NodeId id) { flatten(id); });
  }

 private:
  // The block of what is there when the guarded libraries are; kNoNode when the statement is no such guard.
  NodeId guarded(NodeId id) const {
    const NodeId body = tree_.child(id, Field::body);
    const NodeId except = tree_.child(id, Kind::except_clause), other = tree_.child(id, Kind::else_clause);
    if (body == kNoNode || except == kNoNode || other == kNoNode || !stands_alone(tree_, id)) return kNoNode;
    if (tree_.child(id, Kind::finally_clause) != kNoNode) return kNoNode;
    const auto statements = tree_.named_children(body);
    if (statements.size() != 1 || tree_[statements[0]].kind != Kind::if_statement) return kNoNode;
    if (tree_.child(statements[0], Field::alternative) != kNoNode) return kNoNode;
    const auto raised = tree_.named_children(tree_.child(statements[0], Field::consequence));
    if (raised.size() != 1 || tree_[raised[0]].kind != Kind::raise_statement) return kNoNode;
    if (tree_.text(raised[0]).find("OptionalDependencyNotAvailable") == std::string_view::npos)
      return kNoNode;
    return tree_.child(other, Field::body);
  }

  // A guard that asks for a library that is never there.
  bool never(NodeId id) const {
    const NodeId asked = tree_.named_children(tree_.child(id, Field::body)).front();
    const NodeId condition = tree_.child(asked, Field::condition);
    for (NodeId part = condition; part < tree_[condition].last; ++part) {
      if (tree_[part].kind != Kind::call) continue;
      if (answer(tree_.child(part, Field::function)) == std::optional<bool>(false)) return true;
    }
    return false;
  }

  // What the profile says of is_x_available; nothing when it does not.
  std::optional<bool> answer(NodeId function) const {
    const std::string q = names_.qualified(function);
    const auto found = profile_.constants.find(c_.in.tables.library().helper(q));
    return found == profile_.constants.end() ? std::nullopt : std::optional<bool>(found->second);
  }

  void flatten(NodeId id) {
    const NodeId block = guarded(id);
    if (block == kNoNode) return;
    const ByteRange whole = statement_range(tree_, id);
    if (never(id)) return c_.draft.remove(kRule, "the port does not have this library", whole);
    const Source& source = tree_.source();
    const ByteOffset first = source.whole_line(source.line_at(tree_[block].range.begin)).begin;
    const ByteOffset last = source.whole_line(source.line_at(tree_[block].range.end - 1)).end;
    if (first <= tree_[id].range.begin) return;
    Change change = make_change(kRule, kNote, dedent(tree_, block, indentation(tree_, id)));
    change.edits.push_back({{whole.begin, first}, ""});
    if (last < whole.end) change.edits.push_back({{last, whole.end}, ""});
    c_.draft.remove(std::move(change));
  }

  // ---- one dictionary

  // What fills the dictionary: keys as they are written, with the names that each lists.
  using Structure = std::vector<std::pair<std::string, std::vector<std::string>>>;

  static std::vector<std::string>* names_of(Structure& structure, std::string_view key) {
    const auto found = std::find_if(structure.begin(), structure.end(),
                                    [&](const auto& entry) { return entry.first == key; });
    return found == structure.end() ? nullptr : &found->second;
  }

  // The texts of `["A", "B"]`; nothing for anything else.
  std::optional<std::vector<std::string>> texts(NodeId list) const {
    if (list == kNoNode || tree_[list].kind != Kind::list) return std::nullopt;
    std::vector<std::string> out;
    for (NodeId item : tree_.named_children(list)) {
      if (tree_[item].kind != Kind::string) return std::nullopt;
      out.emplace_back(tree_.text(item));
    }
    return out;
  }

  // The key of `_import_structure["a"]`, else kNoNode.
  NodeId key_of(NodeId subscript) const {
    if (subscript == kNoNode || tree_[subscript].kind != Kind::subscript) return kNoNode;
    const NodeId value = tree_.child(subscript, Field::value), key = tree_.child(subscript, Field::subscript);
    if (value == kNoNode || key == kNoNode || tree_.text(value) != "_import_structure") return kNoNode;
    return tree_[key].kind == Kind::string ? key : kNoNode;
  }

  // `_import_structure["a"] = [...]`, `_import_structure["a"].extend([...])`, `.append("A")`; false for
  // anything else.
  bool fill(NodeId statement, Structure& structure) const {
    if (tree_[statement].kind != Kind::expression_statement || !stands_alone(tree_, statement)) return false;
    const NodeId inner = tree_.first_child(statement);
    if (tree_[inner].kind == Kind::assignment) {
      const NodeId key = key_of(tree_.child(inner, Field::left));
      auto names = texts(tree_.child(inner, Field::right));
      if (key == kNoNode || !names) return false;
      if (auto* old = names_of(structure, tree_.text(key))) {
        *old = *std::move(names);
      } else {
        structure.emplace_back(tree_.text(key), *std::move(names));
      }
      return true;
    }
    if (tree_[inner].kind != Kind::call) return false;
    const NodeId function = tree_.child(inner, Field::function), list = tree_.child(inner, Field::arguments);
    if (function == kNoNode || list == kNoNode || tree_[function].kind != Kind::attribute) return false;
    const NodeId key = key_of(tree_.child(function, Field::object));
    const std::string_view method = tree_.text(tree_.child(function, Field::attribute));
    const auto arguments = tree_.named_children(list);
    auto* old = key == kNoNode ? nullptr : names_of(structure, tree_.text(key));
    if (old == nullptr || arguments.size() != 1) return false;
    if (method == "append" && tree_[arguments[0]].kind == Kind::string) {
      old->emplace_back(tree_.text(arguments[0]));
      return true;
    }
    const auto names = texts(arguments[0]);
    if (method != "extend" || !names) return false;
    old->insert(old->end(), names->begin(), names->end());
    return true;
  }

  // All statements of a block that is there; `if is_x_available():` inside by the profile's answer.
  bool fill_all(NodeId block, Structure& structure) const {
    for (NodeId statement : tree_.named_children(block)) {
      if (tree_[statement].kind == Kind::if_statement ? !fill_guarded(statement, structure)
                                                      : !fill(statement, structure)) {
        return false;
      }
    }
    return true;
  }

  bool fill_guarded(NodeId guard, Structure& structure) const {
    const NodeId condition = tree_.child(guard, Field::condition),
                 body = tree_.child(guard, Field::consequence);
    if (condition == kNoNode || body == kNoNode || tree_.child(guard, Field::alternative) != kNoNode)
      return false;
    const NodeId function =
        tree_[condition].kind == Kind::call ? tree_.child(condition, Field::function) : kNoNode;
    if (function == kNoNode) return false;
    const std::optional<bool> there = answer(function);
    return there && (!*there || fill_all(body, structure));
  }

  // Guards that hold entries only, directly behind the dictionary, become part of it: it is written anew.
  void merge_structure() {
    const auto all = tree_.named_children(0);
    std::size_t at = 0;
    while (at < all.size() && dictionary_of(tree_, all[at], "_import_structure") == kNoNode) ++at;
    if (at == all.size()) return;
    const NodeId old = dictionary_of(tree_, all[at], "_import_structure");
    Structure structure;
    for (NodeId pair : tree_.named_children(old)) {
      auto names = tree_[pair].kind == Kind::pair ? texts(tree_.child(pair, Field::value)) : std::nullopt;
      if (!names) return;
      structure.emplace_back(tree_.text(tree_.child(pair, Field::key)), *std::move(names));
    }
    std::size_t end = at + 1;
    bool guard = false;
    for (; end < all.size(); ++end) {
      Structure next = structure;
      if (!fill_top(all[end], next, guard)) break;
      structure = std::move(next);
    }
    if (!guard || structure.empty() || has_comment(all[at], all[end - 1])) return;
    Change change = make_change(kRule, kNote, {});
    change.edits.push_back({{tree_[old].range.begin, tree_[all[end - 1]].range.end}, written(structure)});
    c_.draft.remove(std::move(change));
  }

  bool fill_top(NodeId statement, Structure& structure, bool& guard) const {
    if (tree_[statement].kind == Kind::expression_statement) return fill(statement, structure);
    if (tree_[statement].kind == Kind::if_statement) {
      if (!fill_guarded(statement, structure)) return false;
    } else {
      const NodeId block = tree_[statement].kind == Kind::try_statement ? guarded(statement) : kNoNode;
      if (block == kNoNode || (!never(statement) && !fill_all(block, structure))) return false;
    }
    guard = true;
    return true;
  }

  // A comment that would be lost; those on a line of code that goes are about that line.
  bool has_comment(NodeId from, NodeId to) const {
    for (NodeId id = from; id < tree_[to].last; ++id) {
      if (tree_[id].kind != Kind::comment) continue;
      if (tree_.text(id).find("noqa") == std::string_view::npos) return true;
    }
    return false;
  }

  std::string written(const Structure& structure) const {
    const std::size_t width = profile_.imports ? profile_.imports->line_length : 0;
    const std::string newline(tree_.source().newline());
    std::string out = "{" + newline;
    for (const auto& [key, names] : structure) {
      std::string line = "    " + key + ": [";
      for (std::size_t i = 0; i < names.size(); ++i) line += (i > 0 ? ", " : "") + names[i];
      line += "],";
      if (line.size() > width) {
        line = "    " + key + ": [" + newline;
        for (const std::string& name : names) line += "        " + name + "," + newline;
        line += "    ],";
      }
      out += line + newline;
    }
    return out + "}";
  }

  const Profile& profile_;
};

void run(RuleContext& context) {
  LazyPackagePass(context, *context.in.tables.profile()).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "lists the contents of a lazily loaded package without testing for installed libraries",
     "the profile asks for it, and the guards have HF's form", "", ""}};

}  // namespace

extern const Pass kPass{
    .name = "lazy-package", .phase = Phase::fold, .rules = kRules, .wanted = loads_lazily, .run = run};

}  // namespace mintport::rules::lazy_package
