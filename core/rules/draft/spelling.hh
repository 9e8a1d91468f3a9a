// Spells MindSpore names for a given file, with the required imports.
#pragma once

#include <string>
#include <string_view>

#include "core/edit/edit.hh"
#include "core/names/names.hh"

namespace mintport {

struct Spelled {
  std::string text;
  Import import;
  friend bool operator==(const Spelled&, const Spelled&) = default;
};

// Knows which names the file already uses. `names` must outlive this.
class Speller {
 public:
  explicit Speller(const Names& names);

  // Spells "mindspore.mint.cat" as mint.cat with `from mindspore import mint`. `target` must not be empty.
  Spelled spell(std::string_view target) const;
  // Declares that the file keeps using `name` for another meaning ("nn" for a torch.nn that has no target).
  void keep(std::string_view name);

 private:
  bool free(std::string_view name, std::string_view meaning) const;
  Spelled from_module(std::string_view module, std::string_view rest) const;

  const Names& names_;
  std::vector<std::string> kept_;
};

// The relative path from `module` to `target_module` in the same package: "..layers_compat".
std::string relative_module(std::string_view module, bool is_package, std::string_view target_module);

}  // namespace mintport
