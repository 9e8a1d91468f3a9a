// Cells in plain lists.

#include "core/base/text.hh"
#include "core/check/rules/rules.hh"

namespace mintport::check::cell_list {
namespace {

class CellLists {
 public:
  CellLists(const CheckContext& context, CheckReport& out) : c_(context), tree_(context.tree()), out_(out) {}

  void run() {
    for (const TopClass& type : top_classes(c_)) {
      const NodeId init = method_of(tree_, type.node, "__init__");
      if (init == kNoNode || !is_cell(type.found)) continue;
      each_inside(tree_, init, Kind::assignment, [&](NodeId id) {
        const auto view = assignment_view(tree_, id);
        const auto left = view ? attribute_view(tree_, view->left) : std::nullopt;
        if (!left || tree_.text(left->object) != "self" || !holds_cells(view->right)) return;
        const std::string name(tree_.text(left->name));
        out_.add(tree_[id].range, "self." + name,
                 "self." + name +
                     " is a plain list of cells, whose parameters the cell does not know; use "
                     "nn.CellList");
      });
    }
  }

 private:
  bool is_cell(const Found& type) const {
    std::set<std::string, std::less<>> roots(c_.library().module_roots.begin(),
                                             c_.library().module_roots.end());
    roots.insert("Cell");
    return c_.port.inherits(type, roots);
  }

  // [nn.Dense(...), ...] and [Block(...) for _ in ...]
  bool holds_cells(NodeId value) const {
    if (tree_.is(value, Kind::list_comprehension)) return makes_cell(tree_.child(value, Field::body));
    if (!tree_.is(value, Kind::list)) return false;
    for (NodeId item : tree_.named_children(value)) {
      if (makes_cell(item)) return true;
    }
    return false;
  }

  bool makes_cell(NodeId call) const {
    const NodeId callee = callee_of(tree_, call);
    if (callee == kNoNode) return false;
    std::string name = c_.names().qualified(callee);
    if (name.empty() && tree_.is(callee, Kind::identifier))
      name = c_.file.facts().name + "." + std::string(tree_.text(callee));
    if (const Symbol* symbol = c_.tables.target_symbol(name)) {
      const bool layer = name.find(".nn.") != name.npos;
      return layer && symbol->kind == Symbol::Kind::class_ && !is_any(last_part(name), {"Parameter"});
    }
    const Found found = c_.port.find(name);
    return found && found.definition->is_class && is_cell(found);
  }

  const CheckContext& c_;
  const Tree& tree_;
  CheckReport& out_;
};

void check(const CheckContext& context, CheckReport& out) {
  CellLists(context, out).run();
}

}  // namespace

extern const CheckRule kRule{
    .id = "cell-list",
    .level = Level::error,
    .does = "an attribute of a cell that is a plain list of cells",
    .why = "the cells' parameters are not trained, saved or loaded, and nothing says so",
    .example =
        "self.blocks = [Block() for _ in range(n)] -> self.blocks = nn.CellList([Block() for _ in range(n)])",
    .check = check};

}  // namespace mintport::check::cell_list
