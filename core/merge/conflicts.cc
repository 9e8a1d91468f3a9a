#include "core/merge/conflicts.hh"

#include <optional>
#include <utility>

#include "core/base/text.hh"

namespace mintport {
namespace {

constexpr std::size_t kMarks = 7;  // length of a marker, as git writes it

// A marker line: its character, and the text before it ("" or "    # ").
struct Marker {
  char mark = 0;
  std::string_view before;
};

std::optional<Marker> marker_in(std::string_view line) {
  const std::string_view bare = trim(line);
  const std::size_t at = bare.starts_with("# ") ? 2 : 0;
  if (bare.size() < at + kMarks) return std::nullopt;
  const char mark = bare[at];
  if (mark != '<' && mark != '|' && mark != '=' && mark != '>') return std::nullopt;
  const std::string_view marks = bare.substr(at, kMarks), rest = bare.substr(at + kMarks);
  if (marks.find_first_not_of(mark) != marks.npos || (!rest.empty() && rest.front() != ' '))
    return std::nullopt;
  const std::string_view before = line.substr(0, static_cast<std::size_t>(bare.data() - line.data()) + at);
  if (at == 0 && !before.empty()) return std::nullopt;  // git's markers start at the line's start
  return Marker{mark, before};
}

// Removes the comment sign from a line of a side.
std::string uncommented(std::string_view line, std::string_view before) {
  const std::string_view indent = before.substr(0, before.size() - 2);
  std::string_view bare = line;
  if (bare.starts_with(indent)) bare.remove_prefix(indent.size());
  if (!bare.starts_with("#")) return std::string(line);
  bare.remove_prefix(1);
  if (bare.starts_with(' ')) bare.remove_prefix(1);
  return trim(bare).empty() ? std::string(bare) : std::string(indent) + std::string(bare);
}

}  // namespace

std::vector<ConflictPlace> find_conflicts(std::string_view text) {
  std::vector<ConflictPlace> out;
  std::optional<ConflictPlace> open;
  std::string_view before;  // the prefix of its first marker
  char part = 0;
  std::uint32_t number = 0;
  for (const std::string_view line : split_lines(text)) {
    ++number;
    const auto begin = static_cast<ByteOffset>(line.data() - text.data());
    const auto marker = marker_in(line);
    if (marker && marker->mark == '<') {
      open = ConflictPlace{.range = {begin, begin}, .line = number};
      before = marker->before;
      part = '<';
    } else if (!open) {
      continue;
    } else if (marker && marker->before == before && marker->mark != part) {
      part = marker->mark;
      if (part != '>') continue;
      open->range.end = begin + static_cast<ByteOffset>(line.size());
      out.push_back(*std::exchange(open, std::nullopt));
    } else {
      std::string& side = part == '<' ? open->ours : part == '|' ? open->base : open->theirs;
      side += part == '<' || before.empty() ? std::string(line) : uncommented(line, before);
    }
  }
  return out;
}

std::string taken(const ConflictPlace& conflict, Favor favor) {
  return (favor == Favor::theirs ? "" : conflict.ours) + (favor == Favor::ours ? "" : conflict.theirs);
}

std::string without_conflict(std::string_view text, const ConflictPlace& conflict, Favor favor) {
  return std::string(text.substr(0, conflict.range.begin)) + taken(conflict, favor) +
         std::string(text.substr(conflict.range.end));
}

}  // namespace mintport
