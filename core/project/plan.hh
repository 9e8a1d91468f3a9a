// The files that remain to be ported, and the classes that the port supports. Pure: computed from the facts
// of each file's source, conversion and port.
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
#include "core/validate/store.hh"

namespace mintport {

enum class PortState {
  absent,     // the port lacks the file
  converted,  // equals the conversion except for layout
  edited,     // differs, but lacks nothing of the source
  behind,     // lacks definitions of the source: made from an older version, or partly
};
std::string_view to_string(PortState state);

// A third-party package that a file imports, and its replacement.
struct PackageUse {
  std::string package;  // "transformers"
  std::string becomes;  // "port.transformers, for 2 of 3 names", "stays"
  friend auto operator<=>(const PackageUse&, const PackageUse&) = default;
};

struct PlanFile {
  std::string path;
  Category category = Category::others;
  PortState state = PortState::absent;
  std::vector<std::string> missing;  // for `behind`: definitions that the port's file lacks
  std::map<FindingKind, std::size_t> findings;
  std::size_t hand_lines = 0;        // lines with findings
  std::vector<std::string> helpers;  // "port.utils.mindspore_utils: randn_tensor"
  std::vector<std::string>
      utilities;  // "utils/torch_utils.py: maybe_allow_in_graph": needs a counterpart first
  std::vector<PackageUse> packages;
  std::vector<std::string> imports;           // paths of source files, sorted
  FileVerdict validated = FileVerdict::none;  // of its classes; make_plan() does not know it
  friend bool operator==(const PlanFile&, const PlanFile&) = default;
};

struct Plan {
  std::string source_version, port_version;  // may be empty
  std::vector<PlanFile> files;               // in an order in which they can be ported
  std::vector<std::vector<std::string>> cycles;
  friend bool operator==(const Plan&, const Plan&) = default;
};

// The facts of a file's texts. `port` is unset if the port lacks the file.
struct PlanInput {
  FileFacts source, converted;
  std::optional<FileFacts> port;
  bool as_converted = false;  // the port's text equals the conversion except for layout
  std::vector<Finding> findings;
  std::vector<std::size_t> finding_lines;  // in the converted text, one per finding
};

// `inputs` must be sorted by path. Without targets: everything. Errors: a target that does not exist in the
// sources.
Result<Plan> make_plan(const std::vector<PlanInput>& inputs, const std::vector<std::string>& targets,
                       std::string_view package, const Tables& tables);

enum class Support { present, missing, behind };
std::string_view to_string(Support support);

// A class that the sources export at top level.
struct SupportRow {
  Category category = Category::others;  // models, pipelines or schedulers
  std::string name;
  std::string path;
  Support support = Support::missing;
  std::size_t lacking = 0;  // for `behind`: number of definitions that the port's file lacks
  FileVerdict validated = FileVerdict::none;  // of the class; support_of() does not know it
  friend bool operator==(const SupportRow&, const SupportRow&) = default;
};

// Sorted by category and name. `port` holds the facts of all files of the port. A class is present if a
// package of the port exports it or a file of the port defines it.
std::vector<SupportRow> support_of(const std::vector<PlanInput>& inputs, const std::vector<FileFacts>& port);

}  // namespace mintport
