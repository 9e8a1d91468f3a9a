// The order of import statements that a profile requires.

#include <gtest/gtest.h>

#include "core/base/text.hh"
#include "support/conversion/convert_text.hh"

namespace mintport::rules::import_order_test {
namespace {

TEST(ImportOrder, SectionsAndNames) {
  EXPECT_EQ(convert_by_habit(R"py(
# A file.
from .b import (
    two,
    One,
    THREE,
)
import numpy as np, os
from .b import four as five
# about torch
import torch  # noqa
from ..c import x  # why

y = torch.cat(np, os, two, One, THREE, five, x)
)py"),
            gives(R"py(
# A file.
import os

import numpy as np

# about torch
from mindspore import mint

from ..c import x  # why
from .b import THREE, One, two
from .b import four as five

y = mint.cat(np, os, two, One, THREE, five, x)
)py"));
}

TEST(ImportOrder, BlocksAreOrderedForThemselves) {
  EXPECT_EQ(convert_by_habit(R"py(
# A file.
import abc

from ..utils import is_torch_available

if TYPE_CHECKING:
    from .c import C

    if is_torch_available():
        from .b import (
            B,
            A,
        )
        from ..a import D
else:
    import sys

class K:
    def f(self):
        import numpy as np
        import os
        x = np.array(os)
        import json, ast
        return x

    try:
        import z, y
    finally:
        import b, a
)py",
                             "pipelines/__init__.py"),
            gives(R"py(
# A file.
import abc

if TYPE_CHECKING:
    from ..a import D
    from .b import A, B
    from .c import C
else:
    import sys

class K:
    def f(self):
        import os

        import numpy as np
        x = np.array(os)
        import ast
        import json
        return x

    try:
        import y
        import z
    finally:
        import a
        import b
)py"));
}

TEST(ImportOrder, TheIndentCountsForALinesLength) {
  const std::string names = "A" + std::string(40, 'a') + ", B" + std::string(40, 'b') + ", C";
  const std::string fits = "from .m import " + names + std::string(120 - 4 - 15 - names.size(), 'c');
  EXPECT_EQ(convert_by_habit("# A file.\nif x:\n    " + fits + "\n"),
            stays("# A file.\nif x:\n    " + fits + "\n"));
  const std::string over = names + std::string(120 - 4 - 15 - names.size() + 1, 'c');
  std::string lines = "    from .m import (\n";
  for (std::string_view name : split(over, ',')) lines += "        " + std::string(trim(name)) + ",\n";
  EXPECT_EQ(convert_by_habit("# A file.\nif x:\n    from .m import " + over + "\n"),
            gives("# A file.\nif x:\n" + lines + "    )\n"));
}

TEST(ImportOrder, BlocksWithACommentOfTheirOwnOrOnOneLineStay) {
  constexpr std::string_view kText = R"py(
# A file.
if x:
    import os, abc

    # A comment of its own.

    import ast
if y: import os, abc
if z:
    import os; import abc
)py";
  EXPECT_EQ(convert_by_habit(kText), stays(kText));
}

TEST(ImportOrder, WhatDiffersInCaseZerosOrACommentStaysApart) {
  EXPECT_EQ(convert_by_habit(R"py(
# A file.
from b import x
import F
import f
import f
import os  # two
# why
import os  # one
# again
import os  # one
from m import a
from m import *
from a2 import q
from a02 import z
from .foo import y
from .Foo import x
if y:
    from .Bar import x
    import numpy as b
    # of the second
    import numpy as B
    from .bar import x
    # of the third
    from .bar import z as x
    # of its like
    from .bar import z as x
)py"),
            gives(R"py(
# A file.
import os  # two
# why
# again
import os  # one

import F
import f
from a2 import q
from a02 import z
from b import x
from m import *
from m import a

from .foo import y
from .Foo import x
if y:
    import numpy as b
    # of the second
    import numpy as B

    from .Bar import x
    # of the third
    # of its like
    from .bar import x
    from .bar import z as x
)py"));
}

TEST(ImportOrder, FilesThatIsortSkipsStay) {
  for (const char* mark : {"isort: skip_file", "isort:skip_file", "isort: off"}) {
    const std::string text =
        "\"\"\"A file.\n\n" + std::string(mark) + "\n\"\"\"\nx = 1\nimport os\nimport abc\n";
    EXPECT_EQ(convert_by_habit(text), stays(text));
  }
  constexpr std::string_view kRun = "# A file.\nimport os  # isort: skip\nimport abc\n";
  EXPECT_EQ(convert_by_habit(kRun), stays(kRun));
  EXPECT_EQ(convert_by_habit("# A file of isort.\nx = 1\nimport os\nimport abc\n"),
            gives("# A file of isort.\nx = 1\nimport abc\nimport os\n"));
}

TEST(ImportOrder, GroupsOfExceptionsHaveBlocksToo) {
  EXPECT_EQ(convert_by_habit("# A file.\ntry:\n    x()\nexcept* E:\n    import os\n    import abc\n"),
            gives("# A file.\ntry:\n    x()\nexcept* E:\n    import abc\n    import os\n"));
}

TEST(ImportOrder, AFileKeepsItsEnd) {
  EXPECT_EQ(convert_by_habit("# A file.\nif x:\n    import os\n    import abc"),
            gives("# A file.\nif x:\n    import abc\n    import os"));
  EXPECT_EQ(convert_by_habit("# A file.\r\nif x:\r\n    import os\r\n    # why\r\n    import abc"),
            gives("# A file.\r\nif x:\r\n    # why\r\n    import abc\r\n    import os"));
  EXPECT_EQ(convert_by_habit("# A file.\nimport os\nimport abc"), gives("# A file.\nimport abc\nimport os"));
}

TEST(ImportOrder, NamesBelowATabAreIndentedByOne) {
  const std::string a = "A" + std::string(60, 'a'), b = "B" + std::string(60, 'b');
  EXPECT_EQ(
      convert_by_habit("# A file.\nif x:\n\tfrom .m import " + b + ", " + a + "\n\timport os\n"),
      gives("# A file.\nif x:\n\timport os\n\n\tfrom .m import (\n\t\t" + a + ",\n\t\t" + b + ",\n\t)\n"));
  const std::string fits = "from .m import A, B" + std::string(120 - 1 - 19, 'b');
  EXPECT_EQ(convert_by_habit("# A file.\nif x:\n\t" + fits + "\n"),
            stays("# A file.\nif x:\n\t" + fits + "\n"));
}

TEST(ImportOrder, ExamplesAndWhatIsNoImportKeepTheirPlace) {
  EXPECT_EQ(convert_by_habit(R"py(
# A file.
"""
>>> import torch
>>> from diffusers import B, A

>>> import os
>>> x = torch.cat(A, B, os)
"""
import os, abc

# A comment of its own.

import ast

x = (os, abc, ast)
)py"),
            gives(R"py(
# A file.
"""
>>> from mindspore import mint
>>> from mindone.diffusers import B, A

>>> import os
>>> x = mint.cat(A, B, os)
"""
import os, abc

# A comment of its own.

import ast

x = (os, abc, ast)
)py"));
}

}  // namespace
}  // namespace mintport::rules::import_order_test
