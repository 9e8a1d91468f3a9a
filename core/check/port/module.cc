#include "core/check/port/module.hh"

#include <algorithm>

#include "core/base/text.hh"
#include "core/syntax/views.hh"

namespace mintport {
namespace {

class FactsReader {
 public:
  FactsReader(const Tree& tree, const Names& names, bool package) : tree_(tree), names_(names) {
    out_.name = names.module();
    out_.package = package;
  }

  ModuleFacts read() && {
    bindings();
    definitions(0, "");
    if (out_.package) import_structure();
    out_.open = out_.open || tree_.has_error() || changes_itself();
    return std::move(out_);
  }

 private:
  void bindings() {
    for (const Group& group : names_.groups()) {
      if (group.scope == 0 && !group.bindings.empty()) out_.names.emplace(group.name, group.qualified);
    }
    for (const ImportItem& item : names_.imports()) {
      if (item.name == "*") out_.stars.push_back(item.module);
    }
  }

  // A module with `def __getattr__`, and one that puts names into globals().
  bool changes_itself() const {
    if (out_.definitions.contains("__getattr__")) return true;
    const std::string_view text = tree_.source().text();
    return text.find("globals()[") != text.npos || text.find("globals().update") != text.npos ||
           (!out_.package && text.find("sys.modules[__name__]") != text.npos);
  }

  void definitions(NodeId block, const std::string& prefix) {
    for (NodeId child : tree_.children(block)) {
      const NodeId node = definition_of(tree_, child);
      if (tree_.is(node, Kind::function_definition, Kind::class_definition)) {
        define(child, node, prefix);
        continue;
      }
      switch (tree_[child].kind) {
        case Kind::if_statement:
        case Kind::else_clause:
        case Kind::elif_clause:
        case Kind::try_statement:
        case Kind::except_clause:
        case Kind::block:
          definitions(child, prefix);
          break;
        default:
          break;
      }
    }
  }

  void define(NodeId whole, NodeId node, const std::string& prefix) {
    const Source& source = tree_.source();
    const ByteRange range = tree_[node].range;
    PortDefinition made{.name = prefix + std::string(name_of(tree_, node))};
    made.is_class = tree_.is(node, Kind::class_definition);
    if (whole != node) made.decorators = decorators(whole);
    made.code = {source.whole_line(source.line_at(range.begin)).begin,
                 source.whole_line(source.line_at(range.end - 1)).end};
    if (made.is_class) {
      made.bases = bases(node);
    } else {
      const bool is_static = std::count(made.decorators.begin(), made.decorators.end(), "staticmethod") > 0;
      made.parameters = parameters(node, !prefix.empty() && !is_static);
    }
    const std::string name = made.name;
    const auto [at, fresh] = out_.definitions.try_emplace(name, std::move(made));
    if (!fresh) at->second.several = true;
    if (at->second.is_class && fresh) definitions(tree_.child(node, Field::body), name + ".");
  }

  std::vector<std::string> bases(NodeId node) const {
    std::vector<std::string> out;
    for (NodeId base : tree_.named_children(tree_.child(node, Field::superclasses))) {
      if (tree_.is(base, Kind::keyword_argument)) continue;
      std::string qualified = names_.qualified(base);
      if (qualified.empty() && tree_.is(base, Kind::identifier))
        qualified = out_.name + "." + std::string(tree_.text(base));
      out.push_back(std::move(qualified));
    }
    return out;
  }

  std::vector<std::string> decorators(NodeId whole) const {
    std::vector<std::string> out;
    for (NodeId child : tree_.children(whole)) {
      if (!tree_.is(child, Kind::decorator)) continue;
      const std::string_view text = tree_.text(child).substr(1);
      out.emplace_back(trim(text.substr(0, text.find('('))));
    }
    return out;
  }

  std::vector<Parameter> parameters(NodeId node, bool bound) const {
    std::vector<Parameter> out;
    Parameter::Kind kind = Parameter::Kind::ordinary;
    bool first = bound;
    for (NodeId child : tree_.named_children(tree_.child(node, Field::parameters))) {
      if (tree_.is(child, Kind::keyword_separator)) {
        kind = Parameter::Kind::keyword_only;
        continue;
      }
      if (tree_.is(child, Kind::positional_separator)) {
        for (Parameter& one : out) one.kind = Parameter::Kind::positional_only;
        continue;
      }
      const auto view = parameter_view(tree_, child);
      const NodeId name = view ? view->name : child;
      std::string_view text = tree_.text(name);
      Parameter made{.kind = kind, .has_default = view && view->value != kNoNode};
      if (text.starts_with("**")) {
        made.kind = Parameter::Kind::var_keyword;
      } else if (text.starts_with('*')) {
        made.kind = Parameter::Kind::var_positional;
        kind = Parameter::Kind::keyword_only;
      }
      made.name = std::string(trim(text.substr(text.find_first_not_of('*'))));
      if (!first || made.kind == Parameter::Kind::var_positional) out.push_back(std::move(made));
      first = false;
    }
    return out;
  }

  // The entries of every statement on `_import_structure`. Another way to fill it leaves the module open.
  void import_structure() {
    const GroupId group = names_.find(0, kImportStructure);
    if (group == kNoGroup) return;
    for (const Binding& binding : names_.groups()[group].bindings) {
      const NodeId value = assigned_value(tree_, binding.node);
      if (tree_.is(value, Kind::dictionary)) {
        entries(value);
      } else {
        out_.open = true;
      }
    }
    for (NodeId use : names_.groups()[group].uses) entry_of_use(use);
  }

  // {"module": ["Name"]}
  void entries(NodeId dictionary) {
    for (NodeId pair : tree_.named_children(dictionary)) {
      const NodeId key = tree_.child(pair, Field::key), value = tree_.child(pair, Field::value);
      if (!tree_.is(pair, Kind::pair) || !list(string_text(tree_, key), value)) out_.open = true;
    }
  }

  // _import_structure["module"] = [...], .extend([...]) and .append("Name")
  void entry_of_use(NodeId use) {
    const NodeId up = tree_[use].parent;
    const auto place = subscript_view(tree_, up);
    if (!place || place->object != use) {
      const auto method = method_view(tree_, tree_[up].parent);
      if (method && method->object == use) out_.open = true;  // update, setdefault
      return;
    }
    const std::string_view module = string_text(tree_, place->index);
    const NodeId outer = tree_[up].parent;
    if (const auto assignment = assignment_view(tree_, outer); assignment && assignment->left == up) {
      if (!list(module, assignment->right)) out_.open = true;
      return;
    }
    const NodeId call = tree_[outer].parent;
    const auto arguments = call_arguments(tree_, call);
    if (!tree_.is(outer, Kind::attribute) || arguments.size() != 1) {
      if (tree_.is(outer, Kind::augmented_assignment)) {
        if (const auto sides = binary_view(tree_, outer); sides && list(module, sides->right)) return;
      }
      out_.open = true;
      return;
    }
    if (tree_.is(arguments[0], Kind::string)) {
      add(module, arguments[0]);
    } else if (!list(module, arguments[0])) {
      out_.open = true;
    }
  }

  // True if the value shows its names. A comprehension repeats those of a module that stands in for another.
  bool list(std::string_view module, NodeId value) {
    if (tree_.is(value, Kind::list_comprehension)) return true;
    if (module.empty() || !tree_.is(value, Kind::list)) return false;
    bool all = true;
    for (NodeId item : tree_.named_children(value)) {
      if (tree_.is(item, Kind::string)) {
        add(module, item);
      } else {
        all = false;
      }
    }
    return all;
  }

  void add(std::string_view module, NodeId string) {
    out_.lazy.push_back({std::string(module), std::string(string_text(tree_, string)), string});
  }

  const Tree& tree_;
  const Names& names_;
  ModuleFacts out_;
};

bool is_package_file(std::string_view path) {
  return path == "__init__.py" || path.ends_with("/__init__.py");
}

}  // namespace

Result<std::unique_ptr<const PortFile>> PortFile::make(std::string path, std::string_view in_package,
                                                       std::string_view package, std::string bytes) {
  auto source = Source::make(path, std::move(bytes));
  if (!source) return fail(source.error());
  auto shared = std::make_shared<const Source>(*std::move(source));
  return std::unique_ptr<const PortFile>(
      new PortFile(std::move(path), in_package, package, std::move(shared)));
}

PortFile::PortFile(std::string path, std::string_view in_package, std::string_view package,
                   std::shared_ptr<const Source> source)
    : path_(std::move(path)),
      tree_(Tree::parse(std::move(source))),
      names_(tree_, in_package, package),
      facts_(FactsReader(tree_, names_, is_package_file(in_package)).read()) {}

}  // namespace mintport
