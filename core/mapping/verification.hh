// Results of bench/operators, which calls each entry's target and torch with the same arguments. Data of
// mappings/verified/, with a file for each device and a line for each entry.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"

namespace mintport {

// Cases of an entry that differ for the same reason.
struct UnlikeCases {
  std::string when;        // "dim as a list"; "always"
  std::size_t cases = 0;   // number of cases
  std::size_t silent = 0;  // cases for which the conversion reports nothing
  std::string example;     // "torch.sum(f32[2,3], dim=[0])": f32[2,3] is a tensor
  std::string why;         // "int64, torch float32", or MindSpore's error
  std::string waived;      // why nothing reports the silent ones: a key of waived.json; empty: none is silent
  friend bool operator==(const UnlikeCases&, const UnlikeCases&) = default;
};

struct Verified {
  std::string name, target;  // "torch.sum", "mindspore.mint.sum"
  std::string where;         // "mindspore 2.10.0, CPU"
  std::size_t cases = 0, same = 0;
  std::vector<UnlikeCases> differs, refused;
  std::size_t without_kernel = 0;  // cases that this device has no kernel for
  std::string kernel_when;         // the condition of those cases
  std::string not_run;             // why there are no cases; empty if there are some
  friend bool operator==(const Verified&, const Verified&) = default;
};

// Holds views into the texts that it is made from, which must outlive it.
class Verification {
 public:
  Verification() = default;
  explicit Verification(std::vector<std::string_view> texts) : texts_(std::move(texts)) {}
  // The files embedded in the binary.
  static Verification embedded();

  // The results for a torch name, in the order of the files. Parses only the lines of that name.
  std::vector<Verified> of(std::string_view name) const;
  // All rows of all files. Errors (kind mapping): a line that is not a row.
  Result<std::vector<Verified>> all() const;

 private:
  std::vector<std::string_view> texts_;
};

}  // namespace mintport
