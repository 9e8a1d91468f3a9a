// The changes of an upgrade, for undoing it. Stored in <git dir>/mintport/upgrade.json. Values only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"

namespace mintport {

struct UpgradeRecord {
  std::string head;                  // commit id; empty: unborn
  std::string converted;             // previous id of refs/mintport/converted; empty: it did not exist
  std::vector<std::string> changed;  // paths in the work tree; their old bytes are stored beside this
  std::vector<std::string> added;    // paths that did not exist
  friend bool operator==(const UpgradeRecord&, const UpgradeRecord&) = default;
};

std::string write_record(const UpgradeRecord& record);
// Errors: kind content.
Result<UpgradeRecord> parse_record(std::string_view json);

}  // namespace mintport
