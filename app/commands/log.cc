#include <fmt/format.h>

#include <ctime>

#include "app/commands/commands.hh"
#include "app/commands/review.hh"

namespace mintport::cli {
namespace {

std::string time_text(std::int64_t seconds, bool utc) {
  const auto time = static_cast<std::time_t>(seconds);
  std::tm parts{};
  utc ? gmtime_r(&time, &parts) : localtime_r(&time, &parts);
  char text[32] = {};
  std::strftime(text, sizeof text, utc ? "%Y-%m-%dT%H:%M:%SZ" : "%Y-%m-%d %H:%M", &parts);
  return text;
}

Json step_json(const State& state, std::size_t index) {
  const Step& step = state.history.steps[index];
  const auto place = [](const HeadPlace& head) {
    return Json{{"branch", head.branch}, {"id", head.id.empty() ? Json(nullptr) : Json(head.id)}};
  };
  return {{"number", index + 1},
          {"label", step.label},
          {"time", step.time == 0 ? Json(nullptr) : Json(time_text(step.time, true))},
          {"done", index < state.history.done},
          {"paths", changed_paths(state, step)},
          {"head", step.head ? Json{{"before", place(step.head->before)}, {"after", place(step.head->after)}}
                             : Json(nullptr)}};
}

// The latest step first, as `git log` has it.
std::string log_text(const History& history) {
  std::string out;
  for (std::size_t i = history.steps.size(); i > 0; --i) {
    const Step& step = history.steps[i - 1];
    out += fmt::format("{:>3}  {:<16}  {}{}\n", i, step.time == 0 ? "" : time_text(step.time, false),
                       step.label, i > history.done ? " (undone)" : "");
  }
  return out.empty() ? "no steps\n" : out;
}

}  // namespace

Result<int> LogCommand::run() const {
  const auto review = CommandReview::open(*this, Session::Access::read);
  if (!review) return fail(review.error());
  (*review)->session().read_history();
  const State& state = (*review)->state();
  Json out = json_header();
  out["steps"] = Json::array();
  for (std::size_t i = state.history.steps.size(); i > 0; --i)
    out["steps"].push_back(step_json(state, i - 1));
  out["done"] = state.history.done;
  const auto printed = json ? print_json(out) : print_text(log_text(state.history));
  if (!printed) return fail(printed.error());
  return 0;
}

}  // namespace mintport::cli
