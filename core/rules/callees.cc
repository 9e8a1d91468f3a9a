#include "core/rules/callees.hh"

#include <algorithm>
#include <string>

#include "core/base/text.hh"
#include "core/names/instances.hh"

namespace mintport {
namespace {

class CalleeSearch {
 public:
  CalleeSearch(const RuleInput& input, NodeId call)
      : in_(input), tree_(input.tree), function_(tree_.child(call, Field::function)) {}

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
    return out.known.empty() && !out.of_package && !out.certain ? by_name(kind) : out;
  }

 private:
  static constexpr int kMostBases = 8;  // above one another

  bool is_package(std::string_view qualified) const {
    return qualified.starts_with(in_.options.package + ".");
  }

  bool is_defined_here() const {
    const GroupId group = in_.names.group_of(function_);
    if (group == kNoGroup) return false;
    const auto& bindings = in_.names.groups()[group].bindings;
    return bindings.size() == 1 && (bindings.front().kind == Binding::Kind::function ||
                                    bindings.front().kind == Binding::Kind::class_);
  }

  // A package may pass on what another module defines.
  Callees imported(const std::string& qualified) const {
    Callees out = of_module(qualified.substr(0, qualified.size() - last_part(qualified).size() - 1),
                            last_part(qualified));
    out.of_package = is_package(qualified);
    if (out.known.empty() && out.of_package) out.known = of_module({}, last_part(qualified)).known;
    return out;
  }

  // A function or constructor that the module ("": any) defines; of a class without one, its bases'.
  Callees of_module(std::string_view module, std::string_view name) const {
    Callees out;
    if (const auto* all = in_.signatures.find(name); all != nullptr) {
      for (const Signature& one : *all) {
        if ((module.empty() || one.module == module) && (!one.method || one.owner == name))
          out.known.push_back(&one);
      }
    }
    if (out.known.empty()) collect(name, {}, {}, 0, out);
    out.certain = !out.known.empty();
    return out;
  }

  // ---- methods

  NodeId class_around() const { return tree_.ancestor(function_, Kind::class_definition); }

  Callees method() const {
    const NodeId object = tree_.child(function_, Field::object);
    const std::string_view name = tree_.text(tree_.child(function_, Field::attribute));
    Callees out;
    if (object == kNoNode || name.empty()) return out;
    if (is_super(object)) {
      for (const std::string& base : bases_here()) collect(base, name, {}, 0, out);
    } else if (tree_.text(object) == "self" && class_around() != kNoNode) {
      const std::string own(tree_.text(tree_.child(class_around(), Field::name)));
      collect(own, name, in_.names.module(), 0, out);
      for (const std::string& base : bases_here()) {
        if (out.known.empty()) collect(base, name, {}, 0, out);
      }
      if (out.known.empty()) out = instance();
    } else {
      for (const std::string& one : classes_of(in_.names, object)) of_class(one, name, out);
      if (out.known.empty()) out = instance();
    }
    out.certain = !out.known.empty();
    return out;
  }

  bool is_super(NodeId object) const {
    return tree_[object].kind == Kind::call && tree_.text(tree_.child(object, Field::function)) == "super";
  }

  std::vector<std::string> bases_here() const {
    const NodeId around = class_around();
    const NodeId list = around == kNoNode ? kNoNode : tree_.child(around, Field::superclasses);
    std::vector<std::string> out;
    if (list == kNoNode) return out;
    for (NodeId base : tree_.named_children(list)) {
      if (tree_[base].kind != Kind::keyword_argument) out.emplace_back(last_part(tree_.text(base)));
    }
    return out;
  }

  // What is run by calling an object whose class is known.
  Callees instance() const {
    Callees out;
    for (const std::string& one : classes_of(in_.names, function_)) {
      const std::size_t before = out.known.size();
      for (std::string_view name : {"forward", "__call__"}) {
        if (out.known.size() == before) of_class(one, name, out);
      }
      out.of_package = out.of_package || is_package(one);
    }
    out.certain = !out.known.empty();
    return out;
  }

  void of_class(const std::string& qualified, std::string_view name, Callees& out) const {
    const std::string_view owner = last_part(qualified);
    collect(owner, name, std::string_view(qualified).substr(0, qualified.size() - owner.size() - 1), 0, out);
  }

  // The class's method of that name ("" or "__init__": its constructor), else its bases'. Of several classes
  // of that name the one in `module`, if there is one.
  void collect(std::string_view owner, std::string_view name, std::string_view module, int depth,
               Callees& out) const {
    if (depth > kMostBases) return;
    const auto* all = in_.signatures.find(name.empty() || name == "__init__" ? owner : name);
    const std::size_t before = out.known.size();
    for (const bool exact : {true, false}) {
      if (all == nullptr || out.known.size() > before || (exact && module.empty())) continue;
      for (const Signature& one : *all) {
        if (one.owner == owner && (!exact || one.module == module)) out.known.push_back(&one);
      }
    }
    if (out.known.size() > before) return;
    for (const std::string& base : in_.signatures.classes.bases(owner))
      collect(base, name, {}, depth + 1, out);
  }

  // ---- where only the name tells

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
