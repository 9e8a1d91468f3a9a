// From one thing to do to the next.
#include <algorithm>

#include "app/workbench/workbench.hh"
#include "core/base/text.hh"

namespace mintport {

// In an open file the next place that wants a look, then the mark, then the index; from the tree, and when
// all that is done, the next file.
void Workbench::next_step() {
  const bool from_tree = page_ == Page::main && pane_ == Pane::tree;
  if (from_tree || !has_file()) return next_file();
  step_in_file(rows_.empty() ? std::nullopt : std::optional(rows_[code_list_.cursor].row));
}

void Workbench::step_in_file(std::optional<std::size_t> row) {
  const FileEntry& entry = *session_.state().find(session_.file()->path);
  if (entry.state() >= FileStage::staged) return next_file();
  page_ = Page::main;
  detail_.reset();
  if (pane_ == Pane::tree) pane_ = Pane::code;
  const OpenFile& file = *session_.file();
  if (!file.port_text) {
    said_ = "next: convert " + file.path + ", which the port has not; " + keys_.hint(Command::open) + " does";
    return;
  }
  const auto places = open_places(file.findings, file.code.diff, file.reviewed_hunks);
  if (const auto at = place_after(places, row)) return show_place(places, *at);
  said_ =
      entry.reviewed
          ? "next: stage " + file.path + ", which is reviewed; " + keys_.hint(Command::stage_file) + " does"
          : "next: mark this file, of which all is seen; " + keys_.hint(Command::mark_reviewed) + " does";
}

void Workbench::show_place(const std::vector<OpenPlace>& places, std::size_t at) {
  const OpenPlace& place = places[at];
  const std::string number = " (" + std::to_string(at + 1) + " of " + std::to_string(places.size()) + "): ";
  if (!place.finding) {
    show_code_row(place.row);
    said_ = "next: hunk that nobody reviewed" + number + keys_.hint(Command::mark_hunk) + " marks it";
    return;
  }
  to_finding(place.index);
  const Finding& finding = session_.file()->findings[place.index].finding;
  said_ =
      "next: open finding " + finding.symbol + number +
      (finding.fixes.empty() ? keys_.hint(Command::edit) + " edits, " + keys_.hint(Command::waive) + " waives"
                             : keys_.hint(Command::open) + " shows its fix");
}

// In the order of imports. From the tree: what is under the cursor, if it is not done; of a folder what is in
// it.
const FileEntry* Workbench::file_to_do() {
  const State& state = session_.state();
  const std::vector<std::string>& order = session_.imports().files;
  const bool in_tree = page_ == Page::main && pane_ == Pane::tree && tree_list_.cursor < tree_.size();
  if (!in_tree) return mintport::next_file(state, order, has_file() ? session_.file()->path : "");
  const TreeRow& row = tree_[tree_list_.cursor];
  if (!row.folder) {
    const FileEntry* file = state.find(row.path);
    return file->state() < FileStage::staged ? file : mintport::next_file(state, order, row.path);
  }
  const FileEntry* inside = mintport::next_file(state, order, "", row.path + "/");
  return inside != nullptr ? inside : mintport::next_file(state, order, "");
}

// The first of all, whatever is open.
void Workbench::first_file() {
  go_to_file(mintport::next_file(session_.state(), session_.imports().files, ""));
}

void Workbench::next_file() {
  go_to_file(file_to_do());
}

void Workbench::go_to_file(const FileEntry* next) {
  if (next == nullptr) {
    const bool staged = summary_.states[static_cast<std::size_t>(FileStage::staged)] > 0;
    said_ = staged ? "next: commit what is staged; " + keys_.hint(Command::commit) + " does"
                   : "nothing is left to do: all files are committed";
    return;
  }
  const std::string path = next->path;
  open(path);
  if (!said_error_ && has_file()) step_in_file(std::nullopt);
  if (!said_error_ && !session_.imports().files.empty()) said_ += why_now(path);
}

// Why a file comes now and not later.
std::string Workbench::why_now(const std::string& path) {
  const std::vector<std::string>& imports = session_.imports().of(path);
  if (imports.empty()) return "; it imports nothing of the package";
  const auto open =
      static_cast<std::size_t>(std::count_if(imports.begin(), imports.end(), [&](const std::string& at) {
        const FileEntry* file = session_.state().find(at);
        return file != nullptr && file->state() < FileStage::staged;
      }));
  if (open == 0) return "; all that it imports is done";
  return "; " + plural(open, "file") + " of those that it imports not done";
}

void Workbench::mark_hunk() {
  if (!in_code()) return;
  const Diff& diff = session_.file()->code.diff;
  const Hunk* hunk = diff.hunk_at(rows_[code_list_.cursor].row);
  if (hunk == nullptr) {
    said_ =
        "this line is the same on both sides: " + keys_.hint(Command::next_hunk) + " goes to the next hunk";
    return;
  }
  say(session_.review().mark_hunk(static_cast<std::size_t>(hunk - diff.hunks.data())));
  refresh_views();
}

}  // namespace mintport
