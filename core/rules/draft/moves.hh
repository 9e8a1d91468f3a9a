// Places of HF's modules and names in the port.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/rules/draft/draft.hh"

namespace mintport {

struct Moved {
  std::string module;  // as the file writes it: relative if the original was
  std::string name;    // empty for `import M`
};

// The port's module with the name (or, without a name, of the module itself); unchanged if it does not move.
std::string moved_module(const Tables& tables, std::string_view module, std::string_view name = {});

// The port's place of an imported name: the absolute module, and the name there. Unchanged if nothing moves.
Moved port_place(const RuleInput& input, const ImportItem& item);

// The import that replaces an import of HF's packages; nullopt if it stays.
std::optional<Moved> moved_import(const RuleInput& input, const ImportItem& item);

// True if the file imports the package by its full name, HF's or the port's, as scripts, examples and tests
// do. No relative path leads from them into the package.
bool imports_by_full_name(const RuleInput& input);

// How this file writes a module of the port: relative inside the same package, else absolute.
std::string place_module(const RuleInput& input, const std::string& module);

}  // namespace mintport
