// Why a line is as it is: its findings and changes, with their rules, table entries and signatures.
#include <algorithm>
#include <set>

#include "app/workbench/workbench.hh"
#include "core/base/text.hh"
#include "core/mapping/explain.hh"
#include "core/rules/catalog.hh"

namespace mintport {
namespace {

// The names in a note such as "torch.cat -> mindspore.mint.cat" that the tables can say something of.
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

}  // namespace

// Those that touch a line of the HF file; 0: none.
std::vector<const Change*> Session::changes_at(std::uint32_t source_line) const {
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

std::string Session::explain_line(std::uint32_t source_line, std::uint32_t port_line) const {
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
    if (std::string text = mintport::explain(*tables_, finding.symbol); !text.empty()) out += text + "\n";
    add_rule(out, finding.rule, said);
    out += "\n";
  }
  for (const Change* at : changes_at(source_line)) {
    const Change& change = *at;
    out += "change: " + change.note + "\n";
    if (!change.evidence.empty()) out += "  evidence: " + change.evidence + "\n";
    out += "  applied: " + std::string(to_string(change.applicability)) +
           (change.rename ? ", a rename" : "") + "\n\n";
    for (const Edit& edit : change.edits) {
      const std::string_view before =
          std::string_view(file_->source_text).substr(edit.range.begin, edit.range.size());
      if (std::string text = names_of(*tables_, before); !text.empty()) {
        out += text + "\n";
        break;
      }
    }
    add_rule(out, change.rule, said);
    out += "\n";
  }
  return out;
}

// The row of the diff that is asked about.
std::optional<std::size_t> Workbench::row_here() const {
  if (!in_code()) return std::nullopt;
  std::uint32_t port = port_line().value_or(0);
  if (const auto finding = finding_here()) port = session_.file()->findings[*finding].line;
  const Diff& diff = session_.file()->code.diff;
  if (rows_[code_list_.cursor].count > 0 && pane_ == Pane::code && !detail_) return std::nullopt;
  const std::size_t row =
      pane_ == Pane::code && !detail_ ? rows_[code_list_.cursor].row : diff.row_of(Side::right, port);
  return row < diff.rows.size() ? std::optional(row) : std::nullopt;
}

void Workbench::explain() {
  help_top_ = 0;
  if (page_ == Page::help) return close_page();
  if (page_ == Page::explain) {
    page_ = Page::help;
    return;
  }
  explanation_.clear();
  if (const auto row = row_here()) {
    const Row& at = session_.file()->code.diff.rows[*row];
    explanation_ = session_.explain_line(at.left.value_or(0), at.right.value_or(0));
    if (!explanation_.empty()) explanation_ += session_.origin_of(*row);
  }
  explanation_title_ = "Why this is so";
  page_ = explanation_.empty() ? Page::help : Page::explain;
}

void Workbench::blame() {
  const auto row = row_here();
  if (!row) {
    said_ = "go to a line of code: " + keys_.hint(Command::blame) +
            " says which rule, person and commit it is from";
    return;
  }
  help_top_ = 0;
  explanation_ = session_.origin_of(*row);
  explanation_title_ = "Where this line is from";
  page_ = Page::explain;
}

}  // namespace mintport
