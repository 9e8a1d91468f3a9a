// Where the worker finds the port and the sources.
#include "app/validate/layout.hh"

#include <gtest/gtest.h>

#include "app/git/repository.hh"
#include "support/git_sandbox.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;
using testing::read_file;
using testing::write_file;

const LibraryFacts kLibrary{.package = "diffusers", .port = "mindone.diffusers"};

Manifest manifest_with(const std::string& port, const std::string& source) {
  Manifest out;
  out.port.root = port;
  out.source.root = source;
  out.source.package = "diffusers";
  return out;
}

class Layout : public ::testing::Test {
 protected:
  ValidationLayout layout(const std::string& port, const std::string& source) {
    fs::create_directories(scratch());
    const auto tree = open_repository(root().string());
    auto out = layout_of(**tree, manifest_with(port, source), kLibrary, scratch());
    EXPECT_TRUE(out) << (out ? "" : to_string(out.error()));
    return *out;
  }
  fs::path root() const { return sandbox_.root(); }
  fs::path scratch() const { return sandbox_.folder() / "scratch"; }
  testing::GitSandbox sandbox_;
};

TEST_F(Layout, FoldersThatAreCalledAsTheirPackages) {
  write_file(root() / "src/mindone/__init__.py", "");
  write_file(root() / "src/mindone/diffusers/__init__.py", "");
  write_file(root() / "clone/src/diffusers/__init__.py", "");
  write_file(root() / "clone/tests/a.py", "");
  write_file(root() / "tests/b.py", "");
  write_file(root() / "mintport-cases/A.json", "{}");
  const ValidationLayout wanted{.start = {.port_root = (root() / "src").string(),
                                          .port_package = "mindone.diffusers",
                                          .source_root = (root() / "clone/src").string(),
                                          .source_package = "diffusers",
                                          .source_tests = (root() / "clone/tests").string(),
                                          .port_tests = (root() / "tests").string(),
                                          .cases = (root() / "mintport-cases").string()},
                                .port_folder = "src/mindone/diffusers",
                                .port_prefix = "mindone/diffusers",
                                .source_folder = (root() / "clone/src/diffusers").string()};
  const ValidationLayout found = layout("src/mindone/diffusers", "clone/src/diffusers");
  EXPECT_EQ(found, wanted);
  EXPECT_TRUE(fs::is_empty(scratch()));
  EXPECT_EQ(found.in_tree("mindone/diffusers/models/a.py"), "src/mindone/diffusers/models/a.py");
  EXPECT_EQ(found.for_worker("src/mindone/diffusers/models/a.py"), "mindone/diffusers/models/a.py");
  EXPECT_EQ(found.in_tree("mindone/other.py"), "mindone/other.py");
}

TEST_F(Layout, OtherFoldersAreLinked) {
  write_file(root() / "port/a.py", "x = 1\n");
  write_file(root() / "hf/b.py", "y = 1\n");
  const ValidationLayout found = layout("port", "hf");
  EXPECT_EQ(found.start.port_root, (scratch() / "port").string());
  EXPECT_EQ(found.start.source_root, (scratch() / "source").string());
  EXPECT_EQ(read_file(scratch() / "port/mindone/diffusers/a.py"), "x = 1\n");
  EXPECT_EQ(read_file(scratch() / "port/mindone/__init__.py"),
            "import pkgutil\n\n__path__ = pkgutil.extend_path(__path__, __name__)\n");
  EXPECT_EQ(read_file(scratch() / "source/diffusers/b.py"), "y = 1\n");
  EXPECT_EQ(found.in_tree("mindone/diffusers/a.py"), "port/a.py");
  EXPECT_EQ(found.for_worker("port/a.py"), "mindone/diffusers/a.py");
}

TEST_F(Layout, APackageWithoutItsParentGetsOneWithTheInstalledModules) {
  write_file(root() / "mindone/diffusers/a.py", "x = 1\n");
  write_file(root() / "diffusers/b.py", "");
  const ValidationLayout found = layout("mindone/diffusers", "diffusers");
  EXPECT_EQ(found.start.port_root, (scratch() / "port").string());
  EXPECT_EQ(found.start.source_root, root().string());
  EXPECT_EQ(read_file(scratch() / "port/mindone/__init__.py"),
            "import pkgutil\n\n__path__ = pkgutil.extend_path(__path__, __name__)\n__path__.insert(1, r\"" +
                (root() / "mindone").string() + "\")\n");
  EXPECT_EQ(found.in_tree("mindone/diffusers/a.py"), "mindone/diffusers/a.py");
}

TEST_F(Layout, WithoutSourcesThereIsAnError) {
  write_file(root() / "mindone/diffusers/a.py", "");
  const auto tree = open_repository(root().string());
  fs::create_directories(scratch());
  EXPECT_FALSE(layout_of(**tree, manifest_with("mindone/diffusers", "nowhere"), kLibrary, scratch()));
}

}  // namespace
}  // namespace mintport
