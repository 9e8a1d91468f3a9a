#include "core/merge/document.hh"

#include <algorithm>
#include <functional>

#include "core/merge/units.hh"

namespace mintport {
namespace {

// Strings and comments are one token, because white space inside them is not layout.
bool is_whole_token(Kind kind) {
  return kind == Kind::string || kind == Kind::comment;
}

bool is_closing(Kind kind) {
  return kind == Kind::rparen || kind == Kind::rbracket || kind == Kind::rbrace;
}

// True where parentheses around the whole value have no effect.
bool holds_whole_value(Kind parent, Field field) {
  switch (parent) {
    case Kind::assignment:
    case Kind::augmented_assignment:
      return field == Field::right;
    case Kind::keyword_argument:
      return field == Field::value;
    case Kind::return_statement:
    case Kind::expression_statement:
    case Kind::if_statement:
    case Kind::elif_clause:
    case Kind::while_statement:
      return true;
    default:
      return false;
  }
}

}  // namespace

Document::Document(Tree tree, const std::vector<std::pair<std::string, std::string>>& spellings)
    : tree_(std::move(tree)) {
  collect_tokens(spellings);
  units_ = cut_into_units(tree_);
  fill_bags(units_);
  const ByteOffset end = units_.empty() ? 0 : units_.back().range.end;
  tail_ = {end, tree_.source().size()};
}

void Document::fill_bags(std::vector<Unit>& units) const {
  for (Unit& unit : units) {
    unit.bag = bag_of(tokens(unit.core));
    fill_bags(unit.inner);
  }
}

bool Document::is_layout(NodeId token) const {
  const Node& node = tree_[token];
  if (node.range.empty() || node.kind == Kind::line_continuation) return true;
  if (node.kind == Kind::comma) {
    const NodeId next = tree_.next_sibling(token);
    if (next == kNoNode || !is_closing(tree_[next].kind)) return false;
    // the comma of (a,) makes it a tuple
    return tree_[node.parent].kind != Kind::tuple || tree_.named_children(node.parent).size() > 1;
  }
  if (node.kind == Kind::lparen || node.kind == Kind::rparen) {
    const Node& parent = tree_[node.parent];
    if (parent.kind == Kind::import_from_statement) return true;
    return parent.kind == Kind::parenthesized_expression && parent.parent != kNoNode &&
           holds_whole_value(tree_[parent.parent].kind, parent.field);
  }
  return false;
}

void Document::collect_tokens(const std::vector<std::pair<std::string, std::string>>& spellings) {
  const auto spelled = [&](std::string_view word) -> std::string_view {
    for (const auto& [from, to] : spellings) {
      if (word == from) return to;
    }
    return word;
  };
  const auto nodes = tree_.nodes();
  for (NodeId id = 0; id < nodes.size();) {
    const bool whole = is_whole_token(nodes[id].kind);
    if (!whole && id + 1 < nodes[id].last) {
      ++id;
      continue;
    }
    if (id != 0 && !is_layout(id)) {
      const std::string_view text = tree_.text(id);
      const std::string_view word = nodes[id].kind == Kind::identifier ? spelled(text) : text;
      tokens_.push_back({nodes[id].range, text, word, std::hash<std::string_view>()(word)});
    }
    id = nodes[id].last;
  }
}

std::span<const CodeToken> Document::tokens(ByteRange range) const {
  const auto first =
      std::lower_bound(tokens_.begin(), tokens_.end(), range.begin,
                       [](const CodeToken& token, ByteOffset at) { return token.range.begin < at; });
  const auto last =
      std::lower_bound(first, tokens_.end(), range.end,
                       [](const CodeToken& token, ByteOffset at) { return token.range.begin < at; });
  return {first, last};
}

bool same_tokens(std::span<const CodeToken> a, std::span<const CodeToken> b, Sameness how) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [how](const CodeToken& x, const CodeToken& y) {
    return x.hash == y.hash && (how == Sameness::letter ? x.text == y.text : x.spelled == y.spelled);
  });
}

std::vector<std::uint64_t> bag_of(std::span<const CodeToken> tokens) {
  std::vector<std::uint64_t> out;
  out.reserve(tokens.size());
  for (const CodeToken& token : tokens) out.push_back(token.hash);
  std::sort(out.begin(), out.end());
  return out;
}

double likeness(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
  if (a.empty() || b.empty()) return a.empty() && b.empty() ? 1 : 0;
  // An upper bound of the result: twice the shared tokens over all tokens.
  const auto all = static_cast<double>(a.size() + b.size());
  if (2.0 * static_cast<double>(std::min(a.size(), b.size())) / all < 0.2) return 0;
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) {
      ++shared, ++i, ++j;
    } else {
      a[i] < b[j] ? ++i : ++j;
    }
  }
  return 2.0 * static_cast<double>(shared) / all;
}

}  // namespace mintport
