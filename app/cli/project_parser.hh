// The options of `mintport plan`, `status` and `upgrade`. For command.cc only.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <variant>

#include "app/cli/project.hh"
#include "core/base/error.hh"

namespace mintport {

class ProjectParser {
 public:
  explicit ProjectParser(CLI::App& app);
  ProjectParser(const ProjectParser&) = delete;
  ProjectParser& operator=(const ProjectParser&) = delete;

  bool parsed() const { return upgrade_app_->parsed() || plan_app_->parsed() || status_app_->parsed(); }
  // What was asked for. Errors of kind usage: options that do not go together.
  Result<std::variant<PlanCommand, UpgradeCommand>> command() const;

 private:
  void add_plan(CLI::App& command);
  void add_upgrade();

  CLI::App *plan_app_ = nullptr, *status_app_ = nullptr, *upgrade_app_ = nullptr;
  PlanCommand plan_;
  UpgradeCommand upgrade_;
  std::string format_, favor_;
};

}  // namespace mintport
