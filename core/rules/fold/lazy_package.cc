// Packages that load lazily (_import_structure, _LazyModule). HF lists the names that each optional library
// allows, and replaces the others by dummy objects. A port with a fixed set of libraries lists all names:
//
//     _import_structure = {"a": ["A"]}                                         _import_structure = {
//     try: if not is_x_available(): raise OptionalDependencyNotAvailable()         "a": ["A"],
//     except OptionalDependencyNotAvailable: ...                           ->      "b": ["B"],
//     else: _import_structure["b"] = ["B"]                                     }
//
// Every package of HF has these names, which are an interface of their own. Removes the entries of a library
// that the profile calls unavailable.

#include <algorithm>
#include <optional>

#include "core/base/text.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/rules/fold/import_structure.hh"
#include "core/syntax/views.hh"

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
  // The block that runs if the guarded libraries are available; kNoNode if the statement is not such a guard.
  NodeId guarded(NodeId id) const {
    const NodeId body = tree_.child(id, Field::body);
    const NodeId except = tree_.child(id, Kind::except_clause), other = tree_.child(id, Kind::else_clause);
    if (except == kNoNode || tree_.child(id, Kind::finally_clause) != kNoNode) return kNoNode;
    const auto asked = branch_view(tree_, tree_.only_child(body));
    if (!asked || asked->other != kNoNode || !stands_alone(tree_, id)) return kNoNode;
    const NodeId raised = tree_.only_child(asked->body);
    if (!tree_.is(raised, Kind::raise_statement)) return kNoNode;
    if (tree_.text(raised).find("OptionalDependencyNotAvailable") == std::string_view::npos) return kNoNode;
    return tree_.child(other, Field::body);
  }

  // True for a guard that requires a library that is never available.
  bool never(NodeId id) const {
    const NodeId condition = tree_.child(tree_.only_child(tree_.child(id, Field::body)), Field::condition);
    for (NodeId part = condition; part < tree_[condition].last; ++part) {
      const NodeId function = callee_of(tree_, part);
      if (function != kNoNode && answer(function) == std::optional<bool>(false)) return true;
    }
    return false;
  }

  // The profile's value of is_x_available; nullopt if it has none.
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
    const ByteOffset first = block_start(tree_, block);
    const ByteOffset last = source.whole_line(source.line_at(tree_[block].range.end - 1)).end;
    if (first == kNoOffset || first <= tree_[id].range.begin) return;
    Change change = make_change(kRule, kNote, dedent(tree_, block, indentation(tree_, id)));
    change.edits.push_back({{whole.begin, first}, ""});
    if (last < whole.end) change.edits.push_back({{last, whole.end}, ""});
    c_.draft.remove(std::move(change));
  }

  // ---- one dictionary

  // The entries of the dictionary: keys as written, and the names of each.
  using Structure = std::vector<std::pair<std::string, std::vector<std::string>>>;

  static std::vector<std::string>* names_of(Structure& structure, std::string_view key) {
    const auto found = std::find_if(structure.begin(), structure.end(),
                                    [&](const auto& entry) { return entry.first == key; });
    return found == structure.end() ? nullptr : &found->second;
  }

  // The strings of `["A", "B"]`; nullopt for anything else.
  std::optional<std::vector<std::string>> texts(NodeId list) const {
    if (!tree_.is(list, Kind::list)) return std::nullopt;
    std::vector<std::string> out;
    for (NodeId item : tree_.named_children(list)) {
      if (tree_[item].kind != Kind::string) return std::nullopt;
      out.emplace_back(tree_.text(item));
    }
    return out;
  }

  // The key of `_import_structure["a"]`, else kNoNode.
  NodeId key_of(NodeId node) const {
    const auto entry = subscript_view(tree_, node);
    if (!entry || tree_.text(entry->object) != "_import_structure") return kNoNode;
    return tree_.is(entry->index, Kind::string) ? entry->index : kNoNode;
  }

  // Handles `_import_structure["a"] = [...]`, `_import_structure["a"].extend([...])`, `.append("A")`. False
  // for anything else.
  bool fill(NodeId statement, Structure& structure) const {
    if (tree_[statement].kind != Kind::expression_statement || !stands_alone(tree_, statement)) return false;
    if (const auto assignment = assignment_view(tree_, statement)) {
      const NodeId key = key_of(assignment->left);
      auto names = texts(assignment->right);
      if (key == kNoNode || !names) return false;
      if (auto* old = names_of(structure, tree_.text(key))) {
        *old = *std::move(names);
      } else {
        structure.emplace_back(tree_.text(key), *std::move(names));
      }
      return true;
    }
    const NodeId call = tree_.first_child(statement);
    const auto callee = method_view(tree_, call);
    if (!callee) return false;
    const NodeId key = key_of(callee->object);
    const std::string_view method = tree_.text(callee->name);
    const auto arguments = call_arguments(tree_, call);
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

  // Applies all statements of a block. `if is_x_available():` inside follows the profile.
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
    const auto branch = branch_view(tree_, guard);
    if (!branch || branch->other != kNoNode) return false;
    const NodeId function = callee_of(tree_, branch->condition);
    if (function == kNoNode) return false;
    const std::optional<bool> there = answer(function);
    return there && (!*there || fill_all(branch->body, structure));
  }

  // Merges guards with entries only, directly after the dictionary, into it and rewrites it.
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

  // True if a comment would be lost. A comment on a removed line of code concerns only that line.
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
