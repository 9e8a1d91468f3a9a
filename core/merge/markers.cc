#include <algorithm>

#include "core/base/text.hh"
#include "core/merge/merge.hh"

namespace mintport {
namespace {

std::string marker(char mark, const std::string& label) {
  return std::string(7, mark) + (label.empty() ? "" : " " + label) + "\n";
}

std::string_view indent_of(std::string_view text) {
  for (const std::string_view line : split_lines(text)) {
    const std::size_t first = line.find_first_not_of(" \t\r\n");
    if (first != line.npos) return line.substr(0, first);
  }
  return {};
}

std::string commented(std::string_view text, std::string_view indent) {
  std::string out;
  for (std::string_view line : split_lines(text)) {
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    if (line.starts_with(indent)) line.remove_prefix(indent.size());
    out += std::string(indent) + (line.empty() ? "#" : "# ") + std::string(line) + "\n";
  }
  return out;
}

}  // namespace

std::string with_markers(const Merge& merge, const MarkerLabels& labels) {
  std::string out;
  for (const MergePiece& piece : merge.pieces) {
    if (!piece.conflict) {
      out += piece.ours;
      continue;
    }
    out += marker('<', labels.ours) + piece.ours + marker('|', labels.base) + piece.base + marker('=', "") +
           piece.theirs + marker('>', labels.theirs);
  }
  return out;
}

std::string with_comment_markers(const Merge& merge, const MarkerLabels& labels) {
  std::string out;
  for (const MergePiece& piece : merge.pieces) {
    if (!piece.conflict) {
      out += piece.ours;
      continue;
    }
    const std::string_view indent = indent_of(!piece.ours.empty() ? piece.ours : piece.theirs);
    const auto mark = [&](char c, const std::string& label) {
      return std::string(indent) + "# " + marker(c, label);
    };
    out += mark('<', labels.ours) + piece.ours + mark('|', labels.base) + commented(piece.base, indent) +
           mark('=', "") + commented(piece.theirs, indent) + mark('>', labels.theirs);
  }
  return out;
}

}  // namespace mintport
