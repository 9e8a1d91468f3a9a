#include "core/mapping/table_words.hh"

#include <algorithm>

namespace mintport {
namespace {

template <class Choices, class Value>
std::string_view name_of(const Choices& choices, Value value) {
  const auto at = std::find_if(choices.begin(), choices.end(),
                               [&](const auto& choice) { return choice.second == value; });
  return at == choices.end() ? std::string_view() : at->first;
}

}  // namespace

std::string_view to_string(Form form) {
  return name_of(kForms, form);
}

std::string_view to_string(Entry::Unlike::Given given) {
  return name_of(kGiven, given);
}

std::string_view to_string(Word::Use use) {
  return name_of(kUses, use);
}

}  // namespace mintport
