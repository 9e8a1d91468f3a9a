// Where the migration stands, and where the person was: what a start begins with.
#include <algorithm>
#include <charconv>

#include "app/workbench/workbench.hh"
#include "core/base/text.hh"

namespace mintport {
namespace {

constexpr const char* kPlaceNote = "place";
constexpr std::string_view kFolded = "folded";

}  // namespace

void Workbench::show_start() {
  page_ = page_ == Page::start ? Page::main : Page::start;
}

SummaryPane Workbench::start_pane() const {
  SummaryPane out;
  out.title = "Where the migration stands";
  out.summary = summary_;
  out.commits = commits_;
  out.blocking.assign(groups_.begin(),
                      groups_.begin() + static_cast<long>(std::min<std::size_t>(groups_.size(), 5)));
  out.staged = session_.commits().staged_paths();
  return out;
}

// The file, the port's line, whether equal lines are folded, and the folders that are open: a line each.
std::string Workbench::place() const {
  std::string out = has_file() ? session_.file()->path : "";
  out += "\n" + std::to_string(port_line().value_or(1)) + "\n" + std::string(fold_ ? kFolded : "") + "\n";
  for (const TreeRow& row : tree_) {
    if (row.folder && row.open) out += row.path + "\n";
  }
  return out;
}

void Workbench::remember() {
  if (!remembers_) return;
  std::string now = place();
  if (now == remembered_) return;
  remembered_ = std::move(now);
  surroundings_.write_note(kPlaceNote, remembered_);
}

bool Workbench::restore() {
  remembers_ = true;
  remembered_ = surroundings_.read_note(kPlaceNote);
  const auto lines = split_lines(remembered_);
  if (lines.size() < 3) return false;
  for (std::size_t i = 3; i < lines.size(); ++i) folded_.erase(std::string(trim(lines[i])));
  fold_ = trim(lines[2]) == kFolded;
  const std::string path(trim(lines[0]));
  refresh_views();
  if (session_.state().find(path) == nullptr) return false;
  std::uint32_t line = 1;
  std::from_chars(lines[1].data(), lines[1].data() + lines[1].size(), line);
  open(path);
  if (!has_file()) return false;
  go_to_line(line, Side::right);
  return true;
}

}  // namespace mintport
