// What a parameter is called in PyTorch and in MindSpore: by the rules of mappings/weights/names.json, or by
// lists.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hh"
#include "core/weights/tensor.hh"

namespace mintport::weights {

// What a rule sees of a parameter.
struct Param {
  std::string name;
  std::size_t dimensions = 0;
  friend bool operator==(const Param&, const Param&) = default;
};

std::vector<Param> params_of(const std::vector<Tensor>& tensors);
std::vector<Param> params_of(const std::vector<Output>& outputs);

enum class Framework { torch, mindspore };

// The names in the other framework, in the same order. A name that no rule changes stays; a rename that would
// make two parameters one is not done.
std::vector<std::string> rename_by_rules(const std::vector<Param>& params, Framework to);

// Pairs of names from two files with a "name:..." a line, paired by line, as the port's tools take them.
struct KeyFiles {
  std::vector<std::string> torch, mindspore;

  // Errors: not_found, io; content when the files differ in length or name something twice, with the line.
  static Result<KeyFiles> load(const std::filesystem::path& torch, const std::filesystem::path& mindspore);
};

}  // namespace mintport::weights
