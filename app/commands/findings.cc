#include "app/report/findings.hh"

#include <fmt/format.h>

#include <algorithm>

#include "app/commands/commands.hh"
#include "app/commands/review.hh"

namespace mintport::cli {
namespace {

bool is_listed(Life life, FindingsCommand::Wanted wanted) {
  switch (wanted) {
    case FindingsCommand::Wanted::open:
      return life == Life::open;
    case FindingsCommand::Wanted::fixed:
      return life == Life::fixed;
    case FindingsCommand::Wanted::waived:
      return life == Life::waived;
    case FindingsCommand::Wanted::all:
      return true;
  }
  return true;
}

std::vector<ListedFinding> rows_of(const State& state, const std::vector<FindingAt>& places) {
  std::vector<ListedFinding> out;
  for (const FindingAt& place : places)
    out.push_back(listed(state, *state.find(place.path), at(state, place)));
  std::stable_sort(out.begin(), out.end(), [](const ListedFinding& a, const ListedFinding& b) {
    return a.file == b.file ? a.line < b.line : a.file->path < b.file->path;
  });
  return out;
}

std::string write(const FindingsReport& report, FindingsCommand::Format format) {
  switch (format) {
    case FindingsCommand::Format::text:
      return write_text(report);
    case FindingsCommand::Format::json:
      return write_json(report);
    case FindingsCommand::Format::sarif:
      return write_sarif(report);
    case FindingsCommand::Format::csv:
      return write_csv(report);
    case FindingsCommand::Format::markdown:
      return write_markdown(report);
  }
  return "";
}

}  // namespace

Result<int> FindingsCommand::run() const {
  const auto review = CommandReview::open(*this, Session::Access::read);
  if (!review) return fail(review.error());
  const State& state = (*review)->state();
  const auto places = (*review)->places_of(paths);
  if (!places) return fail(places.error());
  (*review)->session().count([&](const std::string& path) { return is_at(path, *places); });
  FindingsReport report{.version = kVersion,
                        .target = std::string((*review)->tables().target_version()),
                        .state = state,
                        .findings = rows_of(state, select(state, {*places, kind, symbol}))};
  const bool any_open = std::any_of(report.findings.begin(), report.findings.end(),
                                    [](const ListedFinding& row) { return row.found->life == Life::open; });
  std::erase_if(report.findings, [&](const ListedFinding& row) { return !is_listed(row.found->life, life); });
  for (const FileEntry& file : state.files) {
    if (!file.error.empty() && is_at(file.path, *places)) report.failed.push_back(&file);
  }
  if (auto printed = print_text(write(report, format)); !printed) return fail(printed.error());
  for (const FileEntry* file : report.failed) fmt::print(stderr, "mintport: error: {}\n", file->error);
  return !report.failed.empty() ? 3 : fail_on_findings && any_open ? 1 : 0;
}

}  // namespace mintport::cli
