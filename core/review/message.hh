// Commit messages for staged files.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/project/manifest.hh"

namespace mintport {

struct StagedFile {
  std::string path;  // below the port's root; for other files from the root of the work tree
  bool in_port = true;
  bool new_file = false;
  std::size_t changes = 0, fixed = 0, waived = 0, open = 0;
  std::map<std::string, std::size_t> rules;                       // number of changes by rule
  std::vector<std::pair<std::string, std::string>> waivers = {};  // symbol, reason
  std::vector<std::string> validated = {};                        // see validated_classes()
  friend bool operator==(const StagedFile&, const StagedFile&) = default;
};

// Proposes a subject, the origin of the files, a line for each file, and git trailers: the version of the
// sources (Mintport-Source), the rules that changed them (Mintport-Rules), and the waivers with reasons
// (Mintport-Waived), and the classes that passed with these very texts (Mintport-Validated). `extra` is put
// before the trailers (the text of commit.template).
std::string propose_message(const std::vector<StagedFile>& files, const Manifest& manifest,
                            std::string_view extra = {});

// Formats a git trailer, "Name: words". Continuation lines begin with a blank, so that git unfolds them.
std::string trailer(std::string_view name, std::string_view value);

// Removes the lines that begin with `comment`, as git does for an edited message.
std::string without_comments(std::string_view message, std::string_view comment);

}  // namespace mintport
