#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <optional>

#include "app/commands/commands.hh"
#include "app/tree/convert_files.hh"
#include "core/mapping/explain.hh"
#include "core/rules/catalog.hh"

namespace mintport::cli {
namespace {

struct FileLine {
  std::string file;
  std::uint32_t line = 0;
};

// Parses FILE:LINE if the file exists; names of torch never have this form.
std::optional<FileLine> file_line(const std::string& subject) {
  const std::size_t colon = subject.rfind(':');
  if (colon == std::string::npos) return std::nullopt;
  FileLine out{subject.substr(0, colon), 0};
  const char* end = subject.data() + subject.size();
  const auto [stop, error] = std::from_chars(subject.data() + colon + 1, end, out.line);
  std::error_code ignored;
  if (error != std::errc() || stop != end || !std::filesystem::is_regular_file(out.file, ignored))
    return std::nullopt;
  return out;
}

// Explains what a conversion does to a line of a source file, with the evidence. Writes nothing.
Result<int> explain_line(const FileLine& at, const std::vector<std::string>& mappings) {
  const auto tables = load_tables(mappings, "mindone");
  if (!tables) return fail(tables.error());
  const Converted made = convert_file(at.file, {}, {}, {.tables = *tables});
  const FileReport& report = made.files.front();
  if (!report.error.empty())
    return fail({ErrorKind::io, at.file, report.error_line, report.error, "give a Python file"});
  std::string out;
  for (const ReportedChange& change : report.changes) {
    if (change.line != at.line) continue;
    out += fmt::format("{}: {}\n", change.rule, change.note);
    if (!change.evidence.empty()) out += fmt::format("  {}\n", change.evidence);
  }
  for (const ReportedFinding& finding : report.findings) {
    if (at.line < finding.original.begin.line || finding.original.last_line < at.line) continue;
    out += fmt::format("{}: {}: {}\n", finding.rule, finding.symbol, finding.message);
  }
  fmt::print("{}", out.empty() ? fmt::format("line {}: no changes, no findings\n", at.line) : out);
  return 0;
}

}  // namespace

Result<int> ExplainCommand::run() const {
  if (const auto at = file_line(subject)) return explain_line(*at, mappings);
  const auto tables = load_tables(mappings);
  if (!tables) return fail(tables.error());
  const std::string text = explain_rule(subject) + explain(*tables, subject, Verification::embedded());
  if (text.empty()) {
    return fail({.kind = ErrorKind::not_found,
                 .file = subject,
                 .what = explain_unknown(*tables, subject),
                 .hint = "give a name such as torch.cat, or a rule id from a report"});
  }
  fmt::print("{}", text);
  return 0;
}

}  // namespace mintport::cli
