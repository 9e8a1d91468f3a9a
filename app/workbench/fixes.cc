// Session's part that fixes many places at once.
#include <algorithm>
#include <map>

#include "app/workbench/session.hh"

namespace mintport {

std::vector<FixGroup> Session::fixes_of(const SymbolGroup& group) const {
  std::map<std::string_view, FixGroup> by_title;
  for (const FindingPlace& place : group.places) {
    const FileEntry* file = state_.find(place.path);
    if (file == nullptr || !file->ported || place.finding >= file->findings.size()) continue;
    const std::vector<Fix>& fixes = file->findings[place.finding].finding.fixes;
    for (std::size_t i = 0; i < fixes.size(); ++i) {
      FixGroup& to = by_title[fixes[i].title];
      to.title = fixes[i].title;
      to.places.push_back({place.path, place.finding, i, place.line, place.code});
    }
  }
  std::vector<FixGroup> out;
  for (auto& [title, fixes] : by_title) out.push_back(std::move(fixes));
  std::stable_sort(out.begin(), out.end(),
                   [](const FixGroup& a, const FixGroup& b) { return a.places.size() > b.places.size(); });
  return out;
}

Result<CodeFile> Session::preview(const FixPlace& place) {
  std::size_t done = 0;
  const auto before = read_if_there(tree_, state_.port_path(place.path));
  if (!before) return fail(refused("the port has no such file any more"));
  const auto after = fixed_text(place.path, *before, {&place}, done);
  if (!after || done == 0) return fail(refused("this code was changed by hand since it was converted"));
  const auto hunks = tree_.diff(*before, *after);
  if (!hunks) return fail(hunks.error());
  return compared(*before, *after, edits_between(*before, *after, *hunks));
}

// One place after the other: what one has changed (an import, the line of another) the next one sees.
std::optional<std::string> Session::fixed_text(const std::string& path, std::string_view before,
                                               const std::vector<const FixPlace*>& places,
                                               std::size_t& done) {
  const FileEntry* file = state_.find(path);
  auto bytes = tree_.read(state_.source_path(path));
  if (file == nullptr || !bytes) return std::nullopt;
  const Counted counted = convert_now(path, std::move(*bytes));
  if (!counted.conversion) return std::nullopt;
  std::string text(before);
  for (const FixPlace* place : places) {
    if (place->finding >= file->findings.size()) continue;
    const std::vector<Fix>& fixes = file->findings[place->finding].finding.fixes;
    const auto hunks = tree_.diff(counted.conversion->text, text);
    if (!hunks || place->fix >= fixes.size()) continue;
    auto fixed = mintport::apply_fix(*counted.conversion, text, *hunks, fixes[place->fix]);
    if (!fixed) continue;
    text = std::move(*fixed);
    ++done;
  }
  return text;
}

Result<std::string> Session::fix_places(const FixGroup& group) {
  std::map<std::string, std::vector<const FixPlace*>> by_file;
  std::size_t chosen = 0, done = 0;
  for (const FixPlace& place : group.places) {
    if (!place.chosen) continue;
    by_file[place.path].push_back(&place);
    ++chosen;
  }
  if (chosen == 0) return fail(refused("no place is chosen"));
  std::vector<TextChange> texts;
  for (const auto& [path, places] : by_file) {
    const std::string port = state_.port_path(path);
    const auto before = read_if_there(tree_, port);
    if (!before) continue;
    auto after = fixed_text(path, *before, places, done);
    if (after && *after != *before) texts.push_back({port, before, std::move(after)});
  }
  if (texts.empty()) return fail(refused("these places were all changed by hand since they were converted"));
  std::string label =
      "fixed " + counted(done, "place") + " in " + counted(texts.size(), "file") + ": " + group.title;
  if (done < chosen) label += "; " + counted(chosen - done, "place") + " changed by hand since, left alone";
  return act(action::ChangeTexts{std::move(label), std::move(texts)});
}

}  // namespace mintport
