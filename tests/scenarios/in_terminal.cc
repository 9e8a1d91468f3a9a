#include <signal.h>

#include <fmt/format.h>

#include "core/base/text.hh"
#include "scenarios/player.hh"
#include "support/pty.hh"

namespace mintport::ui::scenarios {
namespace {

std::string colour(int value) {
  if (value < 0) return "default";
  return value < 256 ? std::to_string(value) : fmt::format("#{:06x}", value - 256);
}

// The text with a line end for each "\n".
std::string with_line_ends(std::string text) {
  for (std::size_t at = 0; (at = text.find("\\n", at)) != std::string::npos; ++at) text.replace(at, 2, "\n");
  return text;
}

class InTerminal : public Player {
 public:
  explicit InTerminal(World& world) : world_(world) {
    options_.folder = world.root();
    options_.rows = world.rows();
    options_.columns = world.columns();
    options_.environment = {{"EDITOR", "sh .git/editor"}, {"VISUAL", ""}};
    options_.unset = {"NO_COLOR"};
    for (const auto& [name, value] : world.environment()) {
      options_.environment[name] = value;
      std::erase(options_.unset, name);
    }
    start();
  }

  void press(const std::vector<Key>& keys) override {
    for (const Key& key : keys) {
      if (key.is_text()) {
        std::string typed;
        append_utf8(typed, key.character);
        pty_->type(typed);
      } else {
        pty_->keys(to_string(key));
      }
      // ESC and a key sent together would be another key.
      if (key == key_of(SpecialKey::escape)) pty_->wait_idle();
    }
    look();
  }
  void mouse(const MouseEvent& event) override {
    const int button = event.button == MouseButton::wheel_up     ? 64
                       : event.button == MouseButton::wheel_down ? 65
                       : event.action == MouseAction::drag       ? 32
                                                                 : 0;
    pty_->mouse(button, event.row, event.column, event.action == MouseAction::release);
    if (!hurry_) pty_->wait_idle();
  }
  void resize(int rows, int columns) override {
    pty_->resize(rows, columns);
    pty_->wait_idle();
  }
  void look() override {
    if (!hurry_) pty_->wait_idle();
  }
  void restart() override {
    pty_->keys("q");
    end();
    start();
  }
  bool step(const std::string& verb, const std::string& rest) override {
    if (verb == "hurry" || verb == "calm") {
      hurry_ = verb == "hurry";
      look();
    } else if (verb == "kill") {
      pty_->signal(SIGKILL);
      end();
      start();
    } else if (verb == "paste") {
      pty_->type("\033[200~" + with_line_ends(rest) + "\033[201~");
      look();
    } else if (verb == "ends") {
      const std::string status = std::to_string(end());
      if (status != rest) throw Failure("ended with " + status);
    } else {
      return false;
    }
    return true;
  }

  bool sees(const std::string& text) override { return pty_->wait_for(text); }
  bool sees_no(const std::string& text) override { return pty_->wait_gone(text); }
  std::string screen() override { return world_.steady(pty_->text()); }
  std::string screen_like(const std::string& expected) override {
    constexpr std::chrono::seconds kPatience(5);  // rows arrive one by one, and machines may be busy
    pty_->wait_until([&] { return screen() == expected; }, kPatience);
    return screen();
  }
  std::optional<std::string> focus() override { return std::nullopt; }
  std::optional<std::string> look_of(const std::string& text) override {
    const auto at = find(text);
    if (!at) return std::nullopt;
    const testing::PtyCell cell = pty_->cell(at->row, at->column);
    return fmt::format("{} on {}{}{}{}{}", colour(cell.ink), colour(cell.paper), cell.bold ? ", bold" : "",
                       cell.italic ? ", italic" : "", cell.underline ? ", underline" : "",
                       cell.reverse ? ", reverse" : "");
  }
  std::optional<Spot> find(const std::string& text) override {
    const auto [row, column] = pty_->find(text);
    return row < 0 ? std::nullopt : std::optional(Spot{row, column});
  }

 private:
  void start() {
    pty_.reset();
    pty_ = std::make_unique<testing::Pty>(std::vector<std::string>{MINTPORT_PROGRAM}, options_);
    pty_->wait_until([this] { return pty_->row(pty_->rows() - 1).find(' ') != std::string::npos; });
    pty_->wait_gone("reading ");
    pty_->wait_idle();
  }
  int end() {
    const auto status = pty_->wait_exit();
    if (!status) throw Failure("does not end");
    return *status;
  }

  World& world_;
  testing::PtyOptions options_;
  bool hurry_ = false;  // do not wait until the screen is still, because long work continues
  std::unique_ptr<testing::Pty> pty_;
};

}  // namespace

std::unique_ptr<Player> play_in_terminal(World& world) {
  return std::make_unique<InTerminal>(world);
}

}  // namespace mintport::ui::scenarios
