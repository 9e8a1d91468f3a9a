// What cannot work in a text that is to be committed: the converter's look at its own kind of output, also
// where people have changed it or staged a part of it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/mapping/tables.hh"
#include "core/source/source.hh"

namespace mintport {

struct Break {
  enum class Kind : std::uint8_t {
    syntax,     // it does not parse here
    torch,      // a name of torch
    no_target,  // a name of mindspore that the target version does not have
    unbound,    // a name whose import is in the whole text, and not in this one
  } kind = Kind::syntax;
  std::uint32_t line = 1;
  std::string name;  // "torch.fft.fft2"; empty for syntax
  friend bool operator==(const Break&, const Break&) = default;
};

// "torch.fft.fft2 belongs to torch", for a list.
std::string to_string(const Break& broken);

// In the order of their lines. `path`: below the source root. `whole`: the text that `source` is a part of, a
// work tree's file of which it is staged; may be the same, or null.
std::vector<Break> find_breaks(std::shared_ptr<const Source> source, std::string_view path,
                               std::string_view package, const Tables& tables,
                               std::shared_ptr<const Source> whole);

// Those that `before` has not: as often as they stand in `now` more often.
std::vector<Break> new_breaks(std::vector<Break> now, const std::vector<Break>& before);

}  // namespace mintport
