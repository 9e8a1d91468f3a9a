#include "core/project/facts.hh"

#include <algorithm>
#include <memory>

#include "core/base/sorted.hh"
#include "core/base/text.hh"
#include "core/names/names.hh"

namespace mintport {
namespace {

std::size_t count_of(std::string_view text, std::string_view what) {
  std::size_t out = 0;
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + what.size())) ++out;
  return out;
}

// The text without function bodies, but with the imports in them, which takes a tenth of the time to parse.
// Works by lines: triple-quoted text is not code, and brackets continue a statement.
class Skeleton {
 public:
  std::string of(std::string_view text) {
    for (std::string_view line : split_lines(text)) add(line);
    return std::move(out_);
  }

 private:
  static bool starts_function(std::string_view code) {
    return code.starts_with("def ") || code.starts_with("async def ");
  }

  void add(std::string_view line) {
    const bool in_string = string_;
    if ((count_of(line, "\"\"\"") + count_of(line, "'''")) % 2 == 1) string_ = !string_;
    const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
    const std::string_view code = line.substr(indent);
    if (depth_ > 0) {  // inside a header or an import that continues
      out_ += line;
      count(line);
      if (depth_ == 0 && in_header_) body(indent_);
      return;
    }
    const bool blank = trim(code).empty();
    if (in_function_ && (in_string || blank || indent > indent_ || code.starts_with(')'))) {
      if (!in_string && (code.starts_with("from ") || code.starts_with("import "))) {
        out_ += std::string(indent_ + 4, ' ');
        out_ += code;
        count(code);
        in_header_ = false;
      }
      return;
    }
    in_function_ = false;
    out_ += line;
    if (in_string || !starts_function(code)) return;
    indent_ = indent;
    in_function_ = in_header_ = true;
    count(line);
    if (depth_ == 0) body(indent_);
  }

  void body(std::size_t indent) {
    in_header_ = false;
    std::string_view last = trim(out_);
    last = last.substr(last.rfind('\n') + 1);                          // the whole text if it has one line
    if (!trim(last.substr(0, last.find('#'))).ends_with(':')) return;  // the body is on the header's line
    if (!out_.empty() && out_.back() != '\n') out_ += '\n';
    out_ += std::string(indent + 4, ' ') + "pass\n";
  }

  void count(std::string_view line) {
    for (const char c : line.substr(0, line.find('#'))) {
      if (c == '(' || c == '[' || c == '{') ++depth_;
      if (c == ')' || c == ']' || c == '}') --depth_;
    }
    depth_ = std::max(depth_, 0);
  }

  std::string out_;
  bool string_ = false, in_function_ = false, in_header_ = false;
  std::size_t indent_ = 0;  // of the function
  int depth_ = 0;
};

class FactReader {
 public:
  FactReader(const Tree& tree, std::string_view path, std::string_view package)
      : tree_(tree), names_(tree, path, package) {}

  void read(FileFacts& out) const {
    for (const ImportItem& item : names_.imports())
      out.imports.push_back({item.module, item.name, when(item)});
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
      if (tree_[at].kind == Kind::except_clause) return ImportFact::When::when_called;
      if (parent == kNoNode || tree_[parent].kind != Kind::if_statement) continue;
      const NodeId condition = tree_.child(parent, Field::condition);
      const bool asks =
          condition != kNoNode && tree_.text(condition).find("TYPE_CHECKING") != std::string_view::npos;
      if (asks && tree_[at].field == Field::consequence) return ImportFact::When::type_checking;
    }
    return ImportFact::When::at_import;
  }

  // Collects definitions of a block and of its if and try blocks; for classes also their methods.
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
      if (at == kNoNode)
        at = tree_[parameter].kind == Kind::identifier ? parameter : tree_.first_child(parameter);
      if (at != kNoNode && tree_.text(at) != "self")
        out.push_back(name + "(" + std::string(tree_.text(at)) + ")");
    }
  }

  std::string name_of(NodeId definition) const {
    const NodeId name = tree_.child(definition, Field::name);
    return name == kNoNode ? std::string() : std::string(tree_.text(name));
  }

  // True in a list that belongs to a statement about _import_structure.
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
  out.lines =
      static_cast<std::uint32_t>(count_of(text, "\n")) + (text.empty() || text.back() == '\n' ? 0 : 1);
  const auto parsed = Tree::parse(out.path, Skeleton().of(text));
  if (!parsed) return out;
  const Tree& tree = *parsed;
  FactReader(tree, out.path, package).read(out);
  return out;
}

}  // namespace mintport
