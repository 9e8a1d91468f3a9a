#include "core/rules/draft/callees.hh"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>

#include "core/base/text.hh"
#include "core/names/instances.hh"
#include "core/syntax/views.hh"

namespace mintport {
namespace {

class CalleeSearch {
 public:
  CalleeSearch(const RuleInput& input, NodeId call)
      : in_(input), tree_(input.tree), function_(callee_of(tree_, call)) {}

  Callees find() {
    if (function_ == kNoNode) return {};
    const Kind kind = tree_[function_].kind;
    const std::string qualified = in_.names.qualified(function_);
    Callees out;
    if (!qualified.empty()) {
      out = imported(qualified);
    } else if (kind == Kind::identifier) {
      out = is_defined_here() ? of_module(in_.names.module(), tree_.text(function_)) : instance();
    } else if (kind == Kind::attribute) {
      out = method();
    } else {
      return {};
    }
    return out.known.empty() && !out.of_package && !outside_ ? by_name(kind) : out;
  }

 private:
  static constexpr int kMostBases = 8;  // depth of inheritance

  bool is_package(std::string_view qualified) const {
    return qualified.starts_with(in_.options.package + ".");
  }

  // True for names of files that are converted together, or are next to this one. A class of transformers may
  // have the same name as one of them.
  bool is_project(std::string_view qualified) const {
    const std::string_view here = in_.names.module();
    const std::size_t first = here.find('.');
    if (is_package(qualified) || qualified.starts_with('.')) return true;
    if (first != std::string_view::npos && qualified.starts_with(here.substr(0, first + 1))) return true;
    for (std::size_t dot = qualified.rfind('.'); dot != std::string_view::npos && dot > 0;
         dot = qualified.rfind('.', dot - 1)) {
      const std::string_view module = qualified.substr(0, dot);
      if (module == here || in_.signatures.modules.contains(module)) return true;
    }
    return false;
  }

  bool is_defined_here() const { return is_defined_here(function_); }

  bool is_defined_here(NodeId name) const {
    const GroupId group = tree_[name].kind == Kind::identifier ? in_.names.group_of(name) : kNoGroup;
    if (group == kNoGroup) return false;
    const auto& bindings = in_.names.groups()[group].bindings;
    return bindings.size() == 1 && (bindings.front().kind == Binding::Kind::function ||
                                    bindings.front().kind == Binding::Kind::class_);
  }

  // A package may re-export a name that another module defines.
  Callees imported(const std::string& qualified) {
    outside_ = !is_project(qualified);
    if (outside_) return {};
    Callees out = of_module(qualified.substr(0, qualified.size() - last_part(qualified).size() - 1),
                            last_part(qualified));
    out.of_package = is_package(qualified);
    if (out.known.empty() && out.of_package) out.known = of_module({}, last_part(qualified)).known;
    return out;
  }

  // A function or constructor that the module ("": any module) defines; for a class without a constructor,
  // that of its bases.
  Callees of_module(std::string_view module, std::string_view name) {
    Callees out;
    if (const auto* all = in_.signatures.find(name); all != nullptr) {
      for (const Signature& one : *all) {
        if ((module.empty() || one.module == module) && (!one.method || one.owner == name))
          out.known.push_back(&one);
      }
    }
    if (out.known.empty()) of_class(std::string(module) + "." + std::string(name), {}, out);
    out.certain = !out.known.empty() && !unsure_;
    return out;
  }

  // ---- methods

  NodeId class_around() const { return tree_.ancestor(function_, Kind::class_definition); }

  Callees method() {
    const auto view = attribute_view(tree_, function_);
    if (!view) return {};
    const NodeId object = view->object;
    const std::string_view name = tree_.text(view->name);
    Callees out;
    if (is_super(object)) {
      of_bases(class_around(), name, 0, out);
    } else if (tree_.text(object) == "self" && class_around() != kNoNode) {
      of_definition(class_around(), name, 0, out);
      if (out.known.empty()) out = instance();
    } else {
      of_classes(classes_of(in_.names, object), {name}, out);
      if (out.known.empty()) out = instance();
    }
    out.certain = !out.known.empty() && !unsure_;
    return out;
  }

  bool is_super(NodeId object) const { return tree_.text(callee_of(tree_, object)) == "super"; }

  // Adds the methods that classes named `owner` (of one module) define themselves. Returns whether there are
  // any.
  bool own(std::string_view owner, std::string_view name, std::optional<std::string_view> module,
           Callees& out) const {
    const auto* all = in_.signatures.find(name.empty() || name == "__init__" ? owner : name);
    const std::size_t before = out.known.size();
    for (std::size_t i = 0; all != nullptr && i < all->size(); ++i) {
      const Signature& one = (*all)[i];
      if (one.owner == owner && (!module || one.module == *module)) out.known.push_back(&one);
    }
    return out.known.size() > before;
  }

  // Adds the method of that name of a class in this file, else of its nearest base.
  void of_definition(NodeId definition, std::string_view name, int depth, Callees& out) {
    const std::string_view owner = name_of(tree_, definition);
    if (!own(owner, name, in_.names.module(), out) && depth < kMostBases)
      of_bases(definition, name, depth + 1, out);
  }

  void of_bases(NodeId definition, std::string_view name, int depth, Callees& out) {
    for (NodeId base : tree_.named_children(tree_.child(definition, Field::superclasses))) {
      if (tree_[base].kind == Kind::keyword_argument) continue;
      if (const std::string qualified = in_.names.qualified(base); !qualified.empty()) {
        // torch.nn.Module defines none of the project's methods.
        if (qualified != "torch.nn.Module") of_class(qualified, name, out);
      } else if (const NodeId here = class_here(tree_.text(base)); is_defined_here(base) && here != kNoNode) {
        of_definition(here, name, depth, out);
      } else {
        unsure_ = true;
        collect(last_part(tree_.text(base)), name, {}, 0, out);
      }
    }
  }

  NodeId class_here(std::string_view name) const {
    for (NodeId one : tree_.of(Kind::class_definition)) {
      if (name_of(tree_, one) == name) return one;
    }
    return kNoNode;
  }

  // The method that runs when an object of a known class is called.
  Callees instance() {
    Callees out;
    const std::vector<std::string> classes = classes_of(in_.names, function_);
    of_classes(classes, {"forward", "__call__"}, out);
    out.of_package =
        std::any_of(classes.begin(), classes.end(), [&](const std::string& one) { return is_package(one); });
    out.certain = !out.known.empty() && !unsure_;
    return out;
  }

  // For each class, the first of the names that it defines.
  void of_classes(const std::vector<std::string>& classes, std::initializer_list<std::string_view> names,
                  Callees& out) {
    for (const std::string& one : classes) {
      const std::size_t before = out.known.size();
      for (std::string_view name : names) {
        if (out.known.size() == before) of_class(one, name, out);
      }
    }
    outside_ = out.known.empty() && unsure_ && !classes.empty();
  }

  void of_class(const std::string& qualified, std::string_view name, Callees& out) {
    const std::string_view owner = last_part(qualified);
    const std::string_view module =
        std::string_view(qualified).substr(0, qualified.size() - owner.size() - 1);
    if (!is_project(qualified)) {
      unsure_ = true;  // an unknown callee is possible besides the known ones
    } else if (const NodeId here = module == in_.names.module() ? class_here(owner) : kNoNode;
               here != kNoNode) {
      of_definition(here, name, 0, out);
    } else {
      collect(owner, name, module, 0, out);
    }
  }

  // The class's method of that name ("" or "__init__": its constructor), else that of its bases. Among
  // several classes of that name, prefers the one in `module`.
  void collect(std::string_view owner, std::string_view name, std::string_view module, int depth,
               Callees& out) const {
    if (depth > kMostBases) return;
    if (!module.empty() && own(owner, name, module, out)) return;
    if (own(owner, name, std::nullopt, out)) return;
    for (const std::string& base : in_.signatures.classes.bases(owner))
      collect(base, name, {}, depth + 1, out);
  }

  // ---- callees that only the name identifies

  Callees by_name(Kind kind) const {
    Callees out;
    const std::string_view name = kind == Kind::identifier
                                      ? tree_.text(function_)
                                      : tree_.text(tree_.child(function_, Field::attribute));
    const auto* all = name == "__init__" ? nullptr : in_.signatures.find(name);
    if (all == nullptr) return out;
    for (const Signature& one : *all) {
      if (one.module == in_.names.module()) out.known.push_back(&one);
    }
    if (!out.known.empty()) return out;
    for (const Signature& one : *all) out.known.push_back(&one);
    return out;
  }

  const RuleInput& in_;
  const Tree& tree_;
  NodeId function_;
  bool outside_ = false;  // the callee is not a function of the project
  bool unsure_ = false;   // an unknown callee is also possible
};

}  // namespace

Callees callees(const RuleInput& input, NodeId call) {
  return CalleeSearch(input, call).find();
}

bool takes(const Signature& signature, std::string_view parameter) {
  return std::find(signature.parameters.begin(), signature.parameters.end(), parameter) !=
         signature.parameters.end();
}

bool takes_more(const Signature& signature) {
  return std::any_of(signature.parameters.begin(), signature.parameters.end(),
                     [](const std::string& parameter) { return parameter.starts_with("**"); });
}

}  // namespace mintport
