#include "app/session/batches.hh"

#include <algorithm>
#include <map>

#include "core/base/text.hh"

namespace mintport {

std::vector<FixGroup> Batches::fixes_of(const SymbolGroup& group) const {
  std::map<std::string_view, FixGroup> by_title;
  for (const FindingPlace& place : group.places) {
    const FileEntry* file = project_.state.find(place.path);
    if (file == nullptr || !file->ported || place.finding >= file->findings.size()) continue;
    const std::vector<Fix>& fixes = file->findings[place.finding].finding.fixes;
    for (std::size_t i = 0; i < fixes.size(); ++i) {
      FixGroup& to = by_title[fixes[i].title];
      to.title = fixes[i].title;
      to.places.push_back({place.path, place.finding, i, place.line, place.code,
                           fixes[i].applicability == Applicability::machine});
    }
  }
  std::vector<FixGroup> out;
  for (auto& [title, fixes] : by_title) out.push_back(std::move(fixes));
  std::stable_sort(out.begin(), out.end(),
                   [](const FixGroup& a, const FixGroup& b) { return a.places.size() > b.places.size(); });
  return out;
}

namespace {

// Applies the fixes one by one, because a fix may change the text that the next one sees (an import, another
// line).
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

std::vector<Fix> Batches::fixes_at(const std::vector<FixPlace>& places) const {
  std::vector<Fix> out;
  for (const FixPlace& place : places) {
    const FileEntry* file = project_.state.find(place.path);
    if (file == nullptr || place.finding >= file->findings.size()) continue;
    const std::vector<Fix>& fixes = file->findings[place.finding].finding.fixes;
    if (place.fix < fixes.size()) out.push_back(fixes[place.fix]);
  }
  return out;
}

Result<CodeFile> Batches::preview(const FixPlace& place) {
  const auto before = read_if_there(project_.tree, project_.state.port_path(place.path));
  auto bytes = project_.sources.read(place.path);
  if (!before || !bytes) return fail(refused("the port no longer has this file"));
  const FileConversion converted = conversions_.convert_now(place.path, std::move(*bytes));
  std::size_t done = 0;
  std::string after = converted.conversion
                          ? fixed_text(project_.tree, *converted.conversion, *before, fixes_at({place}), done)
                          : "";
  if (done == 0) return fail(refused("this code was edited after the conversion"));
  const auto hunks = project_.tree.diff(*before, after);
  if (!hunks) return fail(hunks.error());
  return compared(*before, after, edits_between(*before, after, *hunks));
}

struct Batches::FixWork {
  std::string title;
  std::vector<std::pair<std::string, std::vector<FixPlace>>> files;
  std::size_t chosen = 0, done = 0;  // places
  std::vector<std::string> fixed;    // files

  std::string label() const {
    return "fixed " + plural(done, "place") + " in " + plural(fixed.size(), "file") + ": " + title;
  }
};

Job::Part Batches::fix_part(const std::shared_ptr<FixWork>& work, std::size_t at) {
  const auto& [path, places] = work->files[at];
  const auto before = read_if_there(project_.tree, project_.state.port_path(path));
  auto bytes = project_.sources.read(path);
  if (!before || !bytes) return only([] { return Result<void>(); });
  return [this, work, path = path, before = *before, fixes = fixes_at(places),
          convert = conversions_.conversion_of(path, std::move(*bytes))]() -> Job::Take {
    FileConversion converted = convert();
    std::size_t done = 0;
    std::string after =
        converted.conversion ? fixed_text(project_.tree, *converted.conversion, before, fixes, done) : before;
    return [this, work, path, before, after, done, converted]() -> Result<void> {
      if (before == after) return {};
      work->done += done;
      work->fixed.push_back(path);
      const auto replaced = steps_.replace_text(work->label(), project_.state.port_path(path), before, after);
      if (!replaced || !*replaced) {
        work->done -= done;
        work->fixed.pop_back();
      }
      if (!replaced) return fail(replaced.error());
      conversions_.track_file(converted);
      return {};
    };
  };
}

Result<Job> Batches::fix_places(const FixGroup& group) {
  std::map<std::string, std::vector<FixPlace>> by_file;
  auto work = std::make_shared<FixWork>();
  for (const FixPlace& place : group.places) {
    if (!place.chosen) continue;
    by_file[place.path].push_back(place);
    ++work->chosen;
  }
  if (work->chosen == 0) return fail(refused("no place is included"));
  work->title = group.title;
  work->files.assign(by_file.begin(), by_file.end());
  Job job{.doing = "fixing", .parts = by_file.size(), .part = {}, .end = {}};
  job.part = [this, work](std::size_t at) { return fix_part(work, at); };
  job.end = [this, work](const Job::End& end) -> Result<std::string> {
    if (work->fixed.empty() && !end.stopped) {
      return fail(refused("all these places were edited after the conversion"));
    }
    std::string said = work->fixed.empty() ? "nothing was fixed" : work->label();
    if (work->done < work->chosen && !end.stopped) {
      said += "; " + plural(work->chosen - work->done, "place") + " edited, left alone";
    }
    return steps_.after_job(std::move(said), work->fixed, end.stopped);
  };
  return steps_.one_step(std::move(job));
}

struct Batches::ConvertWork {
  std::string path;                // the requested path
  std::vector<std::string> to_do;  // files below the roots
  std::vector<std::string> done, failed;
  std::map<std::string, std::string> texts;  // by the port's path

  std::string label() const {
    return "converted " + plural(done.size(), "file") + (path.empty() ? "" : " of " + path);
  }
};

Job::Part Batches::convert_part(const std::shared_ptr<ConvertWork>& work, std::size_t at) {
  const std::string path = work->to_do[at];
  auto bytes = project_.sources.read(path);
  const FileEntry* file = project_.state.find(path);
  if (!bytes || file == nullptr) {
    return only([work, path] {
      work->failed.push_back(path);
      return Result<void>();
    });
  }
  // Files that are not Python are copied.
  auto convert = file->convertible ? conversions_.conversion_of(path, *bytes) : [path] {
    return FileConversion{path, nullptr, ""};
  };
  return [this, work, path, bytes = std::move(*bytes), convert = std::move(convert)]() -> Job::Take {
    return [this, work, path, bytes, converted = convert()]() -> Result<void> {
      if (!converted.error.empty()) {
        work->failed.push_back(path);
        return {};
      }
      const std::string& text = converted.conversion ? converted.conversion->text : bytes;
      const std::string port = project_.state.port_path(path);
      work->done.push_back(path);
      const auto written = steps_.replace_text(work->label(), port, std::nullopt, text);
      if (written && *written) work->texts[port] = text;
      if (!written || !*written) work->done.pop_back();  // another program created the file meanwhile
      if (!written) return fail(written.error());
      conversions_.track_file(converted);
      return {};
    };
  };
}

Result<Job> Batches::convert_files(const std::string& path) {
  auto work = std::make_shared<ConvertWork>();
  work->path = path;
  for (const FileEntry& file : project_.state.files) {
    const bool inside = file.path == path || is_in_folder(file.path, path);
    if (inside && !file.ported) work->to_do.push_back(file.path);
  }
  if (work->to_do.empty()) return fail(refused("the port already has all of this"));
  Job job{.doing = "converting", .parts = work->to_do.size(), .part = {}, .end = {}};
  job.part = [this, work](std::size_t at) { return convert_part(work, at); };
  job.end = [this, work](const Job::End& end) {
    if (!work->texts.empty()) {
      (void)project_.tree.record_converted(work->texts, "Convert " + plural(work->done.size(), "file"));
    }
    std::string said = work->done.empty() ? "nothing was converted" : work->label();
    if (!work->failed.empty()) said += "; " + plural(work->failed.size(), "file") + " cannot be read";
    return steps_.after_job(std::move(said), work->done, end.stopped);
  };
  return steps_.one_step(std::move(job));
}

}  // namespace mintport
