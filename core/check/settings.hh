// What a project wants of `mintport check`: the field "check" of mintport.json.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"
#include "core/check/port/rule.hh"

namespace mintport {

struct CheckSettings {
  std::set<std::string, std::less<>> only;           // rules to run; empty: all
  std::set<std::string, std::less<>> off;            // rules to leave out
  std::map<std::string, Level, std::less<>> levels;  // rules with another level than their own
  std::vector<std::string> exclude;                  // files and folders, from the root of the work tree
  std::string baseline;                              // a file there; empty: none
  std::optional<Level> fail_on;                      // nullopt: not set

  bool wants(std::string_view rule) const {
    return (only.empty() || only.contains(rule)) && !off.contains(rule);
  }
  bool excludes(std::string_view path) const;
  Level level_of(const CheckRule& rule) const;
  friend bool operator==(const CheckSettings&, const CheckSettings&) = default;
};

// `manifest` is the text of mintport.json: {"check": {"rules": {"copied-from": "off", "target-name": "note"},
// "exclude": ["port/old"], "baseline": "check.json", "fail_on": "error"}}. Errors (kind content): no JSON, or
// a field that is none of these.
Result<CheckSettings> parse_check_settings(std::string_view manifest);

// An error (kind usage) for a name that is no rule, with similar ones.
Result<void> require_check_rule(std::string_view id);

}  // namespace mintport
