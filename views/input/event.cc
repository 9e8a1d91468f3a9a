#include "views/input/event.hh"

#include <algorithm>
#include <array>

#include "core/base/text.hh"

namespace mintport::ui {
namespace {

struct KeyName {
  std::string_view name;
  SpecialKey key;
};

// A key's first name is the one that to_string() returns.
constexpr KeyName kNames[] = {
    {"enter", SpecialKey::enter},    {"return", SpecialKey::enter},
    {"tab", SpecialKey::tab},        {"backspace", SpecialKey::backspace},
    {"esc", SpecialKey::escape},     {"escape", SpecialKey::escape},
    {"up", SpecialKey::up},          {"down", SpecialKey::down},
    {"left", SpecialKey::left},      {"right", SpecialKey::right},
    {"home", SpecialKey::home},      {"end", SpecialKey::end},
    {"pgup", SpecialKey::page_up},   {"pageup", SpecialKey::page_up},
    {"pgdn", SpecialKey::page_down}, {"pagedown", SpecialKey::page_down},
    {"ins", SpecialKey::insert},     {"insert", SpecialKey::insert},
    {"del", SpecialKey::del},        {"delete", SpecialKey::del},
    {"f1", SpecialKey::f1},          {"f2", SpecialKey::f2},
    {"f3", SpecialKey::f3},          {"f4", SpecialKey::f4},
    {"f5", SpecialKey::f5},          {"f6", SpecialKey::f6},
    {"f7", SpecialKey::f7},          {"f8", SpecialKey::f8},
    {"f9", SpecialKey::f9},          {"f10", SpecialKey::f10},
    {"f11", SpecialKey::f11},        {"f12", SpecialKey::f12},
};

// Removes a prefix such as "ctrl-"; a lone "-" stays a key.
bool take_prefix(std::string_view& name, std::string_view prefix) {
  if (name.size() <= prefix.size() || to_lower(name.substr(0, prefix.size())) != prefix) return false;
  name.remove_prefix(prefix.size());
  return true;
}

Error bad_key(std::string_view name, std::string hint) {
  return {ErrorKind::usage, "", 0, "unknown key '" + std::string(name) + "'", std::move(hint)};
}

std::string_view to_string(MouseButton button) {
  static constexpr std::string_view kButtons[] = {"none",  "left",     "middle",
                                                  "right", "wheel-up", "wheel-down"};
  return kButtons[static_cast<std::size_t>(button)];
}

std::string_view to_string(MouseAction action) {
  static constexpr std::string_view kActions[] = {"press", "release", "drag"};
  return kActions[static_cast<std::size_t>(action)];
}

std::string modifiers(bool ctrl, bool alt, bool shift) {
  return std::string(ctrl ? "ctrl-" : "") + (alt ? "alt-" : "") + (shift ? "shift-" : "");
}

struct Printer {
  std::string operator()(const Key& key) const { return "key " + ui::to_string(key); }
  std::string operator()(const Paste& e) const { return "paste " + plural(e.bytes.size(), "byte"); }
  std::string operator()(const MouseEvent& e) const {
    return "mouse " + modifiers(e.ctrl, e.alt, e.shift) + std::string(to_string(e.action)) + " " +
           std::string(to_string(e.button)) + " " + std::to_string(e.row) + "," + std::to_string(e.column);
  }
  std::string operator()(const Resize& e) const {
    return "resize " + std::to_string(e.rows) + "x" + std::to_string(e.columns);
  }
  std::string operator()(const Tick&) const { return "tick"; }
  std::string operator()(const Wake&) const { return "wake"; }
  std::string operator()(const Quit& e) const { return "quit " + std::to_string(e.signal); }
};

}  // namespace

std::string to_string(const Key& key) {
  std::string out = modifiers(key.ctrl, key.alt, key.shift);
  if (key.special != SpecialKey::none) {
    for (const KeyName& name : kNames) {
      if (name.key == key.special) return out.append(name.name);
    }
  }
  if (key.character == ' ') return out + "space";
  append_utf8(out, key.character);
  return out;
}

Result<Key> parse_key(std::string_view name) {
  Key key;
  std::string_view rest = name;
  for (bool more = true; more;) {
    more = false;
    if (take_prefix(rest, "ctrl-")) more = key.ctrl = true;
    if (take_prefix(rest, "alt-")) more = key.alt = true;
    if (take_prefix(rest, "shift-")) more = key.shift = true;
  }
  const std::string small = to_lower(rest);
  for (const KeyName& known : kNames) {
    if (known.name == small) {
      key.special = known.key;
      return key;
    }
  }
  if (small == "space") {
    key.character = ' ';
  } else {
    std::size_t at = 0;
    if (rest.empty() || find_invalid_utf8(rest) != rest.npos)
      return fail(bad_key(name, "give the name of a key"));
    key.character = next_code_point(rest, at);
    if (at != rest.size() || key.character < ' ' || key.character == 0x7F) {
      return fail(bad_key(name, "keys are single characters or names like enter, pgdn, space, ctrl-d, f1"));
    }
  }
  if (key.shift) return fail(bad_key(name, "write the shifted character, such as G"));
  if (key.ctrl && key.character >= 'A' && key.character <= 'Z') key.character += 32;
  return key;
}

Result<std::vector<Key>> parse_keys(std::string_view names) {
  std::vector<Key> keys;
  while (true) {
    names = trim(names);
    if (names.empty()) return keys;
    const std::string_view name = names.substr(0, names.find_first_of(" \t\r\n"));
    Result<Key> key = parse_key(name);
    if (!key) return fail(key.error());
    keys.push_back(*key);
    names.remove_prefix(name.size());
  }
}

std::string to_string(const Event& event) {
  return std::visit(Printer{}, event);
}

}  // namespace mintport::ui
