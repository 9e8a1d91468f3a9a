// Packages that load lazily, without the guards.

#include <gtest/gtest.h>

#include "core/base/text.hh"
#include "support/conversion/convert_text.hh"

namespace mintport::rules::lazy_package_test {
namespace {

TEST(FlatPackage, GuardsBecomePartOfADictionaryThatHasEntries) {
  EXPECT_EQ(convert_by_habit(R"py(
"""A package."""
from ..utils import OptionalDependencyNotAvailable, get_objects_from_module, is_flax_available, is_torch_available

_dummy_objects = {}
_import_structure = {"a": ["A"], "b": []}

try:
    if not is_torch_available():
        raise OptionalDependencyNotAvailable()
except OptionalDependencyNotAvailable:
    from ..utils import dummy_pt_objects  # noqa F403

    _dummy_objects.update(get_objects_from_module(dummy_pt_objects))
else:
    _import_structure["b"].extend(["B"])
    _import_structure["b"].append("C")
    _import_structure["d"] = ["D"]
if is_torch_available():
    _import_structure["e"] = ["E"]
    if is_flax_available():
        _import_structure["f"] = ["F"]

for name, value in _dummy_objects.items():
    setattr(sys.modules[__name__], name, value)
)py",
                             "pipelines/__init__.py"),
            gives(R"py(
"""A package."""

_import_structure = {
    "a": ["A"],
    "b": ["B", "C"],
    "d": ["D"],
    "e": ["E"],
}

)py"));
}

TEST(FlatPackage, ADictionaryThatStartsEmptyKeepsItsAssignments) {
  EXPECT_EQ(convert_by_habit(R"py(
"""A package."""
from ..utils import OptionalDependencyNotAvailable, get_objects_from_module, is_torch_available

_dummy_objects = {}
_import_structure = {}

try:
    if not is_torch_available():
        raise OptionalDependencyNotAvailable()
except OptionalDependencyNotAvailable:
    from ..utils import dummy_pt_objects  # noqa F403

    _dummy_objects.update(get_objects_from_module(dummy_pt_objects))
else:
    _import_structure["a"] = ["A"]

for name, value in _dummy_objects.items():
    setattr(sys.modules[__name__], name, value)
)py",
                             "pipelines/__init__.py"),
            gives(R"py(
"""A package."""

_dummy_objects = {}
_import_structure = {}

_import_structure["a"] = ["A"]

for name, value in _dummy_objects.items():
    setattr(sys.modules[__name__], name, value)
)py"));
}

TEST(FlatPackage, ACommentAboveTheEntriesStays) {
  EXPECT_EQ(convert_by_habit(R"py(
"""A package."""
from ..utils import OptionalDependencyNotAvailable, is_torch_available

_import_structure = {}

try:
    if not is_torch_available():
        raise OptionalDependencyNotAvailable()
except OptionalDependencyNotAvailable:
    pass
else:
    # What needs torch
    _import_structure["a"] = ["A"]
)py",
                             "pipelines/__init__.py"),
            gives(R"py(
"""A package."""

_import_structure = {}

# What needs torch
_import_structure["a"] = ["A"]
)py"));
}

}  // namespace
}  // namespace mintport::rules::lazy_package_test
