#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.hh"
#include "core/validate/report.hh"

namespace mintport {
namespace {

std::string place_of(const ClassResult& result) {
  const bool placed = result.error && !result.error->file.empty();
  std::string out = placed ? result.error->file : result.file;
  if (placed && result.error->line != 0) out += ":" + std::to_string(result.error->line);
  return out;
}

// "case of the port's tests", so that every line says where its case comes from.
std::string case_of(const ClassResult& result) {
  if (!result.origin) return "no case";
  return "case: " + std::string(to_string(*result.origin));
}

std::string passed_line(const ClassResult& result, std::size_t width) {
  return fmt::format("{:<9} {:<{}}  {:<9} max {:<8} {:<14} {:>6.1f} s\n", "passed", title_of(result), width,
                     to_string(result.kind), short_number(result.max_abs), case_of(result), result.seconds);
}

std::string detail(std::string_view name, std::string_view text) {
  return text.empty() ? "" : fmt::format("    {}: {}\n", name, text);
}

std::string other_block(const ClassResult& result) {
  const std::string told = result.told ? "  [a finding is on this line]" : "";
  std::string out = fmt::format("{:<9} {}: {} ({}, {}){}\n", outcome(result), place_of(result),
                                title_of(result), to_string(result.rung), case_of(result), told);
  if (result.error) {
    const bool typed = result.error->type != "Differs";
    std::string message = typed ? result.error->type + ": " + result.error->message : result.error->message;
    for (std::size_t at = 0; (at = message.find('\n', at)) != message.npos; ++at)
      message.insert(at + 1, "    ");
    out += "    " + message + "\n";
  }
  if (result.max_abs) {
    out += fmt::format("    largest difference: {}, relative {}\n", short_number(result.max_abs),
                       short_number(result.max_rel));
  }
  return out + detail("first layer that differs", result.layer);
}

std::string weights_text(const WeightPairs& weights) {
  std::string out;
  const auto add = [&](std::string_view what, const std::vector<std::string>& names) {
    constexpr std::size_t kMost = 5;
    if (names.empty()) return;
    const std::vector<std::string> first(
        names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(kMost, names.size())));
    out += fmt::format("    {}: {}{}\n", what, fmt::join(first, ", "),
                       names.size() > kMost ? fmt::format(" and {} more", names.size() - kMost) : "");
  };
  add("weights that the port lacks", weights.missing);
  add("weights that only the port has", weights.extra);
  add("weights of another shape", weights.shapes);
  return out;
}

std::string layer_lines(const std::vector<LayerRow>& layers) {
  std::string out;
  for (const LayerRow& row : layers) {
    const std::string_view verdict = !row.ok ? "not run" : *row.ok ? "equal" : "differs";
    out += fmt::format("    {:<8} {:<9} {:<9} {} ({})\n", verdict, short_number(row.max_abs),
                       short_number(row.max_rel), row.name, row.type);
  }
  return out;
}

std::string details(const ClassResult& result) {
  std::string out;
  if (result.weights) out += weights_text(*result.weights);
  for (const CaseRun& run : result.runs) {
    if (run.ok == true) continue;
    out += fmt::format("    {}: {}\n", run.name,
                       run.error ? run.error->type + ": " + run.error->message
                                 : "largest difference " + short_number(run.max_abs));
  }
  if (!result.emulated.empty()) out += fmt::format("    emulated: {}\n", fmt::join(result.emulated, ", "));
  for (const std::string& note : result.notes) out += detail("note", note);
  return out;
}

}  // namespace

std::string title_of(const ClassResult& result) {
  const ClassResult usual;
  std::string out = result.dtype == usual.dtype ? "" : result.dtype;
  if (result.mode != usual.mode) out += (out.empty() ? "" : ", ") + result.mode;
  return out.empty() ? result.name : result.name + " (" + out + ")";
}

std::string short_number(const std::optional<double>& value) {
  return value ? fmt::format("{:.2g}", *value) : "-";
}

std::string summary_of(const ValidationTotals& totals) {
  std::string out = totals.classes == 1 ? "1 class: " : grouped(totals.classes) + " classes: ";
  const auto add = [&](std::size_t count, std::string_view what) {
    if (count == 0) return;
    if (!out.ends_with(": ")) out += ", ";
    out += grouped(count) + " " + std::string(what);
  };
  if (totals.classes == 0) return "no classes";
  add(totals.ok, "passed");
  add(totals.failed, "failed");
  add(totals.undecided, "undecided");
  return out;
}

std::string write_validation_text(const Validation& run) {
  std::string out;
  std::size_t width = 0;
  for (const ClassResult& result : run.classes) width = std::max(width, title_of(result).size());
  for (const ClassResult& result : run.classes) {
    out += result.ok == true ? passed_line(result, width) : other_block(result);
    const bool layers = run.options.layers || result.ok == false;
    out += details(result) + (layers ? layer_lines(result.layers) : "");
  }
  const ValidationTotals sum = totals(run.classes);
  out += summary_of(sum);
  if (sum.failed > 0) out += fmt::format("; {} of the failures on a line with a finding", sum.told);
  return out + (run.stopped ? "; stopped before the end" : "") + fmt::format("; {:.1f} s\n", sum.seconds);
}

}  // namespace mintport
