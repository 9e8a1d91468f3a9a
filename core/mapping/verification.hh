// What bench/operators found: the target of each entry, called beside torch with the same arguments. Data of
// mappings/verified/, a file for each device, an entry a line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"

namespace mintport {

// Cases of one entry that were not the same, for one reason.
struct UnlikeCases {
  std::string when;        // "dim as a list"; "always"
  std::size_t cases = 0;   // how many
  std::size_t silent = 0;  // and of how many the conversion said nothing
  std::string example;     // "torch.sum(f32[2,3], dim=[0])": f32[2,3] is a tensor
  std::string why;         // "int64, torch float32", or the error of MindSpore
  friend bool operator==(const UnlikeCases&, const UnlikeCases&) = default;
};

struct Verified {
  std::string name, target;  // "torch.sum", "mindspore.mint.sum"
  std::string where;         // "mindspore 2.10.0, CPU"
  std::size_t cases = 0, same = 0;
  std::vector<UnlikeCases> differs, refused;
  std::size_t without_kernel = 0;  // cases that nothing runs on this device
  std::string kernel_when;         // of those: when
  std::string not_run;             // why there are no cases; empty where there are
  friend bool operator==(const Verified&, const Verified&) = default;
};

// Holds views of the texts that it is made from.
class Verification {
 public:
  Verification() = default;
  explicit Verification(std::vector<std::string_view> texts) : texts_(std::move(texts)) {}
  // The files that are part of the binary.
  static Verification embedded();

  // What each file says of a torch name, in the order of the files. Only its own line is read.
  std::vector<Verified> of(std::string_view name) const;
  // All rows of all files. Errors (kind mapping): the line that is no row.
  Result<std::vector<Verified>> all() const;

 private:
  std::vector<std::string_view> texts_;
};

}  // namespace mintport
