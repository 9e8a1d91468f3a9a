#include "core/validate/result.hh"

namespace mintport {

std::string_view to_string(ClassKind kind) {
  switch (kind) {
    case ClassKind::model:
      return "model";
    case ClassKind::scheduler:
      return "scheduler";
    case ClassKind::pipeline:
      return "pipeline";
    case ClassKind::block:
      return "block";
  }
  return "";
}

std::string_view to_string(CaseOrigin origin) {
  switch (origin) {
    case CaseOrigin::file:
      return "file";
    case CaseOrigin::upstream:
      return "upstream";
    case CaseOrigin::port:
      return "port";
    case CaseOrigin::search:
      return "search";
  }
  return "";
}

std::string_view to_string(Rung rung) {
  switch (rung) {
    case Rung::imports:
      return "imports";
    case Rung::builds:
      return "builds";
    case Rung::weights:
      return "weights";
    case Rung::equal:
      return "equal";
    case Rung::gradients:
      return "gradients";
  }
  return "";
}

ValidationTotals totals(const std::vector<ClassResult>& classes) {
  ValidationTotals out;
  for (const ClassResult& result : classes) {
    ++out.classes;
    out.seconds += result.seconds;
    if (result.origin) ++out.cases_from[static_cast<std::size_t>(*result.origin)];
    if (!result.ok) {
      ++out.undecided;
    } else if (*result.ok) {
      ++out.ok;
    } else {
      ++out.failed;
      out.told += result.told;
      ++out.failed_at[static_cast<std::size_t>(result.rung)];
    }
  }
  return out;
}

std::string_view outcome(const ClassResult& result) {
  if (!result.ok) return "undecided";
  if (*result.ok) return "passed";
  return result.error && result.error->type != "Differs" ? "stops" : "differs";
}

}  // namespace mintport
