#include "core/review/entry_places.hh"

#include <algorithm>
#include <memory>
#include <optional>

#include "core/base/text.hh"
#include "core/diff/diff.hh"
#include "core/diff/lines.hh"
#include "core/diff/stage.hh"
#include "core/merge/merge.hh"
#include "core/review/finding.hh"
#include "core/review/port_side.hh"
#include "core/rules/draft/statements.hh"

namespace mintport {
namespace {

Error refused(std::string what) {
  return {ErrorKind::refused, "", 0, std::move(what), "edit it in the editor"};
}

std::unique_ptr<PortSide> side_of(const EntryTrial& trial, std::string_view text) {
  auto source = Source::make(trial.path, std::string(text));
  if (!source) return nullptr;
  return std::make_unique<PortSide>(std::make_shared<const Source>(*std::move(source)), ByteRange{},
                                    trial.path, trial.package);
}

// A trial with its lookup structures.
struct Lookup {
  explicit Lookup(const EntryTrial& all)
      : trial(all),
        without(all.without),
        with(all.with),
        by_hand(edits_between(all.without, all.port_text, all.by_hand)),
        moved(by_hand) {}

  const EntryTrial& trial;
  Lines without, with;
  std::vector<Edit> by_hand;  // edits to the conversion without the entry
  OffsetMap moved;            // offsets after those edits
};

std::string first_code(const Lines& lines, std::uint32_t start, std::uint32_t count) {
  for (std::uint32_t i = 0; i < count; ++i) {
    if (const auto code = trim(lines.line(start + i)); !code.empty()) return std::string(code);
  }
  return {};
}

// The first byte in the lines that is not white space.
std::optional<ByteOffset> code_in(const Lines& lines, std::uint32_t start, std::uint32_t count) {
  if (count == 0) return std::nullopt;
  const ByteRange range{lines.begin(start), lines.begin(start + count)};
  const std::size_t at = lines.text().substr(range.begin, range.size()).find_first_not_of(" \t\r\n");
  if (at == std::string_view::npos) return std::nullopt;
  return range.begin + static_cast<ByteOffset>(at);
}

bool in_import(const Tree& tree, ByteOffset at) {
  for (NodeId node = tree.at({at, at + 1}); node != kNoNode; node = tree[node].parent) {
    const Kind kind = tree[node].kind;
    if (kind == Kind::import_statement || kind == Kind::import_from_statement) return true;
  }
  return false;
}

bool only_imports(const Tree& tree, const Lines& lines, std::uint32_t start, std::uint32_t count) {
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto at = code_in(lines, start + i, 1);
    if (at && !in_import(tree, *at)) return false;
  }
  return true;
}

// The place alone, as edits to the conversion without the entry.
Fix fix_of(const EntryTrial& trial, const LineHunk& lines) {
  const std::string alone = apply_hunks(trial.without, trial.with, std::span(&lines, 1), {true});
  const std::uint32_t first = lines.old_count == 0 ? lines.old_start + 1 : lines.old_start;
  const LineHunk there{lines.old_start, lines.old_count, lines.new_count == 0 ? first - 1 : first,
                       lines.new_count};
  Fix out;
  out.edits = edits_between(trial.without, alone, std::span(&there, 1));
  return out;
}

std::string statement_at(const PortSide& side, ByteOffset at) {
  const std::size_t code = side.tree.source().text().find_first_not_of(" \t\r\n", at);
  if (code != std::string_view::npos) at = static_cast<ByteOffset>(code);
  const NodeId node = side.tree.at({at, std::min(at + 1, side.tree.source().size())});
  if (node == kNoNode || node == 0) return {};
  return side.meaning(statement_of(side.tree, node));
}

// The new offset of a byte, before any text inserted there.
ByteOffset with_inserted(const OffsetMap& moved, ByteOffset at) {
  return at == 0 ? 0 : moved.to_new(at - 1) + 1;
}

// The start of the place's lines in the conversion, or their insertion point if they are only added.
ByteOffset begin_of(const Lookup& in, const LineHunk& lines) {
  if (const auto code = code_in(in.without, lines.old_start, lines.old_count)) return *code;
  return in.without.begin(lines.old_count == 0 ? lines.old_start + 1 : lines.old_start);
}

// The offset of a place that began at `at`, in a text that differs by `moved`.
ByteOffset place_in(const EntryPlace& place, ByteOffset at, const OffsetMap& moved) {
  return place.lines.old_count == 0 ? with_inserted(moved, at) : moved.to_new(at);
}
ByteOffset place_in_port(const Lookup& in, const EntryPlace& place) {
  return place_in(place, begin_of(in, place.lines), in.moved);
}

// True if the text at the place equals the conversion with the entry.
bool says(const Lookup& in, const PortSide& text, const PortSide& with, const EntryPlace& place) {
  const auto there = code_in(in.with, place.lines.new_start, place.lines.new_count);
  if (!there) return false;
  const ByteOffset at = place_in_port(in, place);
  const std::string wanted = statement_at(with, *there);
  if (!wanted.empty()) return statement_at(text, at) == wanted;
  const Lines lines(in.trial.port_text);  // the place is a comment
  return place.after == trim(lines.line(std::min(lines.at(at), std::max(lines.count(), 1u))));
}

// The same for a text after `done` edits, with imports added above the places, which move everything below.
bool still_says(const Lookup& in, const EntryPlace& place, const PortSide& text, const PortSide& with,
                const OffsetMap& done, std::size_t size_before_imports) {
  const auto there = code_in(in.with, place.lines.new_start, place.lines.new_count);
  if (!there) return true;  // lines that are only removed
  const ByteOffset at = place_in(place, place_in_port(in, place), done);
  const auto shift =
      static_cast<std::int64_t>(text.tree.source().size()) - static_cast<std::int64_t>(size_before_imports);
  const std::string wanted = statement_at(with, *there);
  return statement_at(text, static_cast<ByteOffset>(at + shift)) == wanted ||
         statement_at(text, at) == wanted;
}

}  // namespace

std::vector<EntryPlace> entry_places(const EntryTrial& trial, std::span<const LineHunk> hunks, bool imports) {
  std::vector<EntryPlace> out;
  const auto without = side_of(trial, trial.without), with = side_of(trial, trial.with);
  std::unique_ptr<PortSide> port;  // created on demand
  if (!without || !with) return out;
  const Lookup in(trial);
  const Lines port_lines(trial.port_text);
  for (const LineHunk& lines : split_hunks(trial.without, trial.with, hunks)) {
    if (!imports && only_imports(without->tree, in.without, lines.old_start, lines.old_count) &&
        only_imports(with->tree, in.with, lines.new_start, lines.new_count)) {
      continue;
    }
    EntryPlace place;
    place.lines = lines;
    place.before = first_code(in.without, lines.old_start, lines.old_count);
    place.after = first_code(in.with, lines.new_start, lines.new_count);
    place.line = std::min(port_lines.at(place_in_port(in, place)), std::max(port_lines.count(), 1u));
    if (!fix_edits(in.by_hand, fix_of(trial, lines))) {
      if (!port) port = side_of(trial, trial.port_text);
      const bool done = port && says(in, *port, *with, place);
      place.state = done ? EntryPlace::State::done : EntryPlace::State::changed;
    }
    out.push_back(std::move(place));
  }
  return out;
}

Result<std::string> with_places(const EntryTrial& trial, const std::vector<EntryPlace>& places) {
  const Lookup in(trial);
  std::vector<Edit> edits;
  for (const EntryPlace& place : places) {
    auto some = fix_edits(in.by_hand, fix_of(trial, place.lines));
    if (!some) return fail(some.error());
    edits.insert(edits.end(), some->begin(), some->end());
  }
  std::stable_sort(edits.begin(), edits.end(),
                   [](const Edit& a, const Edit& b) { return a.range < b.range; });
  const std::string code = mintport::apply(trial.port_text, edits);
  // The lines are already merged. The merge only adds and removes imports.
  const auto merged = merge_files({"", trial.port_text, trial.with},
                                  {.lines = [&](auto, auto, auto) { return std::optional(code); }});
  if (!merged) return fail(merged.error());
  if (merged->conflicts() > 0) return fail(refused("the port's file would not parse with it"));
  std::string text = decide(*merged, Favor::ours);
  const auto result = side_of(trial, text), with = side_of(trial, trial.with);
  if (!result || !with) return fail(refused("cannot read the port's file with it"));
  const OffsetMap done(edits);
  for (const EntryPlace& place : places) {
    if (!still_says(in, place, *result, *with, done, code.size())) {
      return fail(refused("the names of " + place.after + " mean something else in the port's file"));
    }
  }
  return text;
}

}  // namespace mintport
