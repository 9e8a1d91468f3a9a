#include "views/input/key_file.hh"

#include <algorithm>

#include "core/base/text.hh"

namespace mintport::ui {
namespace {

constexpr std::string_view kBlanks = " \t\r";

// Removes quoted text from the start of `rest` and adds its keys. False: the quote is not closed.
bool take_quoted(std::string_view& rest, std::vector<Key>& keys) {
  std::string text;
  for (std::size_t at = 1; at < rest.size(); ++at) {
    if (rest[at] == '"') {
      for (std::size_t i = 0; i < text.size();) keys.push_back(key_of(next_code_point(text, i)));
      rest.remove_prefix(at + 1);
      return true;
    }
    const bool escaped =
        rest[at] == '\\' && at + 1 < rest.size() && (rest[at + 1] == '"' || rest[at + 1] == '\\');
    text += rest[escaped ? ++at : at];
  }
  return false;
}

Result<void> add_line(std::string_view rest, std::vector<Key>& keys) {
  while (true) {
    rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size()));
    if (rest.empty()) return {};
    if (rest.front() == '"') {
      if (!take_quoted(rest, keys)) {
        return fail({ErrorKind::usage, "", 0, "unclosed quote", "close the quote on the same line"});
      }
      continue;
    }
    const std::string_view name = rest.substr(0, rest.find_first_of(kBlanks));
    auto key = parse_key(name);
    if (!key) return fail(key.error());
    keys.push_back(*key);
    rest.remove_prefix(name.size());
  }
}

}  // namespace

Result<std::vector<Key>> parse_key_file(std::string_view text, const std::string& file) {
  std::vector<Key> keys;
  std::uint32_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line == "#" || line.starts_with("# ")) continue;
    if (auto added = add_line(line, keys); !added) {
      Error error = std::move(added.error());
      error.file = file;
      error.line = number;
      return fail(std::move(error));
    }
  }
  return keys;
}

}  // namespace mintport::ui
