#include "scenarios/scenario.hh"

#include "views/input/key_file.hh"

namespace mintport::ui::scenarios {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTerminalFolder = "terminal";
constexpr int kWheelTurns = 3;

bool is_in_terminal(const fs::path& file) {
  return file.parent_path().filename() == kTerminalFolder;
}

fs::path base_of(const fs::path& file) {
  const fs::path folder = file.parent_path();
  return (is_in_terminal(file) ? folder.parent_path() : folder) / "base";
}

std::vector<std::string> looks(const std::vector<std::string>& lines, Player& player) {
  std::vector<std::string> out;
  for (const std::string& line : lines) {
    const std::string text = line.substr(0, line.rfind(": "));
    out.push_back(text + ": " + player.look_of(text).value_or("not on the screen"));
  }
  return out;
}

}  // namespace

Scenario::Scenario(Script script, const fs::path& file)
    : script_(std::move(script)), in_terminal_(is_in_terminal(file)), world_(base_of(file)) {}

Script Scenario::play() {
  Script out = script_;
  for (Section& section : out.sections) do_section(section);
  return out;
}

void Scenario::begin() {
  if (!player_) player_ = in_terminal_ ? play_in_terminal(world_) : play_in_process(world_);
}

void Scenario::do_section(Section& section) {
  at_ = "== " + section.name;
  if (section.name == "file") return world_.write(section.argument, section.lines);
  if (section.name == "setup") {
    need(player_ == nullptr, "a setup comes before the first keys");
    for (const std::string& line : section.lines) world_.set_up(at_ = line);
    return;
  }
  begin();
  if (section.name == "keys") {
    for (const std::string& line : section.lines) {
      if (!line.empty() && !line.starts_with("# ")) do_line(at_ = line);
    }
  } else if (section.name == "screen") {
    section.lines = lines_of(player_->screen_like(joined(section.lines)));
  } else if (section.name == "focus") {
    const auto focus = player_->focus();
    need(focus.has_value(), "what has the focus cannot be seen in a terminal");
    section.lines = lines_of(*focus);
  } else if (section.name == "colours") {
    section.lines = looks(section.lines, *player_);
  } else if (section.name == "git") {
    section.lines = world_.transcript(section.lines);
  } else {
    throw Failure("no section has this name");
  }
}

void Scenario::do_line(const std::string& line) {
  const auto [verb, rest] = split_word(line);
  if (verb == "open") {
    press("ctrl-p \"" + rest + "\" enter");
  } else if (verb == "see") {
    need(player_->sees(rest), "is not on the screen");
  } else if (verb == "gone") {
    need(player_->sees_no(rest), "is still on the screen");
  } else if (verb == "click") {
    click(rest);
  } else if (verb == "wheel") {
    const MouseButton button = rest == "up" ? MouseButton::wheel_up : MouseButton::wheel_down;
    for (int i = 0; i < kWheelTurns; ++i) player_->mouse({.row = 5, .column = 5, .button = button});
  } else if (verb == "drag") {
    drag(rest);
  } else if (verb == "size") {
    const auto [columns, rows] = two_numbers(rest, 'x');
    player_->resize(rows, columns);
  } else if (verb == "run") {
    world_.run(rest);
    player_->look();
  } else if (verb == "restart") {
    player_->restart();
  } else if (!player_->step(verb, rest)) {
    press(line);
  }
}

void Scenario::press(const std::string& keys) {
  const auto parsed = parse_key_file(keys, "");
  if (!parsed) throw Failure(to_string(parsed.error()));
  player_->press(*parsed);
}

void Scenario::click(const std::string& text) {
  need(player_->sees(text), "is not on the screen");
  const auto at = player_->find(text);
  need(at.has_value(), "is not on the screen");
  MouseEvent event{.row = at->row, .column = at->column, .button = MouseButton::left};
  player_->mouse(event);
  event.action = MouseAction::release;
  player_->mouse(event);
}

void Scenario::drag(const std::string& places) {
  const auto [from, to] = split_word(places);
  const auto [row, column] = two_numbers(from, ',');
  const auto [last_row, last_column] = two_numbers(to, ',');
  MouseEvent event{.row = row, .column = column, .button = MouseButton::left};
  player_->mouse(event);
  event.row = last_row;
  event.column = last_column;
  event.action = MouseAction::drag;
  player_->mouse(event);
  event.action = MouseAction::release;
  player_->mouse(event);
}

void Scenario::need(bool held, const std::string& what) const {
  if (!held) throw Failure(what);
}

}  // namespace mintport::ui::scenarios
