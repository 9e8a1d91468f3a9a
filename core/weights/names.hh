// Parameter names in PyTorch and in MindSpore, mapped by the rules of mappings/weights/names.json or by key
// files.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hh"
#include "core/weights/tensor.hh"

namespace mintport::weights {

// The properties of a parameter that rules use.
struct Param {
  std::string name;
  std::size_t dimensions = 0;
  friend bool operator==(const Param&, const Param&) = default;
};

std::vector<Param> params_of(const std::vector<Tensor>& tensors);
std::vector<Param> params_of(const std::vector<Output>& outputs);

enum class Framework { torch, mindspore };

// The names in the other framework, in the same order. Unmatched names stay. A rename that would give two
// parameters the same name is not done.
std::vector<std::string> rename_by_rules(const std::vector<Param>& params, Framework to);

// Pairs of names from two files of lines "name:...", paired by line, in the format of the port's tools.
struct KeyFiles {
  std::vector<std::string> torch, mindspore;

  // Errors: not_found, io; content (with the line) if the files differ in length or contain a name twice.
  static Result<KeyFiles> load(const std::filesystem::path& torch, const std::filesystem::path& mindspore);
};

}  // namespace mintport::weights
