#include "core/project/manifest.hh"

#include <nlohmann/json.hpp>

#include "core/base/text.hh"

namespace mintport {
namespace {

using Json = nlohmann::ordered_json;

Error broken(std::string what) {
  return {ErrorKind::content, std::string(kManifestName), 0, std::move(what), "correct it, or write it anew"};
}

// Relative, and inside the tree.
bool stays_inside(std::string_view path) {
  if (path.empty() || path.front() == '/') return false;
  for (std::string_view part : split(path, '/')) {
    if (part == "..") return false;
  }
  return true;
}

std::string without_slash(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

std::string text_of(const Json& object, const char* name) {
  return object.value(name, std::string());
}

Waiver read_waiver(const Json& json) {
  return {text_of(json, "file"),   text_of(json, "kind"),   text_of(json, "symbol"), text_of(json, "code"),
          text_of(json, "reason"), text_of(json, "author"), text_of(json, "date")};
}

Json write_waiver(const Waiver& waiver) {
  Json out = {{"file", waiver.file},
              {"kind", waiver.kind},
              {"symbol", waiver.symbol},
              {"code", waiver.code},
              {"reason", waiver.reason}};
  if (!waiver.author.empty()) out["author"] = waiver.author;
  if (!waiver.date.empty()) out["date"] = waiver.date;
  return out;
}

Manifest read(const Json& json) {
  Manifest out;
  const Json& source = json.at("source");
  out.source = {without_slash(source.at("root").get<std::string>()), text_of(source, "version"),
                source.value("package", std::string("diffusers"))};
  out.port.root = without_slash(json.at("port").at("root").get<std::string>());
  out.target = text_of(json, "target");
  if (json.contains("profile")) out.profile = json["profile"].get<std::string>();
  if (json.contains("mappings")) out.mappings = json["mappings"].get<std::vector<std::string>>();
  if (json.contains("waived")) {
    for (const Json& waiver : json["waived"]) out.waived.push_back(read_waiver(waiver));
  }
  return out;
}

}  // namespace

Result<Manifest> parse_manifest(std::string_view text) {
  try {
    const Json json = Json::parse(text);
    Manifest out = read(json);
    for (const std::string& root : {out.source.root, out.port.root}) {
      if (!stays_inside(root)) return fail(broken("'" + root + "' is not a folder below the work tree"));
    }
    return out;
  } catch (const Json::exception& exception) {
    return fail(broken(exception.what()));
  }
}

std::string write_manifest(const Manifest& manifest, std::string_view previous) {
  Json out = Json::parse(previous, nullptr, false);
  if (!out.is_object()) out = Json::object();
  auto section = [&](const char* name) -> Json& {
    if (!out.contains(name) || !out[name].is_object()) out[name] = Json::object();
    return out[name];
  };
  Json& source = section("source");
  source["root"] = manifest.source.root;
  source["version"] = manifest.source.version;
  source["package"] = manifest.source.package;
  section("port")["root"] = manifest.port.root;
  out["target"] = manifest.target;
  out["mappings"] = manifest.mappings;
  out["profile"] = manifest.profile;
  out["waived"] = Json::array();
  for (const Waiver& waiver : manifest.waived) out["waived"].push_back(write_waiver(waiver));
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace mintport
