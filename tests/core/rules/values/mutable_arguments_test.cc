// List and dict arguments of networks.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::mutable_arguments_test {
namespace {

std::string converted(std::string text, bool habit = true) {
  static const Tables with_habit = tables_with({.mutable_arguments = {"added", "residuals"}});
  return conversion_of(std::move(text), {"pipelines/x/y.py"}, habit ? with_habit : embedded_tables()).text;
}

const std::string kImport = "import mindspore as ms\n\n\n";

TEST(MutableArgument, OfNetworks) {
  const std::string before =
      "def f(self, x, a):\n    d = {\"a\": a}\n    e = {\"a\": a} if a else None\n"
      "    r, m = self.controlnet(x)\n    return self.unet(x, added=d, residuals=r), self.unet(x, added=e)\n";
  const std::string after =
      kImport +
      "def f(self, x, a):\n    d = {\"a\": a}\n    e = {\"a\": a} if a else None\n"
      "    r, m = self.controlnet(x)\n    return self.unet(x, added=ms.mutable(d), residuals=ms.mutable(r)), "
      "self.unet(x, added=ms.mutable(e) if e else e)\n";
  EXPECT_EQ(converted(before), after);
  EXPECT_EQ(converted(after), after);
  EXPECT_EQ(converted(before, false), before);
}

TEST(MutableArgument, ADictWithNoneStays) {
  const std::string text =
      "def f(self, x, a):\n    d = {\"a\": a, \"b\": None}\n    if a:\n        d = {\"a\": a}\n"
      "    e = {\"a\": a if a else None}\n"
      "    return self.unet(x, added=d), self.unet(x, added=e)\n";
  EXPECT_EQ(converted(text), text);
}

TEST(MutableArgument, FunctionsAndOtherArgumentsStay) {
  const std::string text =
      "def g(added):\n    return added\n\n\nclass A:\n    def f(self, added):\n        return "
      "g(added=added)\n\n"
      "    def h(self, x):\n        return self.f(added=x), self.net(other=x), self.net(added=None)\n";
  EXPECT_EQ(converted(text), text);
}

}  // namespace
}  // namespace mintport::rules::mutable_arguments_test
