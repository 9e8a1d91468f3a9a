#include "app/report/sarif_parts.hh"

#include <cctype>

namespace mintport::sarif {

std::string percent_encoded(std::string_view path) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && (std::isalnum(byte) || std::string_view("-._~/").find(c) != std::string_view::npos)) {
      out += c;
    } else {
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return out;
}

Json artifact(const std::string& path, std::string_view base) {
  return {{"uri", percent_encoded(path)}, {"uriBaseId", std::string(base)}};
}

Json region(const Place& at) {
  return {{"startLine", at.begin.line},
          {"startColumn", at.begin.column},
          {"endLine", at.end.line},
          {"endColumn", at.end.column}};
}

Json fix(const std::string& path, std::string_view base, const ReportedFix& fix) {
  Json replacements = Json::array();
  for (const auto& [edit, at] : fix.edits) {
    replacements.push_back({{"deletedRegion", region(at)}, {"insertedContent", {{"text", edit.text}}}});
  }
  return {{"description", {{"text", fix.title}}},
          {"artifactChanges", Json::array({{{"artifactLocation", artifact(path, base)},
                                            {"replacements", std::move(replacements)}}})}};
}

std::string log(Json run) {
  const Json whole{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                   {"version", "2.1.0"},
                   {"runs", Json::array({std::move(run)})}};
  return whole.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace mintport::sarif
