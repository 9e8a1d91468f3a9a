#include "core/names/types.hh"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/text.hh"

namespace mintport {

std::string_view to_string(Fact fact) {
  static constexpr std::array<std::string_view, 17> kNames{
      "unknown", "tensor", "list of tensors", "ndarray", "module", "layer", "dtype", "device",  "generator",
      "shape",   "number", "boolean",         "text",    "none",   "list",  "dict",  "encoding"};
  return kNames[static_cast<std::size_t>(fact)];
}

std::string_view to_string(Evidence evidence) {
  static constexpr std::array<std::string_view, 12> kNames{
      "no evidence", "annotation", "constructor",    "known return",
      "attribute",   "literal",    "operation",      "isinstance test",
      "use",         "docstring",  "return_tensors", "return_tensors on some ways"};
  return kNames[static_cast<std::size_t>(evidence)];
}

namespace {

bool is_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_torch_tensor_class(std::string_view q) {
  return q.starts_with("torch.") && q.ends_with("Tensor") && q.find('.', 6) == std::string_view::npos;
}

}  // namespace

// The facts that hold at one place, by name. Copied at every branch: sorted and in one piece, unlike a map.
class Env {
 public:
  using Entry = std::pair<GroupId, TypeFact>;
  auto begin() { return entries_.begin(); }
  auto end() { return entries_.end(); }
  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }
  std::size_t size() const { return entries_.size(); }
  std::vector<Entry>::iterator find(GroupId group) {
    const auto at = place(group);
    return at != end() && at->first == group ? at : end();
  }
  std::vector<Entry>::const_iterator find(GroupId group) const { return const_cast<Env*>(this)->find(group); }
  TypeFact& operator[](GroupId group) { return try_emplace(group, {}); }
  // The fact that is there, or this one put there.
  TypeFact& try_emplace(GroupId group, TypeFact fact) {
    auto at = place(group);
    if (at == end() || at->first != group) at = entries_.insert(at, {group, fact});
    return at->second;
  }

 private:
  std::vector<Entry>::iterator place(GroupId group) {
    return std::lower_bound(entries_.begin(), entries_.end(), group,
                            [](const Entry& entry, GroupId wanted) { return entry.first < wanted; });
  }
  std::vector<Entry> entries_;
};

class TypePass {
 public:
  TypePass(const Names& names, const Knowledge& knowledge, Types& types)
      : names_(names), tree_(names.tree()), knowledge_(knowledge), out_(types) {
    out_.facts_.resize(tree_.nodes().size());
  }

  void run() {
    find_module_classes();
    collect_hints();
    Env env;
    block(0, env);
  }

 private:
  struct ClassFacts {
    std::unordered_map<std::string_view, TypeFact> attributes;
  };

  // ---- classes

  void find_module_classes() {
    const auto nodes = tree_.nodes();
    for (NodeId id = 0; id < nodes.size(); ++id) {
      if (nodes[id].kind == Kind::class_definition) {
        classes_.push_back(id);
        out_.module_classes_[id] = false;
      }
    }
    for (bool changed = true; changed;) {
      changed = false;
      for (NodeId id : classes_) {
        if (!out_.module_classes_[id] && has_module_base(id)) changed = out_.module_classes_[id] = true;
      }
    }
  }

  bool has_module_base(NodeId id) const {
    const NodeId bases = tree_.child(id, Field::superclasses);
    if (bases == kNoNode) return false;
    for (NodeId base : tree_.named_children(bases)) {
      if (tree_[base].kind == Kind::keyword_argument) continue;
      if (const NodeId local = local_class(base); local != kNoNode) {
        if (local != id && out_.module_classes_.at(local)) return true;
        continue;
      }
      const std::string q = names_.qualified(base);
      if (is_module_name(q)) return true;
    }
    return false;
  }

  // Names that are modules wherever they come from: torch.nn classes, and the bases that HF gives its models.
  bool is_module_name(std::string_view q) const {
    if (q.starts_with("torch.nn.") && !q.starts_with("torch.nn.functional."))
      return knowledge_.returns(q) != Fact::tensor;
    const std::string_view last = q.substr(q.rfind('.') == std::string_view::npos ? 0 : q.rfind('.') + 1);
    return is_any(last, {"ModelMixin", "PreTrainedModel"});
  }

  NodeId local_class(NodeId name) const {
    if (tree_[name].kind != Kind::identifier) return kNoNode;
    const GroupId group = names_.group_of(name);
    if (group == kNoGroup) return kNoNode;
    for (const Binding& binding : names_.groups()[group].bindings) {
      if (binding.kind == Binding::Kind::class_) return tree_[binding.node].parent;
    }
    return kNoNode;
  }

  NodeId local_function(NodeId name) const {
    if (tree_[name].kind != Kind::identifier) return kNoNode;
    const GroupId group = names_.group_of(name);
    if (group == kNoGroup || names_.groups()[group].bindings.size() != 1) return kNoNode;
    const Binding& binding = names_.groups()[group].bindings.front();
    return binding.kind == Binding::Kind::function ? tree_[binding.node].parent : kNoNode;
  }

  // ---- hints from use: a name on which a method is called that only tensors have

  void collect_hints() {
    const auto& groups = names_.groups();
    hints_.resize(groups.size());
    for (GroupId id = 0; id < groups.size(); ++id) {
      if (!groups[id].qualified.empty() || groups[id].name == "self" || groups[id].name == "cls") continue;
      for (NodeId use : groups[id].uses) {
        const Fact fact = fact_from_use(use);
        if (fact == Fact::unknown) continue;
        hints_[id] = {fact, Evidence::use, tree_[use].parent};
        if (fact == Fact::tensor) break;
      }
    }
  }

  // A call that only tensors take. `size` is an attribute of arrays and pictures, and numpy's `repeat` has
  // two arguments at most. What conversions write (`tile`) is no evidence, so that converting again finds
  // what it found before.
  bool only_tensors_take(std::string_view method, NodeId list) const {
    if (method == "size") return true;
    if (is_any(method, {"tile", "swapaxes", "broadcast_to"})) return false;
    if (list != kNoNode && is_any(method, {"repeat", "view"})) {
      return tree_.named_children(list).size() >= (method == "view" ? 2U : 3U);
    }
    return knowledge_.only_tensor(method);
  }

  // A method that only tensors have; range(x) or a comparison of order with an integer.
  Fact fact_from_use(NodeId use) const {
    const NodeId up = tree_[use].parent;
    if (tree_[up].kind == Kind::attribute && tree_[use].field == Field::object) {
      const NodeId name = tree_.child(up, Field::attribute);
      if (name == kNoNode || tree_[up].field != Field::function) return Fact::unknown;
      return only_tensors_take(tree_.text(name), tree_.child(tree_[up].parent, Field::arguments))
                 ? Fact::tensor
                 : Fact::unknown;
    }
    if (tree_[up].kind == Kind::argument_list) {
      const NodeId function = tree_.child(tree_[up].parent, Field::function);
      if (function != kNoNode && tree_.text(function) == "range") return Fact::number;
    }
    if (tree_[up].kind == Kind::comparison_operator) {
      const auto parts = tree_.named_children(up);
      const NodeId op = tree_.child(up, Field::operators);
      const bool order = op != kNoNode && (tree_.text(op)[0] == '<' || tree_.text(op)[0] == '>');
      if (order && parts.size() == 2 && tree_[parts[1]].kind == Kind::integer) return Fact::number;
    }
    return Fact::unknown;
  }

  // ---- annotations

  TypeFact annotated(NodeId node) const {
    if (node == kNoNode) return {};
    TypeFact fact = annotation_fact(node);
    if (fact.fact != Fact::unknown) fact = {fact.fact, Evidence::annotation, node};
    return fact;
  }

  TypeFact annotation_fact(NodeId node) const {
    switch (tree_[node].kind) {
      case Kind::type:
      case Kind::parenthesized_expression: {
        const auto inner = tree_.named_children(node);
        return inner.size() == 1 ? annotation_fact(inner[0]) : TypeFact{};
      }
      case Kind::identifier:
      case Kind::attribute:
        return {class_fact(names_.qualified(node), tree_.text(node))};
      case Kind::string: {
        std::string_view text = tree_.text(node);
        text.remove_prefix(std::min<std::size_t>(1, text.size()));
        if (!text.empty()) text.remove_suffix(1);
        return {class_fact(text, text)};
      }
      case Kind::subscript:
      case Kind::generic_type:
        return generic_fact(node);
      case Kind::binary_operator:
      case Kind::union_type:
        return union_fact(tree_.named_children(node));
      default:
        return {};
    }
  }

  static Fact class_fact(std::string_view q, std::string_view text) {
    if (is_torch_tensor_class(q)) return Fact::tensor;
    if (q == "torch.Generator") return Fact::generator;
    if (q == "torch.dtype") return Fact::dtype;
    if (q == "torch.device") return Fact::device;
    if (q == "torch.Size") return Fact::shape;
    if (q == "torch.nn.Module") return Fact::module;
    if (q == "numpy.ndarray" || q == "np.ndarray") return Fact::ndarray;
    if (text == "int" || text == "float") return Fact::number;
    if (text == "bool") return Fact::boolean;
    if (text == "str") return Fact::text;
    if (text == "list" || text == "tuple" || text == "set") return Fact::list;
    if (text == "dict") return Fact::dict;
    return Fact::unknown;
  }

  TypeFact generic_fact(NodeId node) const {
    const auto parts = tree_.named_children(node);
    if (parts.empty()) return {};
    std::vector<NodeId> arguments(parts.begin() + 1, parts.end());
    if (arguments.size() == 1 && tree_[arguments[0]].kind == Kind::type_parameter) {
      arguments = tree_.named_children(arguments[0]);
    }
    std::string_view head = tree_.text(parts[0]);
    if (head.starts_with("typing.")) head.remove_prefix(7);
    if (head == "Optional" || head == "Union") return union_fact(arguments);
    if (is_any(head, {"List", "Tuple", "Sequence", "Iterable", "list", "tuple"})) {
      const bool tensors =
          !arguments.empty() && std::all_of(arguments.begin(), arguments.end(), [&](NodeId a) {
            return tree_[a].kind == Kind::ellipsis || annotation_fact(a).fact == Fact::tensor ||
                   (tree_[a].kind == Kind::type && tree_.text(a) == "...");
          });
      return {tensors ? Fact::tensors : Fact::list};
    }
    if (is_any(head, {"Dict", "Mapping", "dict"})) return {Fact::dict};
    return {};
  }

  // Optional parts do not count; what is left must agree.
  TypeFact union_fact(const std::vector<NodeId>& parts) const {
    Fact all = Fact::none;
    for (NodeId part : parts) {
      if (tree_.text(part) == "None") continue;
      const Fact fact = annotation_fact(part).fact;
      if (fact == Fact::unknown || (all != Fact::none && all != fact)) return {};
      all = fact;
    }
    return {all == Fact::none ? Fact::unknown : all};
  }

  // ---- statements

  void block(NodeId id, Env& env) {
    for (NodeId at = tree_.first_child(id); at != kNoNode; at = tree_.next_sibling(at)) statement(at, env);
  }

  void statement(NodeId id, Env& env) {
    switch (tree_[id].kind) {
      case Kind::decorated_definition:
        for (NodeId part : tree_.named_children(id)) {
          if (tree_[part].kind == Kind::decorator) {
            evaluate_children(part, env);
          } else {
            statement(part, env);
          }
        }
        break;
      case Kind::function_definition:
        function(id, env);
        break;
      case Kind::class_definition:
        class_body(id, env);
        break;
      case Kind::if_statement:
        if_statement(id, env);
        break;
      case Kind::for_statement:
        for_statement(id, env);
        break;
      case Kind::while_statement:
        loop(id, tree_.child(id, Field::body), env);
        break;
      case Kind::try_statement:
        try_statement(id, env);
        break;
      case Kind::with_statement:
        with_statement(id, env);
        break;
      case Kind::block:
        block(id, env);
        break;
      case Kind::expression_statement:
        for (NodeId part : tree_.named_children(id)) expression_statement(part, env);
        break;
      case Kind::return_statement:
        for (NodeId part : tree_.named_children(id)) note_return(evaluate(part, env));
        break;
      case Kind::match_statement:
        match_statement(id, env);
        break;
      case Kind::break_statement:
      case Kind::continue_statement:
        if (exits_ != nullptr) exits_->push_back(env);
        break;
      case Kind::import_statement:
      case Kind::import_from_statement:
        break;
      default:
        if (tree_[id].named && tree_[id].kind != Kind::comment) evaluate_children(id, env);
        break;
    }
  }

  void expression_statement(NodeId id, Env& env) {
    if (tree_[id].kind == Kind::assignment) {
      assignment(id, env);
    } else if (tree_[id].kind == Kind::augmented_assignment) {
      const NodeId left = tree_.child(id, Field::left), right = tree_.child(id, Field::right);
      if (left == kNoNode || right == kNoNode) return;
      const TypeFact before = evaluate(left, env), by = evaluate(right, env);
      assign(left, arithmetic(before, by, id), env);
    } else {
      evaluate(id, env);
    }
  }

  TypeFact assignment(NodeId id, Env& env) {
    const NodeId left = tree_.child(id, Field::left), right = tree_.child(id, Field::right);
    const NodeId type = tree_.child(id, Field::type);
    TypeFact value;
    if (right != kNoNode) {
      value = tree_[right].kind == Kind::assignment ? assignment(right, env) : evaluate(right, env);
    }
    if (type != kNoNode) {
      evaluate_children(type, env);
      if (const TypeFact said = annotated(type); said.fact != Fact::unknown && !is_encoded(value))
        value = said;
    }
    if (left != kNoNode) {
      if (right != kNoNode && !assign_elements(left, right, env)) assign(left, value, env);
      if (right == kNoNode && type != kNoNode) assign(left, value, env);
    }
    return value;
  }

  // a, b = x, y
  bool assign_elements(NodeId left, NodeId right, Env& env) {
    if (tree_[left].kind != Kind::pattern_list && tree_[left].kind != Kind::tuple_pattern) return false;
    if (tree_[right].kind != Kind::expression_list && tree_[right].kind != Kind::tuple) return false;
    const auto targets = tree_.named_children(left), values = tree_.named_children(right);
    if (targets.size() != values.size()) return false;
    for (std::size_t i = 0; i < targets.size(); ++i) assign(targets[i], out_.of(values[i]), env);
    return true;
  }

  static TypeFact element_of(TypeFact whole) {
    whole = plain(whole);
    switch (whole.fact) {
      case Fact::tensors:
      case Fact::tensor:
        return {Fact::tensor, whole.evidence, whole.where};
      case Fact::shape:
        return {Fact::number, whole.evidence, whole.where};
      case Fact::ndarray:
        return {Fact::ndarray, whole.evidence, whole.where};
      default:
        return {};
    }
  }

  void assign(NodeId target, TypeFact value, Env& env) {
    switch (tree_[target].kind) {
      case Kind::identifier:
        if (const GroupId group = names_.group_of(target); group != kNoGroup) {
          env[group] = value;
          out_.facts_[target] = value;
        }
        break;
      case Kind::pattern_list:
      case Kind::tuple_pattern:
      case Kind::list_pattern:
        for (NodeId part : tree_.named_children(target)) assign(part, element_of(value), env);
        break;
      case Kind::list_splat_pattern:
        for (NodeId part : tree_.named_children(target)) {
          assign(part,
                 value.fact == Fact::tensors ? value : TypeFact{Fact::list, value.evidence, value.where},
                 env);
        }
        break;
      case Kind::attribute: {
        evaluate_children(target, env);
        const NodeId object = tree_.child(target, Field::object),
                     name = tree_.child(target, Field::attribute);
        if (class_ != nullptr && object != kNoNode && name != kNoNode && tree_.text(object) == "self") {
          set_attribute(tree_.text(name), plain(value));
        }
        out_.facts_[target] = value;
        break;
      }
      default:
        evaluate_children(target, env);
        break;
    }
  }

  // An attribute keeps a fact only while all that is assigned to it agrees; None does not count.
  void set_attribute(std::string_view name, TypeFact value) {
    if (value.fact == Fact::none) return;
    auto [at, fresh] = class_->attributes.try_emplace(name, value);
    if (!fresh && at->second.fact != value.fact) {
      const bool both_modules = (at->second.fact == Fact::layer || at->second.fact == Fact::module) &&
                                (value.fact == Fact::layer || value.fact == Fact::module);
      at->second = both_modules ? TypeFact{Fact::module, value.evidence, value.where} : TypeFact{};
    }
  }

  void function(NodeId id, Env& outer) {
    Env env = outer;
    if (const NodeId parameters = tree_.child(id, Field::parameters); parameters != kNoNode) {
      for (NodeId parameter : tree_.named_children(parameters)) bind_parameter(parameter, env);
    }
    if (const NodeId type = tree_.child(id, Field::return_type); type != kNoNode)
      evaluate_children(type, env);
    const TypeFact outside = returned_;
    returned_ = {Fact::none, Evidence::none, kNoNode};
    if (const NodeId body = tree_.child(id, Field::body); body != kNoNode) block(body, env);
    if (returned_.fact != Fact::none && returned_.fact != Fact::unknown) returns_[id] = returned_;
    returned_ = outside;
  }

  void note_return(TypeFact value) {
    if (value.fact == Fact::none) return;
    if (returned_.fact == Fact::none) {
      returned_ = value;
    } else if (returned_.fact != value.fact) {
      returned_ = {};
    }
  }

  void bind_parameter(NodeId parameter, Env& env) {
    const Kind kind = tree_[parameter].kind;
    NodeId name = parameter;
    TypeFact fact;
    if (kind == Kind::typed_parameter) {
      name = tree_.first_child(parameter);
      fact = annotated(tree_.child(parameter, Field::type));
    } else if (kind == Kind::default_parameter || kind == Kind::typed_default_parameter) {
      name = tree_.child(parameter, Field::name);
      fact = annotated(tree_.child(parameter, Field::type));
      if (const NodeId value = tree_.child(parameter, Field::value); value != kNoNode) {
        const TypeFact given = evaluate(value, env);
        if (fact.fact == Fact::unknown && tree_.child(parameter, Field::type) == kNoNode &&
            (given.fact == Fact::number || given.fact == Fact::text)) {
          fact = given;
        }
      }
    }
    if (name == kNoNode || tree_[name].kind != Kind::identifier) return;
    const GroupId group = names_.group_of(name);
    if (group == kNoGroup) return;
    env[group] = fact;
    out_.facts_[name] = fact;
  }

  void class_body(NodeId id, Env& outer) {
    ClassFacts facts;
    ClassFacts* const outside = class_;
    const NodeId outside_node = class_node_;
    class_ = &facts;
    class_node_ = id;
    if (const NodeId bases = tree_.child(id, Field::superclasses); bases != kNoNode)
      evaluate_children(bases, outer);
    const NodeId body = tree_.child(id, Field::body);
    if (body != kNoNode) {
      Env env = outer;
      // __init__ first: what it sets holds in the other methods.
      for (NodeId method : tree_.named_children(body)) {
        if (is_init(method)) statement(method, env);
      }
      for (NodeId part : tree_.named_children(body)) {
        if (tree_[part].kind == Kind::expression_statement) annotate_class_attribute(part);
      }
      for (NodeId part : tree_.named_children(body)) {
        if (!is_init(part)) statement(part, env);
      }
    }
    class_ = outside;
    class_node_ = outside_node;
  }

  void annotate_class_attribute(NodeId statement) {
    const NodeId inner = tree_.first_child(statement);
    if (inner == kNoNode || tree_[inner].kind != Kind::assignment) return;
    const NodeId left = tree_.child(inner, Field::left), type = tree_.child(inner, Field::type);
    if (left == kNoNode || type == kNoNode || tree_[left].kind != Kind::identifier) return;
    if (const TypeFact fact = annotated(type); fact.fact != Fact::unknown)
      class_->attributes[tree_.text(left)] = fact;
  }

  bool is_init(NodeId id) const {
    if (tree_[id].kind == Kind::decorated_definition) id = tree_.child(id, Field::definition);
    if (id == kNoNode || tree_[id].kind != Kind::function_definition) return false;
    const NodeId name = tree_.child(id, Field::name);
    return name != kNoNode && tree_.text(name) == "__init__";
  }

  static bool is_encoded(const TypeFact& fact) { return fact.evidence == Evidence::encoded; }
  static bool is_partly(const TypeFact& fact) { return fact.evidence == Evidence::partly_encoded; }
  // What is made of an array from a tokenizer is a tensor like any other.
  static TypeFact plain(TypeFact fact) {
    if (is_encoded(fact) || is_partly(fact)) fact.evidence = Evidence::operation;
    return fact;
  }

  // Facts that both ways agree on; a name that only one way sets to None keeps the other's fact.
  static void join(Env& into, const Env& other) {
    for (auto& [group, fact] : into) {
      const auto found = other.find(group);
      if (found == other.end()) continue;  // bound on this way only
      if (is_encoded(fact) != is_encoded(found->second) || is_partly(fact) || is_partly(found->second)) {
        const bool agree = fact.fact == found->second.fact || found->second.fact == Fact::none;
        const Fact both = agree ? fact.fact : fact.fact == Fact::none ? found->second.fact : Fact::unknown;
        fact = {both, Evidence::partly_encoded, fact.where};
        continue;
      }
      if (found->second.fact == fact.fact || found->second.fact == Fact::none) continue;
      if (fact.fact == Fact::none) {
        fact = found->second;
      } else {
        fact = {};
      }
    }
    for (const auto& [group, fact] : other) into.try_emplace(group, fact);
  }

  bool ends(NodeId body) const {
    const auto parts = tree_.named_children(body);
    if (parts.empty()) return false;
    const Kind last = tree_[parts.back()].kind;
    return last == Kind::return_statement || last == Kind::raise_statement ||
           last == Kind::continue_statement || last == Kind::break_statement;
  }

  void if_statement(NodeId id, Env& env) {
    const NodeId condition = tree_.child(id, Field::condition);
    if (condition != kNoNode) evaluate(condition, env);
    Env otherwise = env;
    Env merged;
    bool any = false;
    auto take = [&](Env&& way, NodeId body) {
      if (body != kNoNode && ends(body)) return;
      if (any) {
        join(merged, way);
      } else {
        merged = std::move(way);
        any = true;
      }
    };
    Env yes = env;
    if (condition != kNoNode) {
      narrow(condition, true, yes);
      narrow(condition, false, otherwise);
    }
    const NodeId body = tree_.child(id, Field::consequence);
    if (body != kNoNode) block(body, yes);
    take(std::move(yes), body);
    bool has_else = false;
    for (NodeId part = tree_.first_child(id); part != kNoNode; part = tree_.next_sibling(part)) {
      if (tree_[part].kind == Kind::elif_clause) {
        const NodeId test = tree_.child(part, Field::condition);
        if (test != kNoNode) evaluate(test, otherwise);
        Env way = otherwise;
        if (test != kNoNode) {
          narrow(test, true, way);
          narrow(test, false, otherwise);
        }
        const NodeId then = tree_.child(part, Field::consequence);
        if (then != kNoNode) block(then, way);
        take(std::move(way), then);
      } else if (tree_[part].kind == Kind::else_clause) {
        has_else = true;
        const NodeId then = tree_.child(part, Field::body);
        if (then != kNoNode) block(then, otherwise);
        take(std::move(otherwise), then);
      }
    }
    if (!has_else) take(std::move(otherwise), kNoNode);
    if (any) env = std::move(merged);
  }

  // isinstance(x, torch.Tensor), torch.is_tensor(x), x is None, and `not` and `and` of these.
  void narrow(NodeId condition, bool holds, Env& env) {
    switch (tree_[condition].kind) {
      case Kind::not_operator:
        if (const NodeId inner = tree_.child(condition, Field::argument); inner != kNoNode)
          narrow(inner, !holds, env);
        return;
      case Kind::parenthesized_expression:
        for (NodeId inner : tree_.named_children(condition)) narrow(inner, holds, env);
        return;
      case Kind::boolean_operator: {
        const NodeId op = tree_.child(condition, Field::operator_);
        if (op != kNoNode && (tree_.text(op) == "and") == holds) {
          for (Field side : {Field::left, Field::right}) {
            if (const NodeId part = tree_.child(condition, side); part != kNoNode) narrow(part, holds, env);
          }
        }
        return;
      }
      case Kind::call:
        break;
      default:
        return;
    }
    const NodeId function = tree_.child(condition, Field::function),
                 list = tree_.child(condition, Field::arguments);
    if (function == kNoNode || list == kNoNode || !holds) return;
    const auto arguments = tree_.named_children(list);
    if (arguments.empty() || tree_[arguments[0]].kind != Kind::identifier) return;
    const GroupId group = names_.group_of(arguments[0]);
    if (group == kNoGroup) return;
    Fact fact = Fact::unknown;
    if (tree_.text(function) == "isinstance" && arguments.size() == 2) {
      fact = annotation_fact(arguments[1]).fact;
    } else if (is_any(names_.qualified(function), {"torch.is_tensor"})) {
      fact = Fact::tensor;
    }
    if (tree_.text(function) == "isinstance") {
      env[group] = {fact, Evidence::isinstance_test, condition};
    } else if (fact != Fact::unknown) {
      env[group] = {fact, Evidence::isinstance_test, condition};
    }
  }

  void for_statement(NodeId id, Env& env) {
    const NodeId left = tree_.child(id, Field::left), right = tree_.child(id, Field::right);
    if (right != kNoNode) evaluate(right, env);
    if (left != kNoNode && right != kNoNode) iterate(left, right, env);
    loop(kNoNode, tree_.child(id, Field::body), env);
    for (NodeId part = tree_.first_child(id); part != kNoNode; part = tree_.next_sibling(part)) {
      if (tree_[part].kind == Kind::else_clause) block(part, env);
    }
  }

  // `for left in right`; the items of an encoding are keys and fields.
  void iterate(NodeId left, NodeId right, Env& env) {
    const NodeId function = tree_[right].kind == Kind::call ? tree_.child(right, Field::function) : kNoNode;
    if (function != kNoNode && tree_[function].kind == Kind::attribute) {
      const TypeFact base = out_.of(tree_.child(function, Field::object));
      const auto parts = tree_.named_children(left);
      if (base.fact == Fact::encoding && tree_.text(tree_.child(function, Field::attribute)) == "items" &&
          parts.size() == 2) {
        assign(parts[0], {Fact::text, Evidence::known_return, right}, env);
        assign(parts[1], field_of(base, right), env);
        return;
      }
    }
    assign(left, element_of(out_.of(right)), env);
  }

  // A field of what a tokenizer or processor returned.
  static TypeFact field_of(const TypeFact& encoding, NodeId where) {
    if (is_encoded(encoding)) return {Fact::tensor, Evidence::encoded, where};
    return {Fact::ndarray, Evidence::known_return, where};
  }

  // tokenizer(..., return_tensors="pt"): the argument says what comes back, whatever the tokenizer is.
  TypeFact encoding_call(NodeId function, NodeId list, NodeId id) const {
    if (list == kNoNode || tree_[list].kind != Kind::argument_list) return {};
    std::string_view asked;
    bool whole = true;
    const NodeId method =
        tree_[function].kind == Kind::attribute ? tree_.child(function, Field::attribute) : function;
    if (method != kNoNode && tree_.text(method) == "encode") whole = false;
    if (method != kNoNode && tree_.text(method) == "apply_chat_template") whole = false;
    for (NodeId argument : tree_.named_children(list)) {
      if (tree_[argument].kind != Kind::keyword_argument) continue;
      const NodeId name = tree_.child(argument, Field::name), value = tree_.child(argument, Field::value);
      if (name == kNoNode || value == kNoNode) continue;
      if (tree_.text(name) == "return_dict" && tree_.text(value) == "True") whole = true;
      const NodeId content = tree_.child(value, Kind::string_content);
      if (tree_.text(name) == "return_tensors" && content != kNoNode) asked = tree_.text(content);
    }
    if (asked != "pt" && asked != "np") return {};
    const TypeFact all{Fact::encoding, asked == "pt" ? Evidence::encoded : Evidence::known_return, id};
    return whole ? all : field_of(all, id);
  }

  // Until nothing changes: facts must hold in every round, and behind every `break`.
  void loop(NodeId head, NodeId body, Env& env) {
    const NodeId condition = head == kNoNode ? kNoNode : tree_.child(head, Field::condition);
    for (int round = 0; round < kMostRounds; ++round) {
      Env inside = env;
      if (condition != kNoNode) evaluate(condition, inside);
      std::vector<Env> exits;
      std::vector<Env>* const outside = std::exchange(exits_, &exits);
      if (body != kNoNode) block(body, inside);
      exits_ = outside;
      const Env before = env;
      join(env, inside);
      for (const Env& exit : exits) join(env, exit);
      if (agree(before, env)) break;
    }
  }

  static bool agree(const Env& a, const Env& b) {
    return a.size() == b.size() && std::all_of(a.begin(), a.end(), [&](const auto& entry) {
             const auto found = b.find(entry.first);
             return found != b.end() && found->second.fact == entry.second.fact &&
                    is_partly(found->second) == is_partly(entry.second);
           });
  }

  void match_statement(NodeId id, Env& env) {
    if (const NodeId subject = tree_.child(id, Field::subject); subject != kNoNode) evaluate(subject, env);
    const NodeId body = tree_.child(id, Field::body);
    if (body == kNoNode) return;
    Env merged = env;  // no case may fit
    for (NodeId clause : tree_.named_children(body)) {
      Env way = env;
      for (NodeId part : tree_.named_children(clause)) {
        if (tree_[part].kind == Kind::case_pattern) {
          forget_captures(part, way);
        } else if (tree_[part].kind == Kind::block) {
          block(part, way);
          if (!ends(part)) join(merged, way);
        } else {
          evaluate(part, way);
        }
      }
    }
    env = std::move(merged);
  }

  void forget_captures(NodeId pattern, Env& env) const {
    for (NodeId id = pattern; id < tree_[pattern].last; ++id) {
      if (tree_[id].kind != Kind::identifier) continue;
      if (const auto found = env.find(names_.group_of(id)); found != env.end()) found->second = {};
    }
  }

  void try_statement(NodeId id, Env& env) {
    const Env before = env;
    Env tried;
    for (NodeId part = tree_.first_child(id); part != kNoNode; part = tree_.next_sibling(part)) {
      const Kind kind = tree_[part].kind;
      if (kind == Kind::block) {
        block(part, env);
        tried = env;
      } else if (kind == Kind::except_clause || kind == Kind::except_group_clause) {
        // The exception comes before, between or behind what the block sets.
        Env way = before;
        join(way, tried);
        for (NodeId inner : tree_.named_children(part)) statement(inner, way);
        const NodeId body = tree_.child(part, Kind::block);
        if (body == kNoNode || !ends(body)) join(env, way);
      } else if (kind == Kind::else_clause || kind == Kind::finally_clause) {
        for (NodeId inner : tree_.named_children(part)) statement(inner, env);
      }
    }
  }

  void with_statement(NodeId id, Env& env) {
    for (NodeId part : tree_.named_children(id)) {
      if (tree_[part].kind == Kind::with_clause) {
        evaluate_children(part, env);
      } else if (tree_[part].kind == Kind::block) {
        block(part, env);
      }
    }
  }

  // ---- expressions

  void evaluate_children(NodeId id, Env& env) {
    for (NodeId part = tree_.first_child(id); part != kNoNode; part = tree_.next_sibling(part)) {
      if (tree_[part].named) evaluate(part, env);
    }
  }

  TypeFact evaluate(NodeId id, Env& env) {
    const TypeFact fact = compute(id, env);
    out_.facts_[id] = fact;
    return fact;
  }

  TypeFact compute(NodeId id, Env& env) {
    switch (tree_[id].kind) {
      case Kind::identifier:
        return identifier(id, env);
      case Kind::attribute:
        return attribute(id, env);
      case Kind::call:
        return call(id, env);
      case Kind::subscript:
        return subscript(id, env);
      case Kind::binary_operator: {
        const NodeId left = tree_.child(id, Field::left), right = tree_.child(id, Field::right);
        if (left == kNoNode || right == kNoNode) return {};
        const TypeFact a = evaluate(left, env), b = evaluate(right, env);
        return arithmetic(a, b, id);
      }
      case Kind::unary_operator:
      case Kind::parenthesized_expression:
      case Kind::await: {
        TypeFact last;
        for (NodeId part : tree_.named_children(id)) last = evaluate(part, env);
        return tree_[id].kind == Kind::parenthesized_expression ? last : plain(last);
      }
      case Kind::comparison_operator:
        return comparison(id, env);
      case Kind::not_operator:
        evaluate_children(id, env);
        return {Fact::boolean, Evidence::operation, id};
      case Kind::boolean_operator: {
        const NodeId left = tree_.child(id, Field::left), right = tree_.child(id, Field::right);
        if (left == kNoNode || right == kNoNode) return {};
        const TypeFact a = evaluate(left, env);
        Env inside = env;
        if (const NodeId op = tree_.child(id, Field::operator_); op != kNoNode)
          narrow(left, tree_.text(op) == "and", inside);
        const TypeFact b = evaluate(right, inside);
        return plain(a.fact == b.fact ? a : a.fact == Fact::none ? b : TypeFact{});
      }
      case Kind::conditional_expression:
        return conditional(id, env);
      case Kind::named_expression: {
        const NodeId name = tree_.child(id, Field::name), value = tree_.child(id, Field::value);
        if (name == kNoNode || value == kNoNode) return {};
        const TypeFact fact = plain(evaluate(value, env));
        assign(name, fact, env);
        return fact;
      }
      case Kind::list:
      case Kind::tuple:
      case Kind::expression_list: {
        bool tensors = true, any = false;
        for (NodeId part : tree_.named_children(id)) {
          any = true;
          const Fact fact = evaluate(part, env).fact;
          tensors = tensors && (fact == Fact::tensor);
        }
        return {any && tensors ? Fact::tensors : Fact::list, Evidence::literal, id};
      }
      case Kind::list_comprehension:
      case Kind::set_comprehension:
      case Kind::generator_expression:
      case Kind::dictionary_comprehension:
        return comprehension(id, env);
      case Kind::dictionary:
        evaluate_children(id, env);
        return {Fact::dict, Evidence::literal, id};
      case Kind::string:
      case Kind::concatenated_string:
        evaluate_children(id, env);
        return {Fact::text, Evidence::literal, id};
      case Kind::integer:
      case Kind::float_:
        return {Fact::number, Evidence::literal, id};
      case Kind::true_:
      case Kind::false_:
        return {Fact::boolean, Evidence::literal, id};
      case Kind::none:
        return {Fact::none, Evidence::literal, id};
      case Kind::lambda: {
        Env inside = env;
        evaluate_children(id, inside);
        return {};
      }
      case Kind::keyword_argument: {
        const NodeId value = tree_.child(id, Field::value);
        return value == kNoNode ? TypeFact{} : evaluate(value, env);
      }
      case Kind::as_pattern:
        return as_pattern(id, env);
      default:
        evaluate_children(id, env);
        return {};
    }
  }

  TypeFact as_pattern(NodeId id, Env& env) {
    const auto parts = tree_.named_children(id);
    TypeFact value;
    if (!parts.empty()) value = evaluate(parts[0], env);
    const NodeId alias = tree_.child(id, Field::alias);
    if (alias != kNoNode) {
      for (NodeId target : tree_.named_children(alias)) assign(target, {}, env);
    }
    return {};
  }

  TypeFact conditional(NodeId id, Env& env) {
    const auto parts = tree_.named_children(id);
    if (parts.size() != 3) return {};
    evaluate(parts[1], env);
    Env yes = env, no = env;
    narrow(parts[1], true, yes);
    narrow(parts[1], false, no);
    const TypeFact a = evaluate(parts[0], yes), b = evaluate(parts[2], no);
    if (a.fact == b.fact || b.fact == Fact::none) return plain(a);
    return a.fact == Fact::none ? plain(b) : TypeFact{};
  }

  TypeFact comprehension(NodeId id, Env& env) {
    Env inside = env;
    // The clauses bind what the body reads, so they come first.
    for (NodeId part : tree_.named_children(id)) {
      if (tree_[part].kind == Kind::for_in_clause) {
        const NodeId left = tree_.child(part, Field::left), right = tree_.child(part, Field::right);
        if (right != kNoNode) evaluate(right, inside);
        if (left != kNoNode && right != kNoNode) iterate(left, right, inside);
      } else if (tree_[part].kind == Kind::if_clause) {
        evaluate_children(part, inside);
      }
    }
    const NodeId body = tree_.child(id, Field::body);
    const TypeFact element = body == kNoNode ? TypeFact{} : evaluate(body, inside);
    if (tree_[id].kind == Kind::dictionary_comprehension) return {Fact::dict, Evidence::literal, id};
    return {element.fact == Fact::tensor ? Fact::tensors : Fact::list, Evidence::literal, id};
  }

  TypeFact identifier(NodeId id, Env& env) {
    const GroupId group = names_.group_of(id);
    if (group == kNoGroup) return {};
    const std::string& q = names_.groups()[group].qualified;
    if (!q.empty())
      return {knowledge_.returns(q) == Fact::dtype ? Fact::dtype : Fact::unknown, Evidence::known_return, id};
    const auto found = env.find(group);
    if (found != env.end() && found->second.fact != Fact::unknown && found->second.fact != Fact::none)
      return found->second;
    // A test that said what it is not a tensor outweighs how it is used elsewhere.
    if (found != env.end() && found->second.evidence == Evidence::isinstance_test) return {};
    if (found != env.end() && is_partly(found->second))
      return {hints_[group].fact, Evidence::partly_encoded, id};
    return hints_[group].fact != Fact::unknown ? hints_[group]
           : found != env.end()                ? found->second
                                               : TypeFact{};
  }

  TypeFact attribute(NodeId id, Env& env) {
    const NodeId object = tree_.child(id, Field::object), name = tree_.child(id, Field::attribute);
    if (object == kNoNode || name == kNoNode) return {};
    if (const std::string q = names_.qualified(id); !q.empty()) {
      evaluate(object, env);
      const Fact fact =
          q.starts_with("torch.") && knowledge_.returns(q) == Fact::dtype ? Fact::dtype : Fact::unknown;
      return {fact, Evidence::known_return, id};
    }
    const TypeFact base = evaluate(object, env);
    const std::string_view attribute = tree_.text(name);
    if (base.fact == Fact::tensor) return {knowledge_.tensor_attribute(attribute), Evidence::attribute, id};
    if (class_ != nullptr && tree_.text(object) == "self") {
      const auto found = class_->attributes.find(attribute);
      if (found != class_->attributes.end() && found->second.fact != Fact::unknown) return found->second;
    }
    if (base.fact == Fact::encoding)
      return tree_[id].field == Field::function ? TypeFact{} : field_of(base, id);
    if (attribute == "shape") return {Fact::shape, Evidence::attribute, id};  // arrays and tensors alike
    if (base.fact == Fact::ndarray && is_any(attribute, {"T", "real", "imag"})) return base;
    // Objects call these alike: models, pipelines, tensors.
    if (attribute == "device" || attribute == "_execution_device")
      return {Fact::device, Evidence::attribute, id};
    if (attribute == "dtype" && base.fact != Fact::ndarray) return {Fact::dtype, Evidence::attribute, id};
    return {};
  }

  TypeFact call(NodeId id, Env& env) {
    const NodeId function = tree_.child(id, Field::function), list = tree_.child(id, Field::arguments);
    if (function == kNoNode) return {};
    if (list != kNoNode) {
      if (tree_[list].kind == Kind::argument_list) {
        evaluate_children(list, env);
      } else {
        evaluate(list, env);
      }
    }
    const TypeFact callee = evaluate(function, env);
    if (callee.fact == Fact::layer) return {Fact::tensor, Evidence::known_return, id};
    if (const std::string q = names_.qualified(function); !q.empty()) return known_call(id, q);
    if (tree_[function].kind == Kind::attribute) {
      const TypeFact made = method_call(id, function, list);
      return made.fact == Fact::unknown ? encoding_call(function, list, id) : made;
    }
    if (const NodeId made = local_class(function); made != kNoNode) {
      const auto module = out_.module_classes_.find(made);
      return {module != out_.module_classes_.end() && module->second ? Fact::module : Fact::unknown,
              Evidence::constructor, id};
    }
    if (const NodeId local = local_function(function); local != kNoNode) return returned_by(local, id);
    if (tree_[function].kind == Kind::identifier && names_.group_of(function) == kNoGroup) {
      const std::string_view name = tree_.text(function);
      if (is_any(name, {"int", "float", "len", "round", "ord", "hash", "id"}))
        return {Fact::number, Evidence::known_return, id};
      if (is_any(name, {"str", "repr", "format", "chr"})) return {Fact::text, Evidence::known_return, id};
      if (is_any(name, {"bool", "isinstance", "hasattr", "callable"}))
        return {Fact::boolean, Evidence::known_return, id};
      if (is_any(name, {"dict", "vars"})) return {Fact::dict, Evidence::known_return, id};
      if (is_any(name, {"range", "set", "sorted", "enumerate", "zip"}))
        return {Fact::list, Evidence::known_return, id};
      if (is_any(name, {"list", "tuple", "reversed"})) {
        const auto arguments = list == kNoNode ? std::vector<NodeId>{} : tree_.named_children(list);
        if (arguments.size() == 1 && is_any_fact(out_.of(arguments[0]).fact)) return out_.of(arguments[0]);
        return {Fact::list, Evidence::known_return, id};
      }
    }
    return encoding_call(function, list, id);
  }

  static bool is_any_fact(Fact fact) { return fact == Fact::tensors || fact == Fact::shape; }

  TypeFact returned_by(NodeId function, NodeId call) const {
    if (const NodeId type = tree_.child(function, Field::return_type); type != kNoNode) {
      const Fact fact = annotated(type).fact;
      if (fact != Fact::unknown) return {fact, Evidence::known_return, call};
    }
    const auto found = returns_.find(function);
    return found == returns_.end() ? TypeFact{} : TypeFact{found->second.fact, Evidence::known_return, call};
  }

  TypeFact known_call(NodeId id, const std::string& q) {
    const Fact fact = knowledge_.returns(q);
    if (fact != Fact::unknown) {
      return {fact,
              fact == Fact::layer || fact == Fact::module ? Evidence::constructor : Evidence::known_return,
              id};
    }
    if (is_torch_tensor_class(q)) return {Fact::tensor, Evidence::constructor, id};
    return {};
  }

  TypeFact method_call(NodeId id, NodeId function, NodeId list) {
    const NodeId object = tree_.child(function, Field::object),
                 name = tree_.child(function, Field::attribute);
    if (object == kNoNode || name == kNoNode) return {};
    const std::string_view method = tree_.text(name);
    const TypeFact base = out_.of(object);
    const auto arguments = list == kNoNode ? std::vector<NodeId>{} : tree_.named_children(list);
    switch (base.fact) {
      case Fact::tensor:
        if (method == "size" && !arguments.empty()) return {Fact::number, Evidence::known_return, id};
        if (method == "to" || method == "type") return {Fact::tensor, Evidence::known_return, id};
        return {knowledge_.returns("torch.Tensor." + std::string(method)), Evidence::known_return, id};
      case Fact::ndarray:
        if (is_any(method, {"item"})) return {Fact::number, Evidence::known_return, id};
        if (is_any(method, {"tolist"})) return {Fact::list, Evidence::known_return, id};
        return {Fact::ndarray, Evidence::known_return, id};
      case Fact::text:
        return is_any(method, {"split", "splitlines"}) ? TypeFact{Fact::list, Evidence::known_return, id}
                                                       : TypeFact{Fact::text, Evidence::known_return, id};
      case Fact::layer:
      case Fact::module:
        if (is_any(method, {"to", "eval", "train", "cuda", "cpu", "half", "float", "requires_grad_"}))
          return base;
        return {};
      case Fact::encoding:
        if (is_any(method, {"pop", "get"})) return field_of(base, id);
        return is_any(method, {"to"}) ? base : TypeFact{};
      default:
        break;
    }
    if (tree_.text(object) == "self" && class_node_ != kNoNode) {
      if (const NodeId local = method_of(class_node_, method); local != kNoNode)
        return returned_by(local, id);
    }
    if (only_tensors_take(method, list)) {
      if (method == "size") return {arguments.empty() ? Fact::shape : Fact::number, Evidence::use, id};
      const Fact fact = knowledge_.returns("torch.Tensor." + std::string(method));
      if (fact != Fact::unknown) return {fact, Evidence::use, id};
    }
    if (method == "numpy" && arguments.empty()) return {Fact::ndarray, Evidence::known_return, id};
    return {};
  }

  NodeId method_of(NodeId class_definition, std::string_view method) const {
    const NodeId body = tree_.child(class_definition, Field::body);
    if (body == kNoNode) return kNoNode;
    for (NodeId part : tree_.named_children(body)) {
      if (tree_[part].kind == Kind::decorated_definition) part = tree_.child(part, Field::definition);
      if (part == kNoNode || tree_[part].kind != Kind::function_definition) continue;
      const NodeId name = tree_.child(part, Field::name);
      if (name != kNoNode && tree_.text(name) == method) return part;
    }
    return kNoNode;
  }

  // Slices, numbers and names: no tensor in it that would pick elements.
  bool is_plain_index(NodeId subscript) const {
    const NodeId value = tree_.child(subscript, Field::value);
    for (NodeId id = tree_[value].last; id < tree_[subscript].last; ++id) {
      if (tree_[id].kind == Kind::comparison_operator || tree_[id].kind == Kind::string) return false;
      if (out_.of(id).fact == Fact::tensor) return false;
    }
    return true;
  }

  TypeFact subscript(NodeId id, Env& env) {
    evaluate_children(id, env);
    const NodeId value = tree_.child(id, Field::value), index = tree_.child(id, Field::subscript);
    if (value == kNoNode) return {};
    const TypeFact base = out_.of(value);
    const bool slice = index != kNoNode && tree_[index].kind == Kind::slice;
    switch (base.fact) {
      case Fact::tensor:
      case Fact::ndarray:
        // Slices of arrays from a tokenizer are such arrays.
        if (is_encoded(base) && is_plain_index(id)) return {base.fact, Evidence::encoded, id};
        return {base.fact, Evidence::operation, id};
      case Fact::tensors:
      case Fact::shape:
        return slice ? base : element_of(base);
      case Fact::encoding: {
        return index != kNoNode && tree_[index].kind == Kind::string ? field_of(base, id) : TypeFact{};
      }
      case Fact::text:
        return base;
      default:
        return {};
    }
  }

  TypeFact arithmetic(TypeFact a, TypeFact b, NodeId id) const {
    auto either = [&](Fact fact) { return a.fact == fact || b.fact == fact; };
    if (a.fact == Fact::text) return {Fact::text, Evidence::operation, id};  // "%s" % x
    if (either(Fact::tensor)) return {Fact::tensor, Evidence::operation, id};
    if (either(Fact::unknown)) return {};
    if (either(Fact::ndarray)) return {Fact::ndarray, Evidence::operation, id};
    if (a.fact == Fact::number && b.fact == Fact::number) return {Fact::number, Evidence::operation, id};
    if (a.fact == b.fact) return {a.fact, Evidence::operation, id};
    if (either(Fact::list) && (either(Fact::shape) || either(Fact::tensors)))
      return {Fact::list, Evidence::operation, id};
    return {};
  }

  TypeFact comparison(NodeId id, Env& env) {
    bool tensor = false, known = true, words = false;
    for (NodeId part = tree_.first_child(id); part != kNoNode; part = tree_.next_sibling(part)) {
      if (!tree_[part].named) {
        const std::string_view op = tree_.text(part);
        words = words || op.starts_with("is") || op.ends_with("in");
        continue;
      }
      const Fact fact = evaluate(part, env).fact;
      tensor = tensor || fact == Fact::tensor;
      known = known && fact != Fact::unknown && fact != Fact::ndarray;
    }
    if (words) return {Fact::boolean, Evidence::operation, id};
    if (tensor) return {Fact::tensor, Evidence::operation, id};
    return known ? TypeFact{Fact::boolean, Evidence::operation, id} : TypeFact{};
  }

  const Names& names_;
  const Tree& tree_;
  const Knowledge& knowledge_;
  Types& out_;
  std::vector<NodeId> classes_;
  std::vector<TypeFact> hints_;  // by group
  std::unordered_map<NodeId, TypeFact> returns_;
  ClassFacts* class_ = nullptr;
  NodeId class_node_ = kNoNode;
  TypeFact returned_;
  std::vector<Env>* exits_ = nullptr;  // where `break` and `continue` of the loop around leave what they know
  static constexpr int kMostRounds = 8;
};

Types::Types(const Names& names, const Knowledge& knowledge) {
  TypePass(names, knowledge, *this).run();
}

bool Types::is_module_class(NodeId class_definition) const {
  const auto found = module_classes_.find(class_definition);
  return found != module_classes_.end() && found->second;
}

}  // namespace mintport
