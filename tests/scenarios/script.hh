// A scenario file as a value: what it shows, and its sections in the order in which they are gone through.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace mintport::ui::scenarios {

// What a scenario expected, or what it cannot do. Ends the scenario.
struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// "== NAME ARGUMENT" and the lines below it.
struct Section {
  std::string name, argument;
  std::vector<std::string> lines;
  friend bool operator==(const Section&, const Section&) = default;
};

struct Script {
  std::string name;                // of the file, without its ending
  std::vector<std::string> about;  // the lines above the first section
  std::vector<Section> sections;
  friend bool operator==(const Script&, const Script&) = default;
};

Script parse_script(std::string_view text, std::string name);
std::string to_text(const Script& script);

// The first word, and what stands behind the blank after it.
std::pair<std::string, std::string> split_word(std::string_view line);
// "12,34" or "110x30"; throws Failure.
std::pair<int, int> two_numbers(const std::string& text, char between);
std::vector<std::string> lines_of(std::string_view text);
std::string joined(const std::vector<std::string>& lines);

}  // namespace mintport::ui::scenarios
