#include "core/syntax/prune.hh"

#include <algorithm>
#include <string>
#include <string_view>

#include "core/syntax/errors.hh"
#include "core/syntax/harmless.hh"
#include "core/syntax/parser.hh"
#include "core/syntax/wraps.hh"

namespace mintport {
namespace {

// A part that no risky edit touches, and its stand-in.
struct Cut {
  enum class Of : std::uint8_t {
    statements,  // whole lines of a run of them: `pass`
    list,        // from bracket to bracket: an empty one
    element,     // of a run of them: `x`, in the same kind of list
    expression,  // of a run of them: `x`, in any list of expressions, or in parentheses
    condition,   // `x`, of the same kind of statement
  };
  ByteRange range;
  Of of = Of::statements;
  Kind list = Kind::other;  // of a list or an element: the list's kind; of a condition: the statement's
  std::string_view indentation = {};  // of statements

  std::string_view stand_in() const {
    if (of == Of::statements) return "pass\n";
    return of != Of::list ? "x" : list == Kind::list ? "[]" : "()";
  }
};

// The lines of a statement and of anything above it; several statements if they share a line.
struct Slice {
  ByteRange lines;
  NodeId statement = kNoNode;
  bool alone = true;
};

bool is_expression_list(Kind kind) {
  return kind == Kind::argument_list || kind == Kind::list || kind == Kind::tuple || kind == Kind::set;
}

class Pruner {
 public:
  // `gone`: what harmless edits remove.
  Pruner(const Tree& tree, std::vector<ByteRange> risky, std::vector<ByteRange> gone)
      : tree_(tree), text_(tree.source().text()), risky_(std::move(risky)), gone_(std::move(gone)) {}

  // Returns the cuts in order.
  std::vector<Cut> cuts() {
    list(0);
    return std::move(cuts_);
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
      const ByteOffset begin = !out.empty() ? out.back().lines.end : list == 0 ? 0 : line_begin(range.begin);
      out.push_back({{begin, end}, id});
    }
    return out;
  }

  // An insertion belongs to the text before it.
  bool touched(ByteRange lines) const {
    auto at = std::lower_bound(risky_.begin(), risky_.end(), lines.begin,
                               [](ByteRange range, ByteOffset begin) { return range.end < begin; });
    for (; at != risky_.end() && at->begin <= lines.end; ++at) {
      if (at->empty() ? (lines.begin < at->begin || at->begin == 0) : at->overlaps(lines)) return true;
    }
    return false;
  }

  // Like touched(), but also true for an edit directly next to the range.
  bool near(ByteRange range) const {
    const auto at = std::lower_bound(risky_.begin(), risky_.end(), range.begin,
                                     [](ByteRange risky, ByteOffset begin) { return risky.end < begin; });
    return at != risky_.end() && at->begin <= range.end;
  }

  // All of the node is removed: nothing stands for it.
  bool is_gone(NodeId id) const {
    const ByteRange range = tree_[id].range;
    const auto at = std::lower_bound(gone_.begin(), gone_.end(), range.end,
                                     [](ByteRange gone, ByteOffset end) { return gone.end < end; });
    return at != gone_.end() && at->contains(range);
  }

  void list(NodeId id) {
    bool open = false;  // the last run continues
    for (const Slice& slice : slices(id)) {
      if (is_gone(slice.statement)) {
        open = false;
        continue;
      }
      const ByteOffset begin = tree_[slice.statement].range.begin;
      const std::string_view indentation = text_.substr(line_begin(begin), begin - line_begin(begin));
      const bool whole = indentation.find_first_not_of(" \t") == std::string_view::npos;
      if (whole && !touched(slice.lines)) {
        if (open) {
          cuts_.back().range.end = slice.lines.end;
        } else {
          cuts_.push_back({slice.lines, Cut::Of::statements, Kind::other, indentation});
        }
        open = true;
        continue;
      }
      open = false;
      if (whole && slice.alone) parts_of(slice.statement);
    }
  }

  // Cuts blocks and lists inside a touched node.
  void parts_of(NodeId node) {
    for (NodeId id = tree_.first_child(node); id != kNoNode; id = tree_.next_sibling(id)) {
      if (is_gone(id) || condition(node, id)) continue;
      switch (tree_[id].kind) {
        case Kind::block:
          if (tree_[node].kind != Kind::match_statement) list(id);  // its block contains cases
          break;
        case Kind::argument_list:
        case Kind::parameters:
        case Kind::list:
        case Kind::tuple:
        case Kind::set:
          elements_of(id);
          break;
        case Kind::string:
          break;
        default:
          parts_of(id);
          break;
      }
    }
  }

  bool condition(NodeId statement, NodeId id) {
    const Kind kind = tree_[statement].kind;
    const bool has = kind == Kind::if_statement || kind == Kind::elif_clause || kind == Kind::while_statement;
    const ByteRange range = tree_[id].range;
    if (!has || tree_[id].field != Field::condition || range.size() < 2 || near(range)) return false;
    if (text_[range.begin - 1] != ' ') return false;
    cuts_.push_back({range, Cut::Of::condition, kind});
    return true;
  }

  // The grammar takes any element in the place of any others, and none.
  void elements_of(NodeId list) {
    const Kind kind = tree_[list].kind;
    if (!near(tree_[list].range) && kind != Kind::set) {  // `{}` is not a set
      if (tree_[list].range.size() > 2) cuts_.push_back({tree_[list].range, Cut::Of::list, kind});
      return;
    }
    bool open = false;  // the last cut goes on
    for (NodeId id : tree_.named_children(list)) {
      const Node& node = tree_[id];
      if (is_gone(id)) continue;
      if (near(node.range)) {
        parts_of(id);
        open = false;
        continue;
      }
      const bool expression = is_expression_list(kind) && node.kind != Kind::keyword_argument &&
                              node.kind != Kind::dictionary_splat && node.kind != Kind::list_splat;
      const Cut::Of of = expression ? Cut::Of::expression : Cut::Of::element;
      // A tuple of several is no expression in parentheses.
      open = open && kind != Kind::tuple && !near({cuts_.back().range.begin, node.range.end});
      if (open) {
        cuts_.back().range.end = node.range.end;
        if (!expression) cuts_.back().of = of;
      } else {
        cuts_.push_back({node.range, of, kind});
      }
      open = true;
    }
  }

  const Tree& tree_;
  std::string_view text_;
  std::vector<ByteRange> risky_, gone_;  // in order
  std::vector<Cut> cuts_;
};

struct Pruned {
  std::string text;
  std::vector<ByteOffset> places;  // start of each cut's stand-in
  bool whole = true;               // each `pass` begins a line
};

Pruned prune(std::string_view text, const std::vector<Cut>& cuts, const std::vector<Edit>& edits) {
  Pruned out;
  ByteOffset at = 0;
  auto edit = edits.begin();
  // Copies the text up to `end` with the edits that begin in it. An insertion at `end` comes before the next
  // part.
  const auto copy = [&](ByteOffset end) {
    for (; edit != edits.end() && (edit->range.begin < end || edit->range == ByteRange{end, end}); ++edit) {
      // It may begin in what was cut before.
      if (at < edit->range.begin) out.text += text.substr(at, edit->range.begin - at);
      out.text += edit->text;
      at = std::max(at, edit->range.end);
    }
    if (at < end) out.text += text.substr(at, end - at);
    at = std::max(at, end);
  };
  for (const Cut& cut : cuts) {
    copy(cut.range.begin);
    if (cut.of == Cut::Of::statements) {
      out.whole =
          out.whole && (out.text.empty() || (out.text.ends_with('\n') && !out.text.ends_with("\\\n") &&
                                             !out.text.ends_with("\\\r\n")));
      out.text += cut.indentation;
    }
    out.places.push_back(static_cast<ByteOffset>(out.text.size()));
    out.text += cut.stand_in();
    at = std::max(at, cut.range.end);
    while (edit != edits.end() && edit->range.end <= at && edit->range.begin < at) ++edit;
  }
  copy(static_cast<ByteOffset>(text.size()));
  return out;
}

bool stands_for(const Cut& cut, const std::vector<Node>& nodes, const Node& node) {
  switch (cut.of) {
    case Cut::Of::statements:
      return node.kind == Kind::pass_statement;
    case Cut::Of::list:
      return node.kind == cut.list;
    case Cut::Of::element:
      return node.kind == Kind::identifier && nodes[node.parent].kind == cut.list;
    case Cut::Of::expression: {
      if (node.kind != Kind::identifier) return false;
      const Kind around = nodes[node.parent].kind;
      return is_expression_list(around) || around == Kind::parenthesized_expression;
    }
    case Cut::Of::condition:
      return node.kind == Kind::identifier && node.field == Field::condition &&
             nodes[node.parent].kind == cut.list;
  }
  return false;
}

// True if each stand-in is parsed as what it stands for.
bool all_stand(const std::vector<Cut>& cuts, const std::vector<ByteOffset>& places,
               const std::vector<Node>& nodes) {
  std::size_t next = 0;
  for (const Node& node : nodes) {
    if (next == cuts.size()) break;
    if (node.range.begin != places[next]) continue;
    next += stands_for(cuts[next], nodes, node) ? 1 : 0;
  }
  return next == cuts.size();
}

}  // namespace

bool parses_after(const Tree& tree, const std::vector<Edit>& edits) {
  std::vector<ByteRange> risky, gone;
  ByteOffset end = 0;
  for (const Edit& edit : edits) {
    if (edit.range.begin < end) return false;
    end = edit.range.end;
  }
  const std::vector<bool> paired = wraps(tree, edits);
  for (std::size_t at = 0; at < edits.size(); ++at) {
    const Edit& edit = edits[at];
    if (!paired[at] && !is_harmless(tree, edit)) {
      risky.push_back(edit.range);
    } else if (edit.text.empty()) {
      gone.push_back(edit.range);
    }
  }
  if (risky.empty()) return true;
  const std::vector<Cut> cuts = Pruner(tree, std::move(risky), std::move(gone)).cuts();
  const Pruned pruned = prune(tree.source().text(), cuts, edits);
  if (!pruned.whole) return false;
  const std::vector<Node> nodes = parse_nodes(pruned.text);
  return errors_in(nodes, pruned.text).empty() && all_stand(cuts, pruned.places, nodes);
}

}  // namespace mintport
