#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <optional>

#include "app/commands/commands.hh"
#include "app/commands/review.hh"
#include "app/git/repository.hh"
#include "app/tree/convert_files.hh"
#include "app/tree/files.hh"
#include "app/tree/sources.hh"
#include "core/base/text.hh"
#include "core/check/catalog.hh"
#include "core/mapping/explain.hh"
#include "core/rules/catalog.hh"

namespace mintport::cli {
namespace {

namespace fs = std::filesystem;

struct FileLine {
  std::string file;
  std::uint32_t line = 0;
};

// The project around the current folder: its tables and sources.
struct Around {
  Tables tables;
  std::string package;
  fs::path sources;
};
Result<Around> around(const std::vector<std::string>& mappings) {
  const auto work_tree = open_repository(".");
  if (!work_tree) return fail(work_tree.error());
  const auto manifest = read_manifest(**work_tree);
  if (!manifest) return fail(manifest.error());
  auto tables = load_project_tables((*work_tree)->root(), *manifest, mappings);
  if (!tables) return fail(tables.error());
  const auto sources = find_sources(**work_tree, *manifest);
  if (!sources) return fail(sources.error());
  return Around{*std::move(tables), manifest->source.package, *sources};
}

// Parses FILE:LINE if the file exists, here or below `sources`; names of torch never have this form.
std::optional<FileLine> file_line(const std::string& subject, const fs::path& sources) {
  const std::size_t colon = subject.rfind(':');
  if (colon == std::string::npos) return std::nullopt;
  FileLine out{subject.substr(0, colon), 0};
  const char* end = subject.data() + subject.size();
  const auto [stop, error] = std::from_chars(subject.data() + colon + 1, end, out.line);
  std::error_code ignored;
  if (error != std::errc() || stop != end) return std::nullopt;
  if (!fs::is_regular_file(out.file, ignored) && !sources.empty()) out.file = (sources / out.file).string();
  return fs::is_regular_file(out.file, ignored) ? std::optional(out) : std::nullopt;
}

// What a conversion does to a line of a source file, with the evidence. Writes nothing.
Result<std::string> explain_line(const FileLine& at, const Tables& tables, const WriteOptions& options) {
  const Converted made = convert_file(at.file, {}, options, {.tables = tables});
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
  return out.empty() ? fmt::format("line {}: no changes, no findings\n", at.line) : out;
}

// Prints an explanation: text, or its lines as JSON.
Result<int> tell(const ExplainCommand& command, std::string_view kind, const std::string& text) {
  if (!command.json) return print_text(text).map([] { return 0; });
  Json out = json_header();
  out["subject"] = command.subject;
  out["kind"] = kind;
  Json lines = Json::array();
  for (const std::string_view line : split_lines(text)) {
    if (!line.empty()) lines.push_back(line);
  }
  out["lines"] = std::move(lines);
  return print_json(out).map([] { return 0; });
}

}  // namespace

Result<int> ExplainCommand::run() const {
  const bool may_be_place = subject.find(':') != std::string::npos;
  const Result<Around> project = may_be_place ? around(mappings) : fail(Error{});
  if (const auto at = file_line(subject, project ? project->sources : fs::path())) {
    const auto print = [this](const Result<std::string>& text) -> Result<int> {
      return text ? tell(*this, "line", *text) : fail(text.error());
    };
    if (project && is_below(real_path(at->file), real_path(project->sources)))
      return print(explain_line(*at, project->tables, {.package = project->package}));
    const auto plain = load_tables(mappings, "mindone");
    return plain ? print(explain_line(*at, *plain, {})) : fail(plain.error());
  }
  const auto tables = load_tables(mappings);
  if (!tables) return fail(tables.error());
  const std::string rule = explain_rule(subject) + explain_check_rule(subject);
  const std::string text = rule + explain(*tables, subject, Verification::embedded());
  if (text.empty()) {
    return fail({.kind = ErrorKind::not_found,
                 .file = subject,
                 .what = explain_unknown(*tables, subject),
                 .hint = "give a name such as torch.cat, or a rule id from a report"});
  }
  return tell(*this, rule.empty() ? "name" : "rule", text);
}

}  // namespace mintport::cli
