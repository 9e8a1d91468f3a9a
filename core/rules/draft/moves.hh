// Where the port keeps what HF keeps elsewhere.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/rules/draft/draft.hh"

namespace mintport {

struct Moved {
  std::string module;  // as the file writes it: relative where the original was
  std::string name;    // empty for `import M`
};

// The module in which the port has the name (or the module itself, without a name); the same where it stays.
std::string moved_module(const Tables& tables, std::string_view module, std::string_view name = {});

// Where the port keeps what is imported: the absolute module, and the name there. The same where nothing
// moves.
Moved port_place(const RuleInput& input, const ImportItem& item);

// What an import of HF's own packages becomes in the port; nothing when it stays as it is.
std::optional<Moved> moved_import(const RuleInput& input, const ImportItem& item);

// The file imports the package by its full name, HF's or the port's, as its users do: scripts, examples and
// tests, from which no relative path leads into the package.
bool imports_by_full_name(const RuleInput& input);

// How this file writes a module of the port: relative inside the same package, else absolute.
std::string place_module(const RuleInput& input, const std::string& module);

}  // namespace mintport
