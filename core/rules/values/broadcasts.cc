// The profile's: a loop that gives a vector one dimension after the other becomes one reshape.
//
//     sigma = sigmas[step_indices].flatten()
//     while len(sigma.shape) < len(sample.shape):
//         sigma = sigma.unsqueeze(-1)
//
// becomes `mint.reshape(sigma, (timesteps.shape[0],) + (1,) * (len(broadcast_shape) - 1))`, where the vector
// has one value for each of `timesteps`. The loop stays as a comment.

#include <algorithm>
#include <map>
#include <optional>

#include "core/base/text.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::broadcasts {
namespace {

constexpr const char* kRule = "broadcast-loop";
constexpr std::size_t kColumns = 120;

class BroadcastPass : public PassWalk {
 public:
  BroadcastPass(RuleContext& context, const Profile::Broadcasts& habit) : PassWalk(context), habit_(habit) {}

  void run() {
    if (!contains(tree_.source().text(), ".unsqueeze(-1)")) return;
    if (names_.binds(habit_.shape)) return;
    each(Kind::while_statement, [&](NodeId id) { loop(id); });
    for (auto& [function, all] : functions_) apply(function, all);
  }

 private:
  struct Loops {
    std::string_view shaped;           // x in x.shape
    std::vector<Edit> edits;           // edits of the loops of x
    std::string evidence;              // evidence for the length of the first loop's vector
    std::optional<DraftFinding> told;  // where the number of values is assumed: one finding for all loops
  };

  void loop(NodeId id) {
    const NodeId function = tree_.ancestor(id, Kind::function_definition);
    const auto grown = grown_by(id);
    if (!grown || function == kNoNode || !stands_alone(tree_, id)) return;
    const auto [vector, shaped] = *grown;
    if (tree_[id].parent != tree_.child(function, Field::body) || !is_given(shaped, function, id)) return;
    const NodeId index = index_of(id, tree_.text(vector));
    if (index == kNoNode) return;
    const NodeId counted = is_parameter(index, function) ? index : counted_by(index, function);
    if (counted == kNoNode) return;
    Loops& all = functions_[function];
    if (!all.shaped.empty() && all.shaped != tree_.text(shaped)) return;
    all.shaped = tree_.text(shaped);
    all.edits.push_back({tree_[id].range, reshaped(id, tree_.text(vector), tree_.text(counted))});
    if (all.evidence.empty()) {
      const NodeId given = names_.groups()[names_.group_of(index)].bindings.front().node;
      all.evidence = evidence_at(tree_, statement_of(tree_, given));
    }
    if (counted != index || all.told) return;
    all.told = DraftFinding{FindingKind::difference,
                            kRule,
                            std::string(tree_.text(counted)),
                            "fails for a value without dimensions; pass one value per sample",
                            tree_[id].range,
                            {}};
  }

  // v and x.
  struct Grown {
    NodeId vector, shaped;
  };

  // while len(v.shape) < len(x.shape): v = v.unsqueeze(-1)
  std::optional<Grown> grown_by(NodeId id) const {
    const auto loop = while_view(tree_, id);
    if (!loop || loop->other != kNoNode) return std::nullopt;
    const auto step = assignment_view(tree_, tree_.only_child(loop->body));
    const auto test = binary_view(tree_, loop->condition);
    if (!step || !test || !tree_.is(step->left, Kind::identifier)) return std::nullopt;
    const std::string name(tree_.text(step->left));
    if (tree_.text(step->right) != name + ".unsqueeze(-1)") return std::nullopt;
    if (!tree_.text(loop->condition).starts_with("len(" + name + ".shape) < len(")) return std::nullopt;
    const auto shape = attribute_view(tree_, only_argument(test->right));
    if (!shape || tree_.text(shape->name) != "shape") return std::nullopt;
    if (!tree_.is(shape->object, Kind::identifier)) return std::nullopt;
    return Grown{step->left, shape->object};
  }

  NodeId only_argument(NodeId call) const {
    const auto view = call_view(tree_, call);
    return view ? tree_.only_child(view->list) : kNoNode;
  }

  bool is_parameter(NodeId name, NodeId function) const {
    const GroupId id = names_.group_of(name);
    if (id == kNoGroup || names_.scopes()[names_.groups()[id].scope].node != function) return false;
    const auto& bindings = names_.groups()[id].bindings;
    return std::any_of(bindings.begin(), bindings.end(),
                       [](const Binding& binding) { return binding.kind == Binding::Kind::parameter; });
  }

  // True for a parameter that still has its initial value at the loop.
  bool is_given(NodeId name, NodeId function, NodeId loop) const {
    if (!is_parameter(name, function)) return false;
    const auto& bindings = names_.groups()[names_.group_of(name)].bindings;
    return std::all_of(bindings.begin(), bindings.end(), [&](const Binding& binding) {
      return binding.kind == Binding::Kind::parameter || binding.node > loop;
    });
  }

  // The names that index the vector's source: `v = a[i].flatten()`, or `v = a[i] ** 0.5` and `v =
  // v.flatten()`, directly above the loop.
  NodeId index_of(NodeId id, std::string_view vector) const {
    const NodeId above = statement_above(id), flat = flattened(assigned(above, vector));
    const bool twice = tree_.text(flat) == vector;
    return element_index(twice ? assigned(statement_above(above), vector) : flat);
  }

  NodeId statement_above(NodeId statement) const {
    NodeId at = tree_.previous_sibling(statement);
    while (tree_.is(at, Kind::comment)) at = tree_.previous_sibling(at);
    return at;
  }

  NodeId assigned(NodeId statement, std::string_view name) const {
    const auto assignment = assignment_view(tree_, statement);
    return assignment && tree_.text(assignment->left) == name ? assignment->right : kNoNode;
  }

  NodeId flattened(NodeId value) const {
    const auto method = method_view(tree_, value);
    return method && tree_.text(value).ends_with(".flatten()") ? method->object : kNoNode;
  }

  // i, if the value is a[i] or arithmetic of a[i] with numbers.
  NodeId element_index(NodeId value) const {
    if (value == kNoNode) return kNoNode;
    NodeId found = kNoNode;
    for (NodeId id = value; id < tree_[value].last; ++id) {
      if (const auto element = subscript_view(tree_, id)) {
        if (found != kNoNode || !tree_.is(element->index, Kind::identifier)) return kNoNode;
        found = element->index;
        id = tree_[id].last - 1;
      } else if (tree_[id].named && !is_arithmetic(tree_[id].kind)) {
        return kNoNode;
      }
    }
    return found;
  }

  static bool is_arithmetic(Kind kind) {
    return kind == Kind::binary_operator || kind == Kind::unary_operator || kind == Kind::integer ||
           kind == Kind::float_ || kind == Kind::parenthesized_expression;
  }

  // t, if every binding of the index is a list with one element for each of t: `[f(x) for x in t]`, `[n] *
  // t.shape[0]`.
  NodeId counted_by(NodeId index, NodeId function) const {
    const GroupId group = names_.group_of(index);
    if (group == kNoGroup) return kNoNode;
    NodeId counted = kNoNode;
    for (const Binding& binding : names_.groups()[group].bindings) {
      const NodeId one = length_of(assigned_value(tree_, binding.node));
      if (one == kNoNode || !is_parameter(one, function)) return kNoNode;
      if (counted != kNoNode && tree_.text(counted) != tree_.text(one)) return kNoNode;
      counted = one;
    }
    return counted;
  }

  NodeId length_of(NodeId value) const {
    const NodeId counted = tree_.is(value, Kind::list_comprehension) ? listed(value) : repeated(value);
    return tree_.is(counted, Kind::identifier) ? counted : kNoNode;
  }

  // t of [f(x) for x in t]
  NodeId listed(NodeId comprehension) const {
    if (tree_.child(comprehension, Kind::if_clause) != kNoNode) return kNoNode;
    const auto clause = loop_view(tree_, tree_.child(comprehension, Kind::for_in_clause));
    return clause ? clause->iterable : kNoNode;
  }

  // t of [n] * t.shape[0]
  NodeId repeated(NodeId value) const {
    const auto product = tree_.is(value, Kind::binary_operator) ? binary_view(tree_, value) : std::nullopt;
    if (!product || !tree_.is(product->left, Kind::list)) return kNoNode;
    if (tree_.only_child(product->left) == kNoNode) return kNoNode;
    if (!tree_.text(product->right).ends_with(".shape[0]")) return kNoNode;
    const auto size = subscript_view(tree_, product->right);
    const auto shape = attribute_view(tree_, size ? size->object : kNoNode);
    return shape ? shape->object : kNoNode;
  }

  // The loop as a comment, followed by the reshape.
  std::string reshaped(NodeId id, std::string_view vector, std::string_view counted) const {
    const std::string indent(indentation(tree_, id)), newline(tree_.source().newline());
    std::string out = commented(tree_.text(id), indent);
    const std::string name(vector);
    const std::string shape =
        "(" + std::string(counted) + ".shape[0],) + (1,) * (len(" + habit_.shape + ") - 1)";
    const std::string call = name + " = " + c_.speller.spell("mindspore.mint.reshape").text + "(";
    const std::string line = call + name + ", " + shape + ")";
    if (indent.size() + line.size() <= kColumns) return out + newline + indent + line;
    return out + newline + indent + call + newline + indent + "    " + name + ", " + shape + newline +
           indent + ")";
  }

  void apply(NodeId function, Loops& all) {
    const NodeId body = tree_.child(function, Field::body);
    const ByteOffset start = behind_docstring(body);
    if (start == kNoOffset) return;
    const std::string indent(indentation(tree_, tree_.named_children(body).front()));
    const std::string bound = indent + habit_.shape + " = " + std::string(all.shaped) + ".shape";
    all.edits.push_back({{start, start}, bound + std::string(tree_.source().newline())});
    const Spelled reshape = c_.speller.spell("mindspore.mint.reshape");
    c_.draft.remove(resting_on(
        "length of the vector: " + all.evidence,
        make_change(kRule, "one reshape adds the dimensions", std::move(all.edits), {reshape.import})));
    // The loops are removed, but these findings concern the text that replaces them.
    if (all.told) c_.draft.add_anyway(*std::move(all.told));
  }

  // The start of the function's first line after the docstring.
  ByteOffset behind_docstring(NodeId body) const {
    const auto statements = tree_.named_children(body);
    if (statements.empty() || !stands_alone(tree_, statements.front())) return kNoOffset;
    return docstring_of(tree_, body) != kNoNode ? statement_range(tree_, statements.front()).end
                                                : block_start(tree_, body);
  }

  const Profile::Broadcasts& habit_;
  std::map<NodeId, Loops> functions_;
};

bool wanted(const RuleInput& input) {
  return input.tables.profile() != nullptr && input.tables.profile()->broadcasts;
}

void run(RuleContext& context) {
  BroadcastPass(context, *context.in.tables.profile()->broadcasts).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "replaces a loop that adds dimensions to a vector with one reshape",
     "the profile asks for it, and the vector has one value for each element of a parameter",
     "a parameter that may be a single value, which would fail",
     "while len(s.shape) < len(x.shape): s = s.unsqueeze(-1) -> s = mint.reshape(s, (t.shape[0],) + ...)"}};

}  // namespace

extern const Pass kPass{
    .name = "broadcasts", .phase = Phase::values, .rules = kRules, .wanted = wanted, .run = run};

}  // namespace mintport::rules::broadcasts
