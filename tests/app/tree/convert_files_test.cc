// Reading and converting a folder.

#include "app/tree/convert_files.hh"

#include <gtest/gtest.h>

#include "support/temp_dir.hh"

namespace mintport {
namespace {

using testing::TempDir;

TEST(ConvertFolder, ReadsEachSourceOnce) {
  const TempDir folder;
  for (const char* name : {"a", "b", "c"}) {
    testing::write_file(folder / "hf" / (std::string(name) + ".py"), "import torch\n\ny = torch.cat(x)\n");
  }
  const Tables tables = Tables::embedded().value();
  WriteOptions options;
  options.jobs = 1;
  // Signatures are read first, so files that disappear after the first conversion are still converted.
  const ConversionContext context{.tables = tables, .progress = [&](std::size_t, std::size_t) {
                                    std::filesystem::remove_all(folder / "hf");
                                  }};
  const auto done = convert_folder(folder / "hf", folder / "port", options, context);
  ASSERT_TRUE(done.has_value());
  std::vector<FileState> states;
  for (const FileReport& file : done->files) states.push_back(file.state);
  EXPECT_EQ(states, std::vector<FileState>(3, FileState::converted));
}

}  // namespace
}  // namespace mintport
