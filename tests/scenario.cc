// Runs one case of tests/scenarios (its README tells the format):
//
//   scenario FOLDER [--show]
//
// Ends with 1, and what was expected beside what came, when the case fails.
#include <signal.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "support/git_sandbox.hh"
#include "support/pty.hh"

namespace {

namespace fs = std::filesystem;
using namespace mintport::testing;

struct Failure {
  std::string what;
};

std::vector<std::string> lines_of(const fs::path& file) {
  std::vector<std::string> out;
  if (!fs::exists(file)) return out;
  std::istringstream in(read_file(file));
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

std::pair<std::string, std::string> split_word(const std::string& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  return {text.substr(0, end), text.substr(std::min(end + 1, text.size()))};
}

std::pair<int, int> numbers(const std::string& text, char between) {
  const std::size_t at = text.find(between);
  if (at == std::string::npos) throw Failure{"two numbers are expected: " + text};
  return {std::stoi(text.substr(0, at)), std::stoi(text.substr(at + 1))};
}

class Scenario {
 public:
  explicit Scenario(fs::path folder) : folder_(std::move(folder)) {
    options_.folder = sandbox_.root();
    options_.rows = 30;
    options_.columns = 110;
    options_.environment = {{"EDITOR", "sh .git/editor"}, {"VISUAL", ""}};
    options_.unset = {"NO_COLOR"};
    fs::copy(folder_.parent_path() / "base", sandbox_.root(), fs::copy_options::recursive);
    sandbox_.git({"add", "--all"});
    sandbox_.git({"commit", "-q", "-m", "Begin"});
    if (fs::exists(folder_ / "setup.sh")) shell(". '" + (folder_ / "setup.sh").string() + "'");
  }

  void steps() {
    for (const std::string& line : lines_of(folder_ / "keys")) {
      if (line.empty() || line.starts_with("#")) continue;
      at_ = line;
      const auto [verb, rest] = split_word(line);
      if (!header(verb, rest)) step(verb, rest);
    }
    at_.clear();
    if (!pty_) start();
  }

  void check_rows() {
    int from = 0;
    for (const std::string& line : lines_of(folder_ / "rows")) {
      if (line.starts_with("! ")) {
        if (pty_->find(line.substr(2)).first >= 0) throw Failure{"is on the screen: " + line.substr(2)};
        continue;
      }
      int row = from;
      while (row < pty_->rows() && pty_->row(row).find(line) == std::string::npos) ++row;
      if (row == pty_->rows()) throw Failure{"is not on the screen, or not below the one before: " + line};
      from = row;
    }
  }

  void check_git() {
    std::string expected;
    for (const std::string& line : lines_of(folder_ / "git")) expected += line + "\n";
    const std::string came = transcript();
    if (came != expected) throw Failure{"git expected:\n" + expected + "came:\n" + came};
  }

  void show() { std::printf("%s%s", pty_->text().c_str(), transcript().c_str()); }
  std::string where() { return at_ + (pty_ ? "\n" + pty_->text() : ""); }

 private:
  bool header(const std::string& verb, const std::string& rest) {
    if (pty_) return false;
    if (verb == "env") {
      const std::size_t equals = rest.find('=');
      const std::string name = rest.substr(0, equals);
      options_.environment[name] = rest.substr(equals + 1);
      std::erase(options_.unset, name);
    } else if (verb == "arguments") {
      std::istringstream in(rest);
      for (std::string word; in >> word;) arguments_.push_back(word);
    } else if (verb == "size") {
      std::tie(options_.columns, options_.rows) = numbers(rest, 'x');
    } else if (verb == "bare") {
      bare_ = true;
    } else {
      return false;
    }
    return true;
  }

  void start() {
    std::vector<std::string> words{MINTPORT_PROGRAM};
    words.insert(words.end(), arguments_.begin(), arguments_.end());
    pty_.reset();
    pty_ = std::make_unique<Pty>(words, options_);
    if (bare_) return;
    need(pty_->wait_for(" quit"), "the first screen");
    need(pty_->wait_gone("reading "), "the end of reading");
  }

  void step(const std::string& verb, const std::string& rest) {
    if (!pty_) start();
    if (verb == "hurry" || verb == "calm") {
      hurry_ = verb == "hurry";
    } else if (verb == "press") {
      // Escape and a key in one go would be another key.
      std::istringstream in(rest);
      for (std::string key; in >> key;) {
        pty_->keys(key);
        if (key == "esc") pty_->wait_idle();
      }
    } else if (verb == "type") {
      pty_->type(rest);
    } else if (verb == "see") {
      need(pty_->wait_for(rest), "never came");
    } else if (verb == "gone") {
      need(pty_->wait_gone(rest), "never went");
    } else if (verb == "click") {
      need(pty_->wait_for(rest), "never came");
      const auto [row, column] = pty_->find(rest);
      pty_->mouse(0, row, column);
      pty_->mouse(0, row, column, true);
    } else if (verb == "wheel") {
      for (int i = 0; i < 3; ++i) pty_->mouse(rest == "up" ? 64 : 65, 5, 5);
    } else if (verb == "drag") {
      drag(rest);
    } else if (verb == "size") {
      const auto [columns, rows] = numbers(rest, 'x');
      pty_->resize(rows, columns);
    } else if (verb == "run") {
      shell(rest);
    } else if (verb == "restart" || verb == "kill") {
      if (verb == "kill") pty_->signal(SIGKILL);
      if (verb == "restart") pty_->keys("q");
      need(pty_->wait_exit().has_value(), "does not end");
      return start();
    } else if (verb == "ends") {
      const auto status = pty_->wait_exit();
      need(status && std::to_string(*status) == rest, "ended with " + std::to_string(status.value_or(-1)));
    } else {
      throw Failure{"unknown step"};
    }
    if (!hurry_) pty_->wait_idle();
  }

  void drag(const std::string& rest) {
    const auto [from, to] = split_word(rest);
    const auto [row, column] = numbers(from, ',');
    const auto [last_row, last_column] = numbers(to, ',');
    pty_->mouse(0, row, column);
    pty_->mouse(32, last_row, last_column);
    pty_->mouse(0, last_row, last_column, true);
  }

  ProcessResult shell_result(const std::string& command) const {
    return mintport::testing::run({"sh", "-c", command},
                                  {.folder = sandbox_.root(),
                                   .environment = {{"MINTPORT", MINTPORT_PROGRAM},
                                                   {"DEPS", MINTPORT_DEPS},
                                                   {"SCENARIOS", folder_.parent_path().string()}},
                                   .input = {}});
  }
  void shell(const std::string& command) const {
    const ProcessResult result = shell_result("set -e\n" + command);
    if (result.status != 0) throw Failure{command + ": " + result.errors};
  }
  void need(bool held, const std::string& what) const {
    if (!held) throw Failure{what};
  }

  std::string transcript() const {
    std::string out;
    for (const std::string& line : lines_of(folder_ / "git")) {
      if (!line.starts_with("$ ")) continue;
      const ProcessResult result = shell_result(line.substr(2));
      out += line + "\n" + result.out + result.errors;
    }
    return out;
  }

  fs::path folder_;
  GitSandbox sandbox_;
  PtyOptions options_;
  std::vector<std::string> arguments_;
  bool bare_ = false;
  bool hurry_ = false;  // steps do not wait until the screen is still
  std::unique_ptr<Pty> pty_;
  std::string at_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fprintf(stderr, "scenario FOLDER [--show]\n");
    return 2;
  }
  const fs::path folder = fs::absolute(arguments[1]);
  const bool show = count > 2 && std::string_view(arguments[2]) == "--show";
  std::unique_ptr<Scenario> scenario;
  try {
    scenario = std::make_unique<Scenario>(folder);
    scenario->steps();
    if (show) {
      scenario->show();
      return 0;
    }
    scenario->check_rows();
    scenario->check_git();
    return 0;
  } catch (const Failure& failure) {
    std::fprintf(stderr, "%s: %s\n%s", folder.filename().c_str(), failure.what.c_str(),
                 scenario ? scenario->where().c_str() : "");
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "%s: %s\n%s", folder.filename().c_str(), failure.what(),
                 scenario ? scenario->where().c_str() : "");
  }
  return 1;
}
