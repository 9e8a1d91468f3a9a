// A place in a conversion that a person must look at, and the fixes offered for it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/edit/edit.hh"

namespace mintport {

enum class FindingKind {
  unmapped,          // a known torch name without a target
  unknown,           // a name below torch that mintport does not know
  maybe_tensor,      // a method on a value that may be a tensor
  dropped_argument,  // an argument that the target does not take
  device_check,      // torch.cuda.is_available() and the like
  dynamic_import,    // importlib, star imports
  attention,         // hand-written or dispatched attention
  difference,        // the target differs: default, type, layout
  convention,        // works, but the port writes it differently
  syntax,            // the source (or a change that was undone) does not parse
  validation,        // a class of the port, run beside the original, fails here
  note,              // what a person wrote on a line for a colleague
};
inline constexpr std::size_t kFindingKinds = static_cast<std::size_t>(FindingKind::note) + 1;
// The spelling in the JSON report: "unmapped", "maybe-tensor"...
std::string_view to_string(FindingKind kind);

struct Fix {
  std::string title;
  Applicability applicability = Applicability::maybe;
  std::vector<Edit> edits;  // bytes of the converted text, including imports; sorted, not overlapping

  friend bool operator==(const Fix&, const Fix&) = default;
};

struct Finding {
  FindingKind kind = FindingKind::unmapped;
  std::string rule;
  std::string symbol;   // qualified name or construct: "torch.fft.fft2", ".size"
  std::string message;  // why, and what to do; one line
  ByteRange original;   // bytes of the source
  ByteRange converted;  // bytes of the converted text
  std::vector<Fix> fixes;

  friend bool operator==(const Finding&, const Finding&) = default;
};

}  // namespace mintport
