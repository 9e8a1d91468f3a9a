#include "core/syntax/vocabulary.hh"

#include <string_view>
#include <unordered_map>

namespace mintport {
namespace {

Vocabulary make_vocabulary() {
  std::unordered_map<std::string_view, Kind> named, tokens;
  std::unordered_map<std::string_view, Field> fields;
#define X(name, spelling) named.emplace(spelling, Kind::name);
  MINTPORT_NAMED_KINDS(X)
#undef X
#define X(name, spelling) tokens.emplace(spelling, Kind::name);
  MINTPORT_TOKEN_KINDS(X)
#undef X
#define X(name, spelling) fields.emplace(spelling, Field::name);
  MINTPORT_FIELDS(X)
#undef X
  const TSLanguage* language = tree_sitter_python();
  Vocabulary out;
  out.kinds.resize(ts_language_symbol_count(language), Kind::other);
  for (std::uint32_t symbol = 0; symbol < out.kinds.size(); ++symbol) {
    const bool is_named =
        ts_language_symbol_type(language, static_cast<TSSymbol>(symbol)) == TSSymbolTypeRegular;
    const auto& table = is_named ? named : tokens;
    const auto found = table.find(ts_language_symbol_name(language, static_cast<TSSymbol>(symbol)));
    out.kinds[symbol] = found != table.end() ? found->second : is_named ? Kind::other : Kind::token;
  }
  out.fields.resize(ts_language_field_count(language) + 1, Field::none);
  for (std::uint32_t field = 1; field < out.fields.size(); ++field) {
    const auto found = fields.find(ts_language_field_name_for_id(language, static_cast<TSFieldId>(field)));
    if (found != fields.end()) out.fields[field] = found->second;
  }
  return out;
}

}  // namespace

const Vocabulary& vocabulary() {
  static const Vocabulary made = make_vocabulary();
  return made;
}

}  // namespace mintport
