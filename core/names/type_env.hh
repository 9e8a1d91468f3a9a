// What is known at one place of a function, by name, and how two ways through it meet. Part of core/names:
// others include types.hh.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "core/names/types.hh"

namespace mintport {

// The facts that hold at one place, by name. Copied at every branch: sorted and in one piece, unlike a map.
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
  // The fact that is there, or this one put there.
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
// What is made of an array from a tokenizer is a tensor like any other.
TypeFact plain(TypeFact fact);
// What a loop over `whole`, or an index into it, gives.
TypeFact element_of(TypeFact whole);
// A field of what a tokenizer or processor returned.
TypeFact field_of(const TypeFact& encoding, NodeId where);

// Facts that both ways agree on; a name that only one way sets to None keeps the other's fact.
void join(Env& into, const Env& other);
// Whether another round of a loop would learn nothing.
bool agree(const Env& a, const Env& b);

}  // namespace mintport
