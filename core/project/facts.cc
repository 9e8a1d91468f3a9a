#include "core/project/facts.hh"

#include <algorithm>
#include <memory>

#include "core/names/names.hh"

namespace mintport {
namespace {

template <class T>
void sort_once(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

class Reader {
 public:
  Reader(const Tree& tree, std::string_view path, std::string_view package)
      : tree_(tree), names_(tree, path, package) {}

  void read(FileFacts& out) const {
    out.lines = tree_.source().line_count();
    for (const ImportItem& item : names_.imports()) out.imports.push_back({item.module, item.name, when(item)});
    definitions(0, "", out.defines);
    for (NodeId id = 0; id < tree_.nodes().size(); ++id) {
      if (tree_[id].kind == Kind::string && is_export(id)) out.exports.push_back(content(id));
    }
    sort_once(out.imports);
    sort_once(out.defines);
    sort_once(out.exports);
  }

 private:
  ImportFact::When when(const ImportItem& item) const {
    if (names_.scopes()[item.scope].kind != Scope::Kind::module) return ImportFact::When::when_called;
    for (NodeId at = item.statement; at != 0 && at != kNoNode; at = tree_[at].parent) {
      const NodeId parent = tree_[at].parent;
      if (parent == kNoNode || tree_[parent].kind != Kind::if_statement) continue;
      const NodeId condition = tree_.child(parent, Field::condition);
      const bool asks = condition != kNoNode && tree_.text(condition).find("TYPE_CHECKING") != std::string_view::npos;
      if (asks && tree_[at].field == Field::consequence) return ImportFact::When::type_checking;
    }
    return ImportFact::When::at_import;
  }

  // Of a block, and of the blocks of its ifs and trys; of classes their methods.
  void definitions(NodeId block, const std::string& prefix, std::vector<std::string>& out) const {
    for (NodeId child : tree_.children(block)) {
      NodeId node = child;
      if (tree_[node].kind == Kind::decorated_definition) node = tree_.child(node, Field::definition);
      if (node == kNoNode) continue;
      switch (tree_[node].kind) {
        case Kind::class_definition: {
          const std::string name = prefix + name_of(node);
          out.push_back(name);
          definitions(tree_.child(node, Field::body), name + ".", out);
          break;
        }
        case Kind::function_definition:
          function(node, prefix, out);
          break;
        case Kind::if_statement:
        case Kind::else_clause:
        case Kind::elif_clause:
        case Kind::try_statement:
        case Kind::except_clause:
        case Kind::block:
          definitions(node, prefix, out);
          break;
        default:
          break;
      }
    }
  }

  void function(NodeId node, const std::string& prefix, std::vector<std::string>& out) const {
    const std::string name = prefix + name_of(node);
    out.push_back(name);
    for (NodeId parameter : tree_.named_children(tree_.child(node, Field::parameters))) {
      NodeId at = tree_.child(parameter, Field::name);
      if (at == kNoNode) at = tree_[parameter].kind == Kind::identifier ? parameter : tree_.first_child(parameter);
      if (at != kNoNode && tree_.text(at) != "self") out.push_back(name + "(" + std::string(tree_.text(at)) + ")");
    }
  }

  std::string name_of(NodeId definition) const {
    const NodeId name = tree_.child(definition, Field::name);
    return name == kNoNode ? std::string() : std::string(tree_.text(name));
  }

  // In a list, in a statement that speaks of _import_structure.
  bool is_export(NodeId string) const {
    if (tree_[tree_[string].parent].kind != Kind::list) return false;
    NodeId statement = string;
    while (tree_[statement].kind != Kind::expression_statement) {
      statement = tree_[statement].parent;
      if (statement == kNoNode || statement == 0) return false;
    }
    return tree_.text(statement).substr(0, 80).find("_import_structure") != std::string_view::npos;
  }

  std::string content(NodeId string) const {
    const NodeId inner = tree_.child(string, Kind::string_content);
    return inner == kNoNode ? std::string() : std::string(tree_.text(inner));
  }

  const Tree& tree_;
  const Names names_;
};

}  // namespace

FileFacts facts_of(std::string path, std::string_view text, std::string_view package) {
  FileFacts out{.path = std::move(path)};
  auto source = Source::make(out.path, std::string(text));
  if (!source) return out;
  const Tree tree = Tree::parse(std::make_shared<const Source>(*std::move(source)));
  Reader(tree, out.path, package).read(out);
  return out;
}

}  // namespace mintport
