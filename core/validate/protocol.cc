#include "core/validate/protocol.hh"

#include "core/validate/json.hh"

namespace mintport::validation {
namespace {

Json path_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

std::string line_of(const Json& request) {
  return dump(request) + "\n";
}

Ready ready_from(const Json& json) {
  Ready out;
  const auto versions = json.find("versions");
  if (versions == json.end() || !versions->is_object()) return out;
  for (const auto& [name, version] : versions->items()) {
    if (version.is_string()) out.versions[name] = version.get<std::string>();
  }
  return out;
}

Classes classes_from(const Json& json) {
  Classes out{.file = text_in(json, "file")};
  for (const Json& found : list_in(json, "classes")) {
    out.classes.push_back({out.file, text_in(found, "class"), kind_from(found.value("kind", Json())),
                           static_cast<std::uint32_t>(number_in(found, "line"))});
  }
  const auto error = json.find("error");
  if (error != json.end() && !error->is_null()) out.error = error_from(*error);
  return out;
}

Reloaded reloaded_from(const Json& json) {
  Reloaded out;
  for (const Json& module : list_in(json, "modules")) {
    if (module.is_string()) out.modules.push_back(module.get<std::string>());
  }
  return out;
}

decltype(Event::what) event_from(const std::string& kind, const Json& json) {
  if (kind == "ready") return ready_from(json);
  if (kind == "broken") return Broken{text_in(json, "message"), text_in(json, "help")};
  if (kind == "classes") return classes_from(json);
  if (kind == "rung") return RungPassed{rung_from(json.value("rung", Json()))};
  if (kind == "progress") return ProgressNote{text_in(json, "message")};
  if (kind == "result") return result_from(json);
  if (kind == "reloaded") return reloaded_from(json);
  if (kind == "stopped") return Stopped{};
  if (kind == "error") return RequestFailed{text_in(json, "message")};
  throw WrongValue{"unknown event '" + kind + "'"};
}

}  // namespace

std::string start_line(RequestId id, const StartRequest& request) {
  return line_of({{"id", id},
                  {"do", "start"},
                  {"port_root", request.port_root},
                  {"port_package", request.port_package},
                  {"source_root", path_or_null(request.source_root)},
                  {"source_package", request.source_package},
                  {"source_python", path_or_null(request.source_python)},
                  {"source_tests", path_or_null(request.source_tests)},
                  {"port_tests", path_or_null(request.port_tests)},
                  {"cases", path_or_null(request.cases)},
                  {"scratch", request.scratch},
                  {"device_target", request.device_target},
                  {"threads", request.threads}});
}

std::string classes_line(RequestId id, const std::string& file, const std::string& port_root) {
  return line_of({{"id", id}, {"do", "classes"}, {"file", file}, {"port_root", port_root}});
}

std::string validate_line(RequestId id, const ClassCase& wanted, const ValidationOptions& options,
                          double timeout_seconds, const FilesToWrite& files) {
  return line_of({{"id", id},
                  {"do", "validate"},
                  {"file", wanted.file},
                  {"class", wanted.name},
                  {"kind", to_string(wanted.kind)},
                  {"rtol", options.rtol},
                  {"atol", options.atol},
                  {"tight", options.tight},
                  {"mode", options.mode},
                  {"dtype", options.dtype},
                  {"layers", options.layers},
                  {"gradients", options.gradients},
                  {"keep", files.cases},
                  {"tests", path_or_null(files.tests)},
                  {"timeout", timeout_seconds}});
}

std::string reload_line(RequestId id, const std::vector<std::string>& files) {
  return line_of({{"id", id}, {"do", "reload"}, {"files", files}});
}

std::string stop_line(RequestId id) {
  return line_of({{"id", id}, {"do", "stop"}});
}

std::optional<Event> read_event(std::string_view line) {
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto kind = json.find("event");
  if (kind == json.end() || !kind->is_string()) return std::nullopt;
  Event out;
  if (const auto id = json.find("id"); id != json.end() && id->is_number_unsigned()) {
    out.id = id->get<RequestId>();
  }
  try {
    out.what = event_from(kind->get<std::string>(), json);
  } catch (const WrongValue& wrong) {
    out.what = RequestFailed{"an event of the worker is not valid: " + wrong.what};
  }
  return out;
}

}  // namespace mintport::validation
