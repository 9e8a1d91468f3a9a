// The options of `mintport weights`. For command.cc only.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "app/cli/weights.hh"
#include "core/base/error.hh"

namespace mintport {

class WeightsParser {
 public:
  explicit WeightsParser(CLI::App& app);
  WeightsParser(const WeightsParser&) = delete;
  WeightsParser& operator=(const WeightsParser&) = delete;

  bool parsed() const { return weights_->parsed(); }
  // What was asked for. Errors of kind usage: options that do not go together.
  Result<WeightsCommand> command() const;

 private:
  void add_show();
  void add_convert();
  void add_merge();
  CLI::App* add_sdxl(const char* name, const char* about);
  void add_compare();
  void add_images();
  Result<WeightsCommand> checked_convert() const;
  Result<WeightsCommand> checked_merge() const;

  CLI::App* weights_;
  CLI::App *show_app_ = nullptr, *convert_app_ = nullptr, *merge_app_ = nullptr, *original_app_ = nullptr,
           *mindone_app_ = nullptr, *compare_app_ = nullptr, *images_app_ = nullptr;
  ShowWeights show_;
  ConvertWeights convert_;
  std::string task_;
  MergeLora merge_;
  std::optional<double> alpha_, rank_;
  ToSdxl sdxl_;
  CompareWeights compare_;
  CompareImages images_;
};

}  // namespace mintport
