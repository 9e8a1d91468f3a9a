#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/commands/commands.hh"
#include "app/git/repository.hh"
#include "app/git/revisions.hh"
#include "app/report/check.hh"
#include "app/tree/check_files.hh"
#include "app/tree/files.hh"
#include "core/check/baseline.hh"
#include "core/check/commit.hh"

namespace mintport::cli {
namespace {

namespace fs = std::filesystem;

// Where the run takes place: the work tree around it, if there is one, and what its mintport.json says.
struct Project {
  std::unique_ptr<WorkTree> work_tree;  // null: none
  fs::path root;                        // of the work tree, else the current folder
  std::optional<Manifest> manifest;     // of a project with folders
  CheckSettings settings;
};

// A mintport.json may hold only the field "check": a port need not have the sources beside it.
Result<Project> find_project(const std::string& path) {
  Project out{.root = real_path(".")};
  std::error_code ignored;
  auto opened = open_repository(fs::exists(path, ignored) ? path : ".");
  if (!opened) {
    if (opened.error().kind == ErrorKind::not_found) return out;
    return fail(opened.error());
  }
  out.work_tree = *std::move(opened);
  out.root = real_path(out.work_tree->root());
  const auto text = out.work_tree->read(std::string(kManifestName));
  if (!text) {
    if (text.error().kind == ErrorKind::not_found) return out;
    return fail(text.error());
  }
  auto settings = parse_check_settings(*text);
  if (!settings) return fail(settings.error());
  out.settings = *std::move(settings);
  if (auto manifest = parse_manifest(*text)) out.manifest = *std::move(manifest);
  return out;
}

Result<CheckSettings> settings_of(const CheckCommand& command, CheckSettings out) {
  for (const auto* list : {&command.rules, &command.without}) {
    for (const std::string& rule : *list) {
      if (const auto known = require_check_rule(rule); !known) return fail(known.error());
      (list == &command.rules ? out.only : out.off).insert(rule);
      if (list == &command.rules) out.off.erase(rule);
    }
  }
  return out;
}

CheckPlaces places_of(const Project& project, const LibraryFacts& library) {
  CheckPlaces out{.root = project.root};
  if (!project.manifest) return out;
  const Manifest& manifest = *project.manifest;
  out.known.push_back({real_path(project.root / manifest.port.root), library.port});
  out.known.push_back({real_path(project.root / manifest.source.root), manifest.source.package});
  return out;
}

// Writes the fixes that are certain, and returns the number of files that changed.
Result<std::size_t> write_fixes(const std::vector<CheckedFile>& files) {
  std::size_t changed = 0;
  for (const CheckedFile& file : files) {
    const std::string text = fixed_text(file.text, file.findings);
    if (text == file.text) continue;
    if (const auto written = write_file(file.disk, text, regular_file_mode(file.disk)); !written)
      return fail(written.error());
    ++changed;
  }
  return changed;
}

Result<std::map<std::string, std::string>> files_of(const WorkTree& work_tree, const std::string& revision) {
  auto files = files_at(work_tree.root(), revision);
  if (!files) files.error().hint = "give a revision of " + work_tree.root();
  return files;
}

// Keeps the findings that begin on lines that differ from the revision.
class ChangedLines {
 public:
  static Result<ChangedLines> since(WorkTree* work_tree, std::string revision) {
    if (work_tree == nullptr) {
      return fail({ErrorKind::usage, "", 0, "--diff needs a git work tree", "run it inside the repository"});
    }
    if (const std::size_t dots = revision.find(".."); dots != revision.npos) {
      if (revision.size() > dots + 2) {
        return fail({ErrorKind::usage, "", 0, "--diff compares a revision with the work tree",
                     "give " + revision.substr(0, dots) + ".., and check out " + revision.substr(dots + 2)});
      }
      revision.resize(dots);
    }
    auto files = files_of(*work_tree, revision);
    if (!files) return fail(files.error());
    return ChangedLines(*work_tree, *std::move(files));
  }

  Result<void> keep(CheckedFile& file) const {
    const auto before = before_.find(file.path);
    if (before == before_.end()) return {};  // the file is new
    const auto hunks = work_tree_->diff(before->second, file.text);
    if (!hunks) return fail(hunks.error());
    const auto source = Source::make(file.path, file.text);
    if (!source) return {};
    std::erase_if(file.findings, [&](const CheckFinding& found) {
      const std::uint32_t line = source->line_at(found.finding.converted.begin);
      return line_before(*hunks, line).has_value();
    });
    return {};
  }

 private:
  ChangedLines(WorkTree& work_tree, std::map<std::string, std::string> before)
      : work_tree_(&work_tree), before_(std::move(before)) {}
  WorkTree* work_tree_;
  std::map<std::string, std::string> before_;
};

// Applies --diff and --baseline.
Result<void> narrow(const CheckCommand& command, const Project& project, std::vector<CheckedFile>& files) {
  if (!command.diff.empty()) {
    const auto changed = ChangedLines::since(project.work_tree.get(), command.diff);
    if (!changed) return fail(changed.error());
    for (CheckedFile& file : files) {
      if (const auto kept = changed->keep(file); !kept) return kept;
    }
  }
  const std::string file = !command.baseline.empty() ? command.baseline
                           : !project.settings.baseline.empty()
                               ? (project.root / project.settings.baseline).string()
                               : "";
  if (file.empty()) return {};
  const auto text = read_file(file);
  if (!text) return fail(text.error());
  auto baseline = Baseline::parse(file, *text);
  if (!baseline) return fail(baseline.error());
  for (CheckedFile& checked : files)
    std::erase_if(checked.findings,
                  [&](const CheckFinding& found) { return baseline->take(checked.path, found); });
  return {};
}

CheckOutcome outcome_of(const std::vector<CheckedFile>& files, const Project& project, const Tables& tables) {
  CheckOutcome out{.version = kVersion,
                   .target = std::string(tables.target_version()),
                   .root = file_uri(project.root.string()),
                   .files = files.size()};
  for (const CheckedFile& file : files) {
    if (!file.error.empty()) out.failures.push_back({file.path, file.error_line, file.error});
    for (CheckRow& row : check_rows(file.path, file.text, file.findings)) out.rows.push_back(std::move(row));
  }
  return out;
}

std::string write(const CheckOutcome& outcome, const CheckCommand& command) {
  switch (command.report) {
    case CheckCommand::Format::text:
      return write_check_text(outcome, command.report_file.empty() && wants_colour(stdout));
    case CheckCommand::Format::json:
      return write_check_json(outcome);
    case CheckCommand::Format::sarif:
      return write_check_sarif(outcome);
    case CheckCommand::Format::github:
      return write_check_github(outcome);
  }
  return "";
}

// The Python files that a commit changes, of both sides.
Result<std::vector<CommittedFile>> committed_files(WorkTree& work_tree, const std::string& revision) {
  const auto after = files_of(work_tree, revision);
  if (!after) return fail(after.error());
  const auto before = files_of(work_tree, revision + "~1");
  if (!before) return fail(before.error());
  std::vector<CommittedFile> out;
  const auto add = [&](const std::string& path, const std::string& old_text,
                       const std::string& new_text) -> Result<void> {
    if (old_text == new_text || !path.ends_with(".py")) return {};
    auto hunks = work_tree.diff(old_text, new_text);
    if (!hunks) return fail(hunks.error());
    out.push_back({path, old_text, new_text, *std::move(hunks)});
    return {};
  };
  const std::string none;
  for (const auto& [path, text] : *after) {
    const auto old = before->find(path);
    if (const auto added = add(path, old == before->end() ? none : old->second, text); !added)
      return fail(added.error());
  }
  for (const auto& [path, text] : *before) {
    if (after->contains(path)) continue;
    if (const auto added = add(path, text, none); !added) return fail(added.error());
  }
  return out;
}

Result<std::vector<CheckedFile>> files_of_commit(const Project& project, const std::string& revision) {
  if (project.work_tree == nullptr)
    return fail({ErrorKind::usage, "", 0, "--commit needs a git work tree", "run it inside the repository"});
  const auto committed = committed_files(*project.work_tree, revision);
  if (!committed) return fail(committed.error());
  auto findings = check_commit(*committed);
  std::vector<CheckedFile> out;
  for (const CommittedFile& file : *committed)
    out.push_back({.path = file.path, .text = file.after, .findings = std::move(findings[file.path])});
  return out;
}

// The findings that the command asks for.
Result<std::vector<CheckedFile>> wanted_findings(const CheckCommand& command, const Project& project,
                                                 const CheckSettings& settings, const Tables& tables) {
  if (!command.commit.empty()) return files_of_commit(project, command.commit);
  std::vector<std::string> paths = command.paths;
  if (paths.empty())
    paths.push_back(project.manifest ? (project.root / project.manifest->port.root).string() : ".");
  auto files = check_files(paths, places_of(project, tables.library()), settings, tables, command.jobs);
  if (!files) return files;
  if (const auto narrowed = narrow(command, project, *files); !narrowed) return fail(narrowed.error());
  return files;
}

// With --fix, what is left after the fixes. A copy of a copy follows its source in the next round.
Result<std::vector<CheckedFile>> findings_left(const CheckCommand& command, const Project& project,
                                               const CheckSettings& settings, const Tables& tables) {
  constexpr int kMostRounds = 4;
  auto files = wanted_findings(command, project, settings, tables);
  if (!command.fix || !command.commit.empty()) return files;
  for (int round = 0; files && round < kMostRounds; ++round) {
    const auto changed = write_fixes(*files);
    if (!changed) return fail(changed.error());
    if (*changed == 0) break;
    files = wanted_findings(command, project, settings, tables);
  }
  return files;
}

bool fails(const CheckOutcome& outcome, const CheckCommand& command, const CheckSettings& settings) {
  if (command.fail_on == CheckCommand::FailOn::never) return false;
  Level least = settings.fail_on.value_or(Level::note);
  if (command.fail_on == CheckCommand::FailOn::note) least = Level::note;
  if (command.fail_on == CheckCommand::FailOn::warning) least = Level::warning;
  if (command.fail_on == CheckCommand::FailOn::error) least = Level::error;
  return std::any_of(outcome.rows.begin(), outcome.rows.end(),
                     [&](const CheckRow& row) { return row.level >= least; });
}

}  // namespace

Result<int> CheckCommand::run() const {
  auto project = find_project(paths.empty() ? "." : paths.front());
  if (!project) return fail(project.error());
  const auto settings = settings_of(*this, project->settings);
  if (!settings) return fail(settings.error());
  const auto tables = project->manifest
                          ? load_project_tables(project->root.string(), *project->manifest, mappings, profile)
                          : load_tables(mappings, profile.empty() ? default_profile().name : profile);
  if (!tables) return fail(tables.error());
  const auto files = findings_left(*this, *project, *settings, *tables);
  if (!files) return fail(files.error());
  const CheckOutcome outcome = outcome_of(*files, *project, *tables);
  const std::string text = write(outcome, *this);
  if (report_file.empty()) {
    fmt::print("{}", text);
  } else if (const auto written = write_output(report_file, text); !written) {
    return fail(written.error());
  }
  for (const CheckFailure& failure : outcome.failures)
    print_error({ErrorKind::content, failure.path, failure.line, failure.what, ""});
  return !outcome.failures.empty() ? 3 : fails(outcome, *this, *settings) ? 1 : 0;
}

}  // namespace mintport::cli
