// The two lists of a lazily loaded package that must agree: `_import_structure`, and the imports below
// `if TYPE_CHECKING:`.

#include <map>

#include "core/check/rules/rules.hh"

namespace mintport::check::type_checking {
namespace {

class Lists {
 public:
  Lists(const CheckContext& context, CheckReport& out)
      : c_(context), tree_(context.tree()), facts_(context.file.facts()), out_(out) {}

  void run() {
    if (facts_.lazy.empty()) return;
    for (const ImportItem& item : c_.names().imports()) {
      if (item.name.empty() || item.level == 0 || !is_type_checking(tree_, item.statement)) continue;
      if (item.name == "*") return;  // the names are not shown
      if (item.module.starts_with(facts_.name + ".")) imported_.try_emplace(item.bound, &item);
      last_ = item.statement;
    }
    if (last_ == kNoNode) return;  // a package without the branch
    std::map<std::string, const LazyEntry*> listed;
    for (const LazyEntry& entry : facts_.lazy) listed.try_emplace(entry.name, &entry);
    for (const auto& [name, entry] : listed) {
      if (!imported_.contains(name)) missing_import(*entry);
    }
    if (facts_.open) return;
    for (const auto& [name, item] : imported_) {
      if (!listed.contains(name)) missing_entry(*item);
    }
  }

 private:
  void missing_import(const LazyEntry& entry) {
    const std::string line = "from ." + entry.module + " import " + entry.name;
    const Known there = c_.port.has(facts_.name + "." + entry.module, entry.name);
    if (there == Known::no) return;  // the entry itself is wrong
    std::vector<Fix> fixes;
    if (there == Known::yes)
      fixes.push_back(make_fix("add `" + line + "`", Applicability::machine, {line_behind(last_, line)}));
    out_.add(tree_[entry.where].range, entry.name,
             "'" + entry.name + "' is in _import_structure, but not below TYPE_CHECKING; add `" + line + "`",
             std::move(fixes));
  }

  void missing_entry(const ImportItem& item) {
    out_.add(tree_[item.item].range, item.name,
             "'" + item.name +
                 "' is imported below TYPE_CHECKING, but _import_structure lacks it; add it to \"" +
                 item.module.substr(facts_.name.size() + 1) + "\"");
  }

  // Inserts a line with the indentation of the statement.
  Edit line_behind(NodeId statement, const std::string& line) const {
    const Source& source = tree_.source();
    const ByteRange range = tree_[statement].range;
    const ByteOffset begin = source.line(source.line_at(range.begin)).begin;
    const std::string indent(source.text({begin, range.begin}));
    return {{range.end, range.end}, std::string(source.newline()) + indent + line};
  }

  const CheckContext& c_;
  const Tree& tree_;
  const ModuleFacts& facts_;
  CheckReport& out_;
  std::map<std::string, const ImportItem*> imported_;
  NodeId last_ = kNoNode;
};

void check(const CheckContext& context, CheckReport& out) {
  Lists(context, out).run();
}

}  // namespace

extern const CheckRule kRule{
    .id = "type-checking",
    .level = Level::warning,
    .does = "a name in `_import_structure` that the imports below TYPE_CHECKING lack, or the reverse",
    .why =
        "users' tools see other names than Python does: a name in one list only cannot be completed, or "
        "cannot "
        "be imported",
    .example = "if TYPE_CHECKING: pass -> if TYPE_CHECKING: from .pipeline_a import APipeline",
    .fix = "adds the import",
    .port_only = false,
    .check = check};

}  // namespace mintport::check::type_checking
