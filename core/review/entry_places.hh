// The effect of a table entry on one file, computed from its conversions without and with the entry: the
// places, and the port's text after applying the chosen places. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/line_hunk.hh"
#include "core/convert/convert.hh"

namespace mintport {

struct EntryPlace {
  enum class State : std::uint8_t {
    open,     // can be applied to the port
    changed,  // the lines were edited by hand differently, and stay
    done,     // the port already has this text
  } state = State::open;
  LineHunk lines;             // from the conversion without the entry to the conversion with it
  std::uint32_t line = 1;     // in the port
  std::string before, after;  // the first line with code on each side, trimmed
  friend bool operator==(const EntryPlace&, const EntryPlace&) = default;
};

// A file of the port, and the conversions of its source without and with the entry.
struct EntryTrial {
  std::string_view without, with;
  std::string_view port_text;         // `without` if the port has no such file
  std::span<const LineHunk> by_hand;  // from `without` to the port's text
  std::string path, package;          // of the port, to resolve names
};

// `hunks` are those between the two conversions. Skips hunks with only imports, because imports follow from
// the code; with `imports` they count, for entries about modules.
std::vector<EntryPlace> entry_places(const EntryTrial& trial, std::span<const LineHunk> hunks, bool imports);

// The port's text with these places applied, and the imports that they require. Errors (kind refused): they
// do not fit, or would have another meaning in this file.
Result<std::string> with_places(const EntryTrial& trial, const std::vector<EntryPlace>& places);

}  // namespace mintport
