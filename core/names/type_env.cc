#include "core/names/type_env.hh"

namespace mintport {

TypeFact plain(TypeFact fact) {
  if (is_encoded(fact) || is_partly(fact)) fact.evidence = Evidence::operation;
  return fact;
}

TypeFact element_of(TypeFact whole) {
  whole = plain(whole);
  switch (whole.fact) {
    case Fact::tensors:
    case Fact::tensor:
      return {Fact::tensor, whole.evidence, whole.where};
    case Fact::shape:
      return {Fact::number, whole.evidence, whole.where};
    case Fact::ndarray:
      return {Fact::ndarray, whole.evidence, whole.where};
    default:
      return {};
  }
}

TypeFact field_of(const TypeFact& encoding, NodeId where) {
  if (is_encoded(encoding)) return {Fact::tensor, Evidence::encoded, where};
  return {Fact::ndarray, Evidence::known_return, where};
}

void join(Env& into, const Env& other) {
  for (auto& [group, fact] : into) {
    const auto found = other.find(group);
    if (found == other.end()) continue;  // bound on this way only
    if (is_encoded(fact) != is_encoded(found->second) || is_partly(fact) || is_partly(found->second)) {
      const bool agree = fact.fact == found->second.fact || found->second.fact == Fact::none;
      const Fact both = agree ? fact.fact : fact.fact == Fact::none ? found->second.fact : Fact::unknown;
      fact = {both, Evidence::partly_encoded, fact.where};
      continue;
    }
    if (found->second.fact == fact.fact || found->second.fact == Fact::none) continue;
    if (fact.fact == Fact::none) {
      fact = found->second;
    } else {
      fact = {};
    }
  }
  for (const auto& [group, fact] : other) into.try_emplace(group, fact);
}

bool agree(const Env& a, const Env& b) {
  return a.size() == b.size() && std::all_of(a.begin(), a.end(), [&](const auto& entry) {
           const auto found = b.find(entry.first);
           return found != b.end() && found->second.fact == entry.second.fact &&
                  is_partly(found->second) == is_partly(entry.second);
         });
}

}  // namespace mintport
