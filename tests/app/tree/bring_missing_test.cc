// Adds definitions that converted files need to a port on disk.

#include "app/tree/bring_missing.hh"

#include <gtest/gtest.h>

#include "app/tree/files.hh"
#include "support/temp_dir.hh"

namespace mintport {
namespace {

using testing::TempDir;

TEST(BringMissing, IntoModulesThatThePortHas) {
  const TempDir folder;
  testing::write_file(folder / "conv/__init__.py", "");
  testing::write_file(folder / "conv/utils/__init__.py", "from .peft import scale, unscale\n");
  testing::write_file(folder / "conv/utils/peft.py",
                      "def scale(x):\n    return unscale(x)\n\n\ndef unscale(x):\n    return x\n");
  testing::write_file(folder / "conv/models/new.py", "def made():\n    return 1\n");
  testing::write_file(
      folder / "conv/hub.py",
      "from .models.new import made\n\n\ndef wraps():\n    return made()\n\n\ndef plain():\n    return 1\n");
  testing::write_file(folder / "mindone/__init__.py", "");
  testing::write_file(folder / "mindone/diffusers/__init__.py", "");
  testing::write_file(folder / "mindone/diffusers/hub.py", "");
  testing::write_file(folder / "mindone/diffusers/utils/__init__.py", "from .peft import unscale\n");
  testing::write_file(folder / "mindone/diffusers/utils/peft.py", "def unscale(x):\n    return -x\n");
  const Tables tables = Tables::embedded().value();
  FileReport report{.path = "models/a.py"};
  for (const char* symbol : {"diffusers.utils.scale", "diffusers.models.new.made", "diffusers.hub.wraps",
                             "diffusers.hub.plain", "torchvision"})
    report.findings.push_back({.rule = "port-import", .symbol = symbol});
  const auto got = bring_missing({folder / "conv", folder / "mindone", "diffusers"}, tables, {report});
  ASSERT_TRUE(got) << to_string(got.error());
  EXPECT_EQ(
      *got,
      (BroughtAll{
          .modules = {{"diffusers/hub.py", {"plain"}},
                      {"diffusers/utils/__init__.py", {"scale"}},
                      {"diffusers/utils/peft.py", {"scale"}}},
          .refused = {"diffusers/hub.py: wraps: it needs diffusers.models.new.made, which the port lacks"}}));
  EXPECT_EQ(read_file(folder / "mindone/diffusers/utils/__init__.py").value(),
            "from .peft import unscale\nfrom .peft import scale\n");
  EXPECT_EQ(read_file(folder / "mindone/diffusers/utils/peft.py").value(),
            "def unscale(x):\n    return -x\n\n\ndef scale(x):\n    return unscale(x)\n");
}

}  // namespace
}  // namespace mintport
