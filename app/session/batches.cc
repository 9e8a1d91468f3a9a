#include "app/session/batches.hh"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

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

struct Batches::FileFix {
  std::string path;
  std::optional<std::string> before;  // the port's text
  std::vector<std::pair<FixPlace, Fix>> fixes;
  std::vector<FixLeft> left;                // places whose finding or fix no longer exists
  std::function<FileConversion()> convert;  // empty: the source cannot be read
};

struct Batches::FixedFile {
  FileConversion converted;
  std::string after;
  std::vector<FixLeft> left;
};

Batches::FileFix Batches::file_fix(const std::string& path, const std::vector<FixPlace>& places) {
  FileFix out{.path = path, .before = read_if_there(project_.tree, project_.state.port_path(path))};
  const FileEntry* file = project_.state.find(path);
  for (const FixPlace& place : places) {
    const bool known = file != nullptr && place.finding < file->findings.size() &&
                       place.fix < file->findings[place.finding].finding.fixes.size();
    if (known) {
      out.fixes.emplace_back(place, file->findings[place.finding].finding.fixes[place.fix]);
    } else {
      out.left.push_back({place, refused("the finding no longer exists")});
    }
  }
  if (auto bytes = project_.sources.read(path))
    out.convert = conversions_.conversion_of(path, *std::move(bytes));
  return out;
}

// Applies the fixes one by one, because a fix may change the text that the next one sees (an import, another
// line). May run in a thread.
Batches::FixedFile Batches::fixed_file(WorkTree& tree, const FileFix& file) {
  FixedFile out{.after = file.before.value_or(""), .left = file.left};
  if (file.before && file.convert) out.converted = file.convert();
  const auto conversion = out.converted.conversion;
  for (const auto& [place, fix] : file.fixes) {
    const auto hunks = conversion ? tree.diff(conversion->text, out.after)
                                  : fail(refused(file.before ? "the source cannot be converted"
                                                             : "the port does not have this file"));
    auto fixed = hunks ? mintport::apply_fix(*conversion, out.after, *hunks, fix) : fail(hunks.error());
    if (fixed) {
      out.after = *std::move(fixed);
    } else {
      out.left.push_back({place, fixed.error()});
    }
  }
  return out;
}

Result<CodeFile> Batches::preview(const FixPlace& place) {
  const FileFix file = file_fix(place.path, {place});
  if (!file.before || !file.convert) return fail(refused("the port no longer has this file"));
  const FixedFile fixed = fixed_file(project_.tree, file);
  if (!fixed.left.empty()) return fail(refused("this code was edited after the conversion"));
  return compared(project_.tree, *file.before, fixed.after);
}

namespace {

std::map<std::string, std::vector<FixPlace>> chosen_by_file(const FixGroup& group) {
  std::map<std::string, std::vector<FixPlace>> out;
  for (const FixPlace& place : group.places) {
    if (place.chosen) out[place.path].push_back(place);
  }
  return out;
}

}  // namespace

std::vector<TextChange> Batches::fixed_texts(const FixGroup& group, std::vector<FixLeft>& left) {
  std::vector<TextChange> out;
  for (const auto& [path, places] : chosen_by_file(group)) {
    const FileFix file = file_fix(path, places);
    FixedFile fixed = fixed_file(project_.tree, file);
    std::move(fixed.left.begin(), fixed.left.end(), std::back_inserter(left));
    if (file.before && *file.before != fixed.after)
      out.push_back({project_.state.port_path(path), file.before, std::move(fixed.after)});
  }
  return out;
}

struct Batches::FixWork {
  std::string title;
  std::vector<std::pair<std::string, std::vector<FixPlace>>> files;
  std::size_t done = 0;            // places
  std::vector<std::string> fixed;  // files
  std::vector<FixLeft> left;

  std::string label() const {
    return "fixed " + plural(done, "place") + " in " + plural(fixed.size(), "file") + ": " + title;
  }
};

Job::Part Batches::fix_part(const std::shared_ptr<FixWork>& work, std::size_t at) {
  return [this, work, file = file_fix(work->files[at].first, work->files[at].second)]() -> Job::Take {
    return [this, work, file, fixed = fixed_file(project_.tree, file)]() -> Result<void> {
      work->left.insert(work->left.end(), fixed.left.begin(), fixed.left.end());
      if (file.before == fixed.after) return {};
      const std::size_t done = file.fixes.size() + file.left.size() - fixed.left.size();
      work->done += done;
      work->fixed.push_back(file.path);
      const std::string path = project_.state.port_path(file.path);
      const auto replaced = steps_.replace_text(work->label(), path, file.before, fixed.after);
      if (replaced && *replaced) {
        conversions_.track_file(fixed.converted);
        return {};
      }
      work->done -= done;
      work->fixed.pop_back();
      if (!replaced) return fail(replaced.error());
      for (const auto& [place, fix] : file.fixes)
        work->left.push_back({place, refused(path + " was changed outside mintport")});
      return {};
    };
  };
}

Result<Job> Batches::fix_places(const FixGroup& group, std::function<void(const FixLeft&)> left) {
  auto by_file = chosen_by_file(group);
  if (by_file.empty()) return fail(refused("no place is included"));
  auto work = std::make_shared<FixWork>();
  work->title = group.title;
  work->files.assign(by_file.begin(), by_file.end());
  Job job{.doing = "fixing", .parts = by_file.size(), .part = {}, .end = {}};
  job.part = [this, work](std::size_t at) { return fix_part(work, at); };
  job.end = [this, work, left = std::move(left)](const Job::End& end) -> Result<std::string> {
    for (std::size_t i = 0; left && i < work->left.size(); ++i) left(work->left[i]);
    if (work->fixed.empty() && !end.stopped) {
      return fail(refused("all these places were edited after the conversion"));
    }
    std::string said = work->fixed.empty() ? "nothing was fixed" : work->label();
    if (!work->left.empty() && !end.stopped) {
      said += "; " + plural(work->left.size(), "place") + " edited, left alone";
    }
    return steps_.after_job(std::move(said), work->fixed, end.stopped);
  };
  return steps_.one_step(std::move(job));
}

Result<std::string> Batches::waive(const std::vector<FindingAt>& findings, const std::string& reason) {
  if (findings.empty()) return fail(refused("no finding is chosen"));
  const std::string author = project_.tree.author(), date = project_.surroundings.today();
  Manifest manifest = project_.state.manifest;
  std::set<std::string> files, symbols;
  std::vector<std::size_t> indexes;
  for (const FindingAt& place : findings) {
    const TrackedFinding& found = at(project_.state, place);
    Waiver waiver = waiver_for(found, place.path, reason);
    waiver.author = author;
    waiver.date = date;
    manifest.waived.push_back(std::move(waiver));
    files.insert(place.path);
    symbols.insert(found.finding.symbol);
    indexes.push_back(place.finding);
  }
  if (files.size() == 1 && symbols.size() == 1)
    return steps_.act(action::Waive{*files.begin(), std::move(indexes), reason, author, date});
  const std::string label =
      "waived " + plural(findings.size(), "finding") + " in " + plural(files.size(), "file") + ": " + reason;
  return steps_.act(action::ChangeText{label,
                                       {std::string(kManifestName), project_.state.manifest_text,
                                        write_manifest(manifest, project_.state.manifest_text)}});
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
