// How a MindSpore name is written in a given file, and which import that takes.
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

// Knows which names the file already uses for something else. Refers to `names`.
class Speller {
 public:
  explicit Speller(const Names& names);

  // "mindspore.mint.cat" -> mint.cat with `from mindspore import mint`. `target` must not be empty.
  Spelled spell(std::string_view target) const;
  // Declares that the file goes on using `name` for something else ("nn" for a torch.nn that has no target).
  void keep(std::string_view name);

 private:
  bool free(std::string_view name, std::string_view meaning) const;
  Spelled from_module(std::string_view module, std::string_view rest) const;

  const Names& names_;
  std::vector<std::string> kept_;
};

// The module path that code in `module` writes for `target_module` when both stand in one package:
// "..layers_compat".
std::string relative_module(std::string_view module, bool is_package, std::string_view target_module);

}  // namespace mintport
