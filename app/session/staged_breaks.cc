// Checks staged changes before a commit. Reads the texts in the index, not the files.
#include <algorithm>

#include "app/session/commits.hh"
#include "core/convert/breaks.hh"
#include "core/diff/diff.hh"
#include "core/diff/lines.hh"
#include "core/edit/edit.hh"
#include "core/names/names.hh"

namespace mintport {
namespace {

std::shared_ptr<const Source> source_of(const std::string& path, const Result<std::string>& text) {
  if (!text) return nullptr;
  auto source = Source::make(path, *text);
  return source ? std::make_shared<const Source>(std::move(*source)) : nullptr;
}

// The line of `whole` where line `line` of the staged text stands now, after `edits`.
std::uint32_t line_now(const Source& staged, const std::vector<Edit>& edits, std::string_view whole,
                       std::uint32_t line) {
  return Lines(whole).at(OffsetMap(edits).to_new(staged.line(line).begin));
}

}  // namespace

// Lines of the staged text that a finding covers, open or waived. `conversion` may be null.
std::set<std::uint32_t> Commits::spoken_of(const std::string& path, const std::string& staged,
                                           const Conversion* conversion) {
  std::set<std::uint32_t> out;
  if (conversion == nullptr) return out;
  const auto hunks = project_.tree.diff(conversion->text, staged);
  if (!hunks) return out;
  const Lines lines(staged);
  for (const TrackedFinding& finding : track(*conversion, staged, *hunks, project_.waivers_of(path))) {
    if (finding.life == Life::fixed) continue;
    const auto size = static_cast<ByteOffset>(staged.size());
    for (std::uint32_t line = finding.line; line <= lines.at(std::min(finding.at.end, size)); ++line)
      out.insert(line);
  }
  return out;
}

Job::Part Commits::check_part(const std::string& full_path, const Breaks& found) {
  const auto staged = project_.tree.staged_text(full_path);
  if (!staged) return only([] { return Result<void>(); });
  const std::string path = *project_.state.in_port(full_path),
                    package = project_.state.manifest.source.package;
  const FileEntry* file = project_.state.find(path);
  auto bytes = file != nullptr && file->convertible ? project_.sources.read_if_there(path) : std::nullopt;
  auto convert =
      bytes ? conversions_.conversion_of(path, std::move(*bytes)) : [] { return FileConversion{}; };
  return [this, found, full_path, path, package, staged = *staged, whole = project_.tree.read(full_path),
          head = project_.tree.head_text(project_.head_path(full_path)), convert = std::move(convert),
          tables = project_.tables]() -> Job::Take {
    const auto source = source_of(full_path, staged);
    auto find = [&](const std::shared_ptr<const Source>& text, std::shared_ptr<const Source> all) {
      return text ? find_breaks(text, path, package, *tables, std::move(all)) : std::vector<Break>();
    };
    const auto breaks =
        new_breaks(find(source, source_of(full_path, whole)), find(source_of(full_path, head), nullptr));
    auto conversion = breaks.empty() ? nullptr : convert().conversion;
    return [this, found, full_path, path, staged, whole, source, breaks, conversion]() -> Result<void> {
      if (source == nullptr) found->push_back({full_path, 1, "is not readable text", ""});
      const std::set<std::uint32_t> known =
          breaks.empty() ? std::set<std::uint32_t>() : spoken_of(path, staged, conversion.get());
      const auto hunks =
          breaks.empty() || !whole ? std::vector<LineHunk>() : project_.tree.diff(staged, *whole);
      const std::vector<Edit> edits =
          hunks && whole ? edits_between(staged, *whole, *hunks) : std::vector<Edit>();
      for (const Break& broken : breaks) {
        if (broken.kind != Break::Kind::syntax && known.contains(broken.line)) continue;
        found->push_back({full_path, whole ? line_now(*source, edits, *whole, broken.line) : broken.line,
                          to_string(broken), std::string(source->text(source->line(broken.line)))});
      }
      return {};
    };
  };
}

Job Commits::check_staged(std::function<void(std::vector<StagedBreak>)> take) {
  std::vector<std::string> paths;
  for (const auto& [full_path, status] : project_.status) {
    const auto path = project_.state.in_port(full_path);
    if (path && is_staged(status) && is_python(*path)) paths.push_back(full_path);
  }
  auto found = std::make_shared<std::vector<StagedBreak>>();
  Job job{.doing = "checking the staged changes", .parts = paths.size(), .part = {}, .end = {}};
  job.part = [this, found, paths](std::size_t at) { return check_part(paths[at], found); };
  job.end = [found, take = std::move(take)](const Job::End& end) -> Result<std::string> {
    if (end.stopped) return fail(refused("stopped: nothing was committed"));
    take(std::move(*found));
    return "";
  };
  return job;
}

}  // namespace mintport
