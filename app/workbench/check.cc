// Session's part that looks through what is staged before it is committed: the index's texts, not the files.
#include <algorithm>

#include "app/workbench/session.hh"
#include "core/convert/breaks.hh"
#include "core/diff/lines.hh"

namespace mintport {
namespace {

std::shared_ptr<const Source> source_of(const std::string& path, const Result<std::string>& text) {
  if (!text) return nullptr;
  auto source = Source::make(path, *text);
  return source ? std::make_shared<const Source>(std::move(*source)) : nullptr;
}

}  // namespace

// Lines of the staged text that a finding speaks of, open or waived.
std::set<std::uint32_t> Session::spoken_of(const std::string& path, const std::string& staged) {
  std::set<std::uint32_t> out;
  const FileEntry* file = state_.find(path);
  if (file == nullptr) return out;
  std::vector<TrackedFinding> findings = file->findings;
  if (read_if_there(tree_, state_.port_path(path)) != staged) {
    auto bytes = tree_.read(state_.source_path(path));
    const Counted counted = bytes && file->python ? convert_now(path, std::move(*bytes)) : Counted{};
    if (!counted.conversion) return out;
    const auto hunks = tree_.diff(counted.conversion->text, staged);
    if (!hunks) return out;
    findings = track(*counted.conversion, staged, *hunks, waivers_of(path));
  }
  const Lines lines(staged);
  for (const TrackedFinding& finding : findings) {
    if (finding.life == Life::fixed) continue;
    const auto size = static_cast<ByteOffset>(staged.size());
    for (std::uint32_t line = finding.line; line <= lines.at(std::min(finding.at.end, size)); ++line)
      out.insert(line);
  }
  return out;
}

std::vector<StagedBreak> Session::breaks_of(const std::string& full_path, const std::string& path) {
  std::vector<StagedBreak> out;
  const auto staged = tree_.staged_text(full_path);
  if (!staged) return out;
  const auto source = source_of(full_path, staged);
  if (source == nullptr) return {{full_path, 1, "is no text that can be read", ""}};
  auto find = [&](const std::shared_ptr<const Source>& text, std::shared_ptr<const Source> whole) {
    return text ? find_breaks(text, path, state_.manifest.source.package, tables_, std::move(whole))
                : std::vector<Break>();
  };
  const auto breaks = new_breaks(find(source, source_of(full_path, tree_.read(full_path))),
                                 find(source_of(full_path, tree_.head_text(head_path(full_path))), nullptr));
  if (breaks.empty()) return out;
  const std::set<std::uint32_t> known = spoken_of(path, *staged);
  for (const Break& broken : breaks) {
    if (broken.kind != Break::Kind::syntax && known.contains(broken.line)) continue;
    out.push_back(
        {full_path, broken.line, to_string(broken), std::string(source->text(source->line(broken.line)))});
  }
  return out;
}

std::vector<StagedBreak> Session::staged_breaks() {
  std::vector<StagedBreak> out;
  for (const auto& [full_path, status] : status_) {
    const auto path = state_.in_port(full_path);
    if (!path || !is_staged(status) || !path->ends_with(".py")) continue;
    auto breaks = breaks_of(full_path, *path);
    std::move(breaks.begin(), breaks.end(), std::back_inserter(out));
  }
  return out;
}

}  // namespace mintport
