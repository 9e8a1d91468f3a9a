#include "core/syntax/views.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

Tree parsed(std::string text) {
  return Tree::parse(std::make_shared<const Source>(Source::make("a.py", std::move(text)).value()));
}

TEST(Views, OfACall) {
  const Tree tree = parsed("a.f(x, key=1)\n");
  const NodeId call = tree.of(Kind::call).front();
  const auto view = call_view(tree, call);
  ASSERT_TRUE(view);
  EXPECT_EQ(tree.text(view->function), "a.f");
  EXPECT_EQ(tree.text(view->list), "(x, key=1)");
  const auto attribute = attribute_view(tree, view->function);
  ASSERT_TRUE(attribute);
  EXPECT_EQ(tree.text(attribute->object), "a");
  EXPECT_EQ(tree.text(attribute->name), "f");
  const auto arguments = arguments_of(tree, call);
  ASSERT_EQ(arguments.size(), 2U);
  EXPECT_EQ(keyword_of(tree, arguments[0]), "");
  EXPECT_EQ(keyword_of(tree, arguments[1]), "key");
}

TEST(Views, OfWhatIsNone) {
  const Tree tree = parsed("f(x for x in y)\n");
  EXPECT_FALSE(call_view(tree, tree.of(Kind::call).front()));
  EXPECT_FALSE(call_view(tree, 0));
  EXPECT_FALSE(call_view(tree, kNoNode));
  EXPECT_FALSE(attribute_view(tree, kNoNode));
  EXPECT_TRUE(arguments_of(tree, 0).empty());
}

}  // namespace
}  // namespace mintport
