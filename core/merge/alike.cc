#include "core/merge/alike.hh"

#include <algorithm>

#include "core/merge/words.hh"

namespace mintport {
namespace {

bool is_definition(Kind kind) {
  return kind == Kind::function_definition || kind == Kind::class_definition ||
         kind == Kind::decorated_definition;
}

Kind kind_of(const Document& document, const Unit& unit) {
  return unit.node == kNoNode ? Kind::comment : document.tree()[unit.node].kind;
}

}  // namespace

bool same_units(const Document& a, const Unit& x, const Document& b, const Unit& y, Sameness how) {
  return x.kind == y.kind && x.bag.size() == y.bag.size() &&
         same_tokens(a.tokens(x.core), b.tokens(y.core), how);
}

double score_units(const Document& a, const Unit& x, const Document& b, const Unit& y, Sameness how) {
  if (x.kind != y.kind) return 0;
  const auto left = a.tokens(x.core), right = b.tokens(y.core);
  if (same_tokens(left, right, how)) {
    return 2 + 0.5 * static_cast<double>(std::min<std::size_t>(left.size(), 40)) / 40;
  }
  if (x.kind == Unit::Kind::comment) {
    const double like = likeness_of_lines(a.text(x.core), b.text(y.core));
    return like >= 0.6 ? like : 0;
  }
  const Kind kind = kind_of(a, x), other = kind_of(b, y);
  if (is_definition(kind) && is_definition(other)) {
    if (x.key == y.key) return 1.9;
    const double like = likeness(x.bag, y.bag);
    return like >= 0.8 ? like : 0;  // renamed
  }
  if (kind != other) return 0;
  if (is_docstring(a, x) && is_docstring(b, y)) return 1.5;
  if (kind == Kind::import_from_statement) return x.key == y.key ? 1.9 : 0;
  const double like = likeness(x.bag, y.bag);
  if (x.key == y.key && !x.key.empty()) return like >= 0.3 ? 0.6 + like : 0.2;
  return like >= 0.55 ? like : 0;
}

bool is_docstring(const Document& document, const Unit& unit) {
  const Tree& tree = document.tree();
  if (unit.node == kNoNode || tree[unit.node].kind != Kind::expression_statement) return false;
  const NodeId inner = tree.first_child(unit.node);
  return inner != kNoNode && tree[inner].kind == Kind::string && tree.next_sibling(inner) == kNoNode;
}

}  // namespace mintport
