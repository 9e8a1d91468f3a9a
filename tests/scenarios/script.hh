// A scenario file as a value: its description, and its sections in order.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace mintport::ui::scenarios {

// A failed expectation or an impossible step. Ends the scenario.
struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// "== NAME ARGUMENT" and the lines below.
struct Section {
  std::string name, argument;
  std::vector<std::string> lines;
  friend bool operator==(const Section&, const Section&) = default;
};

struct Script {
  std::string name;                // file name without suffix
  std::vector<std::string> about;  // the lines above the first section
  std::vector<Section> sections;
  friend bool operator==(const Script&, const Script&) = default;
};

Script parse_script(std::string_view text, std::string name);
std::string to_text(const Script& script);

// The first word, and the text after the next blank.
std::pair<std::string, std::string> split_word(std::string_view line);
// Parses "12,34" or "110x30". Throws Failure.
std::pair<int, int> two_numbers(const std::string& text, char between);
std::vector<std::string> lines_of(std::string_view text);
std::string joined(const std::vector<std::string>& lines);

}  // namespace mintport::ui::scenarios
