// Replacements of distributions that a project requires: "torch>=2.0" in setup.py, requirements.txt or
// pyproject.toml. The tables decide: packages that the port replaces, and those for which it answers "not
// available".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/mapping/tables.hh"

namespace mintport {

// A requirement in pip's format (PEP 508): "torch[extra]>=2.0; python_version > '3.8'".
struct Requirement {
  std::string_view name;  // "torch", as written
  std::string_view what;  // the replaceable part: with extras and versions, without the marker
  bool versioned = false;
};
// The views point into `text`. nullopt if it is not a requirement. For an address ("git+https://x/y.git@v1")
// the name is the repository's.
std::optional<Requirement> requirement_in(std::string_view text);

struct Advice {
  std::string message;
  std::string instead;  // the distribution to require instead; empty: none

  std::string remark() const { return "not a requirement of the port: " + message; }
  std::string fix() const { return "require " + instead; }
};
// nullopt: the port needs the distribution too.
std::optional<Advice> advice_on(const Tables& tables, std::string_view distribution);

}  // namespace mintport
