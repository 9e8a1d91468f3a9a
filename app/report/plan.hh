// Writes a plan and a support table in human-readable and machine-readable formats.
#pragma once

#include <string>
#include <vector>

#include "core/project/plan.hh"

namespace mintport {

// For people: versions, files by category, cycles, then the files in order. `all` prints every field of each
// file.
std::string write_plan(const Plan& plan, bool all);
std::string write_plan_markdown(const Plan& plan);
// {"source_version", "port_version", "files": [{"path", "category", "state", "missing", "findings",
// "hand_lines", "helpers", "utilities", "packages", "imports", "validated"}], "cycles": [[...]]}, with the
// files in order.
std::string write_plan_json(const Plan& plan);
std::string write_plan_csv(const Plan& plan);
// The import graph. The colour of a file shows its state.
std::string write_graphviz(const Plan& plan);
std::string write_mermaid(const Plan& plan);

std::string write_support(const std::vector<SupportRow>& rows);
std::string write_support_markdown(const std::vector<SupportRow>& rows);
std::string write_support_json(const std::vector<SupportRow>& rows);
std::string write_support_csv(const std::vector<SupportRow>& rows);

}  // namespace mintport
