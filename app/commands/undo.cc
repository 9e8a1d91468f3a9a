#include "app/commands/commands.hh"
#include "app/commands/review.hh"
#include "core/base/text.hh"

namespace mintport::cli {
namespace {

Result<void> check_steps(const History& history, const UndoCommand& command) {
  const std::size_t most = command.redo ? history.steps.size() - history.done : history.done;
  const std::string doing = command.redo ? "redo" : "undo";
  if (most == 0) return fail(refused("nothing to " + doing));
  if (command.steps <= most) return {};
  return fail(refused(
      "cannot " + doing + " " + plural(command.steps, "step") + ": the journal has " + std::to_string(most),
      "`mintport log` lists them"));
}

}  // namespace

Result<int> UndoCommand::run() const {
  const auto review = CommandReview::open(*this, Session::Access::change);
  if (!review) return fail(review.error());
  Session& session = (*review)->session();
  const History before = session.state().history;
  if (auto enough = check_steps(before, *this); !enough) return fail(enough.error());
  const auto said = run_job(session.go_to(redo ? before.done + steps : before.done - steps));
  if (!said) return fail(said.error());
  Json labels = Json::array();
  std::string text;
  for (std::size_t i = 0; i < steps; ++i) {
    const std::string& label = before.steps[redo ? before.done + i : before.done - 1 - i].label;
    labels.push_back(label);
    text += (text.empty() ? "" : "\n") + std::string(redo ? "redone: " : "undone: ") + label;
  }
  const History& now = session.state().history;
  Json out = json_header();
  out["action"] = redo ? "redo" : "undo";
  out["steps"] = std::move(labels);
  out["done"] = now.done;
  out["undone"] = now.steps.size() - now.done;
  out["message"] = *said;
  const auto printed = json ? print_json(out) : print_line(text);
  if (!printed) return fail(printed.error());
  return 0;
}

}  // namespace mintport::cli
