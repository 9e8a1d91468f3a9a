// The stand-ins of a lazily loaded package for a framework that is not installed: its names and theirs must
// agree.

#include <map>

#include "core/check/rules/rules.hh"

namespace mintport::check::dummy_object {
namespace {

class Dummies {
 public:
  Dummies(const CheckContext& context, CheckReport& out) : c_(context), tree_(context.tree()), out_(out) {}

  void run() {
    if (c_.file.facts().lazy.empty() || c_.file.facts().open) return;
    for (NodeId statement : tree_.children(0)) {
      if (tree_.is(statement, Kind::try_statement)) collect(statement);
    }
    for (const auto& [module, names] : by_module_) {
      const PortFile& file = *c_.port.file(module);
      for (const auto& [name, entry] : names.listed) lacks(file, name, entry);
      std::set<std::string> dummies;
      for (const auto& [name, definition] : file.facts().definitions) {
        if (name.find('.') == name.npos && !names.listed.contains(name)) dummies.insert(name);
      }
      for (const std::string& name : dummies) unused(file, name, names.import);
    }
  }

 private:
  struct Listed {
    std::map<std::string, NodeId> listed;
    NodeId import = kNoNode;
  };

  // try: ... except ...: from .utils import dummy_x_objects ... else: the entries
  void collect(NodeId statement) {
    const NodeId otherwise = tree_.child(statement, Kind::else_clause);
    const NodeId handler = tree_.child(statement, Kind::except_clause);
    if (otherwise == kNoNode || handler == kNoNode) return;
    for (const ImportItem& item : c_.names().imports()) {
      if (item.statement < handler || item.statement >= tree_[handler].last) continue;
      if (!item.name.starts_with("dummy_")) continue;
      const std::string module = item.module + "." + item.name;
      if (c_.port.file(module) == nullptr) continue;
      Listed& names = by_module_[module];
      if (names.import == kNoNode) names.import = item.item;
      for (const LazyEntry& entry : c_.file.facts().lazy) {
        if (entry.where > otherwise && entry.where < tree_[otherwise].last)
          names.listed.try_emplace(entry.name, entry.where);
      }
    }
  }

  void lacks(const PortFile& file, const std::string& name, NodeId entry) {
    if (file.facts().names.contains(name)) return;
    out_.add(tree_[entry].range, name,
             "'" + name + "' has no dummy in " + file.path() + "; add one, as `make fix-copies` does");
  }

  void unused(const PortFile& file, const std::string& name, NodeId import) {
    out_.add(tree_[import].range, name,
             file.path() + " defines a dummy '" + name +
                 "' for no entry of _import_structure; remove it, or add the entry");
  }

  const CheckContext& c_;
  const Tree& tree_;
  CheckReport& out_;
  std::map<std::string, Listed> by_module_;
};

void check(const CheckContext& context, CheckReport& out) {
  if (context.file.facts().package) Dummies(context, out).run();
}

}  // namespace

extern const CheckRule kRule{
    .id = "dummy-object",
    .level = Level::warning,
    .does = "an entry of `_import_structure` without a dummy object, or a dummy object without an entry",
    .why = "where the framework is missing, users get an ImportError that does not say what to install",
    .example = "\"pipeline_a\": [\"APipeline\"] -> class APipeline(metaclass=DummyObject): ...",
    .port_only = false,
    .check = check};

}  // namespace mintport::check::dummy_object
