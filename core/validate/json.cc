#include "core/validate/json.hh"

#include <cmath>
#include <limits>

namespace mintport::validation {
namespace {

// One of `count` words of an enum.
template <class T>
T word_from(const Json& json, const char* name, std::size_t count) {
  if (json.is_string()) {
    for (std::size_t i = 0; i < count; ++i) {
      if (to_string(static_cast<T>(i)) == json.get_ref<const std::string&>()) return static_cast<T>(i);
    }
  }
  throw WrongValue{std::string(name) + ": unknown value " + dump(json)};
}

Json number(const std::optional<double>& value) {
  if (!value) return nullptr;
  if (std::isnan(*value)) return "nan";
  if (std::isinf(*value)) return *value > 0 ? "inf" : "-inf";
  return *value;
}

double number_from(const Json& json, const char* name) {
  if (json.is_number()) return json.get<double>();
  if (json == "nan") return std::numeric_limits<double>::quiet_NaN();
  if (json == "inf") return std::numeric_limits<double>::infinity();
  if (json == "-inf") return -std::numeric_limits<double>::infinity();
  throw WrongValue{std::string(name) + ": not a number"};
}

// The field, unless it is null or missing.
const Json* field(const Json& object, const char* name) {
  if (!object.is_object()) throw WrongValue{"not an object"};
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::optional<double> measure_in(const Json& object, const char* name) {
  const Json* value = field(object, name);
  return value == nullptr ? std::nullopt : std::optional(number_from(*value, name));
}

std::optional<bool> verdict_in(const Json& object) {
  return field(object, "ok") == nullptr ? std::nullopt : std::optional(flag_in(object, "ok"));
}

std::uint32_t line_in(const Json& object) {
  const double line = number_in(object, "line");
  return line >= 1 && line <= std::numeric_limits<std::uint32_t>::max() ? static_cast<std::uint32_t>(line)
                                                                        : 0;
}

std::vector<std::string> texts_in(const Json& object, const char* name) {
  std::vector<std::string> out;
  for (const Json& text : list_in(object, name))
    out.push_back(text.is_string() ? text.get<std::string>() : dump(text));
  return out;
}

Json nullable(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}
Json verdict(std::optional<bool> ok) {
  return ok ? Json(*ok) : Json(nullptr);
}
Json line_number(std::uint32_t line) {
  return line == 0 ? Json(nullptr) : Json(line);
}

Json to_json(const ClassError& error) {
  return {{"type", error.type},
          {"message", error.message},
          {"file", nullable(error.file)},
          {"line", line_number(error.line)}};
}
Json to_json(const std::optional<ClassError>& error) {
  return error ? to_json(*error) : Json(nullptr);
}
std::optional<ClassError> error_in(const Json& object) {
  const Json* error = field(object, "error");
  return error == nullptr ? std::nullopt : std::optional(error_from(*error));
}

Json to_json(const CaseRun& run) {
  return {{"name", run.name},
          {"ok", verdict(run.ok)},
          {"max_abs", number(run.max_abs)},
          {"max_rel", number(run.max_rel)},
          {"error", to_json(run.error)}};
}
CaseRun run_from(const Json& json) {
  return {text_in(json, "name"), verdict_in(json), measure_in(json, "max_abs"), measure_in(json, "max_rel"),
          error_in(json)};
}

Json to_json(const std::optional<ValueRange>& range) {
  if (!range) return nullptr;
  return {{"min", number(range->min)},
          {"max", number(range->max)},
          {"mean", number(range->mean)},
          {"std", number(range->std)}};
}
std::optional<ValueRange> range_in(const Json& object, const char* name) {
  const Json* range = field(object, name);
  if (range == nullptr) return std::nullopt;
  return ValueRange{number_in(*range, "min"), number_in(*range, "max"), number_in(*range, "mean"),
                    number_in(*range, "std")};
}

Json to_json(const LayerRow& row) {
  return {{"name", row.name},
          {"type", row.type},
          {"shape", row.shape},
          {"ok", verdict(row.ok)},
          {"max_abs", number(row.max_abs)},
          {"max_rel", number(row.max_rel)},
          {"source", to_json(row.source)},
          {"port", to_json(row.port)},
          {"file", nullable(row.file)},
          {"line", line_number(row.line)}};
}
LayerRow layer_from(const Json& json) {
  LayerRow out{.name = text_in(json, "name"),
               .type = text_in(json, "type"),
               .ok = verdict_in(json),
               .max_abs = measure_in(json, "max_abs"),
               .max_rel = measure_in(json, "max_rel"),
               .source = range_in(json, "source"),
               .port = range_in(json, "port"),
               .file = text_in(json, "file"),
               .line = line_in(json)};
  for (const Json& size : list_in(json, "shape")) {
    if (!size.is_number_integer()) throw WrongValue{"shape: not a list of integers"};
    out.shape.push_back(size.get<std::int64_t>());
  }
  return out;
}

Json to_json(const std::optional<WeightPairs>& weights) {
  if (!weights) return nullptr;
  return {{"pairs", weights->pairs},
          {"missing", weights->missing},
          {"extra", weights->extra},
          {"shapes", weights->shapes}};
}
std::optional<WeightPairs> weights_in(const Json& object) {
  const Json* weights = field(object, "weights");
  if (weights == nullptr) return std::nullopt;
  return WeightPairs{static_cast<std::size_t>(number_in(*weights, "pairs")), texts_in(*weights, "missing"),
                     texts_in(*weights, "extra"), texts_in(*weights, "shapes")};
}

template <class T>
Json list_of(const std::vector<T>& values) {
  Json out = Json::array();
  for (const T& value : values) out.push_back(to_json(value));
  return out;
}

}  // namespace

std::string text_in(const Json& object, const char* name) {
  const Json* value = field(object, name);
  if (value == nullptr) return {};
  if (!value->is_string()) throw WrongValue{std::string(name) + ": not a string"};
  return value->get<std::string>();
}

double number_in(const Json& object, const char* name, double otherwise) {
  return measure_in(object, name).value_or(otherwise);
}

bool flag_in(const Json& object, const char* name) {
  const Json* value = field(object, name);
  if (value == nullptr) return false;
  if (!value->is_boolean()) throw WrongValue{std::string(name) + ": neither true nor false"};
  return value->get<bool>();
}

const Json& list_in(const Json& object, const char* name) {
  static const Json none = Json::array();
  const Json* value = field(object, name);
  if (value == nullptr) return none;
  if (!value->is_array()) throw WrongValue{std::string(name) + ": not a list"};
  return *value;
}

std::string dump(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

ClassError error_from(const Json& json) {
  return {text_in(json, "type"), text_in(json, "message"), text_in(json, "file"), line_in(json)};
}

ClassKind kind_from(const Json& json) {
  return word_from<ClassKind>(json, "kind", 4);
}

Rung rung_from(const Json& json) {
  return word_from<Rung>(json, "rung", 5);
}

Json to_json(const ClassResult& result) {
  return {{"class", result.name},
          {"file", result.file},
          {"kind", to_string(result.kind)},
          {"mode", result.mode},
          {"dtype", result.dtype},
          {"case", result.origin ? Json(to_string(*result.origin)) : Json(nullptr)},
          {"case_name", nullable(result.case_name)},
          {"rung", to_string(result.rung)},
          {"ok", verdict(result.ok)},
          {"max_abs", number(result.max_abs)},
          {"max_rel", number(result.max_rel)},
          {"layer", nullable(result.layer)},
          {"emulated", result.emulated},
          {"error", to_json(result.error)},
          {"told", result.told},
          {"seconds", result.seconds},
          {"weights", to_json(result.weights)},
          {"runs", list_of(result.runs)},
          {"notes", result.notes},
          {"layers", list_of(result.layers)}};
}

ClassResult result_from(const Json& json) {
  ClassResult out{.name = text_in(json, "class"),
                  .file = text_in(json, "file"),
                  .case_name = text_in(json, "case_name"),
                  .ok = verdict_in(json),
                  .max_abs = measure_in(json, "max_abs"),
                  .max_rel = measure_in(json, "max_rel"),
                  .layer = text_in(json, "layer"),
                  .emulated = texts_in(json, "emulated"),
                  .error = error_in(json),
                  .told = flag_in(json, "told"),
                  .seconds = number_in(json, "seconds"),
                  .weights = weights_in(json),
                  .notes = texts_in(json, "notes")};
  if (field(json, "mode") != nullptr) out.mode = text_in(json, "mode");
  if (field(json, "dtype") != nullptr) out.dtype = text_in(json, "dtype");
  if (const Json* kind = field(json, "kind")) out.kind = kind_from(*kind);
  if (const Json* rung = field(json, "rung")) out.rung = rung_from(*rung);
  if (const Json* origin = field(json, "case")) out.origin = word_from<CaseOrigin>(*origin, "case", 4);
  for (const Json& run : list_in(json, "runs")) out.runs.push_back(run_from(run));
  for (const Json& row : list_in(json, "layers")) out.layers.push_back(layer_from(row));
  return out;
}

Json to_json(const ValidationOptions& options) {
  return {{"rtol", options.rtol},     {"atol", options.atol},
          {"tight", options.tight},   {"mode", options.mode},
          {"dtype", options.dtype},   {"device_target", options.device_target},
          {"layers", options.layers}, {"gradients", options.gradients}};
}

ValidationOptions options_from(const Json& json) {
  return {.rtol = number_in(json, "rtol"),
          .atol = number_in(json, "atol"),
          .tight = flag_in(json, "tight"),
          .mode = text_in(json, "mode"),
          .dtype = text_in(json, "dtype"),
          .device_target = text_in(json, "device_target"),
          .layers = flag_in(json, "layers"),
          .gradients = flag_in(json, "gradients")};
}

}  // namespace mintport::validation
