// isinstance with torch's typed tensor classes. MindSpore has one Tensor class, so the element type is tested
// too: isinstance(x, (int, torch.LongTensor)) becomes `isinstance(x, int) or (isinstance(x, ms.Tensor) and
// x.dtype == ms.int64)`.

#include <algorithm>

#include "core/base/text.hh"
#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::tensor_classes {
namespace {

constexpr const char* kRule = "tensor-class-test";

class TensorClassPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    each(Kind::call, [&](NodeId id) { test(id); });
  }

 private:
  // The combined tests of one value.
  struct Asked {
    std::string_view value;
    std::vector<std::string> classes, elements;  // as spelled in the new text
    std::vector<Import> imports;
    bool any_tensor = false;  // torch.Tensor is among the classes, so typed ones add nothing
    bool typed = false;
  };

  // Handles a call, or the first of several calls joined by `or` that test the same value.
  void test(NodeId id) {
    Asked asked;
    if (!read(id, asked)) return;
    NodeId whole = id;
    while (true) {
      const NodeId up = tree_[whole].parent;
      if (tree_[up].kind != Kind::boolean_operator || tree_[whole].field != Field::left) break;
      const auto sides = binary_view(tree_, up);
      Asked more = asked;
      if (!sides || tree_.text(sides->op) != "or" || !read(sides->right, more)) break;
      asked = std::move(more);
      whole = up;
    }
    if (asked.typed) replace(whole, std::move(asked));
  }

  // Adds the test `isinstance(value, classes)`. False if the call is not one, or tests another value.
  bool read(NodeId call, Asked& asked) const {
    if (tree_.text(callee_of(tree_, call)) != "isinstance") return false;
    const auto arguments = call_arguments(tree_, call);
    if (arguments.size() != 2 || !is_name(arguments[0])) return false;
    if (!asked.value.empty() && asked.value != tree_.text(arguments[0])) return false;
    asked.value = tree_.text(arguments[0]);
    if (tree_[arguments[1]].kind != Kind::tuple) return read_class(arguments[1], asked);
    const auto classes = tree_.named_children(arguments[1]);
    return std::all_of(classes.begin(), classes.end(), [&](NodeId one) { return read_class(one, asked); });
  }

  // True for x, self.x: can be evaluated twice.
  bool is_name(NodeId node) const { return root_of(tree_, node) != kNoNode; }

  bool read_class(NodeId node, Asked& asked) const {
    if (!is_name(node)) return false;
    const std::string q = c_.in.names.qualified(node);
    if (!leads_to_torch(q)) {
      add(asked.classes, std::string(tree_.text(node)));
      return true;
    }
    const Entry* entry = c_.in.tables.find(q);
    if (entry == nullptr || entry->target.empty() || !entry->certain) return false;
    if (entry->element.empty()) {
      asked.any_tensor = asked.any_tensor || q == "torch.Tensor";
      add(asked.classes, spell(entry->target, asked));
    } else {
      asked.typed = true;
      add(asked.elements, spell(entry->element, asked));
    }
    return true;
  }

  static void add(std::vector<std::string>& to, std::string text) {
    if (std::find(to.begin(), to.end(), text) == to.end()) to.push_back(std::move(text));
  }

  std::string spell(const std::string& target, Asked& asked) const {
    const Spelled spelled = c_.speller.spell(target);
    if (!spelled.import.module.empty()) asked.imports.push_back(spelled.import);
    return spelled.text;
  }

  static std::string list(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
    return out;
  }

  void replace(NodeId whole, Asked asked) {
    const std::string value(asked.value);
    std::string classes, typed;
    if (!asked.classes.empty()) {
      classes = list(asked.classes);
      if (asked.classes.size() > 1) classes = "(" + classes + ")";
      classes = "isinstance(" + value + ", " + classes + ")";
    }
    if (!asked.any_tensor) {
      typed = "isinstance(" + value + ", " + spell("mindspore.Tensor", asked) + ") and " + value + ".dtype ";
      typed +=
          asked.elements.size() == 1 ? "== " + asked.elements.front() : "in [" + list(asked.elements) + "]";
    }
    std::string text = classes.empty() ? typed : typed.empty() ? classes : classes + " or (" + typed + ")";
    if (!typed.empty() && !stands_free(whole, classes.empty() ? "and" : "or")) text = "(" + text + ")";
    c_.draft.remove(make_change(kRule, "MindSpore has one Tensor class, so the dtype is tested as well",
                                {{tree_[whole].range, text}}, std::move(asked.imports)));
  }

  // True if `op` of two operands needs no parentheses at this place.
  bool stands_free(NodeId node, std::string_view op) const {
    const NodeId up = tree_[node].parent;
    switch (tree_[up].kind) {
      case Kind::boolean_operator:
        return tree_.text(tree_.child(up, Field::operator_)) == op;
      case Kind::if_statement:
      case Kind::elif_clause:
      case Kind::while_statement:
      case Kind::return_statement:
      case Kind::assignment:
      case Kind::argument_list:
      case Kind::parenthesized_expression:
      case Kind::expression_statement:
        return true;
      default:
        return false;
    }
  }
};

bool wanted(const RuleInput& input) {
  return contains(input.tree.source().text(), "isinstance");
}

void run(RuleContext& context) {
  TensorClassPass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "adds a dtype test to tests for typed tensor classes: MindSpore has one Tensor class",
     "isinstance of a name with a typed tensor class of torch",
     "an expression that cannot be evaluated twice",
     "isinstance(x, torch.LongTensor) -> isinstance(x, ms.Tensor) and x.dtype == ms.int64"}};

}  // namespace

extern const Pass kPass{
    .name = "tensor-classes", .phase = Phase::values, .rules = kRules, .wanted = wanted, .run = run};

}  // namespace mintport::rules::tensor_classes
