#include "views/screen/theme.hh"

#include <cassert>
#include <cstdlib>

namespace mintport::ui {
namespace {

enum Attribute : unsigned { kPlain = 0, kBold = 1, kDim = 2, kItalic = 4, kUnderline = 8, kReverse = 16 };

// A colour of a theme: RGB, and its index among the 16. kNone: the terminal's own. On white, only black, red,
// blue, magenta and bright black of the 16 are readable; green, yellow and cyan are not.
constexpr int kNone = -1;
struct Tone {
  int rgb = kNone;
  int ansi16 = 0;
  int ansi256 = 0;  // set for dark tints, whose nearest of the 256 is grey; 0: the nearest
};

struct FaceRow {
  Tone dark, light, contrast;
  unsigned attributes = kPlain;  // in all themes
  unsigned mono = kPlain;        // extra attributes in the theme without colours
};

// A switch, so that the compiler reports a face without a row.
FaceRow ink_of(Face face) {
  switch (face) {
    case Face::normal:
      return {{}, {}, {0xFFFFFF, 15}, kPlain, kPlain};
    case Face::dim:
      return {{0x7F848E, 8}, {0x8A8F98, 8}, {0xC0C0C0, 7}, kPlain, kDim};
    case Face::title:
      return {{0xE5E9F0, 15}, {0x1F2328, 0}, {0xFFFFFF, 15}, kBold, kPlain};
    case Face::status:
      return {{0xDDE3EE, 15}, {0xFFFFFF, 15}, {0x000000, 0}, kPlain, kReverse};
    case Face::border:
      return {{0x4B5263, 8}, {0xB4BAC4, 8}, {0xFFFFFF, 15}, kPlain, kPlain};
    case Face::border_active:
      return {{0x61AFEF, 14}, {0x0969DA, 4}, {0xFFFF00, 11}, kBold, kPlain};
    case Face::cursor:
      return {{}, {}, {0xFFFFFF, 15}, kReverse, kPlain};
    case Face::selected:
      return {{0xE5E9F0, 15}, {0x1F2328, 0}, {0xFFFFFF, 15}, kBold, kPlain};
    case Face::error:
      return {{0xFF6B6B, 9}, {0xCF222E, 1}, {0xFF6060, 9}, kBold, kPlain};
    case Face::warning:
      return {{0xE5C07B, 11}, {0x9A6700, 5}, {0xFFFF00, 11}, kPlain, kBold};
    case Face::ok:
      return {{0x98C379, 10}, {0x1A7F37, 4}, {0x00FF00, 10}, kPlain, kPlain};
    case Face::key:
      return {{0x61AFEF, 14}, {0x0969DA, 4}, {0x00FFFF, 14}, kBold, kPlain};
    case Face::keyword:
      return {{0xC678DD, 13}, {0x8250DF, 5}, {0xFFB0FF, 13}, kPlain, kBold};
    case Face::string:
      return {{0xCE9178, 3}, {0x0A6030, 4}, {0xFFD080, 11}, kPlain, kPlain};
    case Face::comment:
      return {{0x7F9F7F, 2}, {0x6E7781, 8}, {0xA0FFA0, 10}, kItalic, kDim};
    case Face::number:
      return {{0xB5CEA8, 10}, {0x0550AE, 4}, {0x80FFFF, 14}, kPlain, kPlain};
    case Face::function:
      return {{0xDCDCAA, 11}, {0x6639BA, 5}, {0xFFFF80, 11}, kPlain, kPlain};
    case Face::type:
      return {{0x4EC9B0, 6}, {0x116329, 4}, {0x80FFD0, 14}, kPlain, kPlain};
    case Face::decorator:
      return {{0xD7BA7D, 3}, {0x953800, 5}, {0xFFC060, 11}, kPlain, kPlain};
    case Face::removed:
      return {{0xF08080, 9}, {0xB31D28, 1}, {0xFF8080, 9}, kPlain, kPlain};
    case Face::added:
      return {{0x8AD68A, 10}, {0x1A7F37, 4}, {0x80FF80, 10}, kPlain, kPlain};
    case Face::removed_word:
      return {{0xFFB0B0, 9}, {0x82071E, 1}, {0xFF8080, 9}, kBold, kUnderline};
    case Face::added_word:
      return {{0xB8F0B8, 10}, {0x055D20, 4}, {0x80FF80, 10}, kBold, kUnderline};
    case Face::renamed_word:
      return {{0x8F96A3, 7}, {0x848D97, 8}, {0xC0C0C0, 7}, kPlain, kDim};
    case Face::line_number:
      return {{0x636D83, 8}, {0x9AA1AB, 8}, {0xC0C0C0, 7}, kPlain, kDim};
    case Face::finding:
      return {{0xFF9D3B, 11}, {0xBC4C00, 1}, {0xFFC000, 11}, kBold, kPlain};
    case Face::waived:
      return {{0x8F8F8F, 7}, {0x6E7781, 8}, {0xC0C0C0, 7}, kPlain, kDim};
    case Face::staged:
      return {{0x98C379, 10}, {0x1A7F37, 4}, {0x00FF00, 10}, kPlain, kBold};
    case Face::committed:
      return {{0x56B6C2, 6}, {0x1B7C83, 4}, {0x00FFFF, 14}, kPlain, kPlain};
    case Face::unconverted:
      return {{0x7F848E, 8}, {0x8A8F98, 8}, {0xC0C0C0, 7}, kPlain, kDim};
    case Face::match:
      return {{0x1E1E1E, 0}, {0x1F2328, 0}, {0x000000, 0}, kPlain, kReverse};
  }
  assert(false);
  return {};
}

// The paper of a background, or of the few faces with their own. With 16 colours `attributes` replace it.
struct PaperRow {
  Tone dark, light, contrast;
  unsigned mono = kPlain;    // attributes without colours
  unsigned low = kPlain;     // attributes with up to 16 colours, where paper is left out
  Tone low_dark, low_light;  // ink with up to 16 colours, over the face's own
};

PaperRow paper_of(Face back) {
  switch (back) {
    case Face::status:
      return {{0x2F4F6F, 4, 24}, {0x44546A, 4}, {0xFFFFFF, 15}, kReverse, kPlain, {}, {}};
    case Face::cursor:
      return {{0x343B48, 8, 238}, {0xD5DFEE, 7}, {0x0000A0, 4}, kReverse, kReverse, {}, {}};
    case Face::selected:
      return {{0x2B3A52, 4, 17}, {0xE3EAF5, 7, 189}, {0x003050, 4, 23}, kBold, kBold, {}, {}};
    case Face::removed:
      return {{0x3B2224, 1, 52}, {0xFFEBE9, 1, 224}, {0x400000, 1, 52}, kPlain, kPlain, {0, 1}, {0, 1}};
    case Face::added:
      return {{0x20352A, 2, 22}, {0xE6F6E9, 2, 194}, {0x003000, 2, 22}, kPlain, kPlain, {0, 2}, {0, 4}};
    case Face::removed_word:
      return {{0x7C2D33, 1, 88}, {0xFFC1BC, 1, 217}, {0xA00000, 1, 124}, kReverse, kReverse, {0, 1}, {0, 1}};
    case Face::added_word:
      return {{0x2C6B3C, 2, 28}, {0xA7E8B4, 2, 157}, {0x007000, 2, 28}, kReverse, kReverse, {0, 2}, {0, 4}};
    case Face::renamed_word:
      return {{0x2C313A, 8}, {0xEEF0F3, 7}, {0x303030, 8}, kDim, kDim, {}, {}};
    case Face::match:
      return {{0xE2B340, 3}, {0xFFD33D, 3}, {0xFFFF00, 11}, kReverse, kReverse, {}, {}};
    default:
      return {};  // all other faces have only an ink
  }
}

Tone tone_of(Theme theme, Tone dark, Tone light, Tone contrast) {
  return theme == Theme::light ? light : theme == Theme::high_contrast ? contrast : dark;
}

std::optional<Colour> colour_of(Tone tone) {
  if (tone.rgb == kNone) return std::nullopt;
  return Colour{static_cast<std::uint8_t>(tone.rgb >> 16), static_cast<std::uint8_t>(tone.rgb >> 8),
                static_cast<std::uint8_t>(tone.rgb), static_cast<std::uint8_t>(tone.ansi16),
                static_cast<std::uint8_t>(tone.ansi256)};
}

void set_attributes(Style& style, unsigned attributes) {
  style.bold = attributes & kBold;
  style.dim = attributes & kDim;
  style.italic = attributes & kItalic;
  style.underline = attributes & kUnderline;
  style.reverse = attributes & kReverse;
}

constexpr std::string_view kThemes[] = {"dark", "light", "high-contrast", "none"};

}  // namespace

std::optional<Theme> parse_theme(std::string_view name) {
  for (std::size_t i = 0; i < std::size(kThemes); ++i) {
    if (kThemes[i] == name) return static_cast<Theme>(i);
  }
  return std::nullopt;
}

std::string_view to_string(Theme theme) {
  return kThemes[static_cast<std::size_t>(theme)];
}

int index_256(Colour c) {
  if (c.ansi256 != 0) return c.ansi256;
  static constexpr int kSteps[] = {0, 95, 135, 175, 215, 255};
  const auto nearest_step = [](int value) {
    int best = 0;
    for (int i = 1; i < 6; ++i) {
      if (std::abs(kSteps[i] - value) < std::abs(kSteps[best] - value)) best = i;
    }
    return best;
  };
  const auto distance = [&](int red, int green, int blue) {
    return (c.red - red) * (c.red - red) + (c.green - green) * (c.green - green) +
           (c.blue - blue) * (c.blue - blue);
  };
  const int r = nearest_step(c.red), g = nearest_step(c.green), b = nearest_step(c.blue);
  const int mean = (c.red + c.green + c.blue) / 3;
  const int grey = mean <= 8 ? 0 : mean >= 238 ? 23 : (mean - 3) / 10;
  const int level = 8 + 10 * grey;
  if (distance(level, level, level) < distance(kSteps[r], kSteps[g], kSteps[b])) return 232 + grey;
  return 16 + 36 * r + 6 * g + b;
}

Style style_of(Theme theme, ColourDepth depth, Face face, Face back) {
  const FaceRow ink = ink_of(face);
  const bool low = theme != Theme::none && (depth == ColourDepth::ansi8 || depth == ColourDepth::ansi16);
  // With few colours, reverse the ground's own colours: a black ink would be black on black.
  const bool own_paper = (back == Face::normal || low) && (face == Face::status || face == Face::match);
  const Face ground = own_paper ? face : back;
  const PaperRow paper = paper_of(ground);
  Style style;
  if (theme == Theme::none || depth == ColourDepth::none) {
    // Reversing twice cancels out, so a match on the cursor row is underlined instead.
    const unsigned both = own_paper ? 0 : (ink.attributes | ink.mono) & paper.mono & kReverse;
    set_attributes(style, ((ink.attributes | ink.mono | paper.mono) & ~both) | (both ? kUnderline : kPlain));
    return style;
  }
  unsigned attributes = ink.attributes;
  style.ink = colour_of(tone_of(theme, ink.dark, ink.light, ink.contrast));
  if (low && !own_paper && ground != Face::normal) {
    attributes |= paper.low;
    const Tone over = theme == Theme::light ? paper.low_light : paper.low_dark;
    if (over.rgb != kNone) style.ink = colour_of(over);
  } else {
    style.paper = colour_of(tone_of(theme, paper.dark, paper.light, paper.contrast));
  }
  // With eight colours bright black equals black, which is invisible on a black screen.
  constexpr std::uint8_t kBrightBlack = 8;
  if (depth == ColourDepth::ansi8 && style.ink && style.ink->ansi16 == kBrightBlack) {
    style.ink.reset();
    attributes |= kDim;
  }
  if (theme == Theme::high_contrast && !style.paper) style.paper = Colour{0, 0, 0, 0};
  set_attributes(style, attributes);
  return style;
}

Style page_style(Theme theme) {
  Style style;
  const bool light = theme == Theme::light || theme == Theme::none;
  style.ink = theme == Theme::high_contrast ? Colour{255, 255, 255, 15}
              : light                       ? Colour{0x1F, 0x23, 0x28, 0}
                                            : Colour{0xD4, 0xD7, 0xDD, 7};
  style.paper = theme == Theme::high_contrast ? Colour{0, 0, 0, 0}
                : light                       ? Colour{255, 255, 255, 15}
                                              : Colour{0x1E, 0x21, 0x27, 0};
  return style;
}

}  // namespace mintport::ui
