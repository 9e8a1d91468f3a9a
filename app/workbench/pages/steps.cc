#include "app/workbench/pages/steps.hh"

#include <algorithm>
#include <set>

#include "core/base/text.hh"

namespace mintport::ui {
namespace {

constexpr std::string_view kBeginning = "before the first of these steps";

// "12 minutes ago"; empty when it is not known.
std::string age(std::int64_t then, std::int64_t now) {
  constexpr std::int64_t kMinute = 60, kHour = 60 * kMinute, kDay = 24 * kHour;
  const std::int64_t past = now - then;
  const auto ago = [&](std::int64_t unit, std::string_view name) {
    return plural(static_cast<std::size_t>(past / unit), name) + " ago";
  };
  if (then == 0) return "";
  if (past < kMinute) return "just now";  // also when the clock was set back
  if (past < kHour) return ago(kMinute, "minute");
  return past < kDay ? ago(kHour, "hour") : ago(kDay, "day");
}

// The files that the step changed: below the roots where they are files of the port.
std::set<std::string> paths_of(const State& state, const Step& step) {
  std::set<std::string> out;
  for (const std::string& path : changed_paths(state, step)) out.insert(state.in_port(path).value_or(path));
  return out;
}

// A branch, a file, or the first of several: "models/a.py +2".
std::string where_of(const State& state, const Step& step, int width) {
  constexpr std::string_view kBranches = "refs/heads/";
  if (step.head) {
    std::string branch = step.head->after.branch;
    if (branch.starts_with(kBranches)) branch.erase(0, kBranches.size());
    return elide_middle(branch, width);
  }
  const std::set<std::string> paths = paths_of(state, step);
  if (paths.empty()) return "";
  const std::string more = paths.size() > 1 ? " +" + std::to_string(paths.size() - 1) : "";
  return elide_middle(*paths.begin(), width - display_width(more)) + more;
}

// The label without the path, which stands beside it: "staged a hunk of models/a.py".
std::string what_of(const State& state, const Step& step) {
  const std::set<std::string> paths = paths_of(state, step);
  std::string out = step.label;
  if (step.head || paths.size() != 1) return out;
  for (const std::string& path : {state.port_path(*paths.begin()), *paths.begin()}) {
    const std::size_t at = out.find(path);
    if (at == std::string::npos) continue;
    std::size_t begin = at;
    for (const std::string_view word : {" in ", " of ", " "}) {
      if (!std::string_view(out).substr(0, at).ends_with(word)) continue;
      begin -= word.size();
      break;
    }
    out.erase(begin, at + path.size() - begin);
    break;
  }
  return std::string(trim(out));
}

}  // namespace

const Step* StepsPage::step_at(std::size_t row) const {
  const auto& steps = history().steps;
  return row < steps.size() ? &steps[steps.size() - 1 - row] : nullptr;
}

// The cursor begins where the person is.
void StepsPage::shown() {
  known_ = history().steps.size();
  list_.cursor = known_ - history().done;
}

// A new step moves the rows; undo and redo do not.
void StepsPage::refresh() {
  if (history().steps.size() != known_) shown();
}

void StepsPage::move(Move move) {
  move_list(list_, move, rows(), host_.page_rows());
}

void StepsPage::go_there() {
  if (rows() == 0) return;
  const std::size_t from = history().done, to = done_at(list_.cursor);
  if (from == to) return host_.say("this is the current state");
  const bool back = to < from;
  const std::string steps = plural(back ? from - to : to - from, "step");
  host_.ask_yes(back ? "Go back" : "Go forward",
                back ? "This undoes " + steps + "; redo brings them back. Type yes to undo " + steps + ":"
                     : "This redoes " + steps + "; undo takes them back. Type yes to redo " + steps + ":",
                [this, to] { host_.begin(host_.session().go_to(to)); });
}

Handled StepsPage::command(Command command) {
  if (command != Command::open) return Handled::no;
  go_there();
  return Handled::yes;
}

void StepsPage::draw_row(std::size_t row, Rect line, Face back, Grid& grid) const {
  constexpr int kMark = 3, kWhen = 15;            // columns, with their gaps
  constexpr int kMostWhat = 70, kMostWhere = 90;  // what is wider is no easier to read
  const State& state = host_.session().state();
  const Step* step = step_at(row);
  const bool undone = done_at(row) > history().done, current = done_at(row) == history().done;
  grid.fill(line, Face::normal, back);
  if (current) grid.put(line.row, line.column + 1, "▸", Face::key, back);
  const int where = std::clamp(line.width / 3, 20, kMostWhere),
            what = std::min(line.width - kMark - where - kWhen - 2, kMostWhat);
  int at = line.column + kMark;
  const std::string text = step != nullptr ? what_of(state, *step) : std::string(kBeginning);
  grid.put(line.row, at, elide(text, what), undone || step == nullptr ? Face::dim : Face::normal, back);
  if (step == nullptr) return;
  at += what + 1;
  grid.put(line.row, at, where_of(state, *step, where), undone ? Face::dim : Face::key, back);
  const std::string when = age(step->time, host_.surroundings().now());
  grid.put(line.row, at + where + kWhen - display_width(when), when, Face::dim, back);
}

void StepsPage::draw(Rect body, Grid& grid) {
  const std::size_t done = history().done, undone = history().steps.size() - done;
  draw_title(grid, {body.row, body.column, 1, body.width}, "Steps of undo",
             grouped(done) + " done, " + grouped(undone) + " undone", true);
  if (rows() == 0) {
    grid.put(body.row + 2, body.column + 2, "no steps yet: what you do from here on can be undone",
             Face::dim);
    return;
  }
  const Rect below{body.row + 1, body.column, body.height - 1, body.width};
  list_.top = scroll_to(list_.cursor, list_.top, static_cast<std::size_t>(std::max(below.height, 1)), rows());
  each_row(list_, rows(), below, [&](std::size_t row, int at, bool cursor) {
    draw_row(row, {at, below.column, 1, below.width}, cursor ? Face::cursor : Face::normal, grid);
  });
}

Bar StepsPage::bar() const {
  if (rows() == 0) return {"steps of undo", ""};
  const Step* step = step_at(list_.cursor);
  return {"steps of undo", step != nullptr ? step->label : std::string(kBeginning)};
}

std::vector<Hint> StepsPage::hints() const {
  std::vector<Hint> out;
  if (rows() != 0 && done_at(list_.cursor) != history().done)
    out.push_back(host_.hint(Command::open,
                             done_at(list_.cursor) < history().done ? "go back to this" : "redo to this"));
  out.insert(out.end(), {host_.hint(Command::undo, "undo"), host_.hint(Command::redo, "redo"),
                         host_.hint(Command::back, "back"), host_.hint(Command::explain, "keys")});
  return out;
}

// The file that the step changed, if it is one.
Subject StepsPage::subject() const {
  Subject out;
  const Step* step = step_at(list_.cursor);
  if (step == nullptr) return out;
  const State& state = host_.session().state();
  const std::set<std::string> paths = paths_of(state, *step);
  if (step->head || paths.size() != 1 || state.find(*paths.begin()) == nullptr) return out;
  out.path = *paths.begin();
  out.changed = {state.port_path(out.path)};
  return out;
}

void StepsPage::where(Where& out) const {
  out.page = "steps";
  if (rows() == 0) return;
  const Step* step = step_at(list_.cursor);
  out.subject = nth(list_.cursor, rows(), step != nullptr ? step->label : std::string(kBeginning));
}

}  // namespace mintport::ui
