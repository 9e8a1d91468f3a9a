// Facts about class definitions.

#include "core/rules/draft/classes.hh"

#include <gtest/gtest.h>

namespace mintport::rules::classes_test {
namespace {

const Tree& tree() {
  static const Tree parsed = Tree::parse(
      std::make_shared<const Source>(Source::make("a.py",
                                                  "class A(hf.Base, Mixin):\n"
                                                  "    def __init__(self, n: int, x, eps=0.1, name=\"a\"):\n"
                                                  "        pass\n"
                                                  "\n"
                                                  "    @property\n"
                                                  "    def forward(self):\n"
                                                  "        pass\n")
                                         .value()));
  return parsed;
}

NodeId first_class() {
  return tree().of(Kind::class_definition).front();
}

TEST(Classes, BasesByTheirLastNames) {
  EXPECT_TRUE(derives_from_any(tree(), first_class(), {"Base"}));
  EXPECT_TRUE(derives_from_any(tree(), first_class(), {"Other", "Mixin"}));
  EXPECT_FALSE(derives_from_any(tree(), first_class(), {"hf"}));
  EXPECT_FALSE(derives_from_any(tree(), kNoNode, {"Base"}));
}

TEST(Classes, Methods) {
  EXPECT_TRUE(has_method(tree(), first_class(), "forward"));
  EXPECT_FALSE(has_method(tree(), first_class(), "construct"));
  EXPECT_FALSE(has_method(tree(), kNoNode, "forward"));
}

TEST(Classes, ParametersThatAreNumbers) {
  EXPECT_TRUE(is_number_parameter(tree(), first_class(), "n"));
  EXPECT_TRUE(is_number_parameter(tree(), first_class(), "eps"));
  EXPECT_FALSE(is_number_parameter(tree(), first_class(), "x"));
  EXPECT_FALSE(is_number_parameter(tree(), first_class(), "name"));
}

}  // namespace
}  // namespace mintport::rules::classes_test
