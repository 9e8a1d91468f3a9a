#include "core/mapping/verification.hh"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/text.hh"
#include "core/mapping/embedded.hh"

namespace mintport {
namespace {

using Json = nlohmann::json;

std::vector<UnlikeCases> groups(const Json& row, const char* kind) {
  std::vector<UnlikeCases> out;
  if (!row.contains(kind)) return out;
  for (const Json& group : row.at(kind)) {
    out.push_back({group.at("when"), group.at("cases"), group.at("silent"), group.at("example"),
                   group.at("why"), group.value("waived", "")});
  }
  return out;
}

// Parses a line of the list; nullopt if it is not a row.
std::optional<Verified> row_of(std::string_view line, const std::string& where) {
  line = trim(line);
  if (line.ends_with(',')) line.remove_suffix(1);
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  try {
    Verified out;
    out.name = json.at("name");
    out.target = json.at("target");
    out.where = where;
    out.cases = json.value("cases", 0);
    out.same = json.value("same", 0);
    out.differs = groups(json, "differs");
    out.refused = groups(json, "refused");
    if (json.contains("no kernel")) {
      out.without_kernel = json.at("no kernel").at("cases");
      out.kernel_when = json.at("no kernel").at("when");
    }
    out.not_run = json.value("not run", "");
    return out;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

// The first line of a file opens the object: {"mindspore": "2.10.0", ..., "entries": [
std::string where_of(std::string_view text) {
  const Json head = Json::parse(std::string(text.substr(0, text.find('\n'))) + "]}", nullptr, false);
  if (!head.is_object()) return {};
  return fmt::format("mindspore {}, {}", head.value("mindspore", "?"), head.value("device", "?"));
}

std::string_view line_at(std::string_view text, std::size_t at) {
  return text.substr(at, text.find('\n', at) - at);
}

}  // namespace

Verification Verification::embedded() {
  std::vector<std::string_view> texts;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.name.starts_with("verified/")) texts.push_back(file.text);
  }
  return Verification(std::move(texts));
}

std::vector<Verified> Verification::of(std::string_view name) const {
  std::vector<Verified> out;
  const std::string start = fmt::format("\n{{\"name\": \"{}\",", name);
  for (const std::string_view text : texts_) {
    const std::size_t at = text.find(start);
    if (at == std::string_view::npos) continue;
    if (auto row = row_of(line_at(text, at + 1), where_of(text))) out.push_back(*std::move(row));
  }
  return out;
}

Result<std::vector<Verified>> Verification::all() const {
  std::vector<Verified> out;
  for (const std::string_view text : texts_) {
    const std::string where = where_of(text);
    const std::vector<std::string_view> lines = split_lines(text);
    for (std::size_t i = 1; i < lines.size(); ++i) {
      if (trim(lines[i]) == "]}") continue;
      auto row = row_of(lines[i], where);
      if (!row) {
        return fail({ErrorKind::mapping, "mappings/verified", static_cast<std::uint32_t>(i + 1),
                     "not a row of results", "make the file with bench/operators/run"});
      }
      out.push_back(*std::move(row));
    }
  }
  return out;
}

}  // namespace mintport
