#include "app/tree/files.hh"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/temp_dir.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;
using testing::TempDir;

TEST(Files, WritesWholeFilesWithTheirModes) {
  const TempDir folder;
  const fs::path path = folder / "a/b/run.py";
  ASSERT_TRUE(write_file(path, "one", 0755).has_value());
  EXPECT_EQ(read_file(path), "one");
  EXPECT_EQ(regular_file_mode(path), 0755);
  ASSERT_TRUE(write_file(path, "two", 0644).has_value());
  EXPECT_EQ(read_file(path), "two");
  EXPECT_EQ(regular_file_mode(path), 0644);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder / "a/b"), fs::directory_iterator()), 1);
}

TEST(Files, ReplacesLinksAndLeavesWhatTheyPointTo) {
  const TempDir folder;
  testing::write_file(folder / "real", "real");
  fs::create_symlink("real", folder / "link");
  ASSERT_TRUE(write_file(folder / "link", "new", std::nullopt).has_value());
  EXPECT_FALSE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(read_file(folder / "real"), "real");
}

TEST(Files, OutputsGoThroughLinksAndIntoDevices) {
  const TempDir folder;
  testing::write_file(folder / "real", "real");
  fs::create_symlink("real", folder / "link");
  ASSERT_TRUE(write_output(folder / "link", "new").has_value());
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(read_file(folder / "real"), "new");
  EXPECT_TRUE(write_output("/dev/null", "new").has_value());
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST(Files, AFullDeviceIsAnError) {
  const auto written = write_output("/dev/full", "x");
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error().file, "/dev/full");
  EXPECT_EQ(written.error().kind, ErrorKind::io);
  EXPECT_EQ(written.error().hint, "free space and run again; finished files are kept");
}

TEST(Files, AFileInTheWayOfAFolderIsAnError) {
  const TempDir folder;
  testing::write_file(folder / "file", "");
  const auto written = write_file(folder / "file/below", "x", std::nullopt);
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error().file, (folder / "file").string());
}

TEST(Files, RefusesToReadWhatIsNoFile) {
  const TempDir folder;
  EXPECT_EQ(read_file(folder.path()).error().what, "is not a regular file");
  EXPECT_EQ(read_file(folder / "none").error().kind, ErrorKind::not_found);
}

TEST(Files, ListsATreeSorted) {
  const TempDir folder;
  for (const char* path :
       {"b.py", "a/x.md", "a/x.py", ".git/config", "__pycache__/b.pyc", "out/z.py", ".hidden"}) {
    testing::write_file(folder / path, "");
  }
  fs::create_symlink("../b.py", folder / "a/inside");
  fs::create_symlink("../../b.py", folder / "a/outside");
  fs::create_symlink("/etc", folder / "absolute");
  fs::create_symlink("a", folder / "folder");
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  const std::vector<TreeFile> wanted{
      {".hidden", TreeFileKind::other, ""},
      {"a/inside", TreeFileKind::link, ""},
      {"a/outside", TreeFileKind::unusable,
       "is a symlink out of the folder (../../b.py); copy its target or remove it"},
      {"a/x.md", TreeFileKind::other, ""},
      {"a/x.py", TreeFileKind::python, ""},
      {"absolute", TreeFileKind::unusable,
       "is a symlink out of the folder (/etc); copy its target or remove it"},
      {"b.py", TreeFileKind::python, ""},
      {"folder", TreeFileKind::link, ""},
      {"pipe", TreeFileKind::unusable, "is not a regular file"}};
  EXPECT_EQ(list_tree(folder.path(), folder / "out"), wanted);
}

TEST(Files, ListingAFileIsWrongUsage) {
  const TempDir folder;
  testing::write_file(folder / "x.py", "");
  EXPECT_EQ(list_tree(folder / "x.py", {}).error().kind, ErrorKind::usage);
  EXPECT_EQ(list_tree(folder / "none", {}).error().kind, ErrorKind::not_found);
}

TEST(Files, BelowIsByParts) {
  EXPECT_TRUE(is_below("/a/b", "/a"));
  EXPECT_TRUE(is_below("/a", "/a"));
  EXPECT_FALSE(is_below("/ab", "/a"));
  EXPECT_FALSE(is_below("/a", "/a/b"));
}

}  // namespace
}  // namespace mintport
