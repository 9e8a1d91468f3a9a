// One side of a merge: its syntax tree, its tokens with layout taken away, and the text cut into units.
// Private to this folder. A Document owns what its units and tokens point to.
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
  std::string_view text;     // as it stands
  std::string_view spelled;  // by the spellings' table
  std::uint64_t hash = 0;    // of `spelled`
};

enum class Sameness { letter, spelling };

// What a block is merged by. A statement's lines belong to it whole, with the blank lines above; so do a
// comment's.
struct Unit {
  enum class Kind {
    statement,  // without blocks of its own
    comment,    // one line
    compound,   // if, for, def, class...: `inner` are its clauses
    clause,     // a header and the lines of its block: `inner` are the block's units
  };
  Kind kind = Kind::statement;
  NodeId node = kNoNode;  // of a comment: none
  ByteRange range;        // whole lines, blank lines above included
  ByteRange core;         // without those
  ByteRange header;       // of a clause: whole lines up to its block
  std::string_view key;  // what names it: of a definition its name, of an assignment its target; may be empty
  std::vector<Unit> inner;
  std::vector<std::uint64_t> bag;  // hashes of its tokens, sorted
};

class Document {
 public:
  // `spellings`: pairs of identifiers of which the first counts as the second.
  Document(Tree tree, const std::vector<std::pair<std::string, std::string>>& spellings);
  Document(Document&&) = default;

  const Tree& tree() const { return tree_; }
  std::string_view text(ByteRange range) const { return tree_.source().text(range); }
  const std::vector<Unit>& units() const { return units_; }
  // Behind the last unit: blank lines at the end of the file.
  ByteRange tail() const { return tail_; }
  // Without layout: no line ends, no blanks, no comma before a closing bracket, no parentheses around a whole
  // value; comments are tokens.
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

// Equal but for layout; letter by letter, or by the spellings' table.
bool same_tokens(std::span<const CodeToken> a, std::span<const CodeToken> b, Sameness how = Sameness::letter);

// Hashes, sorted.
std::vector<std::uint64_t> bag_of(std::span<const CodeToken> tokens);

// 0 to 1: how much of their tokens two pieces of code share, whatever the order; 0 when it is less than 0.2.
double likeness(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b);

}  // namespace mintport
