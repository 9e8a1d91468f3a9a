// What several commands' options share. Private to this folder.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.hh"

namespace mintport {

inline Error usage(std::string what, std::string hint) {
  return {.kind = ErrorKind::usage, .what = std::move(what), .hint = std::move(hint)};
}

inline void add_mappings(CLI::App& command, std::vector<std::string>& folders) {
  command
      .add_option("--mappings", folders,
                  "Folder with mapping tables (*.json) laid over the built-in ones; may be given again")
      ->type_name("DIR")
      ->allow_extra_args(false);
}

}  // namespace mintport
