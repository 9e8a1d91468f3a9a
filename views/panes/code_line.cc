#include "views/panes/code_line.hh"

#include <algorithm>
#include <optional>

#include "core/base/text.hh"

namespace mintport {
namespace {

constexpr int kTab = 4;

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

// Gives the face of each byte of a line, asked for in order.
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
  std::size_t sought_ = 0;  // matches before this are behind us
};

int tab_width(int column) {
  return kTab - column % kTab;
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

void draw_line(const CodeSide& side, std::uint32_t number, const LineLook& look, Rect area, Grid& grid) {
  grid.fill(area, Face::normal, look.back);
  if (number == 0 || number > side.starts.size()) return;
  const std::string_view text = side.line(number);
  Faces faces(side, number, look);
  int column = -look.scroll;
  for (std::size_t at = 0; at < text.size() && column < area.width;) {
    const std::size_t begin = at;
    next_code_point(text, at);
    // A character takes its combining marks with it.
    while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80) {
      std::size_t after = at;
      next_code_point(text, after);
      if (display_width(text.substr(at, after - at)) > 0) break;
      at = after;
    }
    const Cell cell = faces.at(begin);
    std::string_view shown = text.substr(begin, at - begin);
    int width = display_width(shown);
    if (shown == "\t") {
      width = tab_width(column + look.scroll);
      shown = std::string_view("    ").substr(0, static_cast<std::size_t>(width));
    }
    if (column >= 0 && column + width <= area.width) {
      grid.put(area.row, area.column + column, shown, area.width - column, cell.face, cell.back);
    }
    column += width;
  }
}

void draw_cut(const CodeSide& side, std::uint32_t number, int scroll, Rect area, Grid& grid) {
  if (number == 0) return;
  const std::string_view text = side.line(number);
  if (scroll > 0 && !trim(text).empty()) grid.put(area.row, area.column, "‹", Face::dim);
  if (columns_of_text(text) - scroll > area.width)
    grid.put(area.row, area.column + area.width - 1, "›", Face::dim);
}

}  // namespace mintport
