#include "core/syntax/views.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

Tree parsed(std::string text) {
  return Tree::parse(std::make_shared<const Source>(Source::make("a.py", std::move(text)).value()));
}

// The texts of a view's parts; "-" for one that is missing.
template <class... Ids>
std::vector<std::string> texts(const Tree& tree, Ids... parts) {
  return {(parts == kNoNode ? "-" : std::string(tree.text(parts)))...};
}

using Texts = std::vector<std::string>;

TEST(Tree, AnswersForNoNode) {
  const Tree tree = parsed("f(x)\n");
  EXPECT_EQ(tree.text(kNoNode), "");
  EXPECT_FALSE(tree.is(kNoNode, Kind::call));
  EXPECT_EQ(tree.child(kNoNode, Field::function), kNoNode);
  EXPECT_EQ(tree.child(kNoNode, Kind::call), kNoNode);
  EXPECT_EQ(tree.only_child(kNoNode), kNoNode);
  EXPECT_TRUE(tree.named_children(kNoNode).empty());
}

TEST(Tree, IsOneOfSeveralKinds) {
  const Tree tree = parsed("f(x)\n");
  const NodeId call = tree.of(Kind::call).front();
  EXPECT_TRUE(tree.is(call, Kind::call));
  EXPECT_TRUE(tree.is(call, Kind::attribute, Kind::call));
  EXPECT_FALSE(tree.is(call, Kind::attribute, Kind::subscript));
}

TEST(Tree, OnlyChildDoesNotCountComments) {
  const Tree tree = parsed("[  # why\n    a\n]\n[a, b]\n[]\n");
  const auto lists = tree.of(Kind::list);
  EXPECT_EQ(tree.text(tree.only_child(lists[0])), "a");
  EXPECT_EQ(tree.only_child(lists[1]), kNoNode);
  EXPECT_EQ(tree.only_child(lists[2]), kNoNode);
}

TEST(Views, OfACall) {
  const Tree tree = parsed("a.f(x, key=1)\n");
  const NodeId call = tree.of(Kind::call).front();
  const auto view = call_view(tree, call);
  ASSERT_TRUE(view);
  EXPECT_EQ(texts(tree, view->function, view->list), (Texts{"a.f", "(x, key=1)"}));
  EXPECT_EQ(callee_of(tree, call), view->function);
  const auto attribute = attribute_view(tree, view->function);
  ASSERT_TRUE(attribute);
  EXPECT_EQ(texts(tree, attribute->object, attribute->name), (Texts{"a", "f"}));
  const auto method = method_view(tree, call);
  ASSERT_TRUE(method);
  EXPECT_EQ(texts(tree, method->object, method->name), (Texts{"a", "f"}));
}

TEST(Views, OfArguments) {
  const Tree tree = parsed("a.f(x, key=1, other=y)\n");
  const NodeId call = tree.of(Kind::call).front();
  const auto arguments = call_arguments(tree, call);
  ASSERT_EQ(arguments.size(), 3U);
  EXPECT_EQ(keyword_of(tree, arguments[0]), "");
  EXPECT_EQ(keyword_of(tree, arguments[1]), "key");
  EXPECT_FALSE(keyword_view(tree, arguments[0]));
  const auto keyword = keyword_view(tree, arguments[2]);
  ASSERT_TRUE(keyword);
  EXPECT_EQ(texts(tree, keyword->name, keyword->value), (Texts{"other", "y"}));
  EXPECT_EQ(tree.text(keyword_value(tree, call, "other")), "y");
  EXPECT_EQ(keyword_value(tree, call, "x"), kNoNode);
}

TEST(Views, OfACallOfAGenerator) {
  const Tree tree = parsed("f(x for x in y)\n");
  const NodeId call = tree.of(Kind::call).front();
  EXPECT_FALSE(call_view(tree, call));
  EXPECT_EQ(tree.text(callee_of(tree, call)), "f");
  EXPECT_FALSE(method_view(tree, call));
  EXPECT_TRUE(call_arguments(tree, call).empty());
}

TEST(Views, OfASubscript) {
  const Tree tree = parsed("a.b[i, j]\n");
  const auto view = subscript_view(tree, tree.of(Kind::subscript).front());
  ASSERT_TRUE(view);
  EXPECT_EQ(texts(tree, view->object, view->index), (Texts{"a.b", "i"}));
}

TEST(Views, OfTwoSides) {
  const auto sides = [](const std::string& text, Kind kind) -> Texts {
    const Tree tree = parsed(text + "\n");
    const auto view = binary_view(tree, tree.of(kind).front());
    return view ? texts(tree, view->left, view->op, view->right) : Texts{};
  };
  EXPECT_EQ(sides("a + b", Kind::binary_operator), (Texts{"a", "+", "b"}));
  EXPECT_EQ(sides("a and b", Kind::boolean_operator), (Texts{"a", "and", "b"}));
  EXPECT_EQ(sides("a += b", Kind::augmented_assignment), (Texts{"a", "+=", "b"}));
  EXPECT_EQ(sides("a < b", Kind::comparison_operator), (Texts{"a", "<", "b"}));
  EXPECT_EQ(sides("a is not b", Kind::comparison_operator), (Texts{"a", "is not", "b"}));
  EXPECT_EQ(sides("a < b < c", Kind::comparison_operator), Texts{});
  EXPECT_EQ(sides("not a", Kind::not_operator), Texts{});
}

TEST(Views, OfAConditional) {
  const Tree tree = parsed("(a  # first\n if b else c)\n");
  const auto view = conditional_view(tree, tree.of(Kind::conditional_expression).front());
  ASSERT_TRUE(view);
  EXPECT_EQ(texts(tree, view->yes, view->condition, view->no), (Texts{"a", "b", "c"}));
}

TEST(Views, OfAString) {
  const Tree tree = parsed("\"a\"\n\"\"\nf\"b{c}d\"\nx\n");
  const auto strings = tree.of(Kind::string);
  EXPECT_EQ(tree.text(string_content(tree, strings[0])), "a");
  EXPECT_EQ(string_content(tree, strings[1]), kNoNode);
  EXPECT_EQ(tree.text(string_content(tree, strings[2])), "b");
  EXPECT_EQ(string_content(tree, tree.of(Kind::identifier).back()), kNoNode);
}

TEST(Views, OfAnAssignment) {
  const auto parts = [](const std::string& text) -> Texts {
    const Tree tree = parsed(text + "\n");
    const NodeId statement = tree.first_child(0);
    const auto view = assignment_view(tree, statement);
    const auto inner = assignment_view(tree, tree.first_child(statement));
    EXPECT_EQ(view.has_value(), inner.has_value()) << text;
    return view ? texts(tree, view->left, view->type, view->right) : Texts{};
  };
  EXPECT_EQ(parts("a = b"), (Texts{"a", "-", "b"}));
  EXPECT_EQ(parts("a: int = b"), (Texts{"a", "int", "b"}));
  EXPECT_EQ(parts("a: int"), (Texts{"a", "int", "-"}));
  EXPECT_EQ(parts("a = b = c"), (Texts{"a", "-", "b = c"}));
  EXPECT_EQ(parts("a += b"), Texts{});
  EXPECT_EQ(parts("a"), Texts{});
}

TEST(Views, OfBranches) {
  const Tree tree = parsed("if a:\n    b\nelif c:\n    d\nelse:\n    e\nif f: g\n");
  const auto branches = tree.of(Kind::if_statement);
  const auto first = branch_view(tree, branches[0]);
  ASSERT_TRUE(first);
  EXPECT_EQ(texts(tree, first->condition, first->body), (Texts{"a", "b"}));
  const auto second = branch_view(tree, first->other);
  ASSERT_TRUE(second);
  EXPECT_EQ(texts(tree, second->condition, second->body, second->other), (Texts{"c", "d", "-"}));
  EXPECT_FALSE(branch_view(tree, tree.of(Kind::else_clause).front()));
  const auto last = branch_view(tree, branches[1]);
  ASSERT_TRUE(last);
  EXPECT_EQ(texts(tree, last->condition, last->body, last->other), (Texts{"f", "g", "-"}));
}

TEST(Views, OfLoops) {
  const Tree tree = parsed("while a:\n    b\nfor x, y in z:\n    w\n[v for v in u]\n");
  const auto until = while_view(tree, tree.of(Kind::while_statement).front());
  ASSERT_TRUE(until);
  EXPECT_EQ(texts(tree, until->condition, until->body, until->other), (Texts{"a", "b", "-"}));
  EXPECT_FALSE(branch_view(tree, tree.of(Kind::while_statement).front()));
  const auto loop = loop_view(tree, tree.of(Kind::for_statement).front());
  ASSERT_TRUE(loop);
  EXPECT_EQ(texts(tree, loop->target, loop->iterable, loop->body), (Texts{"x, y", "z", "w"}));
  const auto clause = loop_view(tree, tree.of(Kind::for_in_clause).front());
  ASSERT_TRUE(clause);
  EXPECT_EQ(texts(tree, clause->target, clause->iterable, clause->body), (Texts{"v", "u", "-"}));
}

TEST(Views, OfDefinitions) {
  const Tree tree =
      parsed("@d\nclass A:\n    x = 1\n\n    @d\n    def f(self): ...\n\n    def g(self): ...\n");
  const NodeId made = definition_of(tree, tree.first_child(0));
  EXPECT_EQ(made, tree.of(Kind::class_definition).front());
  EXPECT_EQ(definition_of(tree, made), made);
  EXPECT_EQ(name_of(tree, made), "A");
  const auto functions = tree.of(Kind::function_definition);
  EXPECT_EQ(method_of(tree, made, "f"), functions[0]);
  EXPECT_EQ(method_of(tree, made, "g"), functions[1]);
  EXPECT_EQ(method_of(tree, made, "h"), kNoNode);
  EXPECT_EQ(definition_of(tree, tree.of(Kind::expression_statement).front()), kNoNode);
}

TEST(Views, OfADocstring) {
  const Tree tree = parsed("# first\n\"a\"\ndef f():\n    \"b\"\ndef g():\n    x\n");
  EXPECT_EQ(tree.text(docstring_of(tree, 0)), "\"a\"");
  const auto functions = tree.of(Kind::function_definition);
  EXPECT_EQ(tree.text(docstring_of(tree, tree.child(functions[0], Field::body))), "\"b\"");
  EXPECT_EQ(docstring_of(tree, tree.child(functions[1], Field::body)), kNoNode);
}

TEST(Views, OfParameters) {
  const Tree tree = parsed("def f(a, b: int, c=1, d: int = 2, *e, *, **g: str): ...\n");
  std::vector<Texts> all;
  for (NodeId one : tree.named_children(tree.of(Kind::parameters).front())) {
    const auto view = parameter_view(tree, one);
    all.push_back(view ? texts(tree, view->name, view->type, view->value) : Texts{});
  }
  EXPECT_EQ(all, (std::vector<Texts>{{"a", "-", "-"},
                                     {"b", "int", "-"},
                                     {"c", "-", "1"},
                                     {"d", "int", "2"},
                                     {},
                                     {},
                                     {"**g", "str", "-"}}));
}

TEST(Views, OfWhatIsNone) {
  const Tree tree = parsed("x\n");
  for (NodeId node : {NodeId{0}, kNoNode}) {
    EXPECT_FALSE(call_view(tree, node));
    EXPECT_EQ(callee_of(tree, node), kNoNode);
    EXPECT_FALSE(attribute_view(tree, node));
    EXPECT_FALSE(method_view(tree, node));
    EXPECT_TRUE(call_arguments(tree, node).empty());
    EXPECT_FALSE(keyword_view(tree, node));
    EXPECT_EQ(keyword_of(tree, node), "");
    EXPECT_EQ(keyword_value(tree, node, "x"), kNoNode);
    EXPECT_FALSE(subscript_view(tree, node));
    EXPECT_FALSE(binary_view(tree, node));
    EXPECT_FALSE(conditional_view(tree, node));
    EXPECT_EQ(string_content(tree, node), kNoNode);
    EXPECT_FALSE(assignment_view(tree, node));
    EXPECT_FALSE(branch_view(tree, node));
    EXPECT_FALSE(while_view(tree, node));
    EXPECT_FALSE(loop_view(tree, node));
    EXPECT_EQ(definition_of(tree, node), kNoNode);
    EXPECT_EQ(method_of(tree, node, "f"), kNoNode);
    EXPECT_EQ(docstring_of(tree, node), kNoNode);
    EXPECT_EQ(name_of(tree, node), "");
    EXPECT_FALSE(parameter_view(tree, node));
  }
}

}  // namespace
}  // namespace mintport
