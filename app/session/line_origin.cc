// Explains a line: its findings and changes with their rules, table entries and signatures; the rule or
// person that made it; its commit and author.
#include <algorithm>
#include <chrono>
#include <set>

#include "app/session/files.hh"
#include "core/base/text.hh"
#include "core/check/catalog.hh"
#include "core/diff/lines.hh"
#include "core/mapping/explain.hh"
#include "core/rules/catalog.hh"

namespace mintport {
namespace {

// Describes the names in a note such as "torch.cat -> mindspore.mint.cat" that the tables know.
std::string names_of(const Tables& tables, std::string_view note) {
  for (std::string_view word : split(note, ' ')) {
    while (!word.empty() && (word.ends_with(':') || word.ends_with(',') || word.ends_with('.'))) {
      word.remove_suffix(1);
    }
    if (word.find('.') == std::string_view::npos) continue;
    if (std::string text = mintport::explain(tables, word); !text.empty()) return text;
  }
  return {};
}

void add_rule(std::string& out, const std::string& id, std::set<std::string>& said) {
  if (said.insert(id).second) out += explain_rule(id);
}

std::string date_of(std::int64_t seconds) {
  using namespace std::chrono;
  const year_month_day day(floor<days>(sys_seconds(std::chrono::seconds(seconds))));
  auto digits = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::to_string(static_cast<int>(day.year())) + "-" + digits(static_cast<unsigned>(day.month())) +
         "-" + digits(static_cast<unsigned>(day.day()));
}

}  // namespace

// The changes that touch a line of the HF file (0: no line).
std::vector<const Change*> Files::changes_at(std::uint32_t source_line) const {
  std::vector<const Change*> out;
  const Lines lines(file_->code.left.text);
  if (!file_->conversion || source_line == 0 || source_line > lines.count()) return out;
  const ByteRange range{lines.begin(source_line), lines.begin(source_line + 1)};
  for (const Change& change : file_->conversion->changes) {
    const bool here = std::any_of(change.edits.begin(), change.edits.end(), [&](const Edit& edit) {
      return edit.range.begin < range.end &&
             (edit.range.end > range.begin || edit.range.begin == range.begin);
    });
    if (here) out.push_back(&change);
  }
  return out;
}

std::string Files::explain_line(std::uint32_t source_line, std::uint32_t port_line) const {
  std::string out;
  if (!file_ || !file_->conversion) return out;
  std::set<std::string> said;
  for (const TrackedFinding& tracked : file_->findings) {
    const Finding& finding = tracked.finding;
    if (tracked.line != port_line) continue;
    out += "finding: " + finding.symbol + " (" + std::string(to_string(finding.kind)) + ")\n";
    out += "  " + finding.message + "\n";
    if (tracked.life == Life::waived) out += "  waived: " + tracked.reason + "\n";
    for (const Fix& fix : finding.fixes) {
      out += "  offered: " + fix.title + " (" + std::string(to_string(fix.applicability)) + ")\n";
    }
    out += "\n";
    if (std::string text = mintport::explain(*project_.tables, finding.symbol); !text.empty())
      out += text + "\n";
    if (std::string text = explain_check_rule(finding.rule); !text.empty()) out += text + "\n";
    add_rule(out, finding.rule, said);
    out += "\n";
  }
  for (const Change* at : changes_at(source_line)) {
    const Change& change = *at;
    out += "change: " + change.note + "\n";
    if (!change.evidence.empty()) out += "  evidence: " + change.evidence + "\n";
    out += "  applied: " + std::string(to_string(change.applicability)) +
           (change.rename ? ", expected: nothing to review" : "") + "\n\n";
    for (const Edit& edit : change.edits) {
      const std::string_view before =
          std::string_view(file_->source_text).substr(edit.range.begin, edit.range.size());
      if (std::string text = names_of(*project_.tables, before); !text.empty()) {
        out += text + "\n";
        break;
      }
    }
    add_rule(out, change.rule, said);
    out += "\n";
  }
  return out;
}

std::string Files::commit_of(Side side, std::uint32_t line) const {
  const bool left = side == Side::left;
  if (!left && !file_->port_text) return "  commit: none; not converted yet\n";
  if (left && !project_.sources.in_work_tree())
    return "  commit: none; the sources are not in this repository\n";
  const std::string path =
      left ? project_.state.source_path(file_->path) : project_.state.port_path(file_->path);
  const auto origin = project_.tree.blame(path, file_->code.side(side).text, line);
  if (!origin) return "  commit: " + to_string(origin.error()) + "\n";
  const CommitSummary& commit = origin->commit;
  if (commit.id.empty()) return "  commit: none; not committed yet\n";
  return "  commit: " + commit.id.substr(0, 10) + " " + commit.subject +
         (origin->line == line ? "" : " (line " + std::to_string(origin->line) + " there)") +
         "\n  person: " + commit.author + ", " + date_of(commit.time) + "\n";
}

// What produced the port's line.
std::string Files::maker_of(const Row& row) const {
  if (row.by_hand) return "  made by: a person; the conversion differs\n";
  if (provisional_) return "  made by: not known yet; mintport is still reading the sources\n";
  if (!file_->conversion) return "  made by: nobody; the file is copied from HF\n";
  if (row.kind == RowKind::same) return "  made by: nobody; it is HF's line\n";
  std::string out;
  for (const Change* change : changes_at(row.left.value_or(0))) {
    out += "  made by: rule " + change->rule + ", " + change->note + "\n";
  }
  if (out.empty()) out = "  made by: the conversion, for an import or a change of the lines around\n";
  return out;
}

std::string Files::origin_of(std::size_t diff_row) const {
  if (!file_) return {};
  const Row& row = file_->code.diff.rows.at(diff_row);
  std::string out;
  if (row.right) {
    out += "port: " + project_.state.port_path(file_->path) + ":" + std::to_string(*row.right) + "\n  " +
           std::string(trim(file_->code.right.line(*row.right))) + "\n" + maker_of(row) +
           commit_of(Side::right, *row.right) + "\n";
  }
  if (row.left) {
    out += "HF: " + project_.state.source_path(file_->path) + ":" + std::to_string(*row.left) + "\n  " +
           std::string(trim(file_->code.left.line(*row.left))) + "\n";
    if (!row.right) out += row.by_hand ? "  excluded by hand\n" : maker_of(row);
    out += commit_of(Side::left, *row.left) + "\n";
  }
  return out;
}

}  // namespace mintport
