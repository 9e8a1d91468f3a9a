// One side of a merge: its syntax tree, its tokens without layout, and the text split into units. Private to
// this folder. A Document owns the text that its units and tokens point to.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/syntax/tree.hh"

namespace mintport {

struct CodeToken {
  ByteRange range;
  std::string_view text;     // as written in the text
  std::string_view spelled;  // normalized by the table of spellings
  std::uint64_t hash = 0;    // of `spelled`
};

enum class Sameness { letter, spelling };

// The unit of merging inside a block. A statement or a comment includes all its lines and the blank lines
// above.
struct Unit {
  enum class Kind {
    statement,  // without inner blocks
    comment,    // one line
    compound,   // if, for, def, class...; `inner` holds its clauses
    clause,     // a header and its block; `inner` holds the block's units
  };
  Kind kind = Kind::statement;
  NodeId node = kNoNode;  // kNoNode for a comment
  ByteRange range;        // whole lines, including blank lines above
  ByteRange core;         // without those blank lines
  ByteRange header;       // of a clause: the whole lines before its block
  std::string_view key;   // the name of a definition, the target of an assignment; may be empty
  std::vector<Unit> inner;
  std::vector<std::uint64_t> bag;  // hashes of the tokens, sorted
};

class Document {
 public:
  // `spellings` are pairs of identifiers; the first is treated as the second.
  Document(Tree tree, const std::vector<std::pair<std::string, std::string>>& spellings);
  Document(Document&&) = default;

  const Tree& tree() const { return tree_; }
  std::string_view text(ByteRange range) const { return tree_.source().text(range); }
  const std::vector<Unit>& units() const { return units_; }
  // The blank lines after the last unit.
  ByteRange tail() const { return tail_; }
  // Tokens without layout: no line ends, blanks, commas before a closing bracket, or parentheses around a
  // whole value. Comments are tokens.
  std::span<const CodeToken> tokens(ByteRange range) const;

 private:
  void fill_bags(std::vector<Unit>& units) const;
  void collect_tokens(const std::vector<std::pair<std::string, std::string>>& spellings);
  bool is_layout(NodeId token) const;

  Tree tree_;
  std::vector<CodeToken> tokens_;
  std::vector<Unit> units_;
  ByteRange tail_;
};

// Equal except for layout; literally, or by the table of spellings.
bool same_tokens(std::span<const CodeToken> a, std::span<const CodeToken> b, Sameness how = Sameness::letter);

// The hashes of the tokens, sorted.
std::vector<std::uint64_t> bag_of(std::span<const CodeToken> tokens);

// The share of common tokens in any order, 0 to 1. 0 if it is below 0.2.
double likeness(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b);

}  // namespace mintport
