#include "app/report/sarif_rules.hh"

namespace mintport::sarif {
namespace {

std::string_view describe(FindingKind kind) {
  switch (kind) {
    case FindingKind::unmapped:
      return "A torch name that has no MindSpore equivalent";
    case FindingKind::unknown:
      return "A name that looks like torch's and cannot be resolved";
    case FindingKind::maybe_tensor:
      return "A method on a value that may be a tensor";
    case FindingKind::dropped_argument:
      return "An argument that the target does not take";
    case FindingKind::device_check:
      return "A check for devices that MindSpore does not have";
    case FindingKind::dynamic_import:
      return "An import that is resolved only at run time";
    case FindingKind::attention:
      return "Attention that is written out or dispatched";
    case FindingKind::difference:
      return "The target differs in a default, a type or a layout";
    case FindingKind::convention:
      return "Works, but the port writes it differently";
    case FindingKind::syntax:
      return "Text that does not parse";
    case FindingKind::validation:
      return "A class that fails when it runs beside the original";
    case FindingKind::note:
      return "A note of a person on a line";
  }
  return "";
}

}  // namespace

std::string_view level(FindingKind kind) {
  switch (kind) {
    case FindingKind::syntax:
    case FindingKind::validation:
      return "error";
    case FindingKind::convention:
    case FindingKind::note:
      return "note";
    default:
      return "warning";
  }
}

std::size_t Rules::at(const std::string& rule, FindingKind kind) {
  const auto [entry, fresh] = index_.try_emplace(rule, rules_.size());
  if (fresh) {
    rules_.push_back({{"id", rule},
                      {"shortDescription", {{"text", describe(kind)}}},
                      {"defaultConfiguration", {{"level", level(kind)}}}});
  }
  return entry->second;
}

Json failure(const std::string& error, Json artifact) {
  return {{"level", "error"},
          {"message", {{"text", error}}},
          {"locations", Json::array({{{"physicalLocation", {{"artifactLocation", std::move(artifact)}}}}})}};
}

Json run(const std::string& version, Rules rules, Json failures, Json results) {
  Json invocation{{"executionSuccessful", failures.empty()}};
  if (!failures.empty()) invocation["toolExecutionNotifications"] = std::move(failures);
  return {{"tool", {{"driver", {{"name", "mintport"}, {"version", version}, {"rules", rules.take()}}}}},
          {"invocations", Json::array({std::move(invocation)})},
          {"columnKind", "unicodeCodePoints"},
          {"results", std::move(results)}};
}

}  // namespace mintport::sarif
