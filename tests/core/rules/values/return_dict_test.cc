// Functions with return_dict return tuples.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::return_dict_test {
namespace {

const std::string kPath = "pipelines/x/y.py";

void expect(const std::string& before, const std::string& after) {
  expect_conversion(before, after, kPath, tuple_tables());
}

TEST(ReturnTuple, DefaultAndDocstring) {
  expect(
      "def f(x, return_dict: bool = True):\n    \"\"\"F.\n\n    Args:\n        x: True\n"
      "        return_dict (`bool`, *optional*, defaults to `True`):\n            True gives an object.\n"
      "        y (`bool`, defaults to `True`): y\n    \"\"\"\n",
      "def f(x, return_dict: bool = False):\n    \"\"\"F.\n\n    Args:\n        x: True\n"
      "        return_dict (`bool`, *optional*, defaults to `False`):\n            True gives an object.\n"
      "        y (`bool`, defaults to `True`): y\n    \"\"\"\n");
}

TEST(ReturnTuple, OtherDefaultsStay) {
  const std::string text = "def f(x, return_dict=None, other=True):\n    pass\n";
  expect(text, text);
}

TEST(ReturnTuple, OnlyWithTheProfile) {
  const std::string text =
      "def f(x, return_dict=True):\n    if not return_dict:\n        return (a,)\n    return "
      "Output(sample=a)\n\n\n"
      "class A:\n    f = f\n\n    def g(self):\n        return self.s.f(1).sample\n";
  EXPECT_EQ(conversion_of(text, {kPath}).text, text);
}

}  // namespace
}  // namespace mintport::rules::return_dict_test
