// Parts of SARIF 2.1.0 that the reports share. Private to this folder.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "app/report/report.hh"

namespace mintport::sarif {

using Json = nlohmann::ordered_json;

// A path as a relative reference (RFC 3986).
std::string percent_encoded(std::string_view path);

// `base`: the uriBaseId.
Json artifact(const std::string& path, std::string_view base);
Json region(const Place& at);
Json fix(const std::string& path, std::string_view base, const ReportedFix& fix);

// The whole log of one run, as text.
std::string log(Json run);

}  // namespace mintport::sarif
