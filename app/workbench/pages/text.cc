#include "app/workbench/pages/text.hh"

#include <algorithm>

namespace mintport::ui {
namespace {

// Drawing limits the offset to the last row.
std::size_t moved(std::size_t top, Move move, long rows) {
  constexpr long kMost = 200;
  return static_cast<std::size_t>(
      std::clamp(static_cast<long>(top) + (move.page ? move.by * rows : move.by), 0L, kMost));
}

}  // namespace

HelpPage::HelpPage(Host& host) : host_(host) {
  narrow({});
}

void HelpPage::narrow(Pattern to) {
  lines_.clear();
  top_ = 0;
  narrowed_ = !to.empty();
  for (const Context context : {Context::bench, Context::message}) {
    std::string section;  // section title that is not shown yet
    for (const HelpRow& row : help_rows(host_.keys(), context)) {
      if (!row.section.empty()) section = row.section;
      if (narrowed_ && !to.in(row.help) && !to.in(row.keys)) continue;
      lines_.push_back({std::exchange(section, ""), row.keys, row.help});
    }
  }
}

void HelpPage::move(Move move) {
  top_ = moved(top_, move, host_.page_rows());
}

Handled HelpPage::command(Command command) {
  if (command == Command::search) {
    host_.ask("Search",
              "A text or regular expression in keys and what they do:", [this](const std::string& answer) {
                narrow(answer);
                if (lines_.empty()) {
                  narrow({});
                  host_.complain("not found: " + answer);
                }
              });
    return Handled::yes;
  }
  if (command == Command::back && narrowed_) {
    narrow({});
    return Handled::yes;
  }
  if (command == Command::help || command == Command::explain) {
    host_.pop();
    return Handled::yes;
  }
  return Handled::no;
}

std::vector<Hint> HelpPage::hints() const {
  return {host_.hint(Command::down, "down"), host_.hint(Command::search, "search"),
          host_.hint(Command::back, narrowed_ ? "all keys" : "back")};
}

Handled ExplanationPage::command(Command command) {
  if (command != Command::explain) return Handled::no;
  host_.pop();
  host_.push(std::make_shared<HelpPage>(host_));
  return Handled::yes;
}

void ExplanationPage::move(Move move) {
  top_ = moved(top_, move, host_.page_rows());
}

std::vector<Hint> ExplanationPage::hints() const {
  return {host_.hint(Command::down, "down"), host_.hint(Command::explain, "keys"),
          host_.hint(Command::back, "back")};
}

}  // namespace mintport::ui
