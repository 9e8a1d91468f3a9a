#include "app/report/report.hh"

#include <algorithm>
#include <utility>

namespace mintport {
namespace {

ReportedChange reported(const Change& change, const Source& before, const Source& after,
                        const OffsetMap& map) {
  const ByteOffset at = change.edits.empty() ? 0 : change.edits.front().range.begin;
  return {.id = change.id,
          .rule = change.rule,
          .note = change.note,
          .applicability = change.applicability,
          .line = before.line_at(at),
          .converted_line = after.line_at(map.to_new(at)),
          .evidence = change.evidence};
}

ReportedFinding reported(const Finding& finding, const Source& before, const Source& after) {
  ReportedFinding out{.kind = finding.kind,
                      .rule = finding.rule,
                      .symbol = finding.symbol,
                      .message = finding.message,
                      .original = place_of(before, finding.original),
                      .converted = place_of(after, finding.converted)};
  for (const Fix& fix : finding.fixes) {
    ReportedFix& to = out.fixes.emplace_back(ReportedFix{fix.title, fix.applicability, {}});
    for (const Edit& edit : fix.edits) to.edits.push_back({edit, place_of(after, edit.range)});
  }
  return out;
}

}  // namespace

Place place_of(const Source& source, ByteRange range) {
  const ByteOffset last = range.empty() ? range.begin : range.end - 1;
  return {source.position(range.begin), source.position(range.end), source.line_at(last)};
}

std::string_view to_string(FileState state) {
  switch (state) {
    case FileState::converted:
      return "converted";
    case FileState::unchanged:
      return "unchanged";
    case FileState::copied:
      return "copied";
    case FileState::failed:
    case FileState::refused:
      return "failed";
  }
  return "failed";
}

Result<FileReport> report_of(std::string path, const Conversion& conversion) {
  const Source& before = *conversion.source;
  if (conversion.changes.empty() && conversion.findings.empty() && conversion.text == before.text())
    return FileReport{.path = std::move(path)};
  const auto after = Source::make(path, conversion.text);
  if (!after) return fail(after.error());
  const OffsetMap map(conversion.edits);
  FileReport out{.path = std::move(path)};
  if (conversion.text != before.text()) out.state = FileState::converted;
  for (const Change& change : conversion.changes)
    out.changes.push_back(reported(change, before, *after, map));
  for (const Finding& finding : conversion.findings)
    out.findings.push_back(reported(finding, before, *after));
  return out;
}

Totals totals(const Report& report) {
  Totals out{.files = report.files.size()};
  for (const FileReport& file : report.files) {
    out.converted += file.state == FileState::converted;
    out.unchanged += file.state == FileState::unchanged;
    out.copied += file.state == FileState::copied;
    out.failed += file.state == FileState::failed;
    out.refused += file.state == FileState::refused;
    out.changes += file.changes.size();
    out.findings += file.findings.size();
  }
  return out;
}

}  // namespace mintport
