#include "app/workbench/pages/text.hh"

#include <algorithm>

#include "app/workbench/overlays/live_field.hh"
#include "core/base/text.hh"

namespace mintport::ui {
namespace {

// Drawing limits the offset to the last row.
std::size_t moved(std::size_t top, Move move, long rows) {
  constexpr long kMost = 200;
  return static_cast<std::size_t>(
      std::clamp(static_cast<long>(top) + (move.page ? move.by * rows : move.by), 0L, kMost));
}

}  // namespace

HelpPage::HelpPage(Host& host) : host_(host), here_(host.page_hints()) {
  narrow({});
}

void HelpPage::narrow(Pattern to) {
  lines_.clear();
  top_ = 0;
  narrowed_ = !to.empty();
  std::string here = "On this page";
  for (const Hint& hint : here_) {
    if (hint.key.empty() || (narrowed_ && !to.in(hint.what) && !to.in(hint.key))) continue;
    lines_.push_back({std::exchange(here, ""), hint.key, hint.what});
  }
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
    const auto narrowed = [this](const std::string& text) {
      narrow(text);
      return plural(lines_.size(), "row");
    };
    const auto accept = [this](const std::string& text) {
      narrow(text);
      if (!lines_.empty()) return;
      narrow({});
      host_.complain("not found: " + text);
    };
    host_.push(std::make_shared<LiveField>(host_, "Search",
                                           "a text or an expression in keys and what they do", narrowed,
                                           accept, [this] { narrow({}); }));
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
