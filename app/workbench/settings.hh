// The person's own settings: $XDG_CONFIG_HOME/mintport/config.json (else ~/.config), a JSON object such as
//   {"theme": "light", "keys": {"quit": "Q", "waive": "w x"}}
// Keys go by the names of views/input/commands.hh.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.hh"
#include "views/input/commands.hh"
#include "views/screen/theme.hh"

namespace mintport::ui {

struct Settings {
  Theme theme = Theme::dark;
  KeyTable keys;
};

// Errors (kind content): not JSON, an unknown field or theme, keys that KeyTable::with refuses. `file` is
// what they name.
Result<Settings> parse_settings(std::string_view json, const std::string& file);

// Those of the environment; the default ones when there is no such file.
Result<Settings> read_settings();

}  // namespace mintport::ui
