// The HF sources, wherever mintport.json says that they are.
#include "app/tree/sources.hh"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <optional>

#include "app/git/repository.hh"
#include "core/base/text.hh"
#include "support/git_sandbox.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

using testing::ScopedEnvironment;
using testing::write_file;

const std::string kInit = "__version__ = \"0.35.1\"\n";

std::uint32_t checksum(const std::string& bytes) {
  std::uint32_t out = ~0U;
  for (const char c : bytes) {
    out ^= static_cast<unsigned char>(c);
    for (int i = 0; i < 8; ++i) out = (out >> 1) ^ (out & 1 ? 0xEDB88320U : 0U);
  }
  return ~out;
}

// A zip archive of these files, not compressed.
std::string zip_of(const std::map<std::string, std::string>& files) {
  std::string out, directory;
  const auto number = [](std::uint64_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(i < 8 ? value >> (8 * i) : 0);
    return text;
  };
  for (const auto& [name, bytes] : files) {
    const std::string common = number(20, 2) + number(0, 8) + number(checksum(bytes), 4) +
                               number(bytes.size(), 4) + number(bytes.size(), 4) + number(name.size(), 2) +
                               number(0, 2);
    directory += "PK\x01\x02" + number(20, 2) + common + number(0, 10) + number(out.size(), 4) + name;
    out += "PK\x03\x04" + common + name + bytes;
  }
  const std::string count = number(files.size(), 2);
  return out + directory + "PK\x05\x06" + number(0, 4) + count + count + number(directory.size(), 4) +
         number(out.size(), 4) + number(0, 2);
}

class Sources : public ::testing::Test {
 protected:
  void SetUp() override {
    sandbox_.commit({{"port/a.py", "a = 1\n"}});
    link_git();
    environment_.emplace(ScopedEnvironment::Variables{{"PATH", (sandbox_.folder() / "bin").string()},
                                                      {"VIRTUAL_ENV", std::nullopt},
                                                      {"CONDA_PREFIX", std::nullopt}});
    tree_ = *open_repository(sandbox_.root().string());
  }
  // PATH gets only git: no environment of the machine is searched.
  void link_git() const {
    fs::create_directories(sandbox_.folder() / "bin");
    for (const std::string_view folder : split(std::getenv("PATH"), ':')) {
      if (!fs::exists(fs::path(folder) / "git")) continue;
      return fs::create_symlink(fs::path(folder) / "git", sandbox_.folder() / "bin/git");
    }
  }
  Manifest at(std::string root) const {
    Manifest out;
    out.source.root = std::move(root);
    out.source.version = "0.35.1";
    out.port.root = "port";
    return out;
  }
  // The folder, and the text of a file in it.
  std::string found(const Manifest& manifest, const std::string& file = "a.py") const {
    const auto folder = find_sources(*tree_, manifest);
    return folder ? testing::read_file(*folder / file) : to_string(folder.error());
  }
  void install(const fs::path& prefix, const std::string& version, const std::string& text) const {
    const fs::path site = prefix / "lib/python3.12/site-packages";
    write_file(prefix / "pyvenv.cfg", "");
    write_file(site / ("diffusers-" + version + ".dist-info") / "METADATA", "");
    write_file(site / "diffusers/__init__.py", kInit);
    write_file(site / "diffusers/a.py", text);
  }

  testing::GitSandbox sandbox_;
  std::optional<ScopedEnvironment> environment_;
  std::unique_ptr<WorkTree> tree_;
};

TEST_F(Sources, AreAFolderAnywhere) {
  const fs::path outside = sandbox_.folder() / "hf";
  write_file(outside / "a.py", "outside\n");
  write_file(sandbox_.home() / "hf/a.py", "at home\n");
  sandbox_.write("hf/a.py", "inside\n");
  EXPECT_EQ(found(at("../hf")), "outside\n");
  EXPECT_EQ(found(at(outside.string())), "outside\n");
  EXPECT_EQ(found(at("~/hf")), "at home\n");
  EXPECT_EQ(found(at("hf")), "inside\n");
  sandbox_.write(".gitignore", "hf/\n");
  EXPECT_EQ(found(at("hf")), "inside\n");
  fs::create_directory_symlink("../hf", sandbox_ / "link");
  EXPECT_EQ(found(at("link")), "outside\n");
}

TEST_F(Sources, AreThePackageInAProject) {
  write_file(sandbox_.folder() / "project/src/diffusers/__init__.py", kInit);
  write_file(sandbox_.folder() / "project/src/diffusers/a.py", "below src\n");
  EXPECT_EQ(found(at("../project")), "below src\n");
  EXPECT_EQ(found(at("../project/src/diffusers")), "below src\n");
}

TEST_F(Sources, AreAnInstalledPackage) {
  install(sandbox_.folder() / "venv", "0.35.1", "installed\n");
  Manifest manifest = at("diffusers==0.35.1");
  manifest.source.python = "../venv";
  EXPECT_EQ(found(manifest), "installed\n");
  write_file(sandbox_.folder() / "venv/bin/python", "");
  manifest.source.python = "../venv/bin/python";
  EXPECT_EQ(found(manifest), "installed\n");
  manifest.source.python.clear();
  EXPECT_NE(found(manifest).find("'diffusers==0.35.1' is not installed"), std::string::npos)
      << found(manifest);
  const ScopedEnvironment active{{"VIRTUAL_ENV", (sandbox_.folder() / "venv").string()}};
  EXPECT_EQ(found(manifest), "installed\n");
  EXPECT_NE(found(at("diffusers==0.36.0")).find("`pip install diffusers==0.36.0`"), std::string::npos)
      << found(at("diffusers==0.36.0"));
}

TEST_F(Sources, AreAnEditableInstallation) {
  write_file(sandbox_.folder() / "project/src/diffusers/__init__.py", kInit);
  write_file(sandbox_.folder() / "project/src/diffusers/a.py", "editable\n");
  write_file(
      sandbox_.home() / ".local/lib/python3.11/site-packages/diffusers-0.36.0.dev0.dist-info/direct_url.json",
      R"({"dir_info": {"editable": true}, "url": "file://)" + (sandbox_.folder() / "project").string() +
          R"("})");
  EXPECT_EQ(found(at("diffusers==0.36.0.dev0")), "editable\n");
}

TEST_F(Sources, AreAWheelThatIsUnpackedOnce) {
  const fs::path wheel = sandbox_.folder() / "diffusers-0.35.1-py3-none-any.whl";
  write_file(wheel, zip_of({{"diffusers/__init__.py", kInit},
                            {"diffusers/a.py", "in the wheel\n"},
                            {"diffusers-0.35.1.dist-info/METADATA", ""}}));
  const Manifest manifest = at("../diffusers-0.35.1-py3-none-any.whl");
  EXPECT_EQ(found(manifest), "in the wheel\n");
  const auto folder = find_sources(*tree_, manifest);
  EXPECT_FALSE(fs::exists(*folder / "METADATA"));
  write_file(*folder / "mark", "");
  EXPECT_EQ(find_sources(*tree_, manifest), *folder);
  EXPECT_TRUE(fs::exists(*folder / "mark"));
  write_file(wheel, zip_of({{"diffusers/__init__.py", kInit}, {"diffusers/a.py", "another\n"}}));
  EXPECT_EQ(found(manifest), "another\n");
  EXPECT_EQ(sandbox_.git({"status", "--short"}), "");
}

TEST_F(Sources, AreARevisionOfAClone) {
  const fs::path clone = sandbox_.folder() / "clone";
  const auto git = [&](const std::string& commands) {
    const auto done = testing::run({"/bin/sh", "-c", commands}, {.folder = clone});
    ASSERT_EQ(done.status, 0) << done.errors;
  };
  write_file(clone / "src/diffusers/__init__.py", kInit);
  write_file(clone / "src/diffusers/a.py", "tagged\n");
  git("git init -q && git add . && git commit -q -m One && git tag v0.35.1");
  write_file(clone / "src/diffusers/a.py", "later\n");
  git("git commit -q -a -m Two");
  Manifest manifest = at("../clone");
  EXPECT_EQ(found(manifest), "later\n");
  manifest.source.revision = "v0.35.1";
  EXPECT_EQ(found(manifest), "tagged\n");
  manifest.source.revision = "v9";
  EXPECT_NE(found(manifest).find("no revision 'v9' in '../clone'"), std::string::npos) << found(manifest);
}

TEST_F(Sources, OfOneCloneAreASettingOfGit) {
  write_file(sandbox_.folder() / "mine/a.py", "mine\n");
  tree_.reset();
  sandbox_.git({"config", "mintport.source", "../mine"});
  tree_ = *open_repository(sandbox_.root().string());
  EXPECT_EQ(found(at("/home/ann/diffusers")), "mine\n");
  EXPECT_TRUE(has_own_source(*tree_));
  sandbox_.git({"config", "mintport.source", "../gone"});
  EXPECT_NE(found(at("hf")).find("git's setting mintport.source: no folder '../gone'"), std::string::npos)
      << found(at("hf"));
}

TEST_F(Sources, ThatAreNotThereAreOffered) {
  EXPECT_EQ(
      found(at("/home/ann/diffusers")),
      "mintport.json: source.root: no folder '/home/ann/diffusers'; `pip install diffusers==0.35.1`, then "
      "`git config mintport.source diffusers==0.35.1`; or `git config mintport.source PATH` names a folder "
      "or a wheel for this clone only");
  install(sandbox_.home() / ".local", "0.35.1", "here\n");
  const std::string offer = found(at("/home/ann/diffusers"));
  EXPECT_NE(offer.find("`git config mintport.source diffusers==0.35.1` uses the installed one"),
            std::string::npos)
      << offer;
  EXPECT_EQ(installed_source(*tree_, at("/home/ann/diffusers")), "diffusers==0.35.1");
  EXPECT_FALSE(use_source(*tree_, at("/home/ann/diffusers"), "../gone"));
  EXPECT_FALSE(has_own_source(*tree_));
  EXPECT_TRUE(use_source(*tree_, at("/home/ann/diffusers"), "diffusers==0.35.1"));
  EXPECT_EQ(sandbox_.git({"config", "--local", "mintport.source"}), "diffusers==0.35.1\n");
  EXPECT_EQ(found(at("/home/ann/diffusers")), "here\n");
}

}  // namespace
}  // namespace mintport
