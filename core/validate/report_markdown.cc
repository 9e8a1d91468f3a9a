#include <fmt/format.h>

#include <algorithm>

#include "core/validate/report.hh"

namespace mintport {
namespace {

// In one line, for a cell of a table.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c == '\n' || c == '\r' ? ' ' : c;
  }
  return out;
}

std::string what_is_wrong(const ClassResult& result) {
  if (!result.error) return "";
  std::string out = result.error->type == "Differs" ? "" : result.error->type + ": ";
  out += result.error->message;
  if (!result.layer.empty()) out += " (first at " + result.layer + ")";
  return cell(out);
}

std::string row_of(const ClassResult& result) {
  const ClassError error = result.error.value_or(ClassError{});
  const std::string place = error.file.empty() ? result.file : fmt::format("{}:{}", error.file, error.line);
  return fmt::format("| {} | `{}` | `{}` | {} | {} | {} | {} |\n", outcome(result), title_of(result),
                     cell(place), to_string(result.rung), result.origin ? to_string(*result.origin) : "none",
                     short_number(result.max_abs), what_is_wrong(result));
}

int rank(const ClassResult& result) {
  return !result.ok ? 1 : *result.ok ? 2 : 0;
}

}  // namespace

std::string write_validation_markdown(const Validation& run) {
  std::vector<ClassResult> rows = run.classes;
  std::stable_sort(rows.begin(), rows.end(),
                   [](const ClassResult& a, const ClassResult& b) { return rank(a) < rank(b); });
  const ValidationOptions& o = run.options;
  std::string out = "**" + summary_of(totals(run.classes)) + "**";
  out += fmt::format(" (rtol {:g}, atol {:g}, {}, {}, {})", o.tight ? 1e-5 : o.rtol, o.tight ? 1e-5 : o.atol,
                     o.dtype, o.mode, o.device_target);
  if (run.stopped) out += ". The run was stopped before its end";
  out +=
      ".\n\n| result | class | place | rung | case | max | error |\n| --- | --- | --- | --- | --- | ---: | "
      "--- |\n";
  for (const ClassResult& result : rows) out += row_of(result);
  return out;
}

}  // namespace mintport
