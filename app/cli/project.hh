// `mintport plan`, `status` and `upgrade`: what each asks for, as a value.
#pragma once

#include <string>
#include <vector>

namespace mintport {

// `mintport plan` and `mintport status`: the HF sources (a folder, a wheel, a revision of `clone`) beside the
// port.
struct PlanCommand {
  enum class Format { text, markdown, json, csv, graphviz, mermaid };
  bool status = false;               // the support table instead of the plan
  std::string source;                // empty: what mintport.json says
  std::string port;                  // empty: what mintport.json says; "-": there is none yet
  std::string clone;                 // as in UpgradeCommand
  std::vector<std::string> targets;  // class names, folders, files; empty: everything
  std::string package = "diffusers";
  Format format = Format::text;
  std::string output;   // empty: standard output
  bool all = false;     // text: every file in full
  unsigned jobs = 0;    // 0: one per core
  std::string profile;  // as in ConvertCommand
  std::vector<std::string> mappings;
  friend bool operator==(const PlanCommand&, const PlanCommand&) = default;
};

// `mintport upgrade`. `from` and `to` are folders, archives, or revisions of `clone`; a range "A..B" stands
// in `from` alone.
struct UpgradeCommand {
  enum class Favor { none, ours, theirs, both };
  std::string from, to;  // from empty: what refs/mintport/converted has
  std::string port;      // empty: what mintport.json says
  std::string clone;     // empty: the repository of the source folder in mintport.json, else of the port
  std::string package = "diffusers";
  Favor favor = Favor::none;
  bool yes = false;      // ask nothing
  bool dry_run = false;  // print the sum only
  bool no_stage = false;
  bool abort = false;          // restore what the last upgrade changed
  bool keep_parsable = false;  // conflicts stand in comments
  bool keep_spelling = false;  // the port's older spellings stay
  bool list_commits = false;   // print the commits between the revisions, and done
  std::string report_file;     // JSON: what became of each file
  unsigned jobs = 0;           // 0: one per core
  std::string profile;         // as in ConvertCommand
  std::vector<std::string> mappings;
  friend bool operator==(const UpgradeCommand&, const UpgradeCommand&) = default;
};

}  // namespace mintport
