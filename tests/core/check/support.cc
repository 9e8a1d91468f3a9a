#include "core/check/support.hh"

#include <set>

namespace mintport::testing {
namespace {

std::string without_first_newline(std::string text) {
  return text.starts_with('\n') ? text.substr(1) : text;
}

}  // namespace

const Tables& check_tables() {
  static const Tables kTables = [] {
    auto tables = *Tables::embedded();
    tables.set_profile(default_profile());
    return tables;
  }();
  return kTables;
}

SmallPort::SmallPort(Texts files, std::string package)
    : package_(std::move(package)), files_(std::move(files)), port_(check_tables()) {
  std::vector<const PortFile*> all;
  for (const auto& [path, text] : files_) {
    auto made = PortFile::make(path, path, package_, without_first_newline(text));
    if (!made) throw std::runtime_error(to_string(made.error()));
    all.push_back(made->get());
    port_.add(*std::move(made));
  }
  const std::string_view top = top_of(package_);
  for (auto wanted = port_.wanted(all, top); !wanted.empty(); wanted = port_.wanted(all, top)) {
    for (const std::string& module : wanted) port_.add_absent(module);
  }
}

std::vector<CheckFinding> SmallPort::check(const std::string& path, const CheckSettings& settings) const {
  const PortFile* file = port_.file(module_of(path, package_));
  const bool upstream = check_tables().library().has(package_);
  return check_file({*file, port_, check_tables(), upstream}, settings);
}

std::vector<std::string> SmallPort::findings(const std::string& path, const CheckSettings& settings) const {
  const PortFile* file = port_.file(module_of(path, package_));
  std::vector<std::string> out;
  for (const CheckFinding& found : check(path, settings)) {
    const Finding& finding = found.finding;
    out.push_back(std::to_string(file->tree().source().line_at(finding.converted.begin)) + " " +
                  finding.rule + " " + finding.symbol);
  }
  return out;
}

Texts SmallPort::fixed_once(const CheckSettings& settings) const {
  Texts out;
  for (const auto& [path, text] : files_)
    out[path] = fixed_text(without_first_newline(text), check(path, settings));
  return out;
}

Texts SmallPort::fixed(std::string_view rule) const {
  CheckSettings settings;
  settings.only.emplace(rule);
  Texts out = fixed_once(settings);
  EXPECT_EQ(SmallPort(out, package_).fixed_once(settings), out)
      << "the fix of " << rule << " is not idempotent";
  return out;
}

std::vector<std::string> found(std::string_view rule, std::string text) {
  CheckSettings settings;
  settings.only.emplace(rule);
  return SmallPort(Texts{{"models/a.py", std::move(text)}}).findings("models/a.py", settings);
}

std::string lazy_package(const std::string& structure, const std::string& imports) {
  return "from typing import TYPE_CHECKING\n\n_import_structure = " + structure + "\n\nif TYPE_CHECKING:\n" +
         imports + "else:\n    import sys\n\n    sys.modules[__name__] = type(sys)(_import_structure)\n";
}

}  // namespace mintport::testing
