#include "core/validate/json.hh"
#include "core/validate/report.hh"

namespace mintport {
namespace {

using validation::dump;
using validation::Json;

Json to_json(const ValidationTotals& sum) {
  Json failed_at, cases;
  for (std::size_t i = 0; i < sum.failed_at.size(); ++i)
    failed_at[std::string(to_string(static_cast<Rung>(i)))] = sum.failed_at[i];
  for (std::size_t i = 0; i < sum.cases_from.size(); ++i)
    cases[std::string(to_string(static_cast<CaseOrigin>(i)))] = sum.cases_from[i];
  return {{"classes", sum.classes}, {"ok", sum.ok},
          {"failed", sum.failed},   {"undecided", sum.undecided},
          {"told", sum.told},       {"failed_at", failed_at},
          {"cases", cases},         {"seconds", sum.seconds}};
}

}  // namespace

std::string write_validation_json(const Validation& run) {
  std::string out = "{\"tool\": \"mintport\", \"version\": " + dump(run.version) +
                    ",\n\"options\": " + dump(validation::to_json(run.options)) +
                    ",\n\"versions\": " + dump(Json(run.versions)) +
                    ",\n\"stopped\": " + (run.stopped ? "true" : "false") + ",\n\"classes\": [";
  const char* separator = "\n";
  for (const ClassResult& result : run.classes) {
    out += separator + dump(validation::to_json(result));
    separator = ",\n";
  }
  return out + "\n],\n\"totals\": " + dump(to_json(totals(run.classes))) + "}\n";
}

}  // namespace mintport
