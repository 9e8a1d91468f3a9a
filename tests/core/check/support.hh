// Checks snippets as files of a small port, and applies the fixes.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/check/check.hh"

namespace mintport::testing {

using Texts = std::map<std::string, std::string>;  // by path below the package

// The embedded tables with the default profile, loaded once.
const Tables& check_tables();

// A port of these files as the package `package`, and what a rule finds in one of them.
class SmallPort {
 public:
  explicit SmallPort(Texts files, std::string package = "mindone.diffusers");

  void set_support_list(SupportList list) { port_.set_support_list(std::move(list)); }
  // "LINE RULE SYMBOL" of each finding.
  std::vector<std::string> findings(const std::string& path, const CheckSettings& settings = {}) const;
  std::vector<CheckFinding> check(const std::string& path, const CheckSettings& settings = {}) const;
  // The files after the certain fixes of this rule. Fails the test if another run changes them again.
  Texts fixed(std::string_view rule) const;

 private:
  Texts fixed_once(const CheckSettings& settings) const;
  std::string package_;
  Texts files_;
  Port port_;
};

// What the rule finds in a single file, models/a.py.
std::vector<std::string> found(std::string_view rule, std::string text);

// A path's lazily loaded package: `_import_structure` and the branch below TYPE_CHECKING.
std::string lazy_package(const std::string& structure, const std::string& imports);

}  // namespace mintport::testing
