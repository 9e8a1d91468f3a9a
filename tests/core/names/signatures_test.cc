// Parameters and results of a file's functions.

#include "core/names/signatures.hh"
#include "core/base/text_map.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

TEST(Signatures, ParametersAndOwners) {
  const std::vector<Signature> wanted{
      {"f", "m", false, {"a", "b", "*args", "**kwargs"}, "", {}, 1},
      {"A", "m", true, {"x"}, "A", {}, 5},
      {"g", "m", true, {"y"}, "A", {}, 8},
  };
  EXPECT_EQ(signatures_in("def f(a, b: int = 1, *args, **kwargs):\n    pass\n\n"
                          "class A(B):\n    def __init__(self, x):\n        pass\n\n"
                          "    def g(cls, y=\"(\"):\n        pass\n",
                          "m"),
            wanted);
}

TEST(Signatures, OnlyNamesOfParameters) {
  const auto parameters = [](const std::string& header) {
    return signatures_in(header + ":\n    pass\n", "m").front().parameters;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(parameters("async def f(a, /, b=(1, 2), *, c: Dict[str, int] = {}, **d: T)"),
            (Names{"a", "b", "c", "**d"}));
  EXPECT_EQ(parameters("def f(\n    a,  # not, b\n    *c: \"d, e\",\n    g: str = \"\\\"'(,\",\n)"),
            (Names{"a", "*c", "g"}));
  EXPECT_EQ(parameters("def f(key=lambda a, b: (a, b), last=None)"), (Names{"key", "last"}));
  EXPECT_EQ(parameters("def f()"), Names{});
}

TEST(Signatures, WhatIsNoFunctionHasNone) {
  EXPECT_EQ(signatures_in("def (a): pass\ndef f[T](x): pass\ndef g(y\n", "m"), std::vector<Signature>{});
}

TEST(Signatures, FieldsOfTheTuple) {
  const std::string head = "class A:\n    def step(self, x, return_dict: bool = True):\n";
  const auto fields = [&](const std::string& body) { return signatures_in(head + body, "m").front().fields; };
  using Fields = std::vector<std::string>;
  EXPECT_EQ(fields("        if not return_dict:\n            return (a, b)\n\n"
                   "        return Output(first=a, second=b)\n"),
            (Fields{"first", "second"}));
  EXPECT_EQ(fields("        if not return_dict:\n            return a, self.c\n        return Output(\n"
                   "            first=a,\n        )\n"),
            (Fields{"first", ""}));
  // A result that is not a tuple has no positions, and two tuples may disagree.
  EXPECT_EQ(fields("        if not return_dict:\n            return a\n        return Output(first=a)\n"),
            Fields{});
  EXPECT_EQ(fields("        if not return_dict:\n            return (a,)\n        if not return_dict:\n"
                   "            return (b, a)\n        return Output(first=a)\n"),
            Fields{});
  EXPECT_EQ(fields("        return self.other(x, return_dict=return_dict)\n"), Fields{});
}

TEST(Signatures, TheNextFunctionIsAnother) {
  const auto all = signatures_in(
      "def f(return_dict):\n    pass\n\ndef g(x):\n    if not return_dict:\n"
      "        return (a,)\n    return Output(first=a)\n",
      "m");
  EXPECT_EQ(all.front().fields, std::vector<std::string>{});
}

TEST(Signatures, IndexKnowsAllFields) {
  SignatureIndex index;
  index.add({{"f", "m", false, {}, "", {"first", ""}}, {"f", "n", false, {}, "", {"other"}}});
  EXPECT_EQ(index.fields(), (TextSet{"first", "other"}));
  EXPECT_EQ(index.find("f")->size(), 2U);
  EXPECT_EQ(index.find("g"), nullptr);
}

TEST(Signatures, IndexKnowsWhichNamesTakeAParameter) {
  SignatureIndex index;
  index.add({{"f", "m", false, {"x"}}, {"g", "m", false, {"device"}}, {"h", "m", false, {"x", "device"}}});
  index.add({{"f", "n", false, {"device"}}, {"g", "n", false, {"device", "x"}}});
  EXPECT_TRUE(index.any_takes("f", "device"));
  EXPECT_TRUE(index.any_takes("g", "x"));
  EXPECT_TRUE(index.any_takes("h", "device"));
  EXPECT_FALSE(index.any_takes("h", "y"));
  EXPECT_FALSE(index.any_takes("k", "device"));
}

}  // namespace
}  // namespace mintport
