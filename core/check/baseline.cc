#include "core/check/baseline.hh"

#include <nlohmann/json.hpp>

namespace mintport {

using Json = nlohmann::json;

Result<Baseline> Baseline::parse(const std::string& file, std::string_view json) {
  Baseline out;
  try {
    const Json report = Json::parse(json);
    for (const Json& finding : report.at("findings")) {
      const auto text = [&](const char* field) { return finding.at(field).get<std::string>(); };
      ++out.left_[{text("path"), text("rule"), text("symbol"), text("code")}];
    }
  } catch (const Json::exception&) {
    return fail({ErrorKind::content, file, 0, "is not a JSON report of check",
                 "write one: mintport check --report json > " + file});
  }
  return out;
}

bool Baseline::take(const std::string& path, const CheckFinding& found) {
  const auto known = left_.find({path, found.finding.rule, found.finding.symbol, found.code});
  if (known == left_.end() || known->second == 0) return false;
  --known->second;
  return true;
}

}  // namespace mintport
