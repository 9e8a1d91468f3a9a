#include "app/report/upgrade.hh"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/report/number_of.hh"

namespace mintport {
namespace {

std::string what_to_look_at(const UpgradeFile& file, bool colour) {
  const auto dim = [colour](std::string text) { return colour ? "\033[2m" + text + "\033[0m" : text; };
  const std::string from = file.old_path.empty() ? "" : dim(fmt::format("  (was {})", file.old_path));
  if (file.state == UpgradeState::conflict) {
    const std::string note = file.theirs.empty() ? dim("  deleted upstream but edited here: kept") : "";
    return fmt::format("{:>5}  {}{}{}\n", file.conflicts, file.path, from, note);
  }
  if (file.state == UpgradeState::absent) return "";
  return file.old_path.empty() ? "" : fmt::format("{:>5}  {}{}\n", "", file.path, from);
}

}  // namespace

std::string write_upgrade(const std::vector<UpgradeFile>& files, const FollowedCopies& copies, bool colour) {
  std::string look;
  for (const UpgradeFile& file : files) look += what_to_look_at(file, colour);
  std::string out = look.empty() ? "" : "conflicts  file\n" + look + "\n";
  const UpgradeSum sum = sum_of(files);
  if (sum.unchanged > 0) out += number_of(sum.unchanged, "file") + " unchanged\n";
  if (sum.renamed > 0) out += number_of(sum.renamed, "file") + " renamed with upstream\n";
  if (sum.absent > 0) out += number_of(sum.absent, "upstream file") + " skipped: not in the port\n";
  if (sum.respelled > 0) {
    out += number_of(sum.respelled, "statement") +
           " respelled (ops to mint, axis to dim); --report-file lists them, --keep-spelling keeps them\n";
  }
  if (sum.imports_gone > 0)
    out += number_of(sum.imports_gone, "imported name") +
           " of the port no longer used; --report-file lists them\n";
  if (!copies.updated.empty())
    out += number_of(copies.updated.size(), "\"Copied from\" block") + " updated with their source\n";
  if (!copies.drifts.empty()) {
    const CopyDrift& first = copies.drifts.front();
    out += fmt::format("{} differ from their source, first {}:{} ({}); --report-file lists them\n",
                       number_of(copies.drifts.size(), "\"Copied from\" block"), first.path, first.line,
                       first.source);
  }
  out += fmt::format("{} merged clean, {} in conflict, {} new, {} gone\n", number_of(sum.merged, "file"),
                     sum.conflicting, sum.added, sum.gone);
  return out + number_of(sum.conflicts, "conflict") + "\n";
}

std::string write_upgrade_json(const std::vector<UpgradeFile>& files, const FollowedCopies& copies) {
  using Json = nlohmann::ordered_json;
  Json list = Json::array();
  for (const UpgradeFile& file : files) {
    Json entry = {{"path", file.path}, {"state", to_string(file.state)}, {"conflicts", file.conflicts}};
    if (!file.old_path.empty()) entry["old_path"] = file.old_path;
    if (!file.merge.respelled.empty()) entry["respelled"] = file.merge.respelled.size();
    for (const Respelling& one : file.merge.respelled) {
      entry["respellings"].push_back({{"line", one.line}, {"before", one.before}, {"after", one.after}});
    }
    for (const ImportGone& one : file.merge.imports_gone)
      entry["imports_gone"].push_back({{"line", one.line}, {"name", one.name}});
    list.push_back(std::move(entry));
  }
  const UpgradeSum sum = sum_of(files);
  const auto blocks = [](const std::vector<CopyDrift>& from) {
    Json to = Json::array();
    for (const CopyDrift& one : from)
      to.push_back({{"path", one.path}, {"line", one.line}, {"source", one.source}});
    return to;
  };
  const Json out = {{"files", std::move(list)},
                    {"drifts", blocks(copies.drifts)},
                    {"copies_updated", blocks(copies.updated)},
                    {"totals",
                     {{"merged", sum.merged},
                      {"conflict", sum.conflicting},
                      {"new", sum.added},
                      {"gone", sum.gone},
                      {"unchanged", sum.unchanged},
                      {"absent", sum.absent},
                      {"renamed", sum.renamed},
                      {"conflicts", sum.conflicts},
                      {"respelled", sum.respelled},
                      {"imports_gone", sum.imports_gone},
                      {"copies_updated", copies.updated.size()}}}};
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace mintport
