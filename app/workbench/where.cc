#include "app/workbench/where.hh"

#include <array>
#include <utility>

#include "app/workbench/workbench.hh"
#include "core/review/finding.hh"

namespace mintport {
namespace {

std::string place_of(const std::string& path, std::uint32_t line) {
  return path + ":" + std::to_string(line);
}

// "2 of 4: torch.linalg.solve".
std::string nth(std::size_t index, std::size_t count, const std::string& what) {
  return std::to_string(index + 1) + " of " + std::to_string(count) + ": " + what;
}

std::string with_cursor(const TextField& field) {
  std::string out = field.text;
  return out.insert(std::min(field.cursor, out.size()), "|");
}

}  // namespace

std::string to_string(const Where& where) {
  const std::array<std::pair<const char*, const std::string*>, 7> fields{{{"page", &where.page},
                                                                          {"above", &where.above},
                                                                          {"focus", &where.focus},
                                                                          {"subject", &where.subject},
                                                                          {"finding", &where.finding},
                                                                          {"selected", &where.selected},
                                                                          {"typed", &where.typed}}};
  std::string out;
  for (const auto& [name, value] : fields) {
    if (!value->empty()) out += std::string(name) + ": " + *value + "\n";
  }
  return out;
}

Where Workbench::where() const {
  Where out;
  switch (page_) {
    case Page::main:
      where_in_files(out);
      break;
    case Page::symbols:
      out.page = "findings";
      out.focus = symbols_.in_places ? "places" : "symbols";
      if (groups_.empty()) break;
      out.subject = nth(symbols_.list.cursor, groups_.size(), groups_[symbols_.list.cursor].symbol);
      if (symbols_.in_places) {
        const auto& places = groups_[symbols_.list.cursor].places;
        const FindingPlace& at = places[symbols_.places.cursor];
        out.subject = nth(symbols_.places.cursor, places.size(), place_of(at.path, at.line));
      }
      break;
    case Page::batch: {
      out.page = "fix at many places";
      const auto& places = batch_.fixes[batch_.fix].places;
      const FixPlace& at = places[batch_.list.cursor];
      out.subject = nth(batch_.list.cursor, places.size(),
                        place_of(at.path, at.line) + (at.chosen ? ", taken" : ", refused"));
      break;
    }
    case Page::entry: {
      out.page = "table entry";
      const EntryLook* entry = session_.entries().look();
      if (entry == nullptr || entry->spots.empty()) break;
      const EntrySpot& at = entry->spots[entry_.list.cursor];
      out.subject = nth(entry_.list.cursor, entry->spots.size(),
                        place_of(at.path, at.place.line) + (at.chosen ? ", taken" : ", refused"));
      break;
    }
    case Page::weights: {
      out.page = "parameters";
      if (weights_.rows.empty()) break;
      const ParameterPair& at = weights_.rows[weights_.list.cursor];
      out.subject = nth(weights_.list.cursor, weights_.rows.size(), at.left + " | " + at.right);
      break;
    }
    case Page::staging:
      where_in_changes(out);
      break;
    case Page::conflicts:
      out.page = "conflicts";
      if (conflicts_.places.empty()) break;
      out.subject = nth(conflicts_.at, conflicts_.places.size(),
                        conflicts_.files[conflicts_.places[conflicts_.at].first].path);
      out.focus = std::array{"ours", "theirs", "both"}[conflicts_.choice];
      break;
    case Page::commit:
      out.page = amending_ ? "amend" : "commit";
      out.typed = with_cursor(message_);
      break;
    case Page::breaks:
      out.page = "breaks";
      if (broken_.empty()) break;
      out.subject = nth(breaks_.list.cursor, broken_.size(),
                        place_of(broken_[breaks_.list.cursor].path, broken_[breaks_.list.cursor].line));
      break;
    case Page::explain:
      out.page = "explanation";
      break;
    case Page::help:
      out.page = "keys";
      break;
    case Page::start:
      out.page = "start";
      break;
  }
  where_above(out);
  return out;
}

void Workbench::where_in_files(Where& out) const {
  out.page = "files";
  if (pane_ == Pane::tree) {
    out.focus = "tree";
    if (tree_list_.cursor < tree_.size()) out.subject = tree_[tree_list_.cursor].path;
    return;
  }
  out.focus = pane_ == Pane::code ? "code" : "findings";
  const OpenFile& file = *session_.file();
  out.subject = file.path;
  if (const auto line = line_here(cursor_side())) {
    out.subject = place_of(file.path, *line) + (cursor_side() == Side::left ? ", HF" : ", port");
  }
  if (const auto at = finding_here()) {
    const TrackedFinding& finding = file.findings[*at];
    constexpr std::array kLives{"open", "fixed", "waived"};
    out.finding = nth(*at, file.findings.size(),
                      finding.finding.symbol + ", " + kLives[static_cast<std::size_t>(finding.life)]);
  }
  if (const auto rows = selection()) {
    out.selected = std::to_string(rows->first + 1) + " to " + std::to_string(rows->last + 1);
  }
  if (detail_) {
    out.above = "finding";
    if (!file.findings[*detail_].finding.fixes.empty()) {
      out.above += ", fix " + std::to_string(fix_ + 1) + " of " +
                   std::to_string(file.findings[*detail_].finding.fixes.size());
    }
  }
}

void Workbench::where_in_changes(Where& out) const {
  out.page = "changes";
  out.focus = staging_.in_lines ? "hunks" : "files";
  if (changed_.empty()) return;
  const std::string& path = changed_[staging_.list.cursor].path;
  out.subject = nth(staging_.list.cursor, changed_.size(), path);
  if (staging_.in_lines && !staging_rows_.empty()) {
    const StagingRow& row = staging_rows_[staging_.lines.cursor];
    out.subject = path + (row.part == 1 ? ", staged" : ", not staged") + ", hunk " +
                  std::to_string(row.hunk + 1) + ", row " + std::to_string(staging_.lines.cursor + 1);
  }
  if (const auto rows = selection()) {
    out.selected = std::to_string(rows->first + 1) + " to " + std::to_string(rows->last + 1);
  }
}

void Workbench::where_above(Where& out) const {
  if (picking_ != Picking::nothing) {
    out.above = "picker: " + picker_.title;
    out.typed = with_cursor(picker_.field);
    out.subject = picker_.list.cursor < picker_.rows.size() ? picker_.rows[picker_.list.cursor].text : "";
    out.finding.clear();
  } else if (asking_ != Asking::nothing) {
    out.above = (asking_ == Asking::notice ? "notice: " : "prompt: ") + prompt_.title;
    if (prompt_.field) out.typed = with_cursor(*prompt_.field);
  }
}

}  // namespace mintport
