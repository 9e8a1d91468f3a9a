// Packages that load lazily (_import_structure, _LazyModule): HF lists what each optional library allows and
// puts dummy objects in the place of the rest. A port that has one set of libraries lists it all:
//
//     try: if not is_x_available(): raise OptionalDependencyNotAvailable()     _import_structure = {
//     except OptionalDependencyNotAvailable: ...                           ->      "a": ["A"],
//     else: _import_structure["a"] = ["A"]                                     }
//
// These names are an interface of their own: every package of HF has them. What stands for a library that the
// profile says is never there goes.

#include <optional>

#include "core/rules/rules.hh"
#include "core/rules/statements.hh"

namespace mintport {
namespace {

constexpr const char* kRule = "flat-package";
constexpr const char* kNote = "the port has all libraries that the package asks for";

class LazyPackagePass {
 public:
  LazyPackagePass(RuleContext& context, const Profile& profile)
      : c_(context), tree_(context.in.tree), names_(context.in.names), profile_(profile) {}

  void run() {
    if (names_.find(0, "_import_structure") == kNoGroup) return;
    merge_structure();
    for (NodeId id = 0; id < tree_.nodes().size(); ++id) {
      if (tree_[id].kind == Kind::try_statement && !c_.draft.removed(id)) flatten(id);
    }
  }

  // After the conditions are folded: they may have been all that filled a dictionary.
  void drop_empty_ones() {
    if (names_.find(0, "_import_structure") == kNoGroup) return;
    for (GroupId id = 0; id < names_.groups().size(); ++id) drop_empty(id);
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
      const std::string q = names_.qualified(tree_.child(part, Field::function));
      const auto found = profile_.constants.find("diffusers.utils." + q.substr(q.rfind('.') + 1));
      if (found != profile_.constants.end() && !found->second) return true;
    }
    return false;
  }

  void flatten(NodeId id) {
    const NodeId block = guarded(id);
    if (block == kNoNode) return;
    const ByteRange whole = statement_range(tree_, id);
    if (never(id)) return c_.draft.remove(kRule, "the port has no such library", whole);
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

  // `_import_structure["a"] = value`; the statement's assignment, else kNoNode.
  NodeId entry(NodeId statement) const {
    if (tree_[statement].kind != Kind::expression_statement) return kNoNode;
    const NodeId assignment = tree_.first_child(statement);
    if (assignment == kNoNode || tree_[assignment].kind != Kind::assignment) return kNoNode;
    const NodeId left = tree_.child(assignment, Field::left);
    if (left == kNoNode || tree_[left].kind != Kind::subscript) return kNoNode;
    const NodeId value = tree_.child(left, Field::value), key = tree_.child(left, Field::subscript);
    if (value == kNoNode || key == kNoNode || tree_.text(value) != "_import_structure") return kNoNode;
    return tree_[key].kind == Kind::string && stands_alone(tree_, statement) ? assignment : kNoNode;
  }

  // `NAME = {...}`; the dictionary, else kNoNode.
  NodeId dictionary(NodeId statement, std::string_view name) const {
    if (tree_[statement].kind != Kind::expression_statement) return kNoNode;
    const NodeId assignment = tree_.first_child(statement);
    if (assignment == kNoNode || tree_[assignment].kind != Kind::assignment) return kNoNode;
    const NodeId left = tree_.child(assignment, Field::left), right = tree_.child(assignment, Field::right);
    if (left == kNoNode || right == kNoNode || tree_.text(left) != name) return kNoNode;
    return tree_[right].kind == Kind::dictionary ? right : kNoNode;
  }

  // Guards that hold entries only, directly behind the dictionary, become part of it.
  void merge_structure() {
    const auto all = tree_.named_children(0);
    std::size_t at = 0;
    while (at < all.size() && dictionary(all[at], "_import_structure") == kNoNode) ++at;
    if (at == all.size()) return;
    const NodeId start = all[at];
    std::vector<NodeId> entries;
    std::size_t end = at + 1;
    bool guard = false;
    for (; end < all.size(); ++end) {
      const NodeId id = all[end];
      if (tree_[id].kind != Kind::try_statement) break;
      const NodeId block = guarded(id);
      if (block == kNoNode) break;
      guard = true;
      if (never(id)) continue;
      for (NodeId statement : tree_.named_children(block)) {
        if (entry(statement) == kNoNode) return;
        entries.push_back(statement);
      }
    }
    if (!guard || entries.empty() || has_comment(start, all[end - 1])) return;
    write(start, entries, all[end - 1]);
  }

  // A comment that would be lost; those on a line of code that goes are about that line.
  bool has_comment(NodeId from, NodeId to) const {
    for (NodeId id = from; id < tree_[to].last; ++id) {
      if (tree_[id].kind != Kind::comment) continue;
      if (tree_.text(id).find("noqa") == std::string_view::npos) return true;
    }
    return false;
  }

  void write(NodeId start, const std::vector<NodeId>& entries, NodeId end) {
    const Source& source = tree_.source();
    const std::string newline(source.newline());
    const NodeId old = dictionary(start, "_import_structure");
    const auto pairs = tree_.named_children(old);
    Change change = make_change(kRule, kNote, {});
    ByteOffset done = tree_[old].range.begin + 1;
    if (!pairs.empty()) {
      const bool one_line = source.line_at(done) == source.line_at(tree_[pairs[0]].range.begin);
      if (one_line) change.edits.push_back({{done, tree_[pairs[0]].range.begin}, newline + "    "});
      done = tree_[pairs.back()].range.end;
    }
    bool first = pairs.empty();
    for (NodeId statement : entries) {
      const NodeId assignment = tree_.first_child(statement);
      const NodeId left = tree_.child(assignment, Field::left), right = tree_.child(assignment, Field::right);
      const NodeId key = tree_.child(left, Field::subscript);
      change.edits.push_back({{done, tree_[key].range.begin}, (first ? "" : ",") + newline + "    "});
      change.edits.push_back({{tree_[key].range.end, tree_[right].range.begin}, ": "});
      done = tree_[right].range.end;
      first = false;
    }
    change.edits.push_back({{done, tree_[end].range.end}, "," + newline + "}"});
    c_.draft.add(std::move(change));
  }

  // ---- dictionaries that nothing fills any more, and the loops over them

  void drop_empty(GroupId id) {
    const Group& group = names_.groups()[id];
    if (group.scope != 0 || group.bindings.size() != 1 || group.name == "_import_structure") return;
    const NodeId binding = statement_of(tree_, group.bindings[0].node);
    const NodeId made = dictionary(binding, group.name);
    if (made == kNoNode || !tree_.named_children(made).empty()) return;
    std::vector<NodeId> loops;
    for (NodeId use : group.uses) {
      if (c_.draft.covered(tree_[use].range)) continue;
      const NodeId loop = tree_.ancestor(use, Kind::for_statement);
      const NodeId right = loop == kNoNode ? kNoNode : tree_.child(loop, Field::right);
      if (right == kNoNode || !tree_[right].range.contains(tree_[use].range)) return;
      if (tree_.text(right) != std::string(group.name) + ".items()" || !stands_alone(tree_, loop)) return;
      loops.push_back(loop);
    }
    const std::string note = std::string(group.name) + " stays empty";
    c_.draft.remove(kRule, note, statement_range(tree_, binding));
    for (NodeId loop : loops) {
      ByteRange range = statement_range(tree_, loop);
      c_.draft.remove(kRule, note, range);
    }
  }

  RuleContext& c_;
  const Tree& tree_;
  const Names& names_;
  const Profile& profile_;
};

}  // namespace

void lazy_package_rules(RuleContext& context) {
  const Profile* profile = context.in.tables.profile();
  if (profile != nullptr && profile->flat_packages) LazyPackagePass(context, *profile).run();
}

void empty_dictionary_rules(RuleContext& context) {
  const Profile* profile = context.in.tables.profile();
  if (profile != nullptr && profile->flat_packages) LazyPackagePass(context, *profile).drop_empty_ones();
}

}  // namespace mintport
