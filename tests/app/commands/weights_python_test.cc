// Reads the program's checkpoints with the real libraries, and theirs with the program, by weights_python.py.
// MINTPORT_TEST_PYTHON names an interpreter; by default pip installs safetensors and numpy (.ci/setup
// weights), and torch and mindspore are used if that interpreter has them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "support/process.hh"
#include "support/temp_dir.hh"

namespace mintport::testing {
namespace {

class RealLibraries : public ::testing::Test {
 protected:
  // Runs a function of the script.
  void check(const std::string& what) {
    const char* named = std::getenv("MINTPORT_TEST_PYTHON");
    std::map<std::string, std::string> environment{{"GLOG_v", "3"}, {"TERM", "dumb"}};
    std::string python = named != nullptr ? named : "/usr/bin/python3";
    if (named == nullptr) {
      const auto setup = run({MINTPORT_SOURCE_DIR "/.ci/setup", "weights"});
      if (setup.status != 0) GTEST_SKIP() << "safetensors and numpy cannot be installed:\n" << setup.errors;
      environment["PYTHONPATH"] = MINTPORT_SOURCE_DIR "/build/deps/weights-python";
    }
    const auto result =
        run({python, MINTPORT_SOURCE_DIR "/tests/app/commands/weights_python.py", what, MINTPORT_PROGRAM},
            {.folder = folder_.path(), .environment = environment});
    if (result.status == 77) GTEST_SKIP() << result.errors;
    EXPECT_EQ(result.status, 0) << result.out << result.errors;
  }
  TempDir folder_;
};

TEST_F(RealLibraries, SafetensorsReadsWhatIsWritten) {
  check("safetensors");
}
TEST_F(RealLibraries, TorchReadsAndWritesTheSame) {
  check("torch");
}
TEST_F(RealLibraries, MindSporeReadsAndWritesTheSame) {
  check("mindspore");
}

}  // namespace
}  // namespace mintport::testing
