// Definitions that are added to a module of the port.

#include "core/convert/bring.hh"

#include <gtest/gtest.h>

#include <memory>

namespace mintport {
namespace {

struct Text {
  Tree tree;
  Names names;
  explicit Text(std::string text)
      : tree(
            Tree::parse(std::make_shared<const Source>(Source::make("utils/x.py", std::move(text)).value()))),
        names(tree, "utils/x.py", "diffusers") {}
};

Brought brought(std::string source, std::string port, std::set<std::string> wanted) {
  const Text from(std::move(source)), to(std::move(port));
  return bring({from.names, to.names, std::move(wanted)});
}

TEST(Bring, ADefinitionComesWithWhatItReads) {
  const Brought got = brought(
      "import functools\nfrom .logging import get_logger\nfrom .other import unread\n\n"
      "logger = get_logger(__name__)\n\n\ndef helper(x):\n    return x\n\n\n"
      "# Applies it.\n@functools.wraps\ndef wrap(x):\n    logger.info(x)\n    return helper(x) + "
      "known(x)\n\n\n"
      "def known(x):\n    return 1\n",
      "import os\n\n\ndef known(x):\n    return os.path\n", {"wrap"});
  EXPECT_EQ(
      got.text,
      "import os\nimport functools\nfrom .logging import get_logger\n\n\n"
      "def known(x):\n    return os.path\n\n\n"
      "logger = get_logger(__name__)\n\n\ndef helper(x):\n    return x\n\n\n"
      "# Applies it.\n@functools.wraps\ndef wrap(x):\n    logger.info(x)\n    return helper(x) + known(x)\n");
  EXPECT_EQ(got.names, (std::vector<std::string>{"functools", "get_logger", "helper", "logger", "wrap"}));
  EXPECT_EQ(got.imports,
            (std::set<std::pair<std::string, std::string>>{{"diffusers.utils.logging", "get_logger"}}));
  EXPECT_EQ(got.refused, std::vector<std::string>());
}

TEST(Bring, WhatStandsThereIsNeverReplaced) {
  EXPECT_EQ(brought("def f():\n    return 1\n", "def f():\n    return 2\n", {"f"}), Brought());
  const Brought once = brought("def f():\n    return 1\n", "", {"f"});
  EXPECT_EQ(once.text, "\n\ndef f():\n    return 1\n");
  EXPECT_EQ(brought("def f():\n    return 1\n", once.text, {"f"}), Brought());
}

// Without the import, Python evaluates annotations, and `|` refuses a string.
TEST(Bring, AnnotationsStayUnevaluated) {
  const std::string future = "from __future__ import annotations\n";
  const std::string f = "def f(a: int | \"A\", b: list[\"A\"] | None = 1) -> \"A\" | None:\n    return a\n";
  EXPECT_EQ(brought(future + f, "", {"f"}).text,
            "\n\ndef f(a: \"int | 'A'\", b: list[\"A\"] | None = 1) -> \"'A' | None\":\n    return a\n");
  EXPECT_EQ(brought(future + "def f(a: list[int | \"A\"]):\n    return a\n", "", {"f"}).text,
            "\n\ndef f(a: \"list[int | 'A']\"):\n    return a\n");
  EXPECT_EQ(brought(future + f, future, {"f"}).text, future + "\n\n" + f);
  EXPECT_EQ(brought("def f(a: \"A\"):\n    return a\n", "", {"f"}).text,
            "\n\ndef f(a: \"A\"):\n    return a\n");
}

TEST(Bring, WhatNeedsTorchIsRefused) {
  const Brought got =
      brought("import torch\n\n\ndef f(x):\n    return g(x)\n\n\ndef g(x):\n    return torch.odd(x)\n", "",
              {"f", "h"});
  EXPECT_EQ(got, (Brought{.refused = {"f: it still needs torch"}}));
}

TEST(Bring, WhatReadsAnAbsentImportIsRefused) {
  const Text from("from .odd import g\n\n\ndef f():\n    return g()\n"), to("");
  EXPECT_EQ(bring({from.names, to.names, {"f"}, {{"diffusers.utils.odd", "g"}}}),
            (Brought{.refused = {"f: it needs diffusers.utils.odd.g, which the port lacks"}}));
}

TEST(Bring, ALazyPackageStays) {
  EXPECT_EQ(brought("from .peft import a, b\n", "import sys\n\nsys.modules[__name__] = Lazy()\n", {"a", "b"}),
            (Brought{.imports = {{"diffusers.utils.peft", "a"}, {"diffusers.utils.peft", "b"}},
                     .refused = {"a, b: the package loads lazily; add them to its import structure"}}));
}

TEST(Bring, APackageHandsItOn) {
  const Brought got = brought("from .peft import (\n    a,\n    b,\n)\n", "from .peft import b\n", {"a"});
  EXPECT_EQ(got.text, "from .peft import b\nfrom .peft import a\n");
  EXPECT_EQ(got.imports, (std::set<std::pair<std::string, std::string>>{{"diffusers.utils.peft", "a"}}));
}

}  // namespace
}  // namespace mintport
