// The program itself in a pseudo terminal, on a repository with one HF file that is not ported yet.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "support/pty.hh"
#include "support/temp_dir.hh"

namespace mintport::ui {

namespace fs = std::filesystem;
class Program : public ::testing::Test {
 protected:
  Program() {
    write("hf/models/a.py",
          "import torch\n\n\ndef f(x):\n    y = torch.cat([x, x])\n    return torch.linalg.lstsq(y)\n");
    write("mintport.json",
          R"({"source": {"root": "hf"}, "port": {"root": "port"}, "target": "mindspore 2.10"})");
    git("init -q -b main . && git config user.name Ann && git config user.email ann@example.org");
    write(".git/editor", "sed -i 's/torch.linalg.lstsq/ours.solve/' \"$2\"\n");
    git("add -A && git commit -q -m Begin");
  }
  std::string read(const std::string& path) const { return testing::read_file(root / path); }
  void write(const std::string& path, const std::string& text) {
    fs::create_directories((root / path).parent_path());
    std::ofstream(root / path, std::ios::binary) << text;
  }
  std::string git(const std::string& what) {
    const std::string out = (root / ".git" / "test-output").string();
    const std::string command = "cd '" + root.string() + "' && git " + what + " > '" + out + "' 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0) << what;
    std::ifstream in(out);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    fs::remove(out);
    return text;
  }
  testing::PtyOptions options() {
    testing::PtyOptions out;
    out.folder = root;
    // Ignore the settings of the user who runs the tests.
    out.environment = {{"EDITOR", "sh .git/editor"},
                       {"VISUAL", ""},
                       {"XDG_CONFIG_HOME", (root / ".git" / "config-home").string()}};
    return out;
  }

  testing::TempDir folder;
  fs::path root = folder.path();
};

}  // namespace mintport::ui
