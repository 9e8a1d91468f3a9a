#include "views/terminal/keys.hh"

#include <curses.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <string>
#include <utility>

#include "core/base/text.hh"

namespace mintport::ui {
namespace {

// Key codes of mintport in ncurses' table, above KEY_MAX and the codes for extended terminfo names.
constexpr int kMouse = 4000;
constexpr int kPaste = 4001;
constexpr int kBackground = 4002;
constexpr int kModified = 4100;  // + 8 * SpecialKey + modifiers (shift 1, alt 2, ctrl 4)

constexpr int kPieceDelay = 100;  // ms to wait for the rest of a mouse report
constexpr std::string_view kPasteEnd = "\033[201~";
// A terminal that loses the end of a paste must not swallow keys forever.
constexpr std::chrono::seconds kPastePatience(5);

void define(const std::string& sequence, int code) {
  ::define_key(sequence.c_str(), code);
}

int modified(SpecialKey key, int modifiers) {
  return kModified + 8 * static_cast<int>(key) + modifiers;
}

struct CursorKey {
  char final;
  SpecialKey key;
};
constexpr CursorKey kCursorKeys[] = {
    {'A', SpecialKey::up},   {'B', SpecialKey::down}, {'C', SpecialKey::right}, {'D', SpecialKey::left},
    {'H', SpecialKey::home}, {'F', SpecialKey::end},  {'P', SpecialKey::f1},    {'Q', SpecialKey::f2},
    {'R', SpecialKey::f3},   {'S', SpecialKey::f4},
};

struct TildeKey {
  int number;
  SpecialKey key;
};
constexpr TildeKey kTildeKeys[] = {
    {1, SpecialKey::home},    {2, SpecialKey::insert},    {3, SpecialKey::del},  {4, SpecialKey::end},
    {5, SpecialKey::page_up}, {6, SpecialKey::page_down}, {7, SpecialKey::home}, {8, SpecialKey::end},
    {11, SpecialKey::f1},     {12, SpecialKey::f2},       {13, SpecialKey::f3},  {14, SpecialKey::f4},
    {15, SpecialKey::f5},     {17, SpecialKey::f6},       {18, SpecialKey::f7},  {19, SpecialKey::f8},
    {20, SpecialKey::f9},     {21, SpecialKey::f10},      {23, SpecialKey::f11}, {24, SpecialKey::f12},
};

Key special(SpecialKey key, int modifiers) {
  return {.character = 0,
          .special = key,
          .ctrl = (modifiers & 4) != 0,
          .alt = (modifiers & 2) != 0,
          .shift = (modifiers & 1) != 0};
}

// The key of an ncurses code; none for codes that mintport does not use.
SpecialKey known_key(int code) {
  switch (code) {
    case KEY_UP:
      return SpecialKey::up;
    case KEY_DOWN:
      return SpecialKey::down;
    case KEY_LEFT:
      return SpecialKey::left;
    case KEY_RIGHT:
      return SpecialKey::right;
    case KEY_HOME:
      return SpecialKey::home;
    case KEY_END:
      return SpecialKey::end;
    case KEY_PPAGE:
      return SpecialKey::page_up;
    case KEY_NPAGE:
      return SpecialKey::page_down;
    case KEY_IC:
      return SpecialKey::insert;
    case KEY_DC:
      return SpecialKey::del;
    case KEY_BACKSPACE:
      return SpecialKey::backspace;
    case KEY_ENTER:
      return SpecialKey::enter;
    default:
      break;
  }
  if (code >= KEY_F(1) && code <= KEY_F(12)) {
    return static_cast<SpecialKey>(static_cast<int>(SpecialKey::f1) + code - KEY_F(1));
  }
  return SpecialKey::none;
}

Key character_key(wint_t c) {
  switch (c) {
    case '\r':
    case '\n':
      return key_of(SpecialKey::enter);
    case '\t':
      return key_of(SpecialKey::tab);
    case 0x7F:
      return key_of(SpecialKey::backspace);
    case 0x1B:
      return key_of(SpecialKey::escape);
    case 0:
      return {.character = ' ', .special = SpecialKey::none, .ctrl = true};
    default:
      break;
  }
  if (c < 0x20) {
    const char32_t base = c < 0x1B ? c + 'a' - 1 : c + '@';
    return {.character = base, .special = SpecialKey::none, .ctrl = true};
  }
  return key_of(static_cast<char32_t>(c));
}

// The next character of a sequence. Waits, because a slow line may deliver it in pieces. 0 if none arrives.
wint_t rest_of_sequence() {
  wint_t c = 0;
  if (::get_wch(&c) == OK) return c;
  pollfd input{STDIN_FILENO, POLLIN, 0};
  return ::poll(&input, 1, kPieceDelay) > 0 && ::get_wch(&c) == OK ? c : 0;
}

// Parses "0;15;4M" after "ESC [ <": button bits, column, row; M is a press, m a release. Reads truncated or
// invalid reports to their end, so that no part of them is read as keys.
std::optional<Event> read_mouse() {
  int numbers[3] = {}, at = 0;
  bool valid = true;
  wint_t c = 0;
  for (int length = 0; length < 32; ++length) {
    c = rest_of_sequence();
    if (c == ';') {
      at = std::min(at + 1, 3);
    } else if (c >= '0' && c <= '9') {
      valid = valid && at < 3 && numbers[at] < 100000;
      if (valid) numbers[at] = numbers[at] * 10 + static_cast<int>(c - '0');
    } else {
      break;
    }
  }
  if (!valid || at != 2 || (c != 'M' && c != 'm')) return std::nullopt;
  const int bits = numbers[0], button = bits & 3;
  MouseEvent event{.row = numbers[2] - 1, .column = numbers[1] - 1};
  event.shift = bits & 4;
  event.alt = bits & 8;
  event.ctrl = bits & 16;
  if (bits & 64) {
    if (button > 1) return std::nullopt;  // horizontal wheel
    event.button = button == 0 ? MouseButton::wheel_up : MouseButton::wheel_down;
    return event;
  }
  if (button == 3 || bits & 128) return std::nullopt;  // motion without a button; extra buttons
  event.button = static_cast<MouseButton>(static_cast<int>(MouseButton::left) + button);
  event.action = c == 'm' ? MouseAction::release : bits & 32 ? MouseAction::drag : MouseAction::press;
  return event;
}

// Reads an answer to its end: BEL, or ESC and a backslash.
std::string read_answer() {
  constexpr std::size_t kMost = 64;
  std::string out;
  while (out.size() < kMost) {
    const wint_t c = rest_of_sequence();
    if (c == 0x1B) (void)rest_of_sequence();
    if (c == 0 || c == '\a' || c == 0x1B) break;
    out += c < 0x80 ? static_cast<char>(c) : '?';
  }
  return out;
}

std::optional<Event> event_of_code(int code) {
  if (code == kMouse) return read_mouse();
  if (code == KEY_BTAB) return special(SpecialKey::tab, 1);
  if (code >= kModified)
    return special(static_cast<SpecialKey>((code - kModified) / 8), (code - kModified) % 8);
  const SpecialKey key = known_key(code);
  if (key == SpecialKey::none) return std::nullopt;
  return key_of(key);
}

}  // namespace

std::optional<bool> is_light(std::string_view colour) {
  constexpr std::string_view kStart = "rgb:";
  if (!colour.starts_with(kStart)) return std::nullopt;
  const auto parts = split(colour.substr(kStart.size()), '/');
  if (parts.size() != 3) return std::nullopt;
  double shares[3];
  for (std::size_t i = 0; i < 3; ++i) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(parts[i].data(), parts[i].data() + parts[i].size(), value, 16);
    if (error != std::errc() || end != parts[i].data() + parts[i].size() || parts[i].size() > 4)
      return std::nullopt;
    shares[i] = value / (static_cast<double>(1u << 4 * parts[i].size()) - 1);
  }
  return 0.299 * shares[0] + 0.587 * shares[1] + 0.114 * shares[2] > 0.5;
}

void define_key_sequences() {
  define("\033[<", kMouse);
  define("\033[200~", kPaste);
  define("\033]11;", kBackground);
  define("\033[Z", modified(SpecialKey::tab, 1));
  for (const CursorKey& key : kCursorKeys) {
    const bool function = key.final >= 'P';
    if (!function) define(std::string("\033[") + key.final, modified(key.key, 0));
    define(std::string("\033O") + key.final, modified(key.key, 0));
    for (int m = 1; m < 8; ++m) define("\033[1;" + std::to_string(m + 1) + key.final, modified(key.key, m));
  }
  for (const TildeKey& key : kTildeKeys) {
    define("\033[" + std::to_string(key.number) + "~", modified(key.key, 0));
    for (int m = 1; m < 8; ++m) {
      define("\033[" + std::to_string(key.number) + ";" + std::to_string(m + 1) + "~", modified(key.key, m));
    }
  }
}

// Takes the bytes of a paste past ncurses, which would find keys in them. A read never asks for more bytes
// than the end of the paste still lacks, so that keys behind it stay in the terminal.
std::optional<Event> Input::read_paste() {
  using Clock = std::chrono::steady_clock;
  std::string& text = *paste_;
  std::size_t matched = 0;  // leading bytes of kPasteEnd at the end of the text
  for (std::size_t n = std::min(text.size(), kPasteEnd.size() - 1); n > 0 && matched == 0; --n) {
    if (text.ends_with(kPasteEnd.substr(0, n))) matched = n;
  }
  while (true) {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    char bytes[kPasteEnd.size()];
    const ssize_t count =
        ::poll(&input, 1, 0) > 0 ? ::read(STDIN_FILENO, bytes, kPasteEnd.size() - matched) : 0;
    if (count <= 0) break;
    paste_time_ = Clock::now();
    for (ssize_t i = 0; i < count; ++i) {
      text += bytes[i];
      matched = bytes[i] == kPasteEnd[matched] ? matched + 1 : bytes[i] == kPasteEnd[0] ? 1 : 0;
    }
    if (matched < kPasteEnd.size()) continue;
    text.resize(text.size() - kPasteEnd.size());
    return Paste{*std::exchange(paste_, std::nullopt)};
  }
  if (Clock::now() - paste_time_ < kPastePatience) return std::nullopt;
  return Paste{*std::exchange(paste_, std::nullopt)};
}

// Reads one event; nullopt if the input has no meaning here. `came` tells whether anything was read.
std::optional<Event> Input::read_one(bool& came) {
  wint_t c = 0;
  const int kind = ::get_wch(&c);
  came = kind != ERR;
  if (kind == ERR) return std::nullopt;
  if (kind != KEY_CODE_YES) return character_key(c);
  if (c == kBackground) {
    light_ = is_light(read_answer());
    return std::nullopt;
  }
  if (c != kPaste) return event_of_code(static_cast<int>(c));
  paste_.emplace();
  paste_time_ = std::chrono::steady_clock::now();
  auto pasted = read_paste();
  came = pasted.has_value();
  return pasted;
}

std::optional<Event> Input::read() {
  if (ahead_) return std::exchange(ahead_, std::nullopt);
  if (paste_) return read_paste();
  bool came = true;
  while (came) {
    std::optional<Event> event = read_one(came);
    if (!event) continue;
    if (*event != Event(key_of(SpecialKey::escape))) return event;
    // ESC directly followed by a key means alt with that key. ESC alone, or twice, is the ESC key.
    std::optional<Event> next = read_one(came);
    if (!next) return event;
    if (Key* key = std::get_if<Key>(&*next); key != nullptr && key->special != SpecialKey::escape) {
      key->alt = true;
      return next;
    }
    ahead_ = std::move(next);
    return event;
  }
  return std::nullopt;
}

}  // namespace mintport::ui
