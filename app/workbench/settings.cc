#include "app/workbench/settings.hh"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace mintport::ui {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

Error bad(const std::string& file, std::string what, std::string hint) {
  return {ErrorKind::content, file, 0, std::move(what), std::move(hint)};
}

fs::path settings_file() {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  if (config != nullptr && fs::path(config).is_absolute())
    return fs::path(config) / "mintport" / "config.json";
  const char* home = std::getenv("HOME");
  return home == nullptr ? fs::path() : fs::path(home) / ".config" / "mintport" / "config.json";
}

Result<KeyTable> keys_of(const json& keys, const std::string& file) {
  if (!keys.is_object()) return fail(bad(file, "\"keys\" is no object", "write {\"quit\": \"Q\"}"));
  std::vector<KeyOverride> overrides;
  for (const auto& [name, value] : keys.items()) {
    if (!value.is_string()) {
      return fail(
          bad(file, "the keys of '" + name + "' must be a string", "write \"" + name + "\": \"x ctrl-x\""));
    }
    overrides.emplace_back(name, value.get<std::string>());
  }
  auto table = KeyTable::with(overrides);
  if (!table) return fail(bad(file, table.error().what, table.error().hint));
  return table;
}

}  // namespace

Result<Settings> parse_settings(std::string_view text, const std::string& file) {
  const json root = json::parse(text, nullptr, false);
  if (!root.is_object()) return fail(bad(file, "is not a JSON object", "correct it, or remove it"));
  Settings out;
  for (const auto& [field, value] : root.items()) {
    if (field == "theme") {
      const auto theme = value.is_string() ? parse_theme(value.get<std::string>()) : std::nullopt;
      if (!theme) return fail(bad(file, "unknown theme", "use dark, light, high-contrast or none"));
      out.theme = *theme;
    } else if (field == "keys") {
      auto table = keys_of(value, file);
      if (!table) return fail(table.error());
      out.keys = std::move(*table);
    } else {
      return fail(bad(file, "unknown field '" + field + "'", "there are \"theme\" and \"keys\""));
    }
  }
  return out;
}

Result<Settings> read_settings() {
  const fs::path file = settings_file();
  std::error_code ignored;
  if (file.empty() || !fs::exists(file, ignored)) return Settings();
  std::ifstream in(file, std::ios::binary);
  return parse_settings(std::string{std::istreambuf_iterator<char>(in), {}}, file.string());
}

}  // namespace mintport::ui
