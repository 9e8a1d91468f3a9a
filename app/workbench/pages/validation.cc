#include "app/workbench/pages/validation.hh"

#include <algorithm>

#include "app/workbench/pages/files/files_page.hh"
#include "core/validate/report.hh"

namespace mintport::ui {

void ValidationPage::refresh() {
  const auto& file = host_.session().file();
  if (!file) return host_.say("no file is open; enter opens the one under the cursor");
  const Validations& validations = host_.session().validations();
  pane_.results.clear();
  for (const KeptResult* kept : validations.of_file(file->path)) pane_.results.push_back(*kept);
  pane_.now = validations.blobs_now(file->path);
  pane_.list.cursor = std::min(pane_.list.cursor, std::max<std::size_t>(pane_.rows().size(), 1) - 1);
}

void ValidationPage::move(Move move) {
  move_list(pane_.list, move, pane_.rows().size(), host_.page_rows());
}

// Opens the place of the error or of the layer.
void ValidationPage::go_there() {
  const auto rows = pane_.rows();
  if (rows.empty()) return;
  const auto& [index, layer] = rows[pane_.list.cursor];
  const ClassResult& result = pane_.results[index].result;
  const ClassError error = result.error.value_or(ClassError{});
  const std::string file = layer ? result.layers[*layer].file : error.file;
  const std::uint32_t line = layer ? result.layers[*layer].line : error.line;
  const auto path = host_.session().state().in_port(file);
  if (!path || line == 0) return host_.say("no line of the port is known for this");
  host_.files().open(*path, [&files = host_.files(), line] { files.go_to_line(line, Side::right); });
}

Handled ValidationPage::command(Command command) {
  if (command != Command::open) return Handled::no;
  go_there();
  return Handled::yes;
}

void ValidationPage::draw(Rect body, Grid& grid) {
  constexpr int kBelow = 6;  // the title, and what is under the list
  pane_.list.top =
      scroll_to(pane_.list.cursor, pane_.list.top,
                static_cast<std::size_t>(std::max(body.height - kBelow, 1)), pane_.rows().size());
  draw_validation(pane_, body, grid);
}

Bar ValidationPage::bar() const {
  return {"validation of " + host_.session().file()->path, ""};
}

std::vector<Hint> ValidationPage::hints() const {
  return {host_.hint(Command::open, "go there"), host_.hint(Command::validate, "validate"),
          host_.hint(Command::back, "back"), host_.hint(Command::explain, "keys")};
}

// The file that was validated.
Subject ValidationPage::subject() const {
  Subject out;
  out.path = host_.session().file()->path;
  out.changed = {host_.session().state().port_path(out.path)};
  return out;
}

void ValidationPage::where(Where& out) const {
  out.page = "validation";
  const auto rows = pane_.rows();
  if (rows.empty()) return;
  const auto& [index, layer] = rows[pane_.list.cursor];
  const ClassResult& result = pane_.results[index].result;
  out.subject = nth(pane_.list.cursor, rows.size(), layer ? result.layers[*layer].name : title_of(result));
}

}  // namespace mintport::ui
