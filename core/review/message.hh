// What a commit of staged files says.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/project/manifest.hh"

namespace mintport {

struct StagedFile {
  std::string path;  // below the port's root, or from the root of the work tree for others
  bool in_port = true;
  bool new_file = false;
  std::size_t changes = 0, fixed = 0, waived = 0, open = 0;
  std::map<std::string, std::size_t> rules;                       // changes by the rule that made them
  std::vector<std::pair<std::string, std::string>> waivers = {};  // symbol, reason
  friend bool operator==(const StagedFile&, const StagedFile&) = default;
};

// A subject, what came from where, a line for each file, and as git's trailers where the sources are from
// (Mintport-Source), the rules that changed them (Mintport-Rules) and what was left as it is and why
// (Mintport-Waived). `extra`: a text to stand before the trailers (commit.template's).
std::string propose_message(const std::vector<StagedFile>& files, const Manifest& manifest,
                            std::string_view extra = {});

// A line of git's trailers, "Name: words", folded as git unfolds it: lines that go on begin with a blank.
std::string trailer(std::string_view name, std::string_view value);

// Without the lines that begin with `comment`, as git takes them out of a message that it had edited.
std::string without_comments(std::string_view message, std::string_view comment);

}  // namespace mintport
