// The bindings that reach a use, and the possible classes of a value.

#include "core/names/flow.hh"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/names/instances.hh"
#include "core/names/support.hh"

namespace mintport {
namespace {

// The lines (1-based) of the bindings that the last `x` in the text may read.
std::vector<std::uint32_t> reaching(std::string text) {
  const File file(std::move(text));
  NodeId last = kNoNode;
  for (NodeId id = 0; id < file.tree.nodes().size(); ++id) {
    if (file.tree[id].kind == Kind::identifier && file.tree.text(id) == "x") last = id;
  }
  std::vector<std::uint32_t> out;
  for (NodeId id : reaching_bindings(file.names, last))
    out.push_back(file.tree.source().line_at(file.tree[id].range.begin));
  std::sort(out.begin(), out.end());
  return out;
}

using Lines = std::vector<std::uint32_t>;

TEST(Flow, TheLastBindingAbove) {
  EXPECT_EQ(reaching("def f():\n    x = 1\n    x = 2\n    return x\n"), Lines{3});
  EXPECT_EQ(reaching("def f(x):\n    return x\n"), Lines{1});
  EXPECT_EQ(reaching("def f(x):\n    x = g(x)\n    return x\n"), Lines{2});
  EXPECT_EQ(reaching("def f():\n    return x\n"), Lines{});
}

TEST(Flow, OfAModuleToo) {
  EXPECT_EQ(reaching("x = 1\nx = 2\ny = x\n"), Lines{2});
  EXPECT_EQ(reaching("x = 1\nif a:\n    x = 2\nx = x.y(x)\n"), (Lines{1, 3}));
  EXPECT_EQ(reaching("for i in y:\n    if b:\n        x = 1\n    x = 2\n    g(x)\n"), Lines{4});
  // Functions may run at any time.
  EXPECT_EQ(reaching("def f():\n    global x\n    x = 3\nx = 1\nx = 2\ny = x\n"), (Lines{3, 4, 5}));
  EXPECT_EQ(reaching("x = 1\nx = 2\ndef f():\n    return x\n"), (Lines{1, 2}));
}

TEST(Flow, Branches) {
  EXPECT_EQ(reaching("def f(x):\n    if a:\n        x = 1\n    return x\n"), (Lines{1, 3}));
  EXPECT_EQ(reaching("def f(x):\n    if a:\n        x = 1\n    else:\n        x = 2\n    return x\n"),
            (Lines{3, 5}));
  // The other branch does not run before, and a branch that leaves does not reach the use.
  EXPECT_EQ(reaching("def f(x):\n    if a:\n        x = 1\n    else:\n        return x\n"), Lines{1});
  EXPECT_EQ(reaching("def f(x):\n    if a:\n        x = 1\n        return 2\n    return x\n"), Lines{1});
}

TEST(Flow, Loops) {
  EXPECT_EQ(reaching("def f(x):\n    for i in y:\n        g(i)\n        x = 1\n    return x\n"),
            (Lines{1, 4}));
  EXPECT_EQ(reaching("def f(x):\n    while a:\n        if b:\n            g(x)\n        x = 1\n"
                     "        h = [x for i in y]\n"),
            Lines{5});
  EXPECT_EQ(reaching("def f(y):\n    for x in y:\n        g(x)\n"), Lines{2});
}

TEST(Flow, WithAndTry) {
  EXPECT_EQ(reaching("def f():\n    x = 1\n    with a() as x:\n        return x\n"), Lines{3});
  EXPECT_EQ(
      reaching("def f():\n    x = 1\n    try:\n        x = 2\n    except E:\n        pass\n    return x\n"),
      (Lines{2, 4}));
}

// The classes of the first call's function in the last statement.
std::vector<std::string> classes(const std::string& body) {
  const File file(
      "from transformers import A, B\nfrom .unet import Net\n\nclass P:\n"
      "    def __init__(self, text: A, other: B, both: Union[A, B], maybe: Optional[A] = None):\n"
      "        self.register_modules(text=text, both=both, maybe=maybe)\n"
      "        self.other = other\n\n" +
      body);
  NodeId last = kNoNode;
  for (NodeId id = 0; id < file.tree.nodes().size(); ++id) {
    if (file.tree[id].kind == Kind::return_statement) last = id;
  }
  return classes_of(file.names, file.tree.child(file.tree.child(last, Kind::call), Field::function));
}

using Names_ = std::vector<std::string>;

TEST(Instances, WhatTheConstructorKeeps) {
  EXPECT_EQ(classes("    def f(self):\n        return self.text()\n"), Names_{"transformers.A"});
  EXPECT_EQ(classes("    def f(self):\n        return self.other()\n"), Names_{"transformers.B"});
  EXPECT_EQ(classes("    def f(self):\n        return self.both()\n"),
            (Names_{"transformers.A", "transformers.B"}));
  EXPECT_EQ(classes("    def f(self):\n        return self.maybe()\n"), Names_{"transformers.A"});
  EXPECT_EQ(classes("    def f(self):\n        return self.nobody()\n"), Names_{});
}

TEST(Instances, ListsAndLoops) {
  EXPECT_EQ(classes("    def f(self, ids):\n"
                    "        models = [self.text, self.other] if self.text is not None else [self.other]\n"
                    "        for one, model in zip(ids, models):\n            return model()\n"),
            (Names_{"transformers.A", "transformers.B"}));
  EXPECT_EQ(
      classes("    def f(self, i):\n        models = [self.text, self.maybe]\n        model = models[i]\n"
              "        return model()\n"),
      Names_{"transformers.A"});
  EXPECT_EQ(classes("    def f(self, models):\n        for model in models:\n            return model()\n"),
            Names_{});
}

TEST(Instances, Constructors) {
  EXPECT_EQ(classes("    def f(self):\n        net = Net.from_pretrained(\"p\")\n        return net()\n"),
            Names_{"diffusers.models.unet.Net"});
  EXPECT_EQ(classes("    def f(self, net):\n        if a:\n            net = Net()\n        return net()\n"),
            Names_{});
}

}  // namespace
}  // namespace mintport
