#include "support/conversion/convert_text.hh"

#include <gtest/gtest.h>

#include <ostream>

#include "support/conversion/invariants.hh"

namespace mintport {
namespace {

std::string from_second_line(std::string_view text) {
  if (text.starts_with('\n')) text.remove_prefix(1);
  return std::string(text);
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Converted& converted) {
  out << "\n" << converted.text;
  for (const std::string& finding : converted.findings) out << "! " << finding << "\n";
  return out;
}

const Tables& embedded_tables() {
  static const Tables tables = Tables::embedded().value();
  return tables;
}

Tables tables_with(const Profile& profile) {
  Tables out = Tables::embedded().value();
  out.set_profile(profile);
  return out;
}

const Tables& tuple_tables() {
  static const Tables tables = tables_with({.return_tuples = true});
  return tables;
}

namespace {

Converted convert_with(const Tables& tables, std::string_view text, const std::string& path) {
  const ConvertOptions options{path};
  const auto source = std::make_shared<const Source>(Source::make(path, from_second_line(text)).value());
  const Conversion made = convert(source, tables, options);
  for (const std::string& breach : breaches(made, tables, options)) ADD_FAILURE() << breach;
  const Source after = Source::make(path, made.text).value();
  Converted out{made.text, {}};
  for (const Finding& finding : made.findings) {
    out.findings.push_back(std::string(to_string(finding.kind)) + " " +
                           std::to_string(after.line_at(finding.converted.begin)) + " " + finding.symbol);
  }
  return out;
}

}  // namespace

const Tables& mindone_tables() {
  static const Tables tables = tables_with(*Profile::load("mindone").value());
  return tables;
}

Converted convert_text(std::string_view text, std::string path) {
  return convert_with(embedded_tables(), text, path);
}

Converted convert_by_habit(std::string_view text, std::string path) {
  return convert_with(mindone_tables(), text, path);
}

Conversion conversion_of(std::string text, const ConvertOptions& options, const Tables& tables) {
  const auto source = std::make_shared<const Source>(Source::make(options.path, std::move(text)).value());
  return convert(source, tables, options);
}

void expect_conversion(const std::string& before, const std::string& after, const std::string& path,
                       const Tables& tables) {
  EXPECT_EQ(conversion_of(before, {path}, tables).text, after);
  EXPECT_EQ(conversion_of(after, {path}, tables).text, after);
}

Converted gives(std::string_view text, std::vector<std::string> findings) {
  return {from_second_line(text), std::move(findings)};
}

Converted stays(std::string_view text, std::vector<std::string> findings) {
  return gives(text, std::move(findings));
}

}  // namespace mintport
