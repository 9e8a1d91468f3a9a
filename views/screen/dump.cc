#include "views/screen/dump.hh"

#include <fmt/format.h>

namespace mintport::ui {
namespace {

// Adjacent cells of a row with the same style, including both halves of wide characters.
struct Run {
  int column = 0, width = 0;
  std::string text;
  Style style;
};

// With `wide_alone`, each wide character is a run of its own.
std::vector<Run> runs_of(const Grid& grid, int row, Theme theme, ColourDepth depth, bool wide_alone = false) {
  std::vector<Run> runs;
  bool after_wide = false;
  for (int column = 0; column < grid.width(); ++column) {
    const Cell& cell = grid.at(row, column);
    const Style style = style_of(theme, depth, cell.face, cell.back);
    const bool wide = wide_alone && column + 1 < grid.width() && grid.at(row, column + 1).text.empty();
    const bool right_half = cell.text.empty();
    const bool alike = !runs.empty() && runs.back().style == style && !wide && !after_wide;
    if (!right_half) after_wide = wide;
    if (alike || (right_half && !runs.empty())) {
      runs.back().text += std::string_view(cell.text);
      ++runs.back().width;
    } else {
      runs.push_back({column, 1, std::string(cell.text), style});
    }
  }
  return runs;
}

std::string colour_code(Colour colour, ColourDepth depth, bool paper) {
  const int base = paper ? 40 : 30;
  switch (depth) {
    case ColourDepth::none:
      return "";
    case ColourDepth::ansi8:
      return fmt::format(";{}", base + colour.ansi16 % 8);
    case ColourDepth::ansi16:
      return fmt::format(";{}", colour.ansi16 < 8 ? base + colour.ansi16 : base + 60 + colour.ansi16 - 8);
    case ColourDepth::ansi256:
      return fmt::format(";{};5;{}", base + 8, index_256(colour));
    case ColourDepth::rgb:
      return fmt::format(";{};2;{};{};{}", base + 8, colour.red, colour.green, colour.blue);
  }
  return "";
}

std::string style_code(const Style& style, ColourDepth depth) {
  std::string codes = "0";
  if (style.bold) codes += ";1";
  if (style.dim) codes += ";2";
  if (style.italic) codes += ";3";
  if (style.underline) codes += ";4";
  if (style.reverse) codes += ";7";
  if (style.ink) codes += colour_code(*style.ink, depth, false);
  if (style.paper) codes += colour_code(*style.paper, depth, true);
  return "\x1b[" + codes + "m";
}

bool is_blank(const Run& run) {
  return run.text.find_first_not_of(' ') == std::string::npos;
}

bool shows_blanks(const Style& style) {
  return style.paper || style.reverse || style.underline;
}

void cut_blank_end(std::vector<Run>& runs) {
  while (!runs.empty() && !shows_blanks(runs.back().style)) {
    std::string& text = runs.back().text;
    text.erase(text.find_last_not_of(' ') + 1);
    if (!text.empty()) return;
    runs.pop_back();
  }
}

std::string escape_xml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string hex(Colour colour) {
  return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
}

// Pixels per cell in the SVG.
constexpr int kCellWidth = 8, kCellHeight = 17, kBaseline = 13;

// The visible colours.
struct Paint {
  Colour ink;
  std::optional<Colour> paper;
};

Paint paint_of(const Style& style, const Style& page) {
  const Colour ink = style.ink.value_or(*page.ink);
  if (!style.reverse) return {ink, style.paper};
  return {style.paper.value_or(*page.paper), ink};
}

std::string svg_text(const Run& run, int row, const Paint& paint, const Style& page) {
  std::string attributes;
  if (paint.ink != *page.ink) attributes += fmt::format(" fill=\"{}\"", hex(paint.ink));
  if (run.style.bold) attributes += " font-weight=\"bold\"";
  if (run.style.italic) attributes += " font-style=\"italic\"";
  if (run.style.underline) attributes += " text-decoration=\"underline\"";
  if (run.style.dim) attributes += " opacity=\"0.6\"";
  // textLength keeps columns aligned if the reader's font has other widths.
  return fmt::format("<text x=\"{}\" y=\"{}\" textLength=\"{}\"{}>{}</text>\n", run.column * kCellWidth,
                     row * kCellHeight + kBaseline, run.width * kCellWidth, attributes, escape_xml(run.text));
}

// Leading and trailing blanks need no drawing.
Run trimmed(Run run) {
  const std::size_t first = run.text.find_first_not_of(' '), last = run.text.find_last_not_of(' ');
  const int tail = static_cast<int>(run.text.size() - last - 1);
  run.text = run.text.substr(first, last - first + 1);
  run.column += static_cast<int>(first);
  run.width -= static_cast<int>(first) + tail;
  return run;
}

}  // namespace

std::string to_ansi(const Grid& grid, Theme theme, ColourDepth depth) {
  std::string out;
  for (int row = 0; row < grid.height(); ++row) {
    std::vector<Run> runs = runs_of(grid, row, theme, depth);
    cut_blank_end(runs);
    bool styled = false;
    for (const Run& run : runs) {
      const bool plain = run.style == Style{};
      if (!plain || styled) out += plain ? "\x1b[0m" : style_code(run.style, depth);
      styled = !plain;
      out += run.text;
    }
    out += styled ? "\x1b[0m\n" : "\n";
  }
  return out;
}

std::string to_svg(const Grid& grid, Theme theme) {
  const Style page = page_style(theme);
  const int width = grid.width() * kCellWidth, height = grid.height() * kCellHeight;
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\">\n"
      "<rect width=\"{0}\" height=\"{1}\" fill=\"{2}\"/>\n"
      "<g font-family=\"monospace\" font-size=\"13\" fill=\"{3}\" xml:space=\"preserve\">\n",
      width, height, hex(*page.paper), hex(*page.ink));
  for (int row = 0; row < grid.height(); ++row) {
    for (const Run& run : runs_of(grid, row, theme, ColourDepth::rgb, true)) {
      const Paint paint = paint_of(run.style, page);
      if (paint.paper) {
        out += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>\n",
                           run.column * kCellWidth, row * kCellHeight, run.width * kCellWidth, kCellHeight,
                           hex(*paint.paper));
      }
      if (!is_blank(run)) out += svg_text(trimmed(run), row, paint, page);
    }
  }
  if (grid.cursor_row >= 0) {
    out += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"2\" height=\"{}\"/>\n",
                       grid.cursor_column * kCellWidth, grid.cursor_row * kCellHeight, kCellHeight);
  }
  return out + "</g>\n</svg>\n";
}

}  // namespace mintport::ui
