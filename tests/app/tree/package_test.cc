// Detecting the package of a folder of sources.

#include "app/tree/package.hh"

#include <gtest/gtest.h>

#include "support/temp_dir.hh"

namespace mintport {
namespace {

using testing::TempDir;
using testing::write_file;

TEST(Package, DiffusersIsKnownByItsNameAndByItsModules) {
  const TempDir folder;
  write_file(folder / "diffusers/__init__.py", "");
  write_file(folder / "diffusers/tool.py", "from diffusers import UNet\n");
  write_file(folder / "hf/__init__.py", "from .models import (\n    UNet,\n)\n");
  write_file(folder / "hf/utils/__init__.py", "from diffusers.utils.x import y as z, w  # own\n");
  write_file(folder / "hf/utils/x.py", "def y():\n    from diffusers import UNet, utils\n\n\nw = 1\n");
  write_file(folder / "hf/models/a.py", "from ..utils import y\n");
  EXPECT_EQ(package_of_sources(folder / "diffusers", "diffusers"), "diffusers");
  EXPECT_EQ(package_of_sources(folder / "hf", "diffusers"), "diffusers");
  EXPECT_EQ(package_of_sources(folder / "hf/models/a.py", "diffusers"), "diffusers");
}

TEST(Package, OfAProjectThatUsesIt) {
  const TempDir folder;
  write_file(folder / "src/tool/__init__.py", "from diffusers import UNet\n");
  write_file(folder / "src/tool/models/__init__.py", "from diffusers.models import UNet\n");
  write_file(folder / "src/tool/models/net.py", "import os\n    from diffusers.models import UNet\n");
  write_file(folder / "train.py", "import tool\n");
  EXPECT_EQ(package_of_sources(folder / "src/tool", "diffusers"), "tool");
  EXPECT_EQ(package_of_sources(folder / "src/tool/models/net.py", "diffusers"), "tool");
  EXPECT_EQ(package_of_sources(folder / ".", "diffusers"), "");
  EXPECT_EQ(package_of_sources(folder / "train.py", "diffusers"), "diffusers");
}

TEST(Package, PathsBeginWithTheTopmostPackage) {
  const TempDir folder;
  write_file(folder / "src/tool/__init__.py", "");
  write_file(folder / "src/tool/models/net.py", "");
  EXPECT_EQ(path_with_package(folder.path(), "src/tool/models/net.py"), "tool/models/net.py");
  EXPECT_EQ(path_with_package(folder.path(), "scripts/train.py"), "train.py");
  EXPECT_EQ(path_with_package(folder / "src", "tool/__init__.py"), "tool/__init__.py");
}

}  // namespace
}  // namespace mintport
