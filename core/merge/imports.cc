#include "core/merge/imports.hh"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/edit/edit.hh"
#include "core/names/names.hh"

namespace mintport {
namespace {

// An import as its statement spells it: the module, and the name with its alias.
struct Needed {
  std::string module;  // empty: `import NAME`
  std::string name;
  friend auto operator<=>(const Needed&, const Needed&) = default;
};

bool is_top_level(const Tree& tree, NodeId statement) {
  return tree[tree[statement].parent].kind == Kind::module;
}

// True for a module that only re-exports: imports, lists of names and deferred imports.
bool is_index(const Names& names) {
  const Tree& tree = names.tree();
  return std::any_of(names.groups().begin(), names.groups().end(),
                     [&](const Group& group) {
                       return group.scope == 0 &&
                              (group.name == "_import_structure" || group.name == "__all__");
                     }) ||
         std::none_of(tree.nodes().begin(), tree.nodes().end(), [](const Node& node) {
           return node.kind == Kind::function_definition || node.kind == Kind::class_definition;
         });
}

// The module's own imports, by bound name.
std::map<std::string, Needed> imports_of(const Names& names) {
  std::map<std::string, Needed> out;
  const Tree& tree = names.tree();
  for (const ImportItem& item : names.imports()) {
    if (!is_top_level(tree, item.statement) || item.name == "*") continue;
    const NodeId module = tree.child(item.statement, Field::module_name);
    out.emplace(item.bound, Needed{module == kNoNode ? "" : std::string(tree.text(module)),
                                   std::string(tree.text(item.item))});
  }
  return out;
}

// Identifiers that are read but not bound in the file.
std::set<std::string> unbound(const Names& names) {
  std::set<std::string> out;
  const Tree& tree = names.tree();
  for (NodeId id = 0; id < tree.nodes().size(); ++id) {
    const Node& node = tree[id];
    if (node.kind != Kind::identifier || names.group_of(id) != kNoGroup) continue;
    const Kind parent = tree[node.parent].kind;
    if (parent == Kind::attribute && node.field == Field::attribute) continue;
    if (parent == Kind::keyword_argument && node.field == Field::name) continue;
    if (parent == Kind::dotted_name) continue;
    if (!names.binds(tree.text(id))) out.emplace(tree.text(id));
  }
  return out;
}

// Edits the text in which every conflict is resolved as ours.
void edit_free_text(Merge& merge, const Edit& edit) {
  ByteOffset begin = 0;
  for (MergePiece& piece : merge.pieces) {
    const auto end = begin + static_cast<ByteOffset>(piece.ours.size());
    const bool inside = begin <= edit.range.begin && edit.range.end <= end;
    if (inside && !piece.conflict) {
      piece.ours.replace(edit.range.begin - begin, edit.range.size(), edit.text);
      return;
    }
    begin = end;
  }
}

// How the names of a statement change.
struct Rewrite {
  std::set<std::string> gone;  // bound names
  std::vector<std::string> added;
};

// The top-level statement that imports from the module; kNoNode if there is none.
NodeId statement_of(const Tree& tree, const Needed& needed) {
  for (NodeId statement : tree.children(0)) {
    if (tree[statement].kind != Kind::import_from_statement || needed.module.empty()) continue;
    if (tree.text(tree.child(statement, Field::module_name)) != needed.module) continue;
    if (tree.child(statement, Kind::wildcard_import) == kNoNode) return statement;
  }
  return kNoNode;
}

Edit new_line(const Needed& needed, ByteOffset at) {
  const std::string from = needed.module.empty() ? "" : "from " + needed.module + " ";
  return {{at, at}, from + "import " + needed.name + "\n"};
}

// The statement with the new names in order; removed with its line if no name remains. A statement with
// comments between names only gains names.
Edit rewritten(const Names& names, NodeId statement, const Rewrite& rewrite) {
  const Tree& tree = names.tree();
  const Source& source = tree.source();
  const ByteRange range = tree[statement].range;
  const bool commented = tree.child(statement, Kind::comment) != kNoNode;
  std::vector<std::string> kept;
  NodeId first = kNoNode, last = kNoNode;
  for (const ImportItem& item : names.imports()) {
    if (item.statement != statement) continue;
    if (first == kNoNode) first = item.item;
    last = item.item;
    if (!rewrite.gone.contains(item.bound)) kept.emplace_back(tree.text(item.item));
  }
  if (commented) {
    std::string more;
    for (const std::string& name : rewrite.added) more += ", " + name;
    return {{tree[last].range.end, tree[last].range.end}, std::move(more)};
  }
  add_names(kept, rewrite.added);
  if (kept.empty()) {
    return {{source.whole_line(source.line_at(range.begin)).begin,
             source.whole_line(source.line_at(range.end)).end},
            ""};
  }
  std::string head(source.text({range.begin, tree[first].range.begin}));
  if (const std::size_t bracket = head.find('('); bracket != head.npos) head.resize(bracket);
  return {range, write_import(head, kept, source.position(range.begin).column, "")};
}

// The offset after the line of the last import at the top of the module.
ByteOffset behind_imports(const Tree& tree) {
  ByteOffset out = tree.source().bom_size();
  for (NodeId statement : tree.named_children(0)) {
    if (is_import(tree[statement].kind)) {
      out = tree.source().whole_line(tree.source().line_at(tree[statement].range.end)).end;
    }
  }
  return out;
}

// Names that the module's imports bind: those that something reads (`read`), or those that nothing reads.
std::set<std::string> bound_imports(const Names& names, bool read) {
  std::set<std::string> out;
  for (const ImportItem& item : names.imports()) {
    if (!is_top_level(names.tree(), item.statement) || item.group == kNoGroup) continue;
    if (names.groups()[item.group].uses.empty() != read) out.insert(item.bound);
  }
  return out;
}

}  // namespace

void settle_imports(Merge& merge, const ThreeDocuments& documents, const Tree& before, const Tree& tree) {
  const Names names(tree, "", ""), old_names(before, "", "");
  const std::map<std::string, Needed> ours = imports_of(old_names);
  std::map<std::string, Needed> known = imports_of(Names(documents.theirs.tree(), "", ""));
  known.merge(std::map(ours));

  std::vector<Edit> edits;
  std::map<NodeId, Rewrite> rewrites;
  for (const std::string& name : unbound(names)) {
    const auto found = known.find(name);
    if (found == known.end()) continue;
    const NodeId statement = statement_of(tree, found->second);
    if (statement == kNoNode) {
      edits.push_back(new_line(found->second, behind_imports(tree)));
    } else {
      rewrites[statement].added.push_back(found->second.name);
    }
  }
  std::set<std::string> gone = bound_imports(names, false);
  const std::set<std::string> used_before = bound_imports(old_names, true);
  std::erase_if(gone,
                [&](const std::string& name) { return ours.contains(name) && !used_before.contains(name); });
  std::set<std::string> took_out;
  if (merge.conflicts() == 0 && !is_index(names)) {
    for (const ImportItem& item : names.imports()) {
      const bool future = tree[item.statement].kind == Kind::future_import_statement;
      if (is_top_level(tree, item.statement) && !future && gone.contains(item.bound)) {
        rewrites[item.statement].gone.insert(item.bound);
        took_out.insert(item.bound);
      }
    }
  }
  for (const ImportItem& item : old_names.imports()) {
    if (!took_out.contains(item.bound) || !is_top_level(before, item.statement)) continue;
    merge.imports_gone.push_back({before.source().line_at(before[item.item].range.begin), item.bound});
  }
  for (const auto& [statement, rewrite] : rewrites) edits.push_back(rewritten(names, statement, rewrite));
  // Start at the end, so that earlier offsets stay valid.
  std::stable_sort(edits.begin(), edits.end(),
                   [](const Edit& a, const Edit& b) { return a.range.begin > b.range.begin; });
  for (const Edit& edit : edits) edit_free_text(merge, edit);
}

}  // namespace mintport
