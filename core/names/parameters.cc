#include "core/names/parameters.hh"

#include <algorithm>

#include "core/base/text.hh"
#include "core/syntax/views.hh"

namespace mintport {
namespace {

class Collector {
 public:
  Collector(const Names& names, const LayerKnowledge& layers)
      : names_(names), tree_(names.tree()), layers_(layers) {
    for (NodeId id : tree_.of(Kind::class_definition)) {
      if (const std::string_view name = name_of(tree_, id); !name.empty()) classes_.emplace(name, id);
    }
  }

  std::vector<ClassParameters> all() {
    std::vector<std::pair<NodeId, std::string>> in_order;
    for (const auto& [name, id] : classes_) in_order.emplace_back(id, name);
    std::sort(in_order.begin(), in_order.end());
    std::vector<ClassParameters> out;
    for (const auto& [id, name] : in_order) {
      ClassParameters found{.name = name, .parameters = of_class(id, 0)};
      if (!found.parameters.empty()) out.push_back(std::move(found));
    }
    return out;
  }

 private:
  static constexpr int kDeepest = 8;  // nesting of classes

  std::vector<ParameterName> of_class(NodeId id, int depth) {
    std::vector<ParameterName> out;
    if (depth == kDeepest) return out;
    for (const NodeId base : tree_.named_children(tree_.child(id, Field::superclasses))) {
      const auto found = classes_.find(tree_.text(base));
      if (found != classes_.end() && found->second != id) add(of_class(found->second, depth + 1), "", 0, out);
    }
    if (const NodeId init = method_of(tree_, id, "__init__"); init != kNoNode) assignments(init, depth, out);
    return out;
  }

  void assignments(NodeId init, int depth, std::vector<ParameterName>& out) {
    for (NodeId id = init; id < tree_[init].last; ++id) {
      if (tree_[id].kind != Kind::assignment) continue;
      const auto set = assignment_view(tree_, id);
      if (!set || set->right == kNoNode || !tree_.is(set->left, Kind::attribute)) continue;
      const std::string_view target = tree_.text(set->left);
      if (!target.starts_with("self.") || target.find('.', 5) != std::string_view::npos) continue;
      value(set->right, std::string(target.substr(5)), depth, out);
    }
  }

  void value(NodeId node, const std::string& name, int depth, std::vector<ParameterName>& out) {
    if (tree_[node].kind == Kind::conditional_expression) {  // a if c else b: either
      for (const NodeId part : tree_.named_children(node)) value(part, name, depth, out);
      return;
    }
    if (tree_[node].kind != Kind::call) return;
    const NodeId function = callee_of(tree_, node), arguments = tree_.child(node, Field::arguments);
    if (function == kNoNode || arguments == kNoNode) return;
    const std::uint32_t line = tree_.source().line_at(tree_[node].range.begin);
    const std::string qualified = names_.qualified(function);
    if (layers_.lists.contains(qualified)) return items(arguments, name + ".*", depth, out);
    if (const auto layer = layers_.parameters.find(qualified); layer != layers_.parameters.end()) {
      return of_layer(*layer, arguments, name, line, out);
    }
    const std::string_view text = tree_.text(function);
    if (const auto found = classes_.find(text); found != classes_.end()) {
      return add(of_class(found->second, depth + 1), name + ".", line, out);
    }
    // A class of another file, judged by its name.
    const std::string_view last = last_part(text);
    const bool of_framework = qualified.starts_with("torch.") || qualified.starts_with("mindspore.");
    if (!qualified.empty() && !of_framework && !last.empty() && last.front() >= 'A' && last.front() <= 'Z') {
      add({{.name = "*", .layer = std::string(last), .line = line}}, name + ".", line, out);
    }
  }

  // The calls in a list's arguments that create its items.
  void items(NodeId arguments, const std::string& name, int depth, std::vector<ParameterName>& out) {
    for (NodeId id = arguments + 1; id < tree_[arguments].last; ++id) {
      if (tree_[id].kind != Kind::call) continue;
      const std::size_t before = out.size();
      value(id, name, depth, out);
      if (out.size() > before) id = tree_[id].last - 1;  // skip its own arguments
    }
  }

  bool dropped(const std::string& parameter, NodeId arguments) const {
    const auto keywords = layers_.without.find(parameter);
    if (keywords == layers_.without.end()) return false;
    for (const NodeId argument : tree_.named_children(arguments)) {
      const auto keyword = keyword_view(tree_, argument);
      if (!keyword || tree_.text(keyword->value) != "False") continue;
      const auto& list = keywords->second;
      if (std::find(list.begin(), list.end(), tree_.text(keyword->name)) != list.end()) return true;
    }
    return false;
  }

  void of_layer(const std::pair<const std::string, std::vector<std::string>>& layer, NodeId arguments,
                const std::string& name, std::uint32_t line, std::vector<ParameterName>& out) {
    for (const std::string& parameter : layer.second) {
      if (dropped(parameter, arguments)) continue;
      add({{.name = parameter.empty() ? name : name + "." + parameter, .layer = layer.first, .line = line}},
          "", 0, out);
    }
  }

  // Adds each name once. If `line` is not 0, all parameters get that line.
  static void add(const std::vector<ParameterName>& more, const std::string& prefix, std::uint32_t line,
                  std::vector<ParameterName>& out) {
    for (const ParameterName& parameter : more) {
      const std::string name = prefix + parameter.name;
      if (std::any_of(out.begin(), out.end(), [&](const ParameterName& p) { return p.name == name; }))
        continue;
      out.push_back({.name = name, .layer = parameter.layer, .line = line == 0 ? parameter.line : line});
    }
  }

  const Names& names_;
  const Tree& tree_;
  const LayerKnowledge& layers_;
  std::map<std::string, NodeId, std::less<>> classes_;
};

}  // namespace

std::vector<ClassParameters> class_parameters(const Names& names, const LayerKnowledge& layers) {
  return Collector(names, layers).all();
}

}  // namespace mintport
