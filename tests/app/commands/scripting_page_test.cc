// docs/manual/scripting.md shows a session that works: its commands run here, on files of diffusers. After a
// change of the output, MINTPORT_UPDATE=1 (`make goldens`) writes what they print now into the page.
#include <gtest/gtest.h>

#include <cstdlib>
#include <regex>
#include <sstream>

#include "support/git_sandbox.hh"
#include "support/process.hh"

namespace mintport::testing {
namespace {

const std::string kPage = MINTPORT_SOURCE_DIR "/docs/manual/scripting.md";
const std::string kDeps = MINTPORT_DEPS "/diffusers-0.35.1/diffusers/";

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    out.push_back(line.substr(0, line.find_last_not_of(' ') + 1));
  return out;
}

// Without what depends on the clock and on git's hashes.
std::string steady(std::string text) {
  text = std::regex_replace(text, std::regex("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d"), "2026-01-31 12:00");
  text = std::regex_replace(text, std::regex("committed [0-9a-f]{7}"), "committed 1a2b3c4");
  return std::regex_replace(text, std::regex("index [0-9a-f]{7}\\.\\.[0-9a-f]{7}"), "index 1a2b3c4..5d6e7f8");
}

class Session {
 public:
  Session() {
    for (const char* path : {"models/unets/unet_1d.py", "schedulers/scheduling_ddpm.py"})
      sandbox_.write(std::string("hf/") + path, read_file(kDeps + path));
    sandbox_.commit({{"mintport.json",
                      "{\"source\": {\"root\": \"hf\", \"version\": \"0.35.1\"}, "
                      "\"port\": {\"root\": \"port\"}, \"target\": \"mindspore 2.10\"}\n"}},
                    "Add the sources");
    std::filesystem::create_symlink(MINTPORT_PROGRAM, sandbox_.home() / "mintport");
  }
  std::string run(const std::string& command) const {
    const std::string path = sandbox_.home().string() + ":" + std::getenv("PATH");
    const ProcessResult result =
        testing::run({"sh", "-c", command + " 2>&1"},
                     {.folder = sandbox_.root(), .environment = {{"PATH", path}}, .input = {}});
    return steady(result.out);
  }

 private:
  GitSandbox sandbox_;
};

TEST(ScriptingPage, ShowsWhatTheCommandsPrint) {
  if (!std::filesystem::exists(kDeps)) GTEST_SKIP() << "no diffusers: run `.ci/setup diffusers`";
  const Session session;
  const std::vector<std::string> page = lines_of(read_file(kPage));
  const std::string kCommand = "    $ ";
  std::string now;
  std::size_t commands = 0;
  for (std::size_t i = 0; i < page.size();) {
    const std::string line = page[i++];
    now += line + "\n";
    if (!line.starts_with(kCommand)) continue;
    ++commands;
    // The output lasts to the next command, or to the end of the indented block.
    std::string shown, printed;
    for (; i < page.size() && page[i].starts_with("    ") && !page[i].starts_with(kCommand); ++i)
      shown += page[i] + "\n";
    for (const std::string& out : lines_of(session.run(line.substr(kCommand.size())))) {
      if (!out.empty()) printed += "    " + out + "\n";
    }
    EXPECT_EQ(shown, printed) << line;
    now += printed;
  }
  EXPECT_GT(commands, 8U);
  if (std::getenv("MINTPORT_UPDATE") != nullptr) write_file(kPage, now);
}

}  // namespace
}  // namespace mintport::testing
