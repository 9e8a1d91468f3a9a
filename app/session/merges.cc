// Resolving the last conflict of a file also stages it, in the same step, unless the file does not parse.
#include "app/session/merges.hh"

#include <algorithm>
#include <array>
#include <optional>

#include "app/git/merge_lines.hh"
#include "core/base/text.hh"
#include "core/names/names.hh"
#include "core/syntax/tree.hh"

namespace mintport {
namespace {

bool is_in_conflict(const FileStatus& status) {
  return status.index == TreeState::conflicted || status.work == TreeState::conflicted;
}

// The base of a conflict, which git's own markers do not show: that of the same conflict, or of one around
// it, in a merge whose markers do.
std::string base_of(const ConflictPlace& conflict, const std::vector<ConflictPlace>& with_bases) {
  for (const ConflictPlace& at : with_bases) {
    if (at.ours == conflict.ours && at.theirs == conflict.theirs) return at.base;
  }
  for (const ConflictPlace& at : with_bases) {
    const bool around = at.ours.find(conflict.ours) != std::string::npos &&
                        at.theirs.find(conflict.theirs) != std::string::npos;
    if (around) return at.base;
  }
  return {};
}

// The 1-based line of the first syntax error; 0 if there is none or the file is not Python.
std::uint32_t broken_line(const std::string& path, const std::string& text) {
  if (!is_python(path)) return 0;
  const auto parsed = Tree::parse(path, text);
  if (!parsed) return 1;
  const Tree& tree = *parsed;
  const auto errors = tree.errors();
  return errors.empty() ? 0 : tree.source().line_at(errors.front().begin);
}

}  // namespace

std::vector<ConflictFile> Merges::conflicts() {
  std::vector<ConflictFile> out;
  for (const auto& [path, status] : project_.status) {
    const bool in_conflict = is_in_conflict(status);
    if (!in_conflict && status.work != TreeState::modified && status.index == TreeState::unmodified) continue;
    auto text = read_if_there(project_.tree, path);
    if (!text) continue;
    auto places = find_conflicts(*text);
    if (places.empty() && !in_conflict) continue;
    out.push_back({path, *std::move(text), std::move(places)});
    if (in_conflict) add_sides(out.back());
  }
  return out;
}

// Reads what the index knows of the sides.
void Merges::add_sides(ConflictFile& file) {
  const auto entries = project_.tree.index_entries({file.path});
  const auto entry = entries ? entries->at(file.path) : std::nullopt;
  if (!entry) return;
  std::optional<std::string> texts[3];
  for (const IndexSide& side : entry->sides) {
    if (auto text = project_.tree.stored(side.id)) texts[side.stage - 1] = std::move(*text);
  }
  const auto& [base, ours, theirs] = texts;
  if (file.places.empty() && ours.has_value() != theirs.has_value())
    file.deleted = ours ? ConflictFile::Deleted::by_theirs : ConflictFile::Deleted::by_ours;
  if (file.deleted != ConflictFile::Deleted::no) file.base = base.value_or("");
  const bool lacks_base = std::any_of(file.places.begin(), file.places.end(),
                                      [](const ConflictPlace& place) { return place.base.empty(); });
  if (!lacks_base || !base || !ours || !theirs) return;
  const std::string merged = merge_with_markers(*base, *ours, *theirs);
  const auto with_bases = find_conflicts(merged);
  for (ConflictPlace& place : file.places) {
    if (place.base.empty()) place.base = base_of(place, with_bases);
  }
}

std::size_t Merges::count() const {
  return static_cast<std::size_t>(std::count_if(project_.status.begin(), project_.status.end(),
                                                [](const auto& at) { return is_in_conflict(at.second); }));
}

Result<std::string> Merges::abort() {
  const std::string other = project_.git.other;
  auto done = project_.tree.abort_merge();
  project_.read_status();
  (void)files_.refresh();
  (void)files_.reopen();
  if (!done) return fail(done.error());
  return "the merge of " + other + " is given up; all is as in HEAD";
}

Result<std::string> Merges::after_resolving(const std::string& path) {
  const auto text = read_if_there(project_.tree, path);
  if (!text) return "resolved " + path + ": deleted";
  const std::size_t left = find_conflicts(*text).size();
  if (left > 0) return "resolved a conflict of " + path + ", " + plural(left, "conflict") + " left in it";
  if (const std::uint32_t line = broken_line(path, *text)) {
    return fail(
        {ErrorKind::content, path, line, "resolved, but it does not parse", "edit it, then stage the file"});
  }
  if (auto staged = project_.tree.stage_file(path); !staged) return fail(staged.error());
  return "resolved and staged " + path;
}

Result<std::string> Merges::resolve(const ConflictFile& file, std::size_t place, Favor favor) {
  const std::string& path = file.path;
  const auto now = read_if_there(project_.tree, path);
  if (now != file.text) {
    return fail({ErrorKind::refused, path, 0, "was changed outside mintport", "check it again"});
  }
  Step step = steps_.index_step("resolved a conflict of " + path, {path});
  step.texts.push_back({path, now, now});
  const ConflictFile::Deleted chosen = favor == Favor::ours     ? ConflictFile::Deleted::by_ours
                                       : favor == Favor::theirs ? ConflictFile::Deleted::by_theirs
                                                                : ConflictFile::Deleted::no;
  auto said = steps_.perform(std::move(step), [&]() -> Result<std::string> {
    if (!file.places.empty()) {
      auto written = project_.tree.write(path, without_conflict(*now, file.places.at(place), favor));
      if (!written) return fail(written.error());
    } else if (chosen != ConflictFile::Deleted::no && file.deleted == chosen) {
      if (auto gone = project_.tree.remove(path); !gone) return fail(gone.error());
      if (auto staged = project_.tree.stage_file(path); !staged) return fail(staged.error());
    }
    return after_resolving(path);
  });
  files_.refresh();
  return said;
}

Result<std::string> Merges::edit(const std::string& path, std::uint32_t line) {
  const auto before = read_if_there(project_.tree, path);
  Step step = steps_.index_step("edited " + path, {path});
  step.texts.push_back({path, before, before});
  Result<void> edited;
  auto said = steps_.perform(std::move(step), [&]() -> Result<std::string> {
    edited = project_.surroundings.edit(project_.tree.root() + "/" + path, line);
    return read_if_there(project_.tree, path) == before ? Result<std::string>("nothing was changed")
                                                        : after_resolving(path);
  });
  files_.refresh();
  return !edited ? fail(edited.error()) : said;
}

}  // namespace mintport
