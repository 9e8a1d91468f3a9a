// User settings in $XDG_CONFIG_HOME/mintport/config.json (else ~/.config), a JSON object such as
//   {"theme": "light", "keys": {"quit": "Q", "waive": "w x"}}
// Commands have the names in views/input/commands.hh.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.hh"
#include "views/input/commands.hh"
#include "views/screen/theme.hh"

namespace mintport::ui {

struct Settings {
  std::optional<Theme> theme = {};  // unset: by the terminal's background
  KeyTable keys;
};

// Errors (kind content) name `file`: invalid JSON, an unknown field or theme, keys that KeyTable::with
// refuses.
Result<Settings> parse_settings(std::string_view json, const std::string& file);

// The settings of the environment; defaults if the file does not exist.
Result<Settings> read_settings();

}  // namespace mintport::ui
