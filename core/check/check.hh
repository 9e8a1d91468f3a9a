// Runs the rules of `mintport check` over the files of a port.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/check/port/rule.hh"
#include "core/check/settings.hh"

namespace mintport {

struct CheckFinding {
  Finding finding;
  Level level = Level::warning;
  std::string code;  // the line at which it begins, trimmed
  friend bool operator==(const CheckFinding&, const CheckFinding&) = default;
};

// The findings of one file, in the order of the text, without those that `# mintport: ignore[RULE] reason`
// comments cover. Comments that cover nothing, name no rule or give no reason are findings themselves.
std::vector<CheckFinding> check_file(const CheckContext& context, const CheckSettings& settings);

// The text after the fixes that are certain, of findings that do not overlap; of overlapping ones, the first.
// Leaves out a fix after which the text does not parse, or reads a name that nothing binds: a copy may use
// what only the file of its source imports.
std::string fixed_text(std::string_view text, const std::vector<CheckFinding>& findings);

}  // namespace mintport
