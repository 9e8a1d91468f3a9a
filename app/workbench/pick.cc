// Lists that typing narrows: files, the symbols of a file, and the command line's completions.
#include "app/workbench/line.hh"
#include "app/workbench/workbench.hh"
#include "core/base/text.hh"
#include "core/review/fuzzy.hh"
#include "core/review/outline.hh"

namespace mintport {
namespace {

std::string state_text(const FileEntry& file) {
  std::string out(to_string(file.state()));
  if (const std::size_t open = file.count(Life::open)) out += ", " + grouped(open) + " open";
  return out;
}

std::string state_text(const OutlineRow& row) {
  if (row.open == 0 && row.hunks == 0) return "nothing but renames";
  std::string out = row.open > 0 ? grouped(row.open) + " open" : "";
  if (row.hunks > 0) {
    out += std::string(out.empty() ? "" : ", ") + grouped(row.reviewed) + " of " + plural(row.hunks, "hunk") +
           " reviewed";
  }
  return out;
}

}  // namespace

void Workbench::pick(Picking what) {
  candidates_.clear();
  lines_.clear();
  picker_ = {};
  if (what == Picking::file) {
    picker_.title = "Open a file";
    for (const FileEntry& file : session_.state().files) candidates_.push_back({file.path, state_text(file)});
  } else if (what == Picking::symbol) {
    if (!has_file()) {
      said_ = "no file is open: " + keys_.hint(Command::find_file) + " finds one";
      return;
    }
    picker_.title = "Symbols of " + session_.file()->path;
    const OpenFile& file = *session_.file();
    for (const OutlineRow& row :
         outline(file.code.right.definitions, file.findings, file.code.diff, file.reviewed_hunks)) {
      candidates_.push_back(
          {std::string(static_cast<std::size_t>(2 * row.depth), ' ') + row.name, state_text(row)});
      lines_.push_back(row.line);
    }
  } else if (what == Picking::copy) {
    picker_.title = "Copy";
    candidates_ = copies_here();
    if (candidates_.empty()) return;
  } else if (what == Picking::fixup) {
    picker_.title = "Fix up which commit?";
    constexpr std::size_t kMost = 200;
    const auto log = session_.tree().log(kMost);
    if (!log) return say(fail(log.error()));
    for (const CommitSummary& commit : *log) candidates_.push_back({commit.subject, commit.id.substr(0, 7)});
  } else {
    picker_.title = "Command";
  }
  picking_ = what;
  narrow_picks();
}

void Workbench::narrow_picks() {
  const std::string_view typed = picker_.field.text;
  picker_.list = {};
  picker_.rows.clear();
  if (picking_ == Picking::command) {
    picker_.rows = line_candidates();
    return;
  }
  std::vector<std::string> texts;
  for (const PickerRow& row : candidates_) texts.push_back(row.text);
  matches_ = fuzzy_rank(trim(typed), texts);
  for (const std::size_t index : matches_) picker_.rows.push_back(candidates_[index]);
}

void Workbench::pick_key(const Key& key) {
  const auto found = keys_.find(key, Context::prompt);
  if (found == Command::text_accept) return accept_pick();
  if (found == Command::text_cancel) {
    picking_ = Picking::nothing;
    return;
  }
  if (found == Command::text_complete) return complete_pick();
  if (found == Command::text_up || found == Command::text_down) {
    return picker_.list.move(found == Command::text_up ? -1 : 1, picker_.rows.size());
  }
  const std::string before = picker_.field.text;
  text_key(key, Context::prompt, picker_.field);
  if (picker_.field.text != before) narrow_picks();
}

void Workbench::complete_pick() {
  if (picker_.rows.empty()) return;
  const std::string text(trim(picker_.rows[picker_.list.cursor].text));
  // What takes an argument is ready for it.
  const bool more = picking_ == Picking::command && takes_argument(text);
  picker_.field = {};
  picker_.field.insert(text + (more ? " " : ""));
  narrow_picks();
}

void Workbench::accept_pick() {
  const Picking what = picking_;
  if (what == Picking::command) return run_line(std::string(trim(picker_.field.text)));
  picking_ = Picking::nothing;
  if (picker_.rows.empty()) return;
  const std::size_t index = matches_[picker_.list.cursor];
  if (what == Picking::file) return open(std::string(candidates_[index].text));
  if (what == Picking::copy) return copy_chosen(index);
  if (what == Picking::fixup) {
    return commit_checked([this, subject = candidates_[index].text] {
      return at_once("committing", [this, subject] { return session_.commits().commit_fixup(subject); });
    });
  }
  go_to_line(lines_[index], Side::right);
}

}  // namespace mintport
