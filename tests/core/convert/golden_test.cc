// Whole files: tests/golden/<case>/in.py becomes out.py with the findings of findings.json, byte for byte.
// MINTPORT_UPDATE=1 rewrites out.py and findings.json; review the diff before you keep it.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/base/text.hh"
#include "support/conversion/convert_text.hh"
#include "support/conversion/invariants.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::vector<std::string> cases() {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(MINTPORT_GOLDEN)) {
    if (entry.is_directory()) out.push_back(entry.path().filename().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string read(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void write(const fs::path& path, std::string_view text) {
  std::ofstream stream(path, std::ios::binary);
  stream.write(text.data(), static_cast<std::streamsize>(text.size()));
}

// The lines that a fix changes, after the fix.
std::string lines_after(const Source& before, const Fix& fix) {
  const Source after = Source::make("fixed", mintport::apply(before.text(), fix.edits)).value();
  const OffsetMap map(fix.edits);
  const ByteOffset last = std::min(map.to_new(fix.edits.back().range.end), after.size());
  std::string out;
  for (std::uint32_t line = after.line_at(map.to_new(fix.edits.front().range.begin));
       line <= after.line_at(last); ++line) {
    out += (out.empty() ? "" : "\n") + std::string(trim(after.text(after.line(line))));
  }
  return out;
}

Json described(const Conversion& made, const std::string& path) {
  const Source after = Source::make(path, made.text).value();
  Json findings = Json::array();
  for (const Finding& finding : made.findings) {
    Json entry{{"kind", to_string(finding.kind)},
               {"symbol", finding.symbol},
               {"message", finding.message},
               {"line", made.source->line_at(finding.original.begin)},
               {"converted_line", after.line_at(finding.converted.begin)}};
    for (const Fix& fix : finding.fixes) {
      entry["fixes"].push_back({{"title", fix.title},
                                {"applicability", to_string(fix.applicability)},
                                {"gives", lines_after(after, fix)}});
    }
    findings.push_back(std::move(entry));
  }
  return {{"path", path}, {"findings", std::move(findings)}};
}

// The path of the file in the package, from findings.json, because relative imports depend on it.
std::string place_of(const fs::path& folder) {
  const Json told = Json::parse(read(folder / "findings.json"), nullptr, false);
  return told.is_object() ? told.value("path", "models/a.py") : "models/a.py";
}

class Golden : public ::testing::TestWithParam<std::string> {};

TEST_P(Golden, ConvertsAsWritten) {
  const fs::path folder = fs::path(MINTPORT_GOLDEN) / GetParam();
  const ConvertOptions options{place_of(folder)};
  const auto source =
      std::make_shared<const Source>(Source::make(options.path, read(folder / "in.py")).value());
  const Conversion made = convert(source, embedded_tables(), options);
  EXPECT_EQ(breaches(made, embedded_tables(), options), std::vector<std::string>{});
  const std::string findings = described(made, options.path).dump(2) + "\n";
  if (std::getenv("MINTPORT_UPDATE") != nullptr) {
    write(folder / "out.py", made.text);
    write(folder / "findings.json", findings);
    GTEST_SKIP() << "written anew";
  }
  EXPECT_EQ(made.text, read(folder / "out.py"));
  EXPECT_EQ(findings, read(folder / "findings.json"));
}

INSTANTIATE_TEST_SUITE_P(Cases, Golden, ::testing::ValuesIn(cases()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace mintport
