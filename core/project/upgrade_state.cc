#include "core/project/upgrade_state.hh"

#include <nlohmann/json.hpp>

namespace mintport {

using Json = nlohmann::ordered_json;

std::string write_record(const UpgradeRecord& record) {
  return Json{{"head", record.head},
              {"converted", record.converted},
              {"changed", record.changed},
              {"added", record.added}}
             .dump(1, ' ', false, Json::error_handler_t::replace) +
         "\n";
}

Result<UpgradeRecord> parse_record(std::string_view text) {
  try {
    const Json json = Json::parse(text);
    return UpgradeRecord{json.at("head"), json.at("converted"), json.at("changed"), json.at("added")};
  } catch (const Json::exception& exception) {
    return fail({ErrorKind::content, "upgrade.json", 0, exception.what(), "restore the files with git"});
  }
}

}  // namespace mintport
