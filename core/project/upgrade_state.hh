// What an upgrade changed, so that it can be taken back: kept in <git dir>/mintport/upgrade.json. Values
// only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"

namespace mintport {

struct UpgradeRecord {
  std::string head;                  // commit id; empty: unborn
  std::string converted;             // where refs/mintport/converted stood; empty: nowhere
  std::vector<std::string> changed;  // paths in the work tree; their bytes as they were are kept beside
  std::vector<std::string> added;    // paths that were not there
  friend bool operator==(const UpgradeRecord&, const UpgradeRecord&) = default;
};

std::string write_record(const UpgradeRecord& record);
// Errors: kind content.
Result<UpgradeRecord> parse_record(std::string_view json);

}  // namespace mintport
