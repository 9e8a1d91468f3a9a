// What a table entry changes in one file, seen by converting it without and with the entry: the places, and
// the port's text with those of them that a person takes. Pure.
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
    open,     // the port can take it
    changed,  // these lines were edited by hand otherwise: they stay
    done,     // the port says this already
  } state = State::open;
  LineHunk lines;             // from the conversion without the entry to the one with it
  std::uint32_t line = 1;     // in the port
  std::string before, after;  // the first line of each that has code, trimmed
  friend bool operator==(const EntryPlace&, const EntryPlace&) = default;
};

// A file of the port, and what converting its source gives.
struct EntryTrial {
  std::string_view without, with;
  std::string_view port_text;         // the text without the entry where the port has no such file
  std::span<const LineHunk> by_hand;  // from the text without the entry to the port's
  std::string path, package;          // of the port, to resolve its names
};

// `hunks`: between the two conversions. Lines of imports only are no places, as imports follow from the code;
// they are with `imports`, for entries about modules.
std::vector<EntryPlace> entry_places(const EntryTrial& trial, std::span<const LineHunk> hunks, bool imports);

// The port's text with these places, and the imports that follow from them. Errors (kind refused): they do
// not fit, or would mean something else in this file.
Result<std::string> with_places(const EntryTrial& trial, const std::vector<EntryPlace>& places);

}  // namespace mintport
