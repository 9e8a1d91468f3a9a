#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <iostream>
#include <set>
#include <string>
#include <utility>

#include "app/commands/commands.hh"
#include "app/commands/review.hh"
#include "app/commands/upgrade_run.hh"
#include "app/git/merge_lines.hh"
#include "app/git/revisions.hh"
#include "app/report/upgrade.hh"
#include "app/tree/files.hh"
#include "app/tree/sources.hh"
#include "core/base/parallel.hh"
#include "core/mapping/spellings.hh"

namespace mintport::cli {
namespace {

namespace fs = std::filesystem;

// Splits "A..B" and "A...B", the forms of compare pages.
void split_range(UpgradeCommand& command) {
  const std::size_t dots = command.from.find("..");
  std::error_code code;
  if (!command.to.empty() || dots == std::string::npos || fs::exists(command.from, code)) return;
  command.to = command.from.substr(command.from.find_first_not_of('.', dots));
  command.from.resize(dots);
}

std::string clone_of(const UpgradeCommand& command, const PortPlace& place) {
  if (!command.clone.empty()) return command.clone;
  const std::string root = place.work_tree->root();
  const fs::path sources =
      place.has_manifest ? source_location(*place.work_tree, place.manifest) : fs::path();
  return sources.empty() ? root : sources.string();
}

Result<int> print_commits(const UpgradeCommand& command, const std::string& clone) {
  const auto commits = commits_between(clone, command.from, command.to);
  if (!commits) return fail(commits.error());
  if (command.json) {
    Json list = Json::array();
    for (const CommitFiles& commit : *commits)
      list.push_back({{"id", commit.id}, {"subject", commit.subject}, {"paths", commit.paths}});
    return print_json(Json::object({{"commits", std::move(list)}})).map([] { return 0; });
  }
  for (const CommitFiles& commit : *commits) {
    fmt::print("{} {}\n", commit.id.substr(0, 12), commit.subject);
    for (const std::string& path : commit.paths) fmt::print("    {}\n", path);
  }
  return 0;
}

// The conversions of both sides, and the pairs of upstream files.
struct Sides {
  std::map<std::string, ConvertedFile> base, theirs;
  std::vector<UpgradePair> pairs;
};

// The base as the last conversion recorded it; only for a port that mintport made.
Result<std::map<std::string, ConvertedFile>> recorded_base(const PortPlace& place, const TreeFiles& ours,
                                                           const TreeFiles& theirs) {
  std::map<std::string, ConvertedFile> out;
  for (const TreeFiles* files : {&ours, &theirs}) {
    for (const auto& [path, bytes] : *files) {
      if (out.contains(path)) continue;
      auto text = place.work_tree->converted_text(place.folder + path);
      if (text) out[path].text = *std::move(text);
      if (!text && text.error().kind != ErrorKind::not_found) return fail(text.error());
    }
  }
  if (!out.empty()) return out;
  return fail({ErrorKind::usage, "", 0, "no recorded conversion of the port",
               "name the sources it was made from: --from FOLDER, WHEEL or REVISION"});
}

// Selects the files of the port and the files that a merge compares them with.
std::function<bool(const std::string&)> wanted_by(const TreeFiles& ours,
                                                  const std::vector<UpgradePair>& pairs) {
  std::set<std::string> wanted;
  for (const UpgradePair& pair : pairs) {
    if (!pair.from.empty() && !ours.contains(pair.from) && !ours.contains(pair.to)) continue;
    wanted.insert(pair.from);
    wanted.insert(pair.to);
  }
  return [wanted = std::move(wanted)](const std::string& path) { return wanted.contains(path); };
}

Result<Sides> read_sides(const UpgradeCommand& command, const PortPlace& place, const Tables& tables,
                         const TreeFiles& ours) {
  Sides out;
  const std::string clone = clone_of(command, place);
  auto to = read_side(command.to, clone, command.package);
  if (!to) return fail(to.error());
  const MemoryOptions options{.package = command.package, .jobs = command.jobs};
  if (command.from.empty()) {
    auto base = recorded_base(place, ours, to->files);
    if (!base) return fail(base.error());
    out.base = *std::move(base);
    out.theirs = convert_in_memory(*to, tables, options);
    TreeFiles before, after;
    for (const auto& [path, file] : out.base) before.emplace(path, file.text);
    for (const auto& [path, file] : out.theirs) after.emplace(path, file.text);
    out.pairs = pair_files(before, after);
    return out;
  }
  auto from = read_side(command.from, clone, command.package);
  if (!from) return fail(from.error());
  out.pairs = pair_files(from->files, to->files);
  MemoryOptions compared = options;
  compared.wanted = wanted_by(ours, out.pairs);
  out.base = convert_in_memory(*from, tables, compared);
  // All files are recorded, because the next upgrade uses them as its base.
  out.theirs = convert_in_memory(*to, tables, options);
  return out;
}

std::vector<UpgradeFile> merge_all(const Sides& sides, const TreeFiles& ours, const MergeOptions& options,
                                   unsigned jobs) {
  std::vector<UpgradeFile> out(sides.pairs.size());
  for_each_index(out.size(), jobs, [&](std::size_t i) {
    const UpgradePair& pair = sides.pairs[i];
    const auto text = [](const std::map<std::string, ConvertedFile>& files, const std::string& path) {
      const auto found = files.find(path);
      return found == files.end() ? nullptr : &found->second.text;
    };
    const auto mine = [&ours](const std::string& path) {
      const auto found = ours.find(path);
      return found == ours.end() ? nullptr : &found->second;
    };
    UpgradePair here = pair;
    const std::string* port = mine(pair.from);
    if (port == nullptr && (port = mine(pair.to)) != nullptr && !pair.from.empty()) here.from = pair.to;
    out[i] = upgrade_file(here, {text(sides.base, pair.from), text(sides.theirs, pair.to), port}, options);
  });
  return out;
}

// Updates copied blocks to match their source, in files that merged without a conflict.
FollowedCopies follow(std::vector<UpgradeFile>& files, const TreeFiles& ours, const UpgradeCommand& command) {
  TreeFiles after;
  for (const UpgradeFile& file : files) {
    const bool there = file.state != UpgradeState::gone && file.state != UpgradeState::absent;
    if (there) after.emplace(file.path, decide(file.merge, Favor::ours));
  }
  const auto for_each = [&command](std::size_t count, const std::function<void(std::size_t)>& work) {
    for_each_index(count, command.jobs, work);
  };
  FollowedCopies out = follow_copies(ours, after, command.package, for_each);
  for (UpgradeFile& file : files) {
    const auto text = out.texts.find(file.path);
    if (text == out.texts.end() || file.conflicts > 0) continue;
    file.merge.pieces = {{.ours = text->second}};
    if (file.state == UpgradeState::unchanged) file.state = UpgradeState::merged;
  }
  return out;
}

MergeOptions merge_options(const UpgradeCommand& command) {
  MergeOptions out{.lines = merge_lines};
  if (!command.keep_spelling) out.spellings = older_spellings();
  return out;
}

bool agreed(const UpgradeCommand& command) {
  if (command.yes) return true;
  if (command.json || ::isatty(STDIN_FILENO) == 0) {
    fmt::print(stderr, "mintport: note: nothing written; give --yes to write\n");
    return false;
  }
  fmt::print("Write this? [y/N] ");
  std::fflush(stdout);
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "y" || answer == "Y" || answer == "yes";
}

}  // namespace

Result<int> UpgradeCommand::run() const {
  UpgradeCommand command = *this;
  split_range(command);
  auto place = find_port(command.port);
  if (!place) return fail(place.error());
  if (command.abort) {
    if (const auto undone = abort_upgrade(*place); !undone) return fail(undone.error());
    const auto printed = json ? print_json(Json::object({{"aborted", true}})) : print_line("upgrade undone");
    return printed.map([] { return 0; });
  }
  if (command.list_commits) return print_commits(command, clone_of(command, *place));
  const auto tables =
      load_project_tables(place->work_tree->root(), place->manifest, command.mappings, command.profile);
  if (!tables) return fail(tables.error());
  const auto ours = read_files(fs::path(place->work_tree->root()) / place->folder);
  if (!ours) return fail(ours.error());
  const auto sides = read_sides(command, *place, *tables, *ours);
  if (!sides) return fail(sides.error());
  auto files = merge_all(*sides, *ours, merge_options(command), command.jobs);
  const FollowedCopies copies = follow(files, *ours, command);
  if (!command.report_file.empty()) {
    if (auto ok = write_output(command.report_file, write_upgrade_json(files, copies)); !ok)
      return fail(ok.error());
  }
  fmt::print("{}",
             json ? write_upgrade_json(files, copies) : write_upgrade(files, copies, wants_colour(stdout)));
  std::fflush(stdout);
  if (command.dry_run || !agreed(command)) return 0;
  if (auto ok = write_upgrade_files(*place, files, sides->theirs, command); !ok) return fail(ok.error());
  return 0;
}

}  // namespace mintport::cli
