#include "core/review/finding.hh"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "core/base/text.hh"
#include "core/diff/diff.hh"
#include "core/diff/lines.hh"
#include "core/review/state.hh"
#include "core/syntax/tree.hh"

namespace mintport {
namespace {

// The range of "torch.fft.fft2" in "torch.fft.fft2(x)"; the first byte if the code does not begin with a
// name.
ByteRange head_of(std::string_view text, ByteRange range) {
  ByteOffset end = range.begin;
  auto in_name = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  };
  while (end < range.end && in_name(text[end])) ++end;
  return {range.begin, std::max(end, std::min(range.begin + 1, range.end))};
}

// The text of `range` after applying the fix to the conversion.
std::string fixed_code(std::string_view text, ByteRange range, const Fix& fix) {
  std::vector<Edit> inside;
  for (const Edit& edit : fix.edits) {
    if (!range.contains(edit.range)) continue;
    inside.push_back({{edit.range.begin - range.begin, edit.range.end - range.begin}, edit.text});
  }
  return mintport::apply(text.substr(range.begin, range.size()), inside);
}

Life life_of(const Finding& finding, std::string_view before, std::string_view after,
             const OffsetMap& moved) {
  if (moved.untouched(finding.converted)) return Life::open;
  const ByteRange head = head_of(before, finding.converted);
  if (!moved.untouched(head)) return Life::fixed;
  const ByteRange at = moved.to_new(finding.converted);
  const std::string_view now = after.substr(at.begin, at.size());
  const bool as_fixed = std::any_of(finding.fixes.begin(), finding.fixes.end(), [&](const Fix& fix) {
    return fixed_code(before, finding.converted, fix) == now;
  });
  return as_fixed ? Life::fixed : Life::open;
}

// The ids of the findings of one file, asked for in their order.
class Ids {
 public:
  explicit Ids(const Source& source) : source_(source) {}

  std::string next(const Finding& finding) {
    const ByteRange line = source_.line(source_.line_at(finding.original.begin));
    std::string key = fmt::format("{}\n{}\n{}\n{}", source_.path(), to_string(finding.kind), finding.symbol,
                                  trim(source_.text(line)));
    const std::size_t before = seen_[key]++;
    return finding_id(std::to_string(before), key);
  }

 private:
  const Source& source_;
  std::map<std::string, std::size_t> seen_;
};

// The name that an import line binds, "F" of "import torch.nn.functional as F"; empty: another line, or one
// that imports several names.
std::string_view bound_by(std::string_view line) {
  line = trim(line.substr(0, line.find('#')));
  if (line.find_first_of(",(\\") != std::string_view::npos) return {};
  const bool from = line.starts_with("from ");
  const std::size_t imported = from ? line.find(" import ") : line.starts_with("import ") ? 0 : line.npos;
  if (imported == line.npos) return {};
  std::string_view name = trim(line.substr(imported + (from ? 8 : 7)));
  if (const std::size_t as = name.find(" as "); as != name.npos) return trim(name.substr(as + 4));
  return from ? name : name.substr(0, name.find('.'));
}

// The names that code outside of import statements uses. A string of one word is code: an annotation, or a
// name that the module exports.
class UsedNames {
 public:
  explicit UsedNames(std::string_view text) : text_(text) {}

  // True also if it cannot be known, because the text does not parse.
  bool has(std::string_view name) {
    if (!read_) read();
    return !parsed_ || names_.contains(std::string(name)) || words_.find(name) != std::string::npos;
  }

 private:
  void read() {
    read_ = true;
    const auto parsed = Tree::parse("", std::string(text_));
    if (!parsed) return;
    const Tree& tree = *parsed;
    parsed_ = tree.errors().empty();
    for (const NodeId id : tree.of(Kind::identifier)) {
      if (tree.ancestor(id, Kind::import_statement) == kNoNode &&
          tree.ancestor(id, Kind::import_from_statement) == kNoNode)
        names_.emplace(tree.text(id));
    }
    for (const NodeId id : tree.of(Kind::string_content)) {
      const std::string_view word = tree.text(id);
      if (word.find_first_of(" \n") == std::string_view::npos) words_ += std::string(word) + "\n";
    }
  }

  const std::string_view text_;
  bool read_ = false, parsed_ = false;
  std::set<std::string> names_;
  std::string words_;
};

// Offers to remove an import that the conversion left for names which a person has replaced since.
void offer_removal(TrackedFinding& tracked, const Lines& converted, UsedNames& used) {
  const std::uint32_t number = std::min(converted.at(tracked.finding.converted.begin), converted.count());
  const std::string_view name = bound_by(converted.line(number));
  if (name.empty() || used.has(name)) return;
  const ByteRange line{converted.begin(number), converted.begin(number + 1)};
  tracked.finding.message = "no name from it is left: remove the import";
  tracked.finding.fixes.push_back({"remove the import", Applicability::machine, {{line, ""}}});
}

// Waives the finding by the first waiver for it that no finding has used.
void waive(TrackedFinding& tracked, std::span<const Waiver> waivers, std::vector<bool>& used) {
  for (std::size_t i = 0; i < waivers.size(); ++i) {
    if (used[i] || !is_for(waivers[i], tracked)) continue;
    used[i] = true;
    tracked.life = Life::waived;
    tracked.reason = waivers[i].reason;
    return;
  }
}

}  // namespace

std::string_view to_string(Life life) {
  return life == Life::open ? "open" : life == Life::fixed ? "fixed" : "waived";
}

std::string finding_id(std::string_view first, std::string_view second) {
  return fmt::format("{:012x}", fingerprint(first, second) >> 16);
}

bool is_for(const Waiver& waiver, const TrackedFinding& finding) {
  return waiver.nth == finding.nth && waiver.code == finding.code &&
         waiver.kind == to_string(finding.finding.kind) && waiver.symbol == finding.finding.symbol;
}

std::vector<TrackedFinding> track(const Conversion& conversion, std::string_view port_text,
                                  std::span<const LineHunk> hunks, std::span<const Waiver> waivers) {
  const OffsetMap moved(edits_between(conversion.text, port_text, hunks));
  const Lines lines(port_text);
  Ids ids(*conversion.source);
  const Lines converted(conversion.text);
  UsedNames used_names(port_text);
  // A package's __init__.py imports names for others.
  const bool edited = !hunks.empty() && !conversion.source->path().ends_with("__init__.py");
  std::map<std::string, std::uint32_t> equal;
  std::vector<bool> used(waivers.size());
  std::vector<TrackedFinding> out;
  out.reserve(conversion.findings.size());
  for (const Finding& finding : conversion.findings) {
    TrackedFinding tracked;
    tracked.finding = finding;
    tracked.id = ids.next(finding);
    tracked.life = life_of(finding, conversion.text, port_text, moved);
    tracked.at = moved.to_new(finding.converted);
    tracked.line = std::min(lines.at(tracked.at.begin), std::max(lines.count(), 1u));
    if (lines.count() > 0) tracked.code = trim(lines.line(tracked.line));
    tracked.source_line = conversion.source->line_at(finding.original.begin);
    // Counted in the conversion, where edits of the port change no number.
    const std::string_view line =
        converted.count() > 0
            ? trim(converted.line(std::min(converted.at(finding.converted.begin), converted.count())))
            : std::string_view();
    tracked.nth = ++equal[fmt::format("{}\n{}\n{}", to_string(finding.kind), finding.symbol, line)];
    if (tracked.life == Life::open && edited && finding.fixes.empty())
      offer_removal(tracked, converted, used_names);
    if (tracked.life == Life::open) waive(tracked, waivers, used);
    out.push_back(std::move(tracked));
  }
  return out;
}

std::vector<std::size_t> equal_open(std::span<const TrackedFinding> findings, std::size_t finding) {
  const TrackedFinding& meant = findings[finding];
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const TrackedFinding& at = findings[i];
    if (at.life == Life::open && at.finding.kind == meant.finding.kind &&
        at.finding.symbol == meant.finding.symbol && at.code == meant.code) {
      out.push_back(i);
    }
  }
  return out;
}

Waiver waiver_for(const TrackedFinding& finding, std::string file, std::string reason) {
  Waiver out;
  out.file = std::move(file);
  out.kind = to_string(finding.finding.kind);
  out.symbol = finding.finding.symbol;
  out.code = finding.code;
  out.reason = std::move(reason);
  out.nth = finding.nth;
  return out;
}

Result<std::vector<Edit>> fix_edits(const Conversion& conversion, std::string_view port_text,
                                    std::span<const LineHunk> hunks, const Fix& fix) {
  return fix_edits(edits_between(conversion.text, port_text, hunks), fix);
}

Result<std::vector<Edit>> fix_edits(const std::vector<Edit>& made, const Fix& fix) {
  const OffsetMap moved(made);
  auto is_made = [&](const Edit& edit) {
    return std::any_of(made.begin(), made.end(), [&](const Edit& other) {
      return other == edit || (edit.range.empty() && other.range == edit.range &&
                               other.text.find(edit.text) != std::string::npos);
    });
  };
  std::vector<Edit> out;
  for (const Edit& edit : fix.edits) {
    if (is_made(edit)) continue;
    if (!moved.untouched(edit.range)) {
      return fail(
          {ErrorKind::refused, "", 0, "this code was edited after the conversion", "edit it in the editor"});
    }
    ByteRange range = moved.to_new(edit.range);
    range.end = range.begin + edit.range.size();
    out.push_back({range, edit.text});
  }
  if (out.empty()) return fail({ErrorKind::refused, "", 0, "the text already has this fix", ""});
  return out;
}

Result<std::string> apply_fix(const Conversion& conversion, std::string_view port_text,
                              std::span<const LineHunk> hunks, const Fix& fix) {
  return fix_edits(conversion, port_text, hunks, fix).map([&](const std::vector<Edit>& edits) {
    return mintport::apply(port_text, edits);
  });
}

}  // namespace mintport
