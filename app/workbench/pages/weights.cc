#include "app/workbench/pages/weights.hh"

#include <algorithm>

#include "app/workbench/pages/files/files_page.hh"

namespace mintport::ui {

void WeightsPage::shown() {
  const auto& file = host_.session().file();
  if (!file) return host_.say("no file is open; enter opens the one under the cursor");
  const std::string port(file->shown_text());
  const std::pair now(file->path, fingerprint(file->source_text, port));
  if (of_ == now) return;
  of_ = {};
  pane_ = {};
  Job job{.doing = "reading the parameters", .parts = 1, .part = {}, .end = {}};
  job.part = [this, now, source = file->source_text, port,
              package = host_.session().state().manifest.source.package,
              port_package = host_.session().entries().port_package()](std::size_t) -> Job::Part {
    return [=, this]() -> Job::Take {
      return [this, now, rows = paired_parameters(now.first, source, port, package, port_package)] {
        of_ = now;
        pane_.rows = rows;
        return Result<void>();
      };
    };
  };
  job.end = [](const Job::End&) { return ""; };
  host_.begin(std::move(job), [](const Result<std::string>&) {});
}

void WeightsPage::move(Move move) {
  move_list(pane_.list, move, pane_.rows.size(), host_.page_rows());
}

// Goes to the line that defines the parameter, in the port if it has one, else in HF's source.
void WeightsPage::go_there() {
  if (pane_.rows.empty()) return;
  const ParameterPair row = pane_.rows[pane_.list.cursor];
  const auto& diff = host_.session().file()->code.diff.rows;
  const auto found = std::find_if(diff.begin(), diff.end(), [&](const auto& d) {
    return row.right_line != 0 ? d.right == row.right_line : d.left == row.left_line;
  });
  if (found != diff.end()) host_.files().go_to_row(static_cast<std::size_t>(found - diff.begin()));
}

Handled WeightsPage::command(Command command) {
  if (command != Command::open) return Handled::no;
  go_there();
  return Handled::yes;
}

void WeightsPage::draw(Rect body, Grid& grid) {
  pane_.list.top = scroll_to(pane_.list.cursor, pane_.list.top, static_cast<std::size_t>(body.height - 1),
                             pane_.rows.size());
  draw_weights(pane_, body, grid);
}

Bar WeightsPage::bar() const {
  return {"parameters of " + host_.session().file()->path, ""};
}

std::vector<Hint> WeightsPage::hints() const {
  return {host_.hint(Command::open, "go there"), host_.hint(Command::back, "back"),
          host_.hint(Command::explain, "keys")};
}

// The file that defines these parameters.
Subject WeightsPage::subject() const {
  Subject out;
  const auto& file = host_.session().file();
  out.path = file->path;
  out.changed = {host_.session().state().port_path(file->path)};
  if (!pane_.rows.empty() && pane_.rows[pane_.list.cursor].right_line != 0)
    out.line = pane_.rows[pane_.list.cursor].right_line;
  return out;
}

void WeightsPage::where(Where& out) const {
  out.page = "parameters";
  if (pane_.rows.empty()) return;
  const ParameterPair& at = pane_.rows[pane_.list.cursor];
  out.subject = nth(pane_.list.cursor, pane_.rows.size(), at.left + " | " + at.right);
}

}  // namespace mintport::ui
