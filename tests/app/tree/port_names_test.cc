// Names of a port, read from its sources.

#include "app/tree/port_names.hh"

#include <gtest/gtest.h>

#include "support/temp_dir.hh"

namespace mintport {
namespace {

using testing::TempDir;

TEST(PortNames, AFolderInsideAPackageNamesWhatIsAbove) {
  const TempDir folder;
  testing::write_file(folder / "port/__init__.py", "");
  testing::write_file(folder / "port/models/__init__.py", "_import_structure = {\"unet\": [\"UNet\"]}\n");
  testing::write_file(folder / "port/models/unet.py", "import os\n\n\nclass UNet:\n    pass\n");
  testing::write_file(folder / "port/models/broken.py", std::string("\xff\xfe", 2));
  const auto names = port_names(folder / "port/models");
  ASSERT_TRUE(names) << to_string(names.error());
  EXPECT_EQ(names->package, "port.models");
  EXPECT_EQ(names->lines, "port.models UNet _import_structure unet\nport.models.unet UNet os\n");
}

TEST(PortNames, NoPythonIsAnError) {
  const TempDir folder;
  EXPECT_FALSE(port_names(folder / "nothing"));
  EXPECT_FALSE(port_names(folder / "."));
}

}  // namespace
}  // namespace mintport
