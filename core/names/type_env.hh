// The facts known at a place of a function, by name, and how two paths join. Part of core/names: others
// include types.hh.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "core/names/types.hh"

namespace mintport {

// The facts that hold at a place, by name. Copied at every branch, so it is a sorted vector rather than a
// map.
class Env {
 public:
  using Entry = std::pair<GroupId, TypeFact>;
  auto begin() { return entries_.begin(); }
  auto end() { return entries_.end(); }
  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }
  std::size_t size() const { return entries_.size(); }
  std::vector<Entry>::iterator find(GroupId group) {
    const auto at = place(group);
    return at != end() && at->first == group ? at : end();
  }
  std::vector<Entry>::const_iterator find(GroupId group) const { return const_cast<Env*>(this)->find(group); }
  TypeFact& operator[](GroupId group) { return try_emplace(group, {}); }
  // The existing fact, or `fact` inserted.
  TypeFact& try_emplace(GroupId group, TypeFact fact) {
    auto at = place(group);
    if (at == end() || at->first != group) at = entries_.insert(at, {group, fact});
    return at->second;
  }

 private:
  std::vector<Entry>::iterator place(GroupId group) {
    return std::lower_bound(entries_.begin(), entries_.end(), group,
                            [](const Entry& entry, GroupId wanted) { return entry.first < wanted; });
  }
  std::vector<Entry> entries_;
};

inline bool is_encoded(const TypeFact& fact) {
  return fact.evidence == Evidence::encoded;
}
inline bool is_partly(const TypeFact& fact) {
  return fact.evidence == Evidence::partly_encoded;
}
// A value computed from a tokenizer's array is an ordinary tensor.
TypeFact plain(TypeFact fact);
// The fact of an element of `whole`, from a loop or an index.
TypeFact element_of(TypeFact whole);
// The fact of a field in the result of a tokenizer or processor.
TypeFact field_of(const TypeFact& encoding, NodeId where);

// Keeps facts that both paths agree on. If only one path sets a name to None, keeps the other's fact.
void join(Env& into, const Env& other);
// True if another round of a loop would learn nothing.
bool agree(const Env& a, const Env& b);

}  // namespace mintport
