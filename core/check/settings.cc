#include "core/check/settings.hh"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/text.hh"
#include "core/check/catalog.hh"
#include "core/project/manifest.hh"

namespace mintport {
namespace {

using Json = nlohmann::json;

struct WrongSetting {
  std::string what;
};

std::optional<Level> level_named(std::string_view word) {
  for (const Level level : {Level::note, Level::warning, Level::error}) {
    if (word == to_string(level)) return level;
  }
  return std::nullopt;
}

const std::string& text_of(const Json& json, const std::string& field) {
  if (!json.is_string()) throw WrongSetting{"'check." + field + "' must be a string"};
  return json.get_ref<const std::string&>();
}

void read_rules(const Json& json, CheckSettings& out) {
  if (!json.is_object()) throw WrongSetting{"'check.rules' must be an object"};
  for (const auto& [rule, value] : json.items()) {
    if (find_check_rule(rule) == nullptr) throw WrongSetting{"'check.rules' names no rule '" + rule + "'"};
    const std::string& word = text_of(value, "rules." + rule);
    const auto level = level_named(word);
    if (word != "off" && !level)
      throw WrongSetting{"'check.rules." + rule + "' must be off, note, warning or error"};
    if (level) {
      out.levels.emplace(rule, *level);
    } else {
      out.off.insert(rule);
    }
  }
}

CheckSettings settings_in(const Json& json) {
  CheckSettings out;
  if (!json.is_object()) throw WrongSetting{"'check' must be an object"};
  for (const auto& [field, value] : json.items()) {
    if (field == "rules") {
      read_rules(value, out);
    } else if (field == "exclude") {
      if (!value.is_array()) throw WrongSetting{"'check.exclude' must be a list"};
      for (const Json& path : value) out.exclude.push_back(text_of(path, "exclude"));
    } else if (field == "baseline") {
      out.baseline = text_of(value, "baseline");
    } else if (field == "fail_on") {
      out.fail_on = level_named(text_of(value, "fail_on"));
      if (!out.fail_on) throw WrongSetting{"'check.fail_on' must be note, warning or error"};
    } else {
      throw WrongSetting{"'check' has no field '" + field + "'"};
    }
  }
  return out;
}

}  // namespace

bool CheckSettings::excludes(std::string_view path) const {
  return std::any_of(exclude.begin(), exclude.end(),
                     [&](const std::string& place) { return path == place || is_in_folder(path, place); });
}

Level CheckSettings::level_of(const CheckRule& rule) const {
  const auto other = levels.find(rule.id);
  return other == levels.end() ? rule.level : other->second;
}

Result<CheckSettings> parse_check_settings(std::string_view manifest) {
  const auto wrong = [](std::string what) {
    return fail({ErrorKind::content, std::string(kManifestName), 0, std::move(what),
                 "see `mintport explain RULE` and the manual page of check"});
  };
  try {
    const Json json = Json::parse(manifest);
    return json.is_object() && json.contains("check") ? settings_in(json["check"]) : CheckSettings{};
  } catch (const Json::parse_error& error) {
    return wrong(error.what());
  } catch (const WrongSetting& error) {
    return wrong(error.what);
  }
}

Result<void> require_check_rule(std::string_view id) {
  if (find_check_rule(id) != nullptr) return {};
  std::string all;
  for (const CheckRule* rule : check_rules()) all += (all.empty() ? "" : ", ") + std::string(rule->id);
  return fail({ErrorKind::usage, "", 0, "no check rule '" + std::string(id) + "'", "use one of " + all});
}

}  // namespace mintport
