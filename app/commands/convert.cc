#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include "app/commands/commands.hh"
#include "app/commands/review.hh"
#include "app/git/patch.hh"
#include "app/git/repository.hh"
#include "app/report/write.hh"
#include "app/session/journal.hh"
#include "app/tree/bring_missing.hh"
#include "app/tree/convert_files.hh"
#include "app/tree/files.hh"
#include "app/tree/package.hh"
#include "app/tree/port_names.hh"
#include "app/tree/progress.hh"
#include "app/tree/sources.hh"
#include "core/project/manifest.hh"
#include "core/rules/catalog.hh"

namespace mintport::cli {
namespace {

namespace fs = std::filesystem;

Result<std::string> read_standard_input() {
  std::string out;
  char buffer[1 << 16];
  while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, stdin)) out.append(buffer, count);
  if (std::ferror(stdin) == 0) return out;
  return fail({.kind = ErrorKind::io, .what = "cannot read standard input"});
}

// The work tree that will hold `path`, which need not exist yet; null if no work tree holds it.
Result<std::unique_ptr<WorkTree>> work_tree_of(const fs::path& path) {
  std::error_code code;
  fs::path folder = real_path(path);
  while (!folder.empty() && folder.has_relative_path() && !fs::exists(folder, code))
    folder = folder.parent_path();
  auto opened = open_repository(folder.string());
  if (opened) return opened;
  if (opened.error().kind == ErrorKind::not_found) return std::unique_ptr<WorkTree>();
  return fail(opened.error());
}

std::string draw(const FilePatch& patch) {
  const std::optional<std::string_view> before =
      patch.before ? std::optional<std::string_view>(*patch.before) : std::nullopt;
  auto text = unified_diff({.path = patch.path, .before = before, .after = patch.after, .mode = patch.mode});
  return text ? *text : fmt::format("# {}\n", to_string(text.error()));
}

// Prints each failed or refused file on a line of stderr.
void print_failures(const Report& report, const ConvertCommand& command) {
  bool refused = false;
  for (const FileReport& file : report.files) {
    if (file.error.empty()) continue;
    refused |= file.state == FileState::refused;
    const std::string& root = file.state == FileState::refused ? command.dst_root : command.src_root;
    const std::string named = root.empty() ? file.path : (fs::path(root) / file.path).generic_string();
    print_error({.file = named, .line = file.error_line, .what = file.error});
  }
  if (!refused) return;
  fmt::print(stderr,
             "mintport: note: to merge a refused file by hand, convert its source (mintport convert "
             "--src-file FILE -o NEW), then in a work tree:\n"
             "    git show refs/mintport/converted:PATH > BASE && git merge-file PATH BASE NEW\n");
}

Result<void> write_report(const Report& report, const ConvertCommand& command) {
  const bool to_stdout = command.report_file.empty() || command.report_file == "-";
  const bool colour = to_stdout && wants_colour(stdout);
  std::string text;
  switch (*command.report) {
    case ReportFormat::text:
      text = write_text(report, colour);
      break;
    case ReportFormat::json:
      text = write_json(report);
      break;
    case ReportFormat::sarif:
      text = write_sarif(report);
      break;
  }
  return to_stdout ? print_text(text) : write_output(command.report_file, text);
}

// Prints everything except the converted text.
Result<void> tell(const Report& report, const ConvertCommand& command) {
  if (command.report) {
    if (auto written = write_report(report, command); !written) return written;
  }
  if (command.src_root.empty()) return {};  // one file: silence is success
  const bool stdout_is_free = !command.uses_stdout() && (!command.report || !command.report_file.empty());
  if (stdout_is_free && command.report_file != "-")
    return print_text(write_summary(report, wants_colour(stdout)));
  if (command.dry_run) fmt::print(stderr, "{}", write_summary(report, wants_colour(stderr), 0));
  return {};
}

// The first place of a source that does not parse; nullptr if it parses.
const ReportedFinding* syntax_error(const FileReport& file) {
  const auto at = std::find_if(file.findings.begin(), file.findings.end(),
                               [](const ReportedFinding& finding) { return finding.rule == "syntax"; });
  return at == file.findings.end() ? nullptr : &*at;
}

// Prints each file that was written although its source does not parse, on a line of stderr.
bool print_broken(const Report& report, const ConvertCommand& command) {
  bool any = false;
  for (const FileReport& file : report.files) {
    const ReportedFinding* error = syntax_error(file);
    if (error == nullptr) continue;
    any = true;
    const fs::path named =
        command.src_root.empty() ? fs::path(file.path) : fs::path(command.src_root) / file.path;
    print_error({.file = named.generic_string(),
                 .line = error->original.begin.line,
                 .what = "the source does not parse here; code around it may be unconverted",
                 .hint = "fix the source and convert again"});
  }
  return any;
}

int status_of(const Report& report, const ConvertCommand& command, bool broken) {
  const Totals sum = totals(report);
  if (sum.refused > 0) return exit_status(ErrorKind::refused);
  if (sum.failed > 0 || broken) return exit_status(ErrorKind::content);
  return command.fail_on_findings && sum.findings > 0 ? 1 : 0;
}

// The part of a run that is the same for a folder, a file and standard input.
struct ConvertRun {
  const ConvertCommand& command;
  const WriteOptions options;
  const Tables& tables;

  Result<Converted> folder() const {
    const fs::path target = command.in_place ? command.src_root : command.dst_root;
    auto work_tree = work_tree_of(target);
    if (!work_tree) return fail(work_tree.error());
    ProgressBar bar(if_terminal(stderr), "converting");
    return convert_folder(command.src_root, target, options,
                          {.tables = tables,
                           .work_tree = work_tree->get(),
                           .progress = [&bar](std::size_t done, std::size_t total) { bar.show(done, total); },
                           .draw = draw});
  }

  Result<Converted> standard_input() const {
    auto bytes = read_standard_input();
    if (!bytes) return fail(bytes.error());
    const std::string before = options.dry_run ? *bytes : std::string();
    Converted out = convert_bytes("<stdin>", *std::move(bytes), options, {.tables = tables});
    if (out.files.front().state == FileState::failed) return out;
    if (options.dry_run) {
      const std::string name = command.output == "-" ? "stdin" : command.output;
      out.diff = draw({.path = name, .before = before, .after = out.text});
      return out;
    }
    const auto written =
        command.output == "-" ? print_text(out.text) : write_output(command.output, out.text);
    if (!written) return fail(written.error());
    return out;
  }

  Result<Converted> file() const {
    if (command.src_file == "-") return standard_input();
    const bool to_stdout = command.output == "-";
    const fs::path target = command.in_place || to_stdout ? command.src_file : command.output;
    auto work_tree = work_tree_of(target);
    if (!work_tree) return fail(work_tree.error());
    const bool only_text = to_stdout && !options.dry_run;
    Converted out = convert_file(command.src_file, only_text ? fs::path() : target, options,
                                 {.tables = tables, .work_tree = work_tree->get(), .draw = draw});
    if (only_text) {
      if (const auto written = print_text(out.text); !written) return fail(written.error());
    }
    return out;
  }
};

// Combines the command's options with mintport.json in the target's work tree, so that the workbench converts
// the same way.
// The tables, and the package that mintport.json names for these sources.
struct Setting {
  Tables tables;
  std::string package;  // empty: mintport.json says nothing of them
};

Result<Setting> setting_of(const ConvertCommand& command) {
  const std::string& target = !command.dst_root.empty() ? command.dst_root
                              : command.in_place        ? command.src_root + command.src_file
                                                        : command.output;
  const std::string plain = command.profile.empty() ? Manifest{}.profile : command.profile;
  const auto alone = [](Tables tables) { return Setting{std::move(tables), ""}; };
  const auto work_tree = work_tree_of(target.empty() || target == "-" ? "." : target);
  if (!work_tree || !*work_tree) return load_tables(command.mappings, plain).map(alone);
  const auto text = (*work_tree)->read(std::string(kManifestName));
  if (!text && text.error().kind == ErrorKind::not_found)
    return load_tables(command.mappings, plain).map(alone);
  const auto manifest = text ? parse_manifest(*text) : fail(text.error());
  if (!manifest) return fail(manifest.error());
  auto tables = load_project_tables((*work_tree)->root(), *manifest, command.mappings, command.profile);
  if (!tables) return fail(tables.error());
  std::error_code ignored;
  const auto sources = find_sources(**work_tree, *manifest);
  const bool same =
      sources && !command.src_root.empty() && fs::equivalent(command.src_root, *sources, ignored);
  return Setting{*std::move(tables), same ? manifest->source.package : ""};
}

std::string package_of(const ConvertCommand& command, const Setting& setting) {
  if (!command.package.empty()) return command.package;
  if (!setting.package.empty()) return setting.package;
  const std::string& library = setting.tables.library().package;
  const std::string& sources = command.src_root.empty() ? command.src_file : command.src_root;
  return sources == "-" ? library : package_of_sources(sources, library);
}

bool is_refused(const FileReport& file) {
  return file.state == FileState::refused;
}

// Reads the current names of the port's modules from its folder.
Result<void> read_port(const ConvertCommand& command, Tables& tables) {
  auto names = port_names(command.port);
  if (!names) return fail(names.error());
  tables.set_port(names->package, std::move(names->lines));
  return {};
}

// Adds missing definitions to the port's modules, and prints added and refused ones. True if any was added.
Result<bool> bring_along(const ConvertCommand& command, const std::string& package, const Tables& tables,
                         const std::vector<FileReport>& reports) {
  auto brought = bring_missing({command.dst_root, command.port, package}, tables, reports);
  if (!brought) return fail(brought.error());
  for (const BroughtModule& module : brought->modules) {
    fmt::print(stderr, "mintport: note: added to {}: {}\n",
               (fs::path(command.port) / module.path).generic_string(), fmt::join(module.names, ", "));
  }
  for (const std::string& one : brought->refused)
    fmt::print(stderr, "mintport: note: not added to {}\n", one);
  return !brought->modules.empty();
}

// With `--bring`: adds missing definitions to the port, then converts the folder again, because the findings
// differ.
Result<Converted> converted_with_port(const ConvertRun& run, Tables& tables) {
  auto first = run.folder();
  if (!first) return first;
  const auto came = bring_along(run.command, run.options.package, tables, first->files);
  if (!came) return fail(came.error());
  if (!*came) return first;
  if (auto read = read_port(run.command, tables); !read) return fail(read.error());
  WriteOptions again = run.options;
  // Every target was written just now, unless one was refused.
  again.force = again.force || std::none_of(first->files.begin(), first->files.end(), is_refused);
  return ConvertRun{run.command, std::move(again), tables}.folder();
}

// A project whose port holds the target; nullptr: there is none, so nobody can undo the conversion.
std::unique_ptr<CommandReview> review_of(const ConvertCommand& command, const fs::path& target) {
  if (command.dry_run || command.in_place || target.empty() || target == "-") return nullptr;
  std::error_code code;
  fs::path folder = real_path(target).parent_path();
  while (folder.has_relative_path() && !fs::exists(folder, code)) folder = folder.parent_path();
  auto review = CommandReview::open({.repository = folder.string(), .mappings = command.mappings},
                                    Session::Access::change);
  if (!review) return nullptr;
  const fs::path port = fs::path((*review)->session().tree().root()) / (*review)->state().manifest.port.root;
  return is_below(real_path(target), real_path(port)) ? *std::move(review) : nullptr;
}

// The files that the conversion may write, as they are now.
Result<std::vector<TextChange>> texts_before(const ConvertCommand& command, const fs::path& target,
                                             WorkTree& tree) {
  std::vector<TextChange> out;
  const auto add = [&](const fs::path& file) {
    const std::string path = real_path(file).lexically_relative(real_path(tree.root())).generic_string();
    const auto text = read_if_there(tree, path);
    out.push_back({path, text, text});
  };
  if (command.src_root.empty()) {
    add(target);
    return out;
  }
  const auto files = list_tree(command.src_root, real_path(target));
  if (!files) return fail(files.error());
  for (const TreeFile& file : *files) {
    if (file.kind == TreeFileKind::python || file.kind == TreeFileKind::other) add(target / file.path);
  }
  return out;
}

// In the port of a project the conversion is a step that `mintport undo` takes back.
Result<Converted> converted_as_step(const ConvertRun& run) {
  const ConvertCommand& command = run.command;
  const auto convert = [&] { return command.src_root.empty() ? run.file() : run.folder(); };
  const fs::path target = command.src_root.empty() ? command.output : command.dst_root;
  const auto review = review_of(command, target);
  if (review == nullptr) return convert();
  Session& session = review->session();
  auto texts = texts_before(command, target, session.tree());
  if (!texts) return fail(texts.error());
  const std::string sources = command.src_root.empty() ? command.src_file : command.src_root;
  Result<Converted> out = fail(Error{});
  const auto said = session.perform({.label = "converted " + sources, .texts = *std::move(texts)},
                                    [&]() -> Result<std::string> {
                                      out = convert();
                                      return out ? Result<std::string>("") : fail(out.error());
                                    });
  return said ? std::move(out) : fail(said.error());
}

}  // namespace

Result<int> ConvertCommand::run() const {
  if (is_requirement(src_root)) {
    const auto installed = find_installed(src_root, package.empty() ? default_library().package : package);
    if (!installed) return fail(installed.error());
    ConvertCommand found = *this;
    found.src_root = installed->string();
    return found.run();
  }
  for (const std::string& rule : without) {
    if (explain_rule(rule).empty()) {
      return fail({.kind = ErrorKind::usage,
                   .what = "convert: --without " + rule + ": unknown rule",
                   .hint = "docs/rules.md lists the rules"});
    }
  }
  auto setting = setting_of(*this);
  if (!setting) return fail(setting.error());
  Tables& tables = setting->tables;
  if (!port.empty()) {
    if (auto read = read_port(*this, tables); !read) return fail(read.error());
  }
  const ConvertRun run{*this,
                       {.package = package_of(*this, *setting),
                        .in_place = in_place || output == "-",
                        .dry_run = dry_run,
                        .force = force,
                        .jobs = jobs,
                        .without = without,
                        .into_port = !port.empty()},
                       tables};
  auto converted = bring ? converted_with_port(run, tables) : converted_as_step(run);
  if (!converted) return fail(converted.error());
  if (dry_run) {
    if (const auto printed = print_text(converted->diff); !printed) return fail(printed.error());
  }
  Report report{.version = kVersion,
                .target = std::string(tables.target_version()),
                .files = std::move(converted->files)};
  const std::string& root = in_place ? src_root : dst_root;
  if (!root.empty()) report.target_root = file_uri(fs::path(root).string());
  if (const auto told = tell(report, *this); !told) return fail(told.error());
  print_failures(report, *this);
  const bool broken = print_broken(report, *this);
  return status_of(report, *this, broken);
}

}  // namespace mintport::cli
