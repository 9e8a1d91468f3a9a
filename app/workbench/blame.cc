// Where the lines of a row are from: which rule or hand made them, which commit brought them, and who.
#include <chrono>

#include "app/workbench/session.hh"
#include "core/base/text.hh"

namespace mintport {
namespace {

std::string date_of(std::int64_t seconds) {
  using namespace std::chrono;
  const year_month_day day(floor<days>(sys_seconds(std::chrono::seconds(seconds))));
  auto digits = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::to_string(static_cast<int>(day.year())) + "-" + digits(static_cast<unsigned>(day.month())) +
         "-" + digits(static_cast<unsigned>(day.day()));
}

}  // namespace

std::string Session::commit_of(Side side, std::uint32_t line) const {
  const bool left = side == Side::left;
  if (!left && !file_->port_text) return "  commit: none, it is not converted yet\n";
  const std::string path = left ? state_.source_path(file_->path) : state_.port_path(file_->path);
  const auto origin = tree_.blame(path, file_->code.side(side).text, line);
  if (!origin) return "  commit: " + to_string(origin.error()) + "\n";
  const CommitSummary& commit = origin->commit;
  if (commit.id.empty()) return "  commit: none, it is not committed yet\n";
  return "  commit: " + commit.id.substr(0, 10) + " " + commit.subject +
         (origin->line == line ? "" : " (line " + std::to_string(origin->line) + " there)") +
         "\n  person: " + commit.author + ", " + date_of(commit.time) + "\n";
}

// What made the port's line of HF's.
std::string Session::maker_of(const Row& row) const {
  if (row.by_hand) return "  made by: hand, the conversion gives something else\n";
  if (provisional_) return "  made by: not known yet, the sources are still being read\n";
  if (!file_->conversion) return "  made by: nobody, it is copied from HF as it is\n";
  if (row.kind == RowKind::same) return "  made by: nobody, it is HF's line\n";
  std::string out;
  for (const Change* change : changes_at(row.left.value_or(0))) {
    out += "  made by: rule " + change->rule + ", " + change->note + "\n";
  }
  if (out.empty()) out = "  made by: the conversion, for its imports or a change of the lines around\n";
  return out;
}

std::string Session::origin_of(std::size_t diff_row) const {
  if (!file_) return {};
  const Row& row = file_->code.diff.rows.at(diff_row);
  std::string out;
  if (row.right) {
    out += "port: " + state_.port_path(file_->path) + ":" + std::to_string(*row.right) + "\n  " +
           std::string(trim(file_->code.right.line(*row.right))) + "\n" + maker_of(row) +
           commit_of(Side::right, *row.right) + "\n";
  }
  if (row.left) {
    out += "HF: " + state_.source_path(file_->path) + ":" + std::to_string(*row.left) + "\n  " +
           std::string(trim(file_->code.left.line(*row.left))) + "\n";
    if (!row.right) out += row.by_hand ? "  taken out by hand\n" : maker_of(row);
    out += commit_of(Side::left, *row.left) + "\n";
  }
  return out;
}

}  // namespace mintport
