// Results as JSON values. Private to this folder: the reports, the protocol and the store share the spelling.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.hh"
#include "core/validate/result.hh"

namespace mintport::validation {

using Json = nlohmann::ordered_json;

// A value of the wrong type or with an unknown word. Thrown by the readers, caught where the text is parsed.
struct WrongValue {
  std::string what;  // "rung: not one of the rungs"
};

// The fields of the report's contract and those that the protocol adds. Unset values are null; an infinity or
// NaN is the string "inf", "-inf" or "nan".
Json to_json(const ClassResult& result);
ClassResult result_from(const Json& json);

Json to_json(const ValidationOptions& options);
ValidationOptions options_from(const Json& json);

ClassError error_from(const Json& json);
ClassKind kind_from(const Json& json);
Rung rung_from(const Json& json);

// `object[name]`, of null or a missing field the empty value.
std::string text_in(const Json& object, const char* name);
double number_in(const Json& object, const char* name, double otherwise = 0);
bool flag_in(const Json& object, const char* name);
const Json& list_in(const Json& object, const char* name);

// Invalid UTF-8 becomes U+FFFD.
std::string dump(const Json& json, int indent = -1);

}  // namespace mintport::validation
