// Parts of SARIF logs of findings. Private to this folder.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "app/report/sarif_parts.hh"
#include "core/edit/finding.hh"

namespace mintport::sarif {

std::string_view level(FindingKind kind);

// The rules that have results, in the order of their first result.
class Rules {
 public:
  std::size_t at(const std::string& rule, FindingKind kind);
  Json take() { return std::move(rules_); }

 private:
  std::map<std::string, std::size_t> index_;
  Json rules_ = Json::array();
};

// A notification of a file that could not be converted.
Json failure(const std::string& error, Json artifact);

// The run of a log. `version` is mintport's.
Json run(const std::string& version, Rules rules, Json failures, Json results);

}  // namespace mintport::sarif
