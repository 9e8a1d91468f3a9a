#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "app/commands/commands.hh"
#include "app/git/nested_port.hh"
#include "app/git/repository.hh"
#include "app/report/write.hh"
#include "app/tree/convert_files.hh"
#include "app/tree/sources.hh"
#include "app/workbench/run.hh"
#include "core/project/manifest.hh"
#include "views/input/key_file.hh"
#include "views/screen/dump.hh"

namespace mintport::cli {
namespace {

namespace fs = std::filesystem;

// The file to show: of what blocks most, else the first that changed.
std::string most_telling(const Report& report) {
  if (const auto blocking = most_blocking(report, 1); !blocking.empty()) {
    return blocking.front().first.substr(0, blocking.front().first.rfind(':'));
  }
  for (const FileReport& file : report.files) {
    if (file.state == FileState::converted) return file.path;
  }
  return {};
}

// The text version of the workbench: the summary, the most blocking symbols, and one file side by side.
Result<std::string> overview(WorkTree& work_tree, const Manifest& manifest, const Tables& tables) {
  const auto source = find_sources(work_tree, manifest);
  if (!source) return fail(source.error());
  const fs::path target = fs::path(work_tree.root()) / manifest.port.root;
  const WriteOptions nothing{.package = manifest.source.package, .dry_run = true, .force = true};
  auto converted = convert_folder(*source, target, nothing, {.tables = tables, .work_tree = &work_tree});
  if (!converted) return fail(converted.error());
  const Report report{.version = kVersion,
                      .target = std::string(tables.target_version()),
                      .files = std::move(converted->files)};
  std::string out = write_summary(report, wants_colour(stdout));
  const std::string path = most_telling(report);
  if (path.empty()) return out;
  const auto screen = ui::draw_workbench(work_tree, tables, path, 36, 120);
  if (!screen) return fail(screen.error());
  return out + "\n" + screen->text();
}

Result<std::vector<ui::Key>> read_keys(const std::string& file) {
  if (file.empty()) return std::vector<ui::Key>();
  const bool standard = file == "-";
  std::ifstream in;
  if (!standard) in.open(file, std::ios::binary);
  if (!standard && !in) {
    return fail({.kind = ErrorKind::not_found,
                 .file = file,
                 .what = "cannot read the file",
                 .hint = "check the name"});
  }
  std::istream& stream = standard ? std::cin : in;
  return ui::parse_key_file(std::string(std::istreambuf_iterator<char>(stream), {}),
                            standard ? "standard input" : file);
}

Result<void> dump_screen(WorkTree& work_tree, const Tables& tables, const OpenCommand& command) {
  const auto keys = read_keys(command.keys_file);
  if (!keys) return fail(keys.error());
  const auto screen =
      ui::replay_workbench(work_tree, tables, *keys, command.dump->rows, command.dump->columns);
  if (!screen) return fail(screen.error());
  const ui::Theme theme = ui::parse_theme(command.theme).value_or(ui::Theme::dark);
  const std::string& file = command.dump_to;
  const std::string drawn = file.ends_with(".svg")    ? ui::to_svg(*screen, theme)
                            : file.ends_with(".ansi") ? ui::to_ansi(*screen, theme, ui::ColourDepth::rgb)
                                                      : screen->text();
  if (file.empty()) {
    fmt::print("{}", drawn);
    return {};
  }
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << drawn << std::flush;
  if (!out) {
    return fail(
        {.kind = ErrorKind::io, .file = file, .what = "cannot write the file", .hint = "check its folder"});
  }
  return {};
}

}  // namespace

Result<int> OpenCommand::run() const {
  auto work_tree = open_repository(repository);
  if (!work_tree) return fail(work_tree.error());
  const bool in_terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
  auto manifest = read_manifest(**work_tree);
  if (!manifest && manifest.error().kind == ErrorKind::not_found && in_terminal && !dump) {
    if (auto set_up = ui::set_up_workbench(**work_tree, ui::parse_theme(theme)); !set_up) {
      return fail(set_up.error());
    }
    manifest = read_manifest(**work_tree);
    if (!manifest && manifest.error().kind == ErrorKind::not_found) return 0;  // the user quit
  }
  if (!manifest && in_terminal && !dump) {
    if (auto asked = ui::ask_for_sources(**work_tree, ui::parse_theme(theme)); !asked)
      return fail(asked.error());
    manifest = read_manifest(**work_tree);
  }
  if (!manifest) return fail(manifest.error());
  work_tree = with_nested_port(*std::move(work_tree), manifest->port.root);
  if (!work_tree) return fail(work_tree.error());
  const auto tables = load_project_tables((*work_tree)->root(), *manifest, mappings);
  if (!tables) return fail(tables.error());
  if (dump) return dump_screen(**work_tree, *tables, *this).map([] { return 0; });
  if (in_terminal) {
    auto load = [root = (*work_tree)->root(), this](const Manifest& now) {
      return load_project_tables(root, now, mappings);
    };
    return ui::run_workbench(**work_tree, *tables, ui::parse_theme(theme), load).map([] { return 0; });
  }
  const auto text = overview(**work_tree, *manifest, *tables);
  if (!text) return fail(text.error());
  fmt::print("{}", *text);
  return 0;
}

}  // namespace mintport::cli
