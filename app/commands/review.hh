// What the commands of a review share: a session for one command, without a screen, a thread or an editor.
// Private to this folder.
#pragma once

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/cli/command.hh"
#include "app/session/plain_surroundings.hh"
#include "app/session/session.hh"
#include "core/mapping/tables.hh"
#include "core/review/selection.hh"
#include "core/worktree/worktree.hh"

namespace mintport::cli {

class CommandReview {
 public:
  // Errors: no work tree, no mintport.json, or tables that cannot be read.
  static Result<std::unique_ptr<CommandReview>> open(const ReviewOptions& options, Session::Access access);
  CommandReview(const CommandReview&) = delete;
  CommandReview& operator=(const CommandReview&) = delete;

  Session& session() { return session_; }
  const State& state() const { return session_.state(); }
  const Tables& tables() const { return tables_; }

  // Files and folders below both roots, of paths as people type them: on disk, from the root of the work
  // tree, or below both roots. Errors (kind usage): the HF sources have nothing of such a name.
  Result<std::vector<std::string>> places_of(const std::vector<std::string>& typed) const;
  // The same for one path, without a check that something is there. Empty: a root itself.
  std::string below_roots(const std::string& typed) const;
  // The path from the root of the work tree, of one on disk; else as it was typed.
  std::string in_tree(const std::string& typed) const;

 private:
  CommandReview(std::unique_ptr<WorkTree> tree, Tables tables, std::filesystem::path sources,
                const ReviewOptions& options);

  std::unique_ptr<WorkTree> tree_;
  Tables tables_;
  std::filesystem::path sources_;  // on disk; may be outside of the work tree
  PlainSurroundings surroundings_;
  Session session_;
};

using Json = nlohmann::ordered_json;

// The fields that every JSON result begins with.
Json json_header();
// Prints a JSON value, or lines of text.
Result<void> print_json(const Json& value);
Result<void> print_line(const std::string& line);

// The fields by which every JSON result names a finding.
Json finding_json(const State& state, const FindingAt& place);
// "port/models/a.py:5", or HF's line while the port lacks the file.
std::string place_text(const State& state, const FindingAt& place);

}  // namespace mintport::cli
