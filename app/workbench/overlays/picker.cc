#include "app/workbench/overlays/picker.hh"

#include "app/workbench/pages/files/files_page.hh"
#include "app/workbench/typing.hh"
#include "core/base/text.hh"
#include "core/review/fuzzy.hh"
#include "core/review/outline.hh"

namespace mintport::ui {
namespace {

std::string state_text(const FileEntry& file) {
  std::string out(to_string(file.state()));
  if (const std::size_t open = file.count(Life::open)) out += ", " + grouped(open) + " open";
  return out;
}

std::string state_text(const OutlineRow& row) {
  if (row.open == 0 && row.hunks == 0) return "only renames";
  std::string out = row.open > 0 ? grouped(row.open) + " open" : "";
  if (row.hunks > 0) {
    out += std::string(out.empty() ? "" : ", ") + grouped(row.reviewed) + " of " + plural(row.hunks, "hunk") +
           " reviewed";
  }
  return out;
}

}  // namespace

Picker::Picker(Host& host, std::string title, std::vector<PickerRow> candidates,
               std::function<void(std::size_t)> then)
    : host_(host), candidates_(std::move(candidates)), then_(std::move(then)) {
  pane_.title = std::move(title);
  pane_.rows = Picker::narrowed();
}

std::vector<PickerRow> Picker::narrowed() {
  std::vector<std::string> texts;
  for (const PickerRow& row : candidates_) texts.push_back(row.text);
  matches_ = fuzzy_rank(trim(pane_.field.text), texts);
  std::vector<PickerRow> rows;
  for (const std::size_t index : matches_) rows.push_back(candidates_[index]);
  return rows;
}

void Picker::narrow() {
  pane_.list = {};
  pane_.rows = narrowed();
}

std::string Picker::completed(const PickerRow& row) const {
  return std::string(trim(row.text));
}

void Picker::complete() {
  if (pane_.rows.empty()) return;
  const std::string text = completed(pane_.rows[pane_.list.cursor]);
  pane_.field = {};
  pane_.field.insert(text);
  narrow();
}

void Picker::accept() {
  host_.pop();
  if (!pane_.rows.empty()) then_(matches_[pane_.list.cursor]);
}

void Picker::key(const Key& key) {
  const auto command = host_.keys().find(key, Context::prompt);
  if (command == Command::text_accept) return accept();
  if (command == Command::text_cancel) return host_.pop();
  if (command == Command::text_complete) return complete();
  if (command == Command::text_up || command == Command::text_down) {
    return pane_.list.move(command == Command::text_up ? -1 : 1, pane_.rows.size());
  }
  const std::string before = pane_.field.text;
  type_key(key, host_.keys(), Context::prompt, pane_.field);
  if (pane_.field.text != before) narrow();
}

bool Picker::paste(std::string_view bytes) {
  paste_into(pane_.field, bytes, Context::prompt);
  narrow();
  return true;
}

std::vector<Hint> Picker::hints() const {
  return {host_.hint(Command::text_accept, "accept", Context::prompt),
          host_.hint(Command::text_complete, "complete", Context::prompt),
          host_.hint(Command::text_down, "next", Context::prompt),
          host_.hint(Command::text_cancel, "leave", Context::prompt)};
}

void pick_file(Host& host) {
  std::vector<PickerRow> rows;
  for (const FileEntry& file : host.session().state().files) rows.push_back({file.path, state_text(file)});
  const auto open = [&host, rows](std::size_t index) { host.files().open(rows[index].text); };
  host.push(std::make_shared<Picker>(host, "Open a file", rows, open));
}

void pick_definition(Host& host) {
  const auto& file = host.session().file();
  if (!file) return host.say("no file is open: " + host.hint(Command::find_file) + " finds one");
  std::vector<PickerRow> rows;
  std::vector<std::uint32_t> lines;
  for (const OutlineRow& row :
       outline(file->code.right.definitions, file->findings, file->code.diff, file->reviewed_hunks)) {
    rows.push_back({std::string(static_cast<std::size_t>(2 * row.depth), ' ') + row.name, state_text(row)});
    lines.push_back(row.line);
  }
  const auto go = [&host, lines](std::size_t index) { host.files().go_to_line(lines[index], Side::right); };
  host.push(std::make_shared<Picker>(host, "Symbols of " + file->path, std::move(rows), go));
}

void Picker::where(Where& out) const {
  out.above = "picker: " + pane_.title;
  out.typed = with_cursor(pane_.field);
  out.subject = pane_.list.cursor < pane_.rows.size() ? pane_.rows[pane_.list.cursor].text : "";
  out.finding.clear();
}

}  // namespace mintport::ui
