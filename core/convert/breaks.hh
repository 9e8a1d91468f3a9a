// Checks a text before a commit for code that cannot work, such as text that people changed or staged partly.
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
    torch,      // a torch name
    no_target,  // a mindspore name that the target version lacks
    unbound,    // a name whose import is in the whole text, but not in this part
  } kind = Kind::syntax;
  std::uint32_t line = 1;
  std::string name;  // "torch.fft.fft2"; empty for syntax
  friend bool operator==(const Break&, const Break&) = default;
};

// "torch.fft.fft2 belongs to torch", for a list.
std::string to_string(const Break& broken);

// Sorted by line. `path` is below the source root. `whole` is the text that `source` is a part of, such as
// the work tree file of a partly staged text; may be the same, or null.
std::vector<Break> find_breaks(std::shared_ptr<const Source> source, std::string_view path,
                               std::string_view package, const Tables& tables,
                               std::shared_ptr<const Source> whole);

// The breaks in `now` that `before` lacks. Counts how often each occurs.
std::vector<Break> new_breaks(std::vector<Break> now, const std::vector<Break>& before);

}  // namespace mintport
