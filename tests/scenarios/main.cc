// Plays the scenarios of tests/scenarios (see the README there for the format):
//
//   scenario [--update] FILE...
//
// On failure prints the expected and the actual output, and exits with 1. --update (or MINTPORT_UPDATE=1)
// writes the actual output into the files instead; review the diff before you keep it.
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "scenarios/scenario.hh"
#include "support/temp_dir.hh"

namespace {

namespace fs = std::filesystem;
using namespace mintport::ui::scenarios;

// The first differing lines of both.
std::string difference(const Section& expected, const Section& came) {
  std::string out = "== " + expected.name + "\n";
  const std::size_t count = std::max(expected.lines.size(), came.lines.size());
  for (std::size_t i = 0; i < count; ++i) {
    const std::string* old_line = i < expected.lines.size() ? &expected.lines[i] : nullptr;
    const std::string* new_line = i < came.lines.size() ? &came.lines[i] : nullptr;
    if (old_line != nullptr && new_line != nullptr && *old_line == *new_line) continue;
    if (old_line != nullptr) out += "- " + *old_line + "\n";
    if (new_line != nullptr) out += "+ " + *new_line + "\n";
  }
  return out;
}

// Returns the failure; empty: success.
std::string play(const fs::path& file, bool update) {
  const Script script = parse_script(mintport::testing::read_file(file), file.stem().string());
  Scenario scenario(script, file);
  Script came;
  try {
    came = scenario.play();
  } catch (const std::exception& failure) {
    return scenario.at() + ": " + failure.what() + "\n" + scenario.screen();
  }
  if (came == script) return "";
  if (update) {
    mintport::testing::write_file(file, to_text(came));
    std::printf("%s: updated\n", file.stem().c_str());
    return "";
  }
  std::string out = "- expected, + came; --update keeps what came\n";
  for (std::size_t i = 0; i < script.sections.size(); ++i) {
    if (script.sections[i] != came.sections[i]) out += difference(script.sections[i], came.sections[i]);
  }
  return out;
}

}  // namespace

int main(int count, char** arguments) {
  bool update = std::getenv("MINTPORT_UPDATE") != nullptr;
  int played = 0, failed = 0;
  for (int i = 1; i < count; ++i) {
    if (std::string_view(arguments[i]) == "--update") {
      update = true;
      continue;
    }
    const fs::path file = fs::absolute(arguments[i]);
    std::string wrong;
    try {
      wrong = play(file, update);
    } catch (const std::exception& failure) {
      wrong = std::string(failure.what()) + "\n";
    }
    ++played;
    if (wrong.empty()) continue;
    ++failed;
    std::fprintf(stderr, "%s: %s", file.c_str(), wrong.c_str());
  }
  if (played == 0) {
    std::fprintf(stderr, "scenario [--update] FILE...\n");
    return 2;
  }
  std::printf("%d scenarios, %d failed\n", played, failed);
  return failed == 0 ? 0 : 1;
}
