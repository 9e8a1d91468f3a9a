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

namespace {

// One place after the other: what one has changed (an import, the line of another) the next one sees.
std::string fixed_text(WorkTree& tree, const Conversion& conversion, std::string text,
                       const std::vector<Fix>& fixes, std::size_t& done) {
  for (const Fix& fix : fixes) {
    const auto hunks = tree.diff(conversion.text, text);
    if (!hunks) continue;
    auto fixed = mintport::apply_fix(conversion, text, *hunks, fix);
    if (!fixed) continue;
    text = std::move(*fixed);
    ++done;
  }
  return text;
}

}  // namespace

std::vector<Fix> Session::fixes_at(const std::vector<FixPlace>& places) const {
  std::vector<Fix> out;
  for (const FixPlace& place : places) {
    const FileEntry* file = state_.find(place.path);
    if (file == nullptr || place.finding >= file->findings.size()) continue;
    const std::vector<Fix>& fixes = file->findings[place.finding].finding.fixes;
    if (place.fix < fixes.size()) out.push_back(fixes[place.fix]);
  }
  return out;
}

Result<CodeFile> Session::preview(const FixPlace& place) {
  const auto before = read_if_there(tree_, state_.port_path(place.path));
  auto bytes = tree_.read(state_.source_path(place.path));
  if (!before || !bytes) return fail(refused("the port has no such file any more"));
  const Counted counted = convert_now(place.path, std::move(*bytes));
  std::size_t done = 0;
  std::string after =
      counted.conversion ? fixed_text(tree_, *counted.conversion, *before, fixes_at({place}), done) : "";
  if (done == 0) return fail(refused("this code was changed by hand since it was converted"));
  const auto hunks = tree_.diff(*before, after);
  if (!hunks) return fail(hunks.error());
  return compared(*before, after, edits_between(*before, after, *hunks));
}

struct Session::FixWork {
  std::string title;
  std::vector<std::pair<std::string, std::vector<FixPlace>>> files;
  std::size_t chosen = 0, done = 0;  // places
  std::vector<std::string> fixed;    // files

  std::string label() const {
    return "fixed " + counted(done, "place") + " in " + counted(fixed.size(), "file") + ": " + title;
  }
};

Job::Part Session::fix_part(const std::shared_ptr<FixWork>& work, std::size_t at) {
  const auto& [path, places] = work->files[at];
  const auto before = read_if_there(tree_, state_.port_path(path));
  auto bytes = tree_.read(state_.source_path(path));
  if (!before || !bytes) return only([] { return Result<void>(); });
  return [this, work, path = path, before = *before, fixes = fixes_at(places),
          convert = conversion_of(path, std::move(*bytes))]() -> Job::Take {
    Counted counted = convert();
    std::size_t done = 0;
    std::string after =
        counted.conversion ? fixed_text(tree_, *counted.conversion, before, fixes, done) : before;
    return [this, work, path, before, after, done, counted]() -> Result<void> {
      if (before == after) return {};
      work->done += done;
      work->fixed.push_back(path);
      const auto replaced = replace_text(work->label(), state_.port_path(path), before, after);
      if (!replaced || !*replaced) {
        work->done -= done;
        work->fixed.pop_back();
      }
      if (!replaced) return fail(replaced.error());
      settle(counted);
      return {};
    };
  };
}

Result<Job> Session::fix_places(const FixGroup& group) {
  std::map<std::string, std::vector<FixPlace>> by_file;
  auto work = std::make_shared<FixWork>();
  for (const FixPlace& place : group.places) {
    if (!place.chosen) continue;
    by_file[place.path].push_back(place);
    ++work->chosen;
  }
  if (work->chosen == 0) return fail(refused("no place is chosen"));
  work->title = group.title;
  work->files.assign(by_file.begin(), by_file.end());
  Job job{.doing = "fixing", .parts = by_file.size(), .part = {}, .end = {}};
  job.part = [this, work](std::size_t at) { return fix_part(work, at); };
  job.end = [this, work](const Job::End& end) -> Result<std::string> {
    if (work->fixed.empty() && !end.stopped) {
      return fail(refused("these places were all changed by hand since they were converted"));
    }
    std::string said = work->fixed.empty() ? "nothing was fixed" : work->label();
    if (work->done < work->chosen && !end.stopped) {
      said += "; " + counted(work->chosen - work->done, "place") + " changed by hand since, left alone";
    }
    return after_job(std::move(said), work->fixed, end.stopped);
  };
  return one_step(std::move(job));
}

}  // namespace mintport
