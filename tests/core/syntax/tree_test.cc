#include "core/syntax/tree.hh"

#include <gtest/gtest.h>

#include "core/syntax/parse.hh"

namespace mintport {
namespace {

using Texts = std::vector<std::string>;

Texts texts(const Tree& tree, const std::vector<NodeId>& nodes) {
  Texts out;
  for (NodeId id : nodes) out.emplace_back(tree.text(id));
  return out;
}

NodeId first(const Tree& tree, Kind kind) {
  for (NodeId id = 0; id < tree.nodes().size(); ++id) {
    if (tree[id].kind == kind) return id;
  }
  return kNoNode;
}

Texts broken(const Tree& tree) {
  Texts out;
  for (ByteRange range : tree.errors()) out.emplace_back(tree.source().text(range));
  return out;
}

TEST(Tree, IsFlatInPreorder) {
  const Tree tree = parse("f(a, b=1)\nif x:\n    y\n");
  for (NodeId id = 1; id < tree.nodes().size(); ++id) {
    const Node& node = tree[id];
    const Node& parent = tree[node.parent];
    EXPECT_LT(node.parent, id);
    EXPECT_LE(node.last, parent.last);
    EXPECT_GT(node.last, id);
    EXPECT_TRUE(parent.range.contains(node.range));
  }
  EXPECT_EQ(tree[0].kind, Kind::module);
  EXPECT_EQ(tree[0].last, tree.nodes().size());
}

TEST(Tree, OtherWordsNeedNoParse) {
  const Tree tree = parse("x = ops.cat(a, axis=1)  # é\nif x:\n    ops(x)\n");
  const std::vector<Edit> edits{{{4, 7}, "mint"}, {{15, 19}, "dim"}, {{39, 42}, "mint"}};
  const Tree parsed = parse("x = mint.cat(a, dim=1)  # é\nif x:\n    mint(x)\n");
  EXPECT_EQ(mintport::apply(tree.source().text(), edits), parsed.source().text());
  const Tree made = tree.with_words(edits, parsed.shared_source());
  const auto key = [](const Node& node) {
    return std::tuple(node.kind, node.field, node.named, node.range.begin, node.range.end, node.parent,
                      node.last);
  };
  ASSERT_EQ(made.nodes().size(), parsed.nodes().size());
  for (NodeId id = 0; id < made.nodes().size(); ++id) EXPECT_EQ(key(made[id]), key(parsed[id])) << id;
}

TEST(Tree, AnEmptyFileIsAModule) {
  const Tree tree = parse("");
  EXPECT_EQ(tree[0].kind, Kind::module);
  EXPECT_EQ(tree.first_child(0), kNoNode);
  EXPECT_FALSE(tree.has_error());
}

TEST(TreeNavigation, ChildrenWithAndWithoutPunctuation) {
  const Tree tree = parse("f(a, # why\n  b=1,\n)");
  const NodeId list = first(tree, Kind::argument_list);
  EXPECT_EQ(texts(tree, tree.children(list)), (Texts{"(", "a", ",", "# why", "b=1", ",", ")"}));
  EXPECT_EQ(texts(tree, tree.named_children(list)), (Texts{"a", "b=1"}));
}

TEST(TreeNavigation, SiblingsInBothDirections) {
  const Tree tree = parse("f(a, b)");
  const NodeId list = first(tree, Kind::argument_list);
  const std::vector<NodeId> all = tree.children(list);
  EXPECT_EQ(tree.previous_sibling(all.front()), kNoNode);
  EXPECT_EQ(tree.next_sibling(all.back()), kNoNode);
  for (std::size_t i = 1; i < all.size(); ++i) {
    EXPECT_EQ(tree.next_sibling(all[i - 1]), all[i]);
    EXPECT_EQ(tree.previous_sibling(all[i]), all[i - 1]);
  }
  EXPECT_EQ(tree.next_sibling(0), kNoNode);
  EXPECT_EQ(tree.previous_sibling(0), kNoNode);
}

TEST(TreeNavigation, ChildrenByFieldAndKind) {
  const Tree tree = parse("class A(B):\n    x = 1\n");
  const NodeId definition = first(tree, Kind::class_definition);
  EXPECT_EQ(tree.text(tree.child(definition, Field::name)), "A");
  EXPECT_EQ(tree.text(tree.child(definition, Field::superclasses)), "(B)");
  EXPECT_EQ(tree.text(tree.child(definition, Kind::block)), "x = 1");
  EXPECT_EQ(tree.child(definition, Field::return_type), kNoNode);
  EXPECT_EQ(tree.child(definition, Kind::call), kNoNode);
}

TEST(TreeNavigation, AncestorLeavesOutTheNodeItself) {
  const Tree tree = parse("f(g(x))");
  const NodeId outer = first(tree, Kind::call);
  const NodeId inner = tree.at({2, 6});
  ASSERT_EQ(tree.text(inner), "g(x)");
  EXPECT_EQ(tree.ancestor(inner, Kind::call), outer);
  EXPECT_EQ(tree.ancestor(outer, Kind::call), kNoNode);
}

TEST(TreeNavigation, AtFindsTheInnermostNode) {
  const Tree tree = parse("value = torch.nn.Linear(3, 4)\n");
  EXPECT_EQ(tree.text(tree.at({14, 16})), "nn");
  EXPECT_EQ(tree.text(tree.at({8, 16})), "torch.nn");
  EXPECT_EQ(tree.text(tree.at({24, 28})), "(3, 4)");
  EXPECT_EQ(tree.at({0, 30}), 0u);
  EXPECT_EQ(tree.text(tree.at({14, 20})), "torch.nn.Linear");
  EXPECT_EQ(tree.text(tree.at({6, 8})), "value = torch.nn.Linear(3, 4)");
  EXPECT_EQ(tree.text(tree.at({23, 23})), "Linear");  // between two: the first
  EXPECT_EQ(tree.text(tree.at({28, 29})), ")");
}

TEST(TreeErrors, NoneInGoodCode) {
  const Tree tree =
      parse("async def f(*, a: int = 1, **k) -> None:\n  match a:\n    case [x, *_]: return (y := x)\n");
  EXPECT_FALSE(tree.has_error());
  EXPECT_EQ(broken(tree), Texts{});
}

TEST(TreeErrors, NamesThePlace) {
  const Tree tree = parse("x = 1\ny = = 2\nz = 3\n");
  EXPECT_TRUE(tree.has_error());
  EXPECT_EQ(broken(tree), (Texts{"="}));
}

TEST(TreeErrors, OddIndentationIsOne) {
  EXPECT_EQ(broken(parse("if a:\n    b\n  c\n")).size(), 1u);
  EXPECT_EQ(broken(parse("a\n  b\nc\n")), (Texts{"b"}));
  EXPECT_EQ(broken(parse("def f():\n    a\n      b\n")), (Texts{"b"}));
}

TEST(TreeErrors, IndentationCountsAsInPython) {
  EXPECT_EQ(broken(parse("\xEF\xBB\xBFimport a\nimport b\n")), Texts{});
  EXPECT_EQ(broken(parse("import a\n\fimport b\ndef f():\n  \f    c\n    d\n")), Texts{});
  EXPECT_EQ(broken(parse("if a:\n\tb\n        c\n")), Texts{});
  EXPECT_EQ(broken(parse("a = 1; b = 2; \\\n  c = 3\nd = '' '\\\n'; e\n")), Texts{});
  EXPECT_EQ(broken(parse("if a: b; c\nelse: d\nclass E: f; g\n")), Texts{});
}

TEST(TreeErrors, SomethingMissingIsAnEmptyRange) {
  const Tree tree = parse("f(1");
  EXPECT_TRUE(tree.has_error());
  ASSERT_FALSE(tree.errors().empty());
  EXPECT_LE(tree.errors().back().end, tree.source().size());
}

// The incremental parse of edited text must agree with a new parse.
void expect_same_as_fresh(const std::string& text, const std::vector<Edit>& edits) {
  const Tree before = parse(text);
  const std::string after = mintport::apply(text, edits);
  EXPECT_EQ(before.errors_after(edits, after), parse(after).errors()) << after;
}

TEST(ErrorsAfter, EqualsAFreshParse) {
  const std::string text = "import a\ndef f(x):\n    return x\n\n\nclass B:\n    y = '中'\n    z = f(y)\n";
  const auto find = [&](std::string_view part) {
    const auto at = static_cast<ByteOffset>(text.find(part));
    return ByteRange{at, at + static_cast<ByteOffset>(part.size())};
  };
  expect_same_as_fresh(text, {});
  expect_same_as_fresh(text, {{find("import a"), "import b\nimport c"}});
  expect_same_as_fresh(text, {{find("return x"), "return (x"}});
  expect_same_as_fresh(text, {{find("import a\n"), ""}, {find("    return x\n"), ""}});
  expect_same_as_fresh(text, {{{0, 0}, "# 中\n"}, {find("'中'"), "'''\n中'''"}, {find("f(y)"), "f(y"}});
  expect_same_as_fresh(text, {{find("class B:"), "if B:\n"}, {{find("z").begin, find("z").begin}, "  "}});
  expect_same_as_fresh(text, {{find(text), ""}});
}

TEST(ErrorsAfter, LeavesTheTreeAsItWas) {
  const Tree tree = parse("x = 1\n");
  EXPECT_EQ(tree.errors_after({{{4, 5}, "= 1"}}, "x = = 1\n").size(), 1u);
  EXPECT_EQ(tree.errors_after({}, "x = 1\n").size(), 0u);
  EXPECT_FALSE(tree.has_error());
}

TEST(Tree, CanBeMoved) {
  Tree tree = parse("x");
  Tree other = std::move(tree);
  tree = parse("y = z");
  EXPECT_EQ(other.text(0), "x");
  EXPECT_EQ(tree.text(0), "y = z");
}

}  // namespace
}  // namespace mintport
