#include "core/merge/merge.hh"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "core/base/text.hh"
#include "core/merge/alike.hh"
#include "core/merge/document.hh"
#include "core/merge/imports.hh"
#include "core/merge/nodes.hh"
#include "core/merge/respell.hh"
#include "core/merge/sequence.hh"
#include "core/merge/words.hh"

namespace mintport {
namespace {

Result<std::shared_ptr<const Source>> source_of(std::string path, std::string_view text) {
  auto source = Source::make(std::move(path), std::string(text));
  if (!source) return fail(source.error());
  return std::make_shared<const Source>(*std::move(source));
}

bool parses(std::string_view text) {
  const auto source = source_of("", text);
  return source && Tree::parse(*source).errors().empty();
}

// Collects pieces in order and joins adjacent texts.
class Pieces {
 public:
  void text(std::string_view text) {
    if (text.empty()) return;
    if (pieces_.empty() || pieces_.back().conflict) pieces_.emplace_back();
    end_line(pieces_.back().ours);
    pieces_.back().ours += text;
  }

  void conflict(std::string_view base, std::string_view ours, std::string_view theirs) {
    if (!pieces_.empty() && !pieces_.back().conflict) end_line(pieces_.back().ours);
    MergePiece piece{.conflict = true};
    for (auto [to, from] : {std::pair(&piece.base, base), {&piece.ours, ours}, {&piece.theirs, theirs}}) {
      *to = from;
      end_line(*to);
    }
    pieces_.push_back(std::move(piece));
  }

  void add(std::vector<MergePiece> pieces) {
    for (const MergePiece& piece : pieces) {
      piece.conflict ? conflict(piece.base, piece.ours, piece.theirs) : text(piece.ours);
    }
  }

  std::vector<MergePiece> take() { return std::move(pieces_); }

 private:
  static void end_line(std::string& text) {
    if (!text.empty() && text.back() != '\n') text += '\n';
  }

  std::vector<MergePiece> pieces_;
};

// Merges block by block and statement by statement; see merge.hh.
class UnitMerger {
 public:
  UnitMerger(const ThreeDocuments& documents, const LineMerge& lines) : d_(documents), lines_(lines) {}

  std::vector<MergePiece> run() {
    block({&d_.base.units(), &d_.ours.units(), &d_.theirs.units()});
    out_.text(d_.ours.text(d_.ours.tail()));
    return out_.take();
  }

 private:
  struct Blocks {
    const std::vector<Unit>*base, *ours, *theirs;
    const Unit& at(MergeSide side, std::size_t i) const {
      return (*(side == MergeSide::base ? base : side == MergeSide::ours ? ours : theirs))[i];
    }
  };

  const Document& side(MergeSide side) const {
    return side == MergeSide::base ? d_.base : side == MergeSide::ours ? d_.ours : d_.theirs;
  }

  std::string_view text(MergeSide s, const Unit& unit) const { return side(s).text(unit.range); }

  bool same(MergeSide a, const Unit& x, MergeSide b, const Unit& y) const {
    return same_units(side(a), x, side(b), y);
  }

  void block(const Blocks& blocks) {
    Sequences items{
        .base = blocks.base->size(), .ours = blocks.ours->size(), .theirs = blocks.theirs->size()};
    items.same = [&](MergeSide a, std::size_t i, MergeSide b, std::size_t j) {
      return same(a, blocks.at(a, i), b, blocks.at(b, j));
    };
    items.score = [&](MergeSide a, std::size_t i, MergeSide b, std::size_t j) {
      return score_units(side(a), blocks.at(a, i), side(b), blocks.at(b, j));
    };
    for (const MergeStep& step : merge_sequences(items)) {
      switch (step.kind) {
        case MergeStep::Kind::take: {
          const std::size_t index = step.side == MergeSide::ours ? step.ours.front() : step.theirs.front();
          out_.text(text(step.side, blocks.at(step.side, index)));
          break;
        }
        case MergeStep::Kind::merge:
          unit(blocks.at(MergeSide::base, step.base.front()), blocks.at(MergeSide::ours, step.ours.front()),
               blocks.at(MergeSide::theirs, step.theirs.front()));
          break;
        case MergeStep::Kind::conflict:
          dispute(blocks, step);
          break;
      }
    }
  }

  std::string joined(const Blocks& blocks, MergeSide s, const std::vector<std::size_t>& indices) const {
    std::string out;
    for (const std::size_t i : indices) out += text(s, blocks.at(s, i));
    return out;
  }

  void dispute(const Blocks& blocks, const MergeStep& step) {
    const auto comments = [&](MergeSide s, const std::vector<std::size_t>& indices) {
      return std::all_of(indices.begin(), indices.end(),
                         [&](std::size_t i) { return blocks.at(s, i).kind == Unit::Kind::comment; });
    };
    const std::string ours = joined(blocks, MergeSide::ours, step.ours);
    // A comment that ours removed or replaced is no conflict.
    if (!step.base.empty() && comments(MergeSide::base, step.base) &&
        comments(MergeSide::theirs, step.theirs)) {
      return out_.text(ours);
    }
    out_.conflict(joined(blocks, MergeSide::base, step.base), ours,
                  joined(blocks, MergeSide::theirs, step.theirs));
  }

  void unit(const Unit& base, const Unit& ours, const Unit& theirs) {
    const std::string_view b = text(MergeSide::base, base), o = text(MergeSide::ours, ours),
                           t = text(MergeSide::theirs, theirs);
    if (same(MergeSide::base, base, MergeSide::theirs, theirs) ||
        same(MergeSide::ours, ours, MergeSide::theirs, theirs)) {
      return out_.text(o);
    }
    if (same(MergeSide::base, base, MergeSide::ours, ours)) return out_.text(t);
    if (auto merged = lines_(b, o, t)) return out_.text(*merged);
    switch (ours.kind) {
      case Unit::Kind::comment:
        return comment(b, o, t);
      case Unit::Kind::compound:
        if (base.kind == ours.kind && theirs.kind == ours.kind) return compound(base, ours, theirs);
        break;
      case Unit::Kind::clause:
        return clause(base, ours, theirs);
      case Unit::Kind::statement:
        return statement(base, ours, theirs);
    }
    out_.conflict(b, o, t);
  }

  void comment(std::string_view base, std::string_view ours, std::string_view theirs) {
    const auto merged = merge_words(base, ours, theirs);
    merged ? out_.text(*merged) : out_.conflict(base, ours, theirs);
  }

  void compound(const Unit& base, const Unit& ours, const Unit& theirs) {
    out_.text(d_.ours.text({ours.range.begin, ours.core.begin}));
    block({&base.inner, &ours.inner, &theirs.inner});
  }

  void clause(const Unit& base, const Unit& ours, const Unit& theirs) {
    const auto header = [this](MergeSide s, const Unit& unit) { return side(s).text(unit.header); };
    const auto b = d_.base.tokens(base.header), o = d_.ours.tokens(ours.header),
               t = d_.theirs.tokens(theirs.header);
    const std::string_view mine = header(MergeSide::ours, ours);
    if (same_tokens(b, t) || same_tokens(o, t)) {
      out_.text(mine);
    } else if (same_tokens(b, o)) {
      out_.text(header(MergeSide::theirs, theirs));
    } else if (auto lines = lines_(header(MergeSide::base, base), mine, header(MergeSide::theirs, theirs))) {
      out_.text(*lines);
    } else if (auto nodes = merge_headers(d_, {base.node, ours.node, theirs.node}, ours.header)) {
      out_.text(*nodes);
    } else {
      out_.conflict(header(MergeSide::base, base), mine, header(MergeSide::theirs, theirs));
    }
    block({&base.inner, &ours.inner, &theirs.inner});
  }

  void statement(const Unit& base, const Unit& ours, const Unit& theirs) {
    const std::string_view b = text(MergeSide::base, base), o = text(MergeSide::ours, ours),
                           t = text(MergeSide::theirs, theirs);
    if (is_docstring(d_.base, base) && is_docstring(d_.ours, ours) && is_docstring(d_.theirs, theirs)) {
      return out_.add(merge_prose(b, o, t));
    }
    if (base.node != kNoNode && ours.node != kNoNode && theirs.node != kNoNode) {
      if (const auto merged = merge_nodes(d_, {base.node, ours.node, theirs.node})) {
        const ByteRange node = d_.ours.tree()[ours.node].range;
        return out_.text(std::string(d_.ours.text({ours.range.begin, node.begin})) + *merged +
                         std::string(d_.ours.text({node.end, ours.range.end})));
      }
    }
    out_.conflict(b, o, t);
  }

  const ThreeDocuments& d_;
  const LineMerge& lines_;
  Pieces out_;
};

// Converts to the line ends of ours, so that line ends never differ.
std::string with_line_ends_of(std::string_view text, std::string_view ours) {
  const bool crlf = ours.find("\r\n") != ours.npos;
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] == '\n' && crlf) out += '\r';
    out += text[i];
  }
  return out;
}

std::string write(const Merge& merge, const std::vector<Favor>& favors) {
  std::string out;
  std::size_t conflict = 0;
  for (const MergePiece& piece : merge.pieces) {
    if (!piece.conflict) {
      out += piece.ours;
      continue;
    }
    const Favor favor = favors[conflict++];
    if (favor != Favor::theirs) out += piece.ours;
    if (favor != Favor::ours) out += piece.theirs;
  }
  return out;
}

Tree tree_of(std::string_view text) {
  return Tree::parse(*source_of("", text));
}

// Merges by line only. nullopt on a conflict, or if the result does not parse.
std::optional<Tree> by_line(Merge& merge, const ThreeDocuments& documents, const MergeOptions& options) {
  const auto text = [](const Document& document) { return document.tree().source().text(); };
  auto merged = options.lines(text(documents.base), text(documents.ours), text(documents.theirs));
  if (!merged) return std::nullopt;
  Tree tree = *merged == text(documents.ours) ? documents.ours.tree() : tree_of(*merged);
  if (!tree.errors().empty()) return std::nullopt;
  merge.pieces = {{.ours = *std::move(merged)}};
  merge.by_line = true;
  return tree;
}

Tree by_syntax(Merge& merge, const ThreeDocuments& documents, const MergeOptions& options) {
  merge.pieces = UnitMerger(documents, options.lines).run();
  Tree tree = tree_of(decide(merge, Favor::ours));
  const Tree& ours = documents.ours.tree();
  if (tree.errors().empty() || !ours.errors().empty()) return tree;
  // One large conflict is better than a text that does not parse.
  const auto text = [](const Document& document) { return std::string(document.tree().source().text()); };
  merge.pieces = {{true, text(documents.base), text(documents.ours), text(documents.theirs)}};
  return tree_of(ours.source().text());
}

Document respelled_document(const Document& ours, const Respelled& respelled, const MergeOptions& options) {
  const Tree& tree = ours.tree();
  auto text = source_of("ours", mintport::apply(tree.source().text(), respelled.words));
  return Document(tree.with_words(respelled.words, *std::move(text)), options.spellings);
}

}  // namespace

std::size_t Merge::conflicts() const {
  return static_cast<std::size_t>(
      std::count_if(pieces.begin(), pieces.end(), [](const MergePiece& piece) { return piece.conflict; }));
}

Result<Merge> merge_files(const MergeInput& input, const MergeOptions& options) {
  const std::string base_text = with_line_ends_of(input.base, input.ours);
  const std::string theirs_text = with_line_ends_of(input.theirs, input.ours);
  if (base_text == input.ours) return Merge{{{.ours = theirs_text}}, true};
  if (base_text == theirs_text) return Merge{{{.ours = std::string(input.ours)}}, true};
  auto b = source_of("base", base_text);
  auto o = source_of("ours", input.ours);
  auto t = source_of("theirs", theirs_text);
  for (const auto* source : {&b, &o, &t}) {
    if (!*source) return fail(source->error());
  }
  Merge out;
  const Document base(Tree::parse(*b), options.spellings), before(Tree::parse(*o), options.spellings);
  const Respelled respelled = respell(base, before);
  std::optional<Document> after;
  if (!respelled.words.empty()) after.emplace(respelled_document(before, respelled, options));
  out.respelled = respelled.statements;
  const Document theirs(Tree::parse(*t), options.spellings);
  const ThreeDocuments documents{base, after ? *after : before, theirs};
  std::optional<Tree> result = by_line(out, documents, options);
  if (!result) result = by_syntax(out, documents, options);
  settle_imports(out, documents, before.tree(), *result);
  return out;
}

bool same_but_for_layout(std::string_view a, std::string_view b) {
  if (a == b) return true;
  auto x = source_of("", a), y = source_of("", b);
  if (!x || !y) return false;
  const Document left(Tree::parse(*x), {}), right(Tree::parse(*y), {});
  return same_tokens(left.tokens({0, left.tree().source().size()}),
                     right.tokens({0, right.tree().source().size()}));
}

std::string decide(const Merge& merge, Favor favor) {
  std::vector<Favor> favors(merge.conflicts(), favor);
  std::string out = write(merge, favors);
  if (favor == Favor::ours || favors.empty() || parses(out)) return out;
  // Decide one by one; keep each decision with which the text still parses.
  favors.assign(favors.size(), Favor::ours);
  out = write(merge, favors);
  if (!parses(out)) return out;
  for (Favor& one : favors) {
    one = favor;
    std::string next = write(merge, favors);
    if (parses(next)) {
      out = std::move(next);
    } else {
      one = Favor::ours;
    }
  }
  return out;
}

}  // namespace mintport
