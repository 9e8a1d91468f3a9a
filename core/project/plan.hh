// What there is to port, file by file, and what the port supports. Pure: made of the facts of three texts of
// each file (the source, its conversion, the port's).
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/edit/finding.hh"
#include "core/mapping/tables.hh"
#include "core/project/facts.hh"
#include "core/project/graph.hh"

namespace mintport {

enum class PortState {
  absent,     // the port has no such file
  converted,  // what the conversion gives, layout aside
  edited,     // something else, and nothing of the sources is missing
  behind,     // the source defines what the port's file has not: it was made of an older version, or in part
};
std::string_view to_string(PortState state);

// A third-party package that a file imports, and what becomes of it.
struct PackageUse {
  std::string package;  // "transformers"
  std::string becomes;  // "port.transformers, for 2 of 3 names", "stays"
  friend auto operator<=>(const PackageUse&, const PackageUse&) = default;
};

struct PlanFile {
  std::string path;
  Category category = Category::others;
  PortState state = PortState::absent;
  std::vector<std::string> missing;  // behind: definitions that the port's file lacks
  std::map<FindingKind, std::size_t> findings;
  std::size_t hand_lines = 0;        // lines that somebody must look at: those that findings stand on
  std::vector<std::string> helpers;  // "port.utils.mindspore_utils: randn_tensor"
  std::vector<std::string>
      utilities;  // "utils/torch_utils.py: maybe_allow_in_graph": needs a counterpart first
  std::vector<PackageUse> packages;
  std::vector<std::string> imports;  // files of the sources, sorted
  friend bool operator==(const PlanFile&, const PlanFile&) = default;
};

struct Plan {
  std::string source_version, port_version;  // may be empty
  std::vector<PlanFile> files;               // in an order in which they can be done
  std::vector<std::vector<std::string>> cycles;
  friend bool operator==(const Plan&, const Plan&) = default;
};

// One file's texts as facts; `port` is missing where the port has no such file.
struct PlanInput {
  FileFacts source, converted;
  std::optional<FileFacts> port;
  bool as_converted = false;  // the port's text is the conversion's, layout aside
  std::vector<Finding> findings;
  std::vector<std::size_t> finding_lines;  // in the converted text, one for each finding
};

// `inputs` are sorted by path. No targets: everything. Errors: a target that the sources have not.
Result<Plan> make_plan(const std::vector<PlanInput>& inputs, const std::vector<std::string>& targets,
                       std::string_view package, const Tables& tables);

enum class Support { present, missing, behind };
std::string_view to_string(Support support);

// A class that the sources offer at their top.
struct SupportRow {
  Category category = Category::others;  // models, pipelines or schedulers
  std::string name;
  std::string path;
  Support support = Support::missing;
  std::size_t lacking = 0;  // behind: definitions that the port's file lacks
  friend bool operator==(const SupportRow&, const SupportRow&) = default;
};

// Sorted by category and name. `port` holds the facts of every file of the port: a class is present when a
// package of the port offers it, or a file of the port defines it.
std::vector<SupportRow> support_of(const std::vector<PlanInput>& inputs, const std::vector<FileFacts>& port);

}  // namespace mintport
