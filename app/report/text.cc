#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "app/report/number_of.hh"
#include "app/report/write.hh"

namespace mintport {
namespace {

enum class Ink { plain, bold, dim, red, yellow };

// Builds a text piece by piece, with optional colours.
class Writer {
 public:
  explicit Writer(bool colour) : colour_(colour) {}

  Writer& put(std::string_view text, Ink ink = Ink::plain) {
    static constexpr const char* kCodes[] = {"", "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[33m"};
    if (colour_ && ink != Ink::plain) {
      text_ += kCodes[static_cast<int>(ink)];
      text_ += text;
      text_ += "\x1b[0m";
    } else {
      text_ += text;
    }
    return *this;
  }
  std::string take() { return std::move(text_); }

 private:
  bool colour_;
  std::string text_;
};

void write_finding(Writer& out, const ReportedFinding& finding) {
  const LineColumn at = finding.converted.begin;
  out.put(fmt::format("  {:>9}  ", fmt::format("{}:{}", at.line, at.column)), Ink::dim)
      .put(fmt::format("{:<16} ", to_string(finding.kind)),
           finding.kind == FindingKind::syntax ? Ink::red : Ink::yellow)
      .put(finding.symbol, Ink::bold)
      .put(fmt::format(": {}\n", finding.message));
  for (const ReportedFix& fix : finding.fixes) {
    out.put(fmt::format("{:>14}fix ({}): {}\n", "", to_string(fix.applicability), fix.title), Ink::dim);
  }
}

void write_file(Writer& out, const FileReport& file) {
  if (!file.error.empty()) {
    out.put(file.path, Ink::bold)
        .put(file.state == FileState::refused ? ": refused: " : ": failed: ", Ink::red)
        .put(file.error + "\n");
    return;
  }
  if (file.changes.empty() && file.findings.empty()) return;
  out.put(file.path, Ink::bold)
      .put(fmt::format(": {}, {}\n", number_of(file.changes.size(), "change"),
                       number_of(file.findings.size(), "finding")));
  for (const ReportedFinding& finding : file.findings) write_finding(out, finding);
}

struct KindCount {
  std::size_t files = 0, places = 0;
};

std::map<FindingKind, KindCount> by_kind(const Report& report) {
  std::map<FindingKind, KindCount> out;
  for (const FileReport& file : report.files) {
    std::map<FindingKind, std::size_t> here;
    for (const ReportedFinding& finding : file.findings) ++here[finding.kind];
    for (const auto& [kind, places] : here) {
      out[kind].files += 1;
      out[kind].places += places;
    }
  }
  return out;
}

std::string totals_line(const Totals& sum) {
  std::string out = fmt::format("{}: {} converted, {} unchanged", number_of(sum.files, "file"), sum.converted,
                                sum.unchanged);
  if (sum.copied > 0) out += fmt::format(", {} copied", sum.copied);
  if (sum.failed > 0) out += fmt::format(", {} failed", sum.failed);
  if (sum.refused > 0) out += fmt::format(", {} refused", sum.refused);
  return out +
         fmt::format("; {}, {}\n", number_of(sum.changes, "change"), number_of(sum.findings, "finding"));
}

}  // namespace

std::vector<Blocking> most_blocking(const Report& report, std::size_t most) {
  std::map<std::string_view, std::pair<Blocking, const FileReport*>> found;
  for (const FileReport& file : report.files) {
    for (const ReportedFinding& finding : file.findings) {
      auto& [entry, last] = found[finding.symbol];
      if (last == nullptr) {
        entry.symbol = finding.symbol;
        entry.first = fmt::format("{}:{}", file.path, finding.converted.begin.line);
      }
      entry.kinds.insert(finding.kind);
      entry.files += last != &file;
      entry.places += 1;
      last = &file;
    }
  }
  std::vector<Blocking> out;
  for (auto& [key, value] : found) out.push_back(std::move(value.first));
  std::stable_sort(out.begin(), out.end(), [](const Blocking& a, const Blocking& b) {
    return std::tie(a.files, a.places) > std::tie(b.files, b.places);
  });
  if (out.size() > most) out.resize(most);
  return out;
}

std::string write_summary(const Report& report, bool colour, std::size_t most) {
  Writer out(colour);
  const Totals sum = totals(report);
  out.put(totals_line(sum), Ink::bold);
  if (sum.findings == 0) return out.take();
  out.put(fmt::format("\n{:<18} {:>8} {:>8}\n", "findings", "places", "files"), Ink::dim);
  for (const auto& [kind, count] : by_kind(report)) {
    out.put(fmt::format("{:<18} {:>8} {:>8}\n", to_string(kind), count.places, count.files));
  }
  out.put(fmt::format("\n{:<48} {:>8} {:>8}  first\n", "most frequent blockers", "places", "files"),
          Ink::dim);
  for (const Blocking& entry : most_blocking(report, most)) {
    std::string name = entry.symbol;
    for (const FindingKind kind : entry.kinds)
      name += fmt::format("{}{}", kind == *entry.kinds.begin() ? "  " : ", ", to_string(kind));
    out.put(fmt::format("{:<48} {:>8} {:>8}  {}\n", name, entry.places, entry.files, entry.first));
  }
  return out.take();
}

std::string write_text(const Report& report, bool colour) {
  Writer out(colour);
  for (const FileReport& file : report.files) write_file(out, file);
  return out.take() + "\n" + write_summary(report, colour);
}

}  // namespace mintport
