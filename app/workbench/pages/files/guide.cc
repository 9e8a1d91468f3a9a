// Leads from one open task to the next.
#include <algorithm>

#include "app/workbench/pages/files/files_page.hh"
#include "core/base/text.hh"
#include "core/names/names.hh"

namespace mintport::ui {

// In an open file: the next place to review, then the file's mark, then staging. Afterwards, and from the
// tree: the next file.
void FilesPage::next_step() {
  const bool in_tree = host_.is_home() && pane_ == Pane::tree;
  if (in_tree || !file()) return go_to_file(file_to_do());
  step_in_file(code_.empty() ? std::nullopt : std::optional(code_.here().row));
}

void FilesPage::step_in_file(std::optional<std::size_t> row) {
  const FileEntry& entry = *session().state().find(file()->path);
  if (entry.state() >= FileStage::staged) return go_to_file(file_to_do());
  host_.home();
  detail_.reset();
  if (pane_ == Pane::tree) pane_ = Pane::code;
  const OpenFile& open = *file();
  if (!open.port_text) {
    return host_.say("next: convert " + open.path + ", not in the port; " + host_.hint(Command::open) +
                     " does");
  }
  const auto places = open_places(open.findings, open.code.diff, open.reviewed_hunks);
  if (const auto at = place_after(places, row)) return show_place(places, *at);
  host_.say(entry.reviewed
                ? "next: stage " + open.path + ", reviewed" +
                      (wants_validation(entry)
                           ? " but not validated; " + host_.hint(Command::validate) + " validates, " +
                                 host_.hint(Command::stage_file) + " stages"
                           : "; " + host_.hint(Command::stage_file) + " does")
                : "next: mark this file, fully reviewed; " + host_.hint(Command::mark_reviewed) + " does");
}

void FilesPage::show_place(const std::vector<OpenPlace>& places, std::size_t at) {
  const OpenPlace& place = places[at];
  const std::string number = " (" + std::to_string(at + 1) + " of " + std::to_string(places.size()) + "): ";
  if (!place.finding) {
    code_.show_row(place.row);
    return host_.say("next: unreviewed hunk" + number + host_.hint(Command::mark_hunk) + " marks it");
  }
  to_finding(place.index);
  const Finding& finding = file()->findings[place.index].finding;
  host_.say("next: open finding " + finding.symbol + number +
            (finding.fixes.empty()
                 ? host_.hint(Command::edit) + " edits, " + host_.hint(Command::waive) + " waives"
                 : host_.hint(Command::open) + " shows its fix"));
}

// The next file in the order of imports. From the tree: the file under the cursor if it is not done, or the
// next file inside the folder under the cursor.
const FileEntry* FilesPage::file_to_do() {
  const State& state = session().state();
  const std::vector<std::string>& order = session().imports().files;
  const TreeRow* row = host_.is_home() && pane_ == Pane::tree ? tree_.here() : nullptr;
  if (row == nullptr) return next_file(state, order, file() ? file()->path : "");
  if (!row->folder) {
    const FileEntry* here = state.find(row->path);
    return here->state() < FileStage::staged ? here : next_file(state, order, row->path);
  }
  const FileEntry* inside = next_file(state, order, "", row->path + "/");
  return inside != nullptr ? inside : next_file(state, order, "");
}

// The first file in the order, whatever is open.
void FilesPage::first_file() {
  go_to_file(next_file(session().state(), session().imports().files, ""));
}

// A reviewed file with classes that have not run as they are now. Nobody is reminded who never validates
// here.
bool FilesPage::wants_validation(const FileEntry& file) const {
  const bool ran = file.reach.verdict != FileVerdict::none && file.reach.verdict != FileVerdict::stale;
  if (ran || !file.reviewed || !file.ported || !is_python(file.path)) return false;
  if (!host_.session().validations().agreed()) return false;
  const auto text = host_.session().tree().read(host_.session().state().port_path(file.path));
  return text && (text->starts_with("class ") || text->find("\nclass ") != text->npos);
}

void FilesPage::go_to_file(const FileEntry* next) {
  if (next == nullptr) {
    for (const FileEntry& file : session().state().files) {
      if (!wants_validation(file)) continue;
      const std::string path = file.path;
      if (open(path))
        host_.say("next: validate " + path + ", reviewed but not validated; " +
                  host_.hint(Command::validate) + " does");
      return;
    }
    const Summary& all = host_.summary();
    const bool staged = all.states[static_cast<std::size_t>(FileStage::staged)] > 0;
    if (staged) return host_.say("next: commit the staged changes; " + host_.hint(Command::commit) + " does");
    return host_.say(all.open == 0 ? "nothing left to do: all files are committed"
                                   : "all files are committed; " + plural(all.open, "finding") +
                                         " still open, " + host_.hint(Command::findings) + " lists them");
  }
  const std::string path = next->path;
  open(path, [this, path] {
    step_in_file(std::nullopt);
    if (!host_.complains() && !session().imports().files.empty()) host_.add_to_said(why_now(path));
  });
}

// Explains the position of a file in the order.
std::string FilesPage::why_now(const std::string& path) {
  const std::vector<std::string>& imports = session().imports().of(path);
  if (imports.empty()) return "; it imports no file of the package";
  const auto open =
      static_cast<std::size_t>(std::count_if(imports.begin(), imports.end(), [&](const std::string& at) {
        const FileEntry* file = session().state().find(at);
        return file != nullptr && file->state() < FileStage::staged;
      }));
  if (open == 0) return "; all files it imports are staged or committed";
  return "; " + plural(open, "file") + " that it imports not staged yet";
}

}  // namespace mintport::ui
