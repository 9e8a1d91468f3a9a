#include "views/panes/code_line.hh"

#include <algorithm>
#include <optional>

#include "core/base/text.hh"

namespace mintport::ui {
namespace {

constexpr int kHang = 4;  // indent of the continuation of a wrapped line

Face face_of(TokenClass kind) {
  switch (kind) {
    case TokenClass::keyword:
      return Face::keyword;
    case TokenClass::string:
      return Face::string;
    case TokenClass::comment:
      return Face::comment;
    case TokenClass::number:
      return Face::number;
    case TokenClass::function:
      return Face::function;
    case TokenClass::type:
      return Face::type;
    case TokenClass::decorator:
      return Face::decorator;
  }
  return Face::normal;
}

// Returns the face of each byte of a line; must be called in order.
class Faces {
 public:
  Faces(const CodeSide& side, std::uint32_t line, const LineLook& look)
      : side_(side), look_(look), begin_(side.starts[line - 1]), text_(side.line(line)) {
    token_ = std::partition_point(side.tokens.begin(), side.tokens.end(),
                                  [&](const Token& token) { return token.range.end <= begin_; });
    finding_ = std::partition_point(side.findings.begin(), side.findings.end(),
                                    [&](ByteRange range) { return range.end <= begin_; });
  }

  Cell at(std::size_t byte) {
    const auto offset = static_cast<ByteOffset>(begin_ + byte);
    Cell out;
    out.back = look_.back;
    while (token_ != side_.tokens.end() && token_->range.end <= offset) ++token_;
    if (token_ != side_.tokens.end() && token_->range.contains(offset)) out.face = face_of(token_->kind);
    for (const WordSpan& word : look_.words) {
      if (!word.range.contains(static_cast<ByteOffset>(byte))) continue;
      if (word.rename) {
        out.face = Face::renamed_word;
      } else {
        out.back = look_.word;
      }
    }
    while (finding_ != side_.findings.end() && finding_->end <= offset) ++finding_;
    if (finding_ != side_.findings.end() && finding_->contains(offset)) out.face = Face::finding;
    if (in_match(byte)) out.face = out.back = Face::match;
    return out;
  }

 private:
  bool in_match(std::size_t byte) {
    if (look_.search == nullptr || look_.search->empty()) return false;
    if (byte >= sought_) {
      match_ = look_.search->find(text_, byte);
      sought_ = match_ ? match_->end : text_.size() + 1;
    }
    return match_ && match_->contains(static_cast<ByteOffset>(byte));
  }

  const CodeSide& side_;
  const LineLook& look_;
  ByteOffset begin_;
  std::string_view text_;
  std::vector<Token>::const_iterator token_;
  std::vector<ByteRange>::const_iterator finding_;
  std::optional<ByteRange> match_;
  std::size_t sought_ = 0;  // earlier matches are done
};

int tab_width(int column) {
  return kTabColumns - column % kTabColumns;
}

// A character with its combining marks, and its width.
struct Cluster {
  std::string_view text;
  int width = 0;
};

Cluster next_cluster(std::string_view text, std::size_t& at, int column) {
  const std::size_t begin = at;
  if (text[at] >= 0x20 && text[at] < 0x7F && (at + 1 == text.size() || (text[at + 1] & 0x80) == 0)) {
    ++at;
    return {text.substr(begin, 1), 1};
  }
  next_code_point(text, at);
  while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80) {
    std::size_t after = at;
    next_code_point(text, after);
    if (display_width(text.substr(at, after - at)) > 0) break;
    at = after;
  }
  const std::string_view out = text.substr(begin, at - begin);
  return {out, out == "\t" ? tab_width(column) : display_width(out)};
}

}  // namespace

int columns_of_text(std::string_view text) {
  int out = 0;
  for (std::size_t tab; (tab = text.find('\t')) != std::string_view::npos; text.remove_prefix(tab + 1)) {
    out += display_width(text.substr(0, tab));
    out += tab_width(out);
  }
  return out + display_width(text);
}

std::vector<LinePart> line_parts(std::string_view text, int width) {
  const auto size = static_cast<ByteOffset>(text.size());
  std::vector<LinePart> out;
  if (width <= 0 || (size <= static_cast<ByteOffset>(width) && text.find('\t') == std::string_view::npos)) {
    return {{{0, size}, 0}};
  }
  const std::size_t code = std::min(text.find_first_not_of(" \t"), text.size());
  const int blank = columns_of_text(text.substr(0, code));
  const int indent = blank + kHang <= width / 2 ? blank + kHang : 0;
  std::size_t at = 0;
  while (at < text.size() || out.empty()) {
    LinePart part{{static_cast<ByteOffset>(at), size}, out.empty() ? 0 : indent};
    int column = part.indent;
    std::size_t good = 0;  // the last good place for a break
    while (at < text.size()) {
      const std::size_t begin = at;
      const Cluster next = next_cluster(text, at, column);
      if (column + next.width > width && begin > part.range.begin) {
        at = good > 0 ? good : begin;
        break;
      }
      column += next.width;
      if (at > code && column > width * 2 / 3 && is_any(next.text, {" ", ",", "(", "[", "{", "=", "."}))
        good = at;
    }
    part.range.end = static_cast<ByteOffset>(at);
    out.push_back(part);
  }
  return out;
}

void draw_line(const CodeSide& side, std::uint32_t number, const LineLook& look, Rect area, Grid& grid) {
  grid.fill(area, Face::normal, look.back);
  if (number == 0 || number > side.starts.size()) return;
  std::string_view text = side.line(number);
  LinePart part{{0, static_cast<ByteOffset>(text.size())}, 0};
  if (look.wrap) {
    const auto parts = line_parts(text, area.width);
    if (look.part >= parts.size()) return;
    part = parts[look.part];
  }
  text = text.substr(0, part.range.end);
  Faces faces(side, number, look);
  int column = part.indent - look.scroll;
  for (std::size_t at = part.range.begin; at < text.size() && column < area.width;) {
    const std::size_t begin = at;
    Cluster next = next_cluster(text, at, column + look.scroll);
    const Cell cell = faces.at(begin);
    if (next.text == "\t")
      next.text = std::string_view("    ").substr(0, static_cast<std::size_t>(next.width));
    if (column >= 0 && column + next.width <= area.width) {
      grid.put(area.row, area.column + column, next.text, area.width - column, cell.face, cell.back);
    }
    column += next.width;
  }
}

void draw_cut(const CodeSide& side, std::uint32_t number, int scroll, Rect area, Grid& grid) {
  if (number == 0) return;
  const std::string_view text = side.line(number);
  if (scroll > 0 && !trim(text).empty()) grid.put(area.row, area.column, "‹", Face::dim);
  if (columns_of_text(text) - scroll > area.width)
    grid.put(area.row, area.column + area.width - 1, "›", Face::dim);
}

}  // namespace mintport::ui
