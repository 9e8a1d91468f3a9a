#include "core/syntax/prune.hh"

#include <algorithm>
#include <string>
#include <string_view>

#include "core/syntax/errors.hh"
#include "core/syntax/harmless.hh"
#include "core/syntax/parser.hh"

namespace mintport {
namespace {

// Whole lines of a run of statements, and how far they stand in.
struct Run {
  ByteRange lines;
  std::string_view indentation;
};

// The lines of a statement, with what stands above it; several statements when they share a line.
struct Slice {
  ByteRange lines;
  NodeId statement = kNoNode;
  bool alone = true;
};

class Pruner {
 public:
  Pruner(const Tree& tree, std::vector<ByteRange> risky)
      : tree_(tree), text_(tree.source().text()), risky_(std::move(risky)) {}

  // Runs of statements that no risky edit touches, in order.
  std::vector<Run> runs() {
    list(0);
    return std::move(runs_);
  }

 private:
  ByteOffset line_begin(ByteOffset at) const {
    const std::size_t before = at == 0 ? std::string_view::npos : text_.rfind('\n', at - 1);
    return before == std::string_view::npos ? 0 : static_cast<ByteOffset>(before + 1);
  }
  ByteOffset line_end(ByteOffset at) const {
    const std::size_t end = text_.find('\n', at);
    return static_cast<ByteOffset>(end == std::string_view::npos ? text_.size() : end + 1);
  }

  std::vector<Slice> slices(NodeId list) const {
    std::vector<Slice> out;
    for (NodeId id : tree_.named_children(list)) {
      const ByteRange range = tree_[id].range;
      const ByteOffset end = line_end(std::max(range.begin + 1, range.end) - 1);
      if (!out.empty() && range.begin < out.back().lines.end) {
        out.back().lines.end = std::max(out.back().lines.end, end);
        out.back().alone = false;
        continue;
      }
      const ByteOffset begin = out.empty() ? line_begin(range.begin) : out.back().lines.end;
      out.push_back({{begin, end}, id});
    }
    return out;
  }

  // An insertion belongs to what stands before it.
  bool touched(ByteRange lines) const {
    auto at = std::lower_bound(risky_.begin(), risky_.end(), lines.begin,
                               [](ByteRange range, ByteOffset begin) { return range.end < begin; });
    for (; at != risky_.end() && at->begin <= lines.end; ++at) {
      if (at->empty() ? (lines.begin < at->begin || at->begin == 0) : at->overlaps(lines)) return true;
    }
    return false;
  }

  void list(NodeId id) {
    bool open = false;  // the last run goes on
    for (const Slice& slice : slices(id)) {
      const ByteOffset begin = tree_[slice.statement].range.begin;
      const std::string_view indentation = text_.substr(line_begin(begin), begin - line_begin(begin));
      const bool whole = indentation.find_first_not_of(" \t") == std::string_view::npos;
      if (whole && !touched(slice.lines)) {
        if (open) {
          runs_.back().lines.end = slice.lines.end;
        } else {
          runs_.push_back({slice.lines, indentation});
        }
        open = true;
        continue;
      }
      open = false;
      if (whole && slice.alone) blocks_of(slice.statement);
    }
  }

  void blocks_of(NodeId statement) {
    if (tree_[statement].kind == Kind::match_statement) return;  // its block holds cases
    for (NodeId id = tree_.first_child(statement); id != kNoNode; id = tree_.next_sibling(id)) {
      switch (tree_[id].kind) {
        case Kind::block:
          list(id);
          break;
        case Kind::elif_clause:
        case Kind::else_clause:
        case Kind::except_clause:
        case Kind::finally_clause:
        case Kind::function_definition:
        case Kind::class_definition:
          blocks_of(id);
          break;
        default:
          break;
      }
    }
  }

  const Tree& tree_;
  std::string_view text_;
  std::vector<ByteRange> risky_;
  std::vector<Run> runs_;
};

struct Pruned {
  std::string text;
  std::vector<ByteOffset> passes;  // where each `pass` begins
  bool whole = true;               // each begins a line
};

Pruned prune(std::string_view text, const std::vector<Run>& runs, const std::vector<Edit>& edits) {
  Pruned out;
  ByteOffset at = 0;
  auto edit = edits.begin();
  // The text up to `end`, with the edits that begin in it; an insertion at `end` stands before what follows.
  const auto copy = [&](ByteOffset end) {
    for (; edit != edits.end() && (edit->range.begin < end || edit->range == ByteRange{end, end}); ++edit) {
      out.text += text.substr(at, edit->range.begin - at);
      out.text += edit->text;
      at = edit->range.end;
    }
    if (at < end) out.text += text.substr(at, end - at);
    at = std::max(at, end);
  };
  for (const Run& run : runs) {
    copy(run.lines.begin);
    out.whole = out.whole && at == run.lines.begin &&
                (out.text.empty() ||
                 (out.text.ends_with('\n') && !out.text.ends_with("\\\n") && !out.text.ends_with("\\\r\n")));
    out.text += run.indentation;
    out.passes.push_back(static_cast<ByteOffset>(out.text.size()));
    out.text += "pass\n";
    at = run.lines.end;
    while (edit != edits.end() && edit->range.end <= at && edit->range.begin < at) ++edit;
  }
  copy(static_cast<ByteOffset>(text.size()));
  return out;
}

bool all_are_statements(const std::vector<ByteOffset>& passes, const std::vector<Node>& nodes) {
  auto next = passes.begin();
  for (const Node& node : nodes) {
    if (next == passes.end()) break;
    if (node.kind == Kind::pass_statement && node.range.begin == *next) ++next;
  }
  return next == passes.end();
}

}  // namespace

bool parses_after(const Tree& tree, const std::vector<Edit>& edits) {
  std::vector<ByteRange> risky;
  for (const Edit& edit : edits) {
    if (!is_harmless(tree, edit)) risky.push_back(edit.range);
  }
  if (risky.empty()) return true;
  const std::vector<Run> runs = Pruner(tree, std::move(risky)).runs();
  const Pruned pruned = prune(tree.source().text(), runs, edits);
  if (!pruned.whole) return false;
  const std::vector<Node> nodes = parse_nodes(pruned.text);
  return errors_in(nodes, pruned.text).empty() && all_are_statements(pruned.passes, nodes);
}

}  // namespace mintport
