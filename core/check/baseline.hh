// Findings that are known already: those of an earlier JSON report of `mintport check`.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>

#include "core/base/error.hh"
#include "core/check/check.hh"

namespace mintport {

class Baseline {
 public:
  Baseline() = default;
  // Errors (kind content): not such a report. `file` names it.
  static Result<Baseline> parse(const std::string& file, std::string_view json);

  // True if the report has the finding, each time that it has it. Findings are compared by path, rule, symbol
  // and code, so that other lines may move.
  bool take(const std::string& path, const CheckFinding& found);

 private:
  using Key = std::tuple<std::string, std::string, std::string, std::string>;
  std::map<Key, std::size_t> left_;
};

}  // namespace mintport
