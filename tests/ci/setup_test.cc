// Tests .ci/setup on machines that lack packages. Programs with the real names replace the real ones and only
// record their arguments.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "support/process.hh"
#include "support/temp_dir.hh"

namespace mintport::testing {
namespace {

namespace fs = std::filesystem;

class Setup : public ::testing::Test {
 protected:
  Setup() {
    fs::copy(fs::path(MINTPORT_SOURCE_DIR) / ".ci", folder_ / ".ci", fs::copy_options::recursive);
    fs::permissions(folder_.path(), fs::perms(0755));
    write_file(folder_ / "calls", "");
    fs::permissions(folder_ / "calls", fs::perms(0666));
    play("apt-get", "");
    // pkg-config and make are installed, the first under a newer name.
    play("dpkg-query", R"(printf 'pkgconf\tinstall ok installed\tpkg-config (= 1.8.1), pkgconfig\n')"
                       R"(; printf 'g++\tinstall ok installed\tc++-compiler\n')"
                       R"(; printf 'cmake\tdeinstall ok config-files\t\n')");
  }
  void play(const std::string& program, const std::string& script) const {
    const fs::path path = folder_ / "bin" / program;
    write_file(path, "#!/bin/sh\nprintf '%s\\n' \"" + program + " $*\" >>'" + (folder_ / "calls").string() +
                         "'\n" + script + "\n");
    fs::permissions(path, fs::perms(0755));
  }
  // Root may install packages; user 65534 stands for anybody else.
  ProcessResult setup(bool as_root) const {
    std::vector<std::string> command = {"bash", (folder_ / ".ci/setup").string(), "packages"};
    if (!as_root && geteuid() == 0) {
      command.insert(command.begin(), {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"});
    }
    const std::string path = (folder_ / "bin").string() + ":" + std::getenv("PATH");
    return run(command, {.folder = folder_.path(), .environment = {{"PATH", path}}});
  }
  // The recorded calls, except for the query of installed packages.
  std::string calls() const {
    const std::string text = read_file(folder_ / "calls");
    return text.substr(text.find('\n') + 1);
  }

  TempDir folder_;
};

TEST_F(Setup, RootInstallsWhatIsMissing) {
  if (geteuid() != 0) GTEST_SKIP() << "not root";
  const auto result = setup(true);
  EXPECT_EQ(result.status, 0) << result.errors;
  EXPECT_EQ(calls().substr(0, 81),
            "apt-get -q update\napt-get -q install -y --no-install-recommends cmake ninja-build");
  EXPECT_EQ(calls().find("pkg-config"), std::string::npos) << calls();
  EXPECT_EQ(calls().find(" g++ "), std::string::npos) << calls();
}

TEST_F(Setup, OthersInstallThroughSudo) {
  play("sudo", R"([ "$1" = -n ] && shift && "$@")");
  const auto result = setup(false);
  EXPECT_EQ(result.status, 0) << result.errors;
  EXPECT_NE(calls().find("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get -q install -y "),
            std::string::npos)
      << calls();
  EXPECT_NE(calls().find("\napt-get -q install -y --no-install-recommends cmake ninja-build"),
            std::string::npos)
      << calls();
}

TEST_F(Setup, WithoutSudoTheCommandIsPrinted) {
  play("sudo", "echo 'sudo: a password is required' >&2; exit 1");
  const auto result = setup(false);
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(result.errors.find(
                "\n    sudo sh -c \"apt-get update && apt-get install -y --no-install-recommends cmake "),
            std::string::npos)
      << result.errors;
  EXPECT_EQ(calls(), "sudo -n true\n");
}

TEST_F(Setup, AFailedInstallationSaysSo) {
  play("sudo", R"([ "$1" = -n ] && shift && "$@")");
  play("apt-get", "exit 100");
  const auto result = setup(false);
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(result.errors.find("setup: error: apt-get could not install cmake"), std::string::npos)
      << result.errors;
}

TEST_F(Setup, DoesNothingWhenAllIsThere) {
  const std::string script = read_file(folder_ / ".ci/setup"), start = "wanted=(";
  const std::size_t at = script.find(start) + start.size();
  play("dpkg-query", "printf '%s\\tinstall ok installed\\t\\n' $(echo '" +
                         script.substr(at, script.find(')', at) - at) + "')");
  const auto result = setup(false);
  EXPECT_EQ(result, ProcessResult{}) << result.errors;
  EXPECT_EQ(calls(), "");
}

}  // namespace
}  // namespace mintport::testing
