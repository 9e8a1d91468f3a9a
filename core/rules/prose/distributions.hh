// What becomes of a distribution that a project asks to be installed: "torch>=2.0" in a setup.py, in
// requirements.txt or pyproject.toml. The tables say it: which packages the port keeps elsewhere, and which
// it answers with "not available".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/mapping/tables.hh"

namespace mintport {

// A requirement as pip writes it (PEP 508): "torch[extra]>=2.0; python_version > '3.8'".
struct Requirement {
  std::string_view name;  // "torch", as written
  std::string_view what;  // with extras and versions, without the marker: what another one can stand in for
  bool versioned = false;
};
// The views are of `text`; nullopt where it is no requirement. Of an address ("git+https://x/y.git@v1") the
// name is the repository's.
std::optional<Requirement> requirement_in(std::string_view text);

struct Advice {
  std::string message;
  std::string instead;  // the distribution to ask for; empty: none

  std::string remark() const { return "not a requirement of the port: " + message; }
  std::string fix() const { return "require " + instead; }
};
// nullopt: the port needs the distribution too.
std::optional<Advice> advice_on(const Tables& tables, std::string_view distribution);

}  // namespace mintport
