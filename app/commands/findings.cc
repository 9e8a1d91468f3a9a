#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/commands/commands.hh"
#include "app/git/repository.hh"
#include "app/report/csv.hh"
#include "app/session/session.hh"
#include "app/tree/sources.hh"
#include "app/workbench/desktop.hh"
#include "core/base/text.hh"

namespace mintport::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

struct Row {
  const FileEntry* file = nullptr;
  const TrackedFinding* found = nullptr;
  std::string place;       // the file that `line` is of, from the root of the work tree
  std::uint32_t line = 1;  // of the port; of HF's file where the port lacks it
};

struct Roots {
  std::string work_tree, sources;  // on the disk
};

// Below both roots, of a path that somebody typed: on disk, from the root of the work tree, or below both.
std::string below_roots(const std::string& typed, const Roots& roots, const State& state) {
  std::string path = fs::path(typed).lexically_normal().generic_string();
  std::error_code error;
  const fs::path on_disk = fs::weakly_canonical(typed, error);
  if (!error && fs::exists(on_disk, error)) {
    const auto below = [&](const std::string& folder) {
      return on_disk.lexically_relative(fs::weakly_canonical(folder, error)).generic_string();
    };
    const std::string inside = below(roots.work_tree), source = below(roots.sources);
    if (!inside.empty() && !inside.starts_with("..")) path = inside;
    if (source == ".") return "";
    if (!source.empty() && !source.starts_with("..")) return source;
  }
  while (path.ends_with('/')) path.pop_back();
  for (const std::string& side : {state.manifest.port.root, state.manifest.source.root}) {
    if (path == side) return "";
    if (path.starts_with(side + "/")) return path.substr(side.size() + 1);
  }
  return path == "." ? "" : path;
}

// `places`: files and folders; empty: everywhere.
bool is_at(const std::string& path, const std::vector<std::string>& places) {
  return places.empty() || std::any_of(places.begin(), places.end(), [&](const std::string& place) {
           return path == place || is_in_folder(path, place);
         });
}

// Folders and files below both roots. Errors: there is none of such a name.
Result<std::vector<std::string>> places_of(const FindingsCommand& command, const Roots& roots,
                                           const State& state) {
  std::vector<std::string> out;
  for (const std::string& typed : command.paths) {
    out.push_back(below_roots(typed, roots, state));
    const bool known = std::any_of(state.files.begin(), state.files.end(),
                                   [&](const FileEntry& file) { return is_at(file.path, {out.back()}); });
    if (known) continue;
    return fail(
        {ErrorKind::usage, "", 0, "no file or folder '" + typed + "' in the HF sources",
         "give a path below '" + state.manifest.source.root + "' or '" + state.manifest.port.root + "'"});
  }
  return out;
}

// Whatever its state.
bool is_wanted(const Finding& finding, const FindingsCommand& command) {
  if (command.kind && finding.kind != *command.kind) return false;
  return command.symbol.empty() || finding.symbol == command.symbol ||
         finding.symbol.starts_with(command.symbol + ".");
}

bool is_wanted(Life life, FindingsCommand::Wanted wanted) {
  switch (wanted) {
    case FindingsCommand::Wanted::open:
      return life == Life::open;
    case FindingsCommand::Wanted::fixed:
      return life == Life::fixed;
    case FindingsCommand::Wanted::waived:
      return life == Life::waived;
    case FindingsCommand::Wanted::all:
      return true;
  }
  return true;
}

// By path and line.
std::vector<Row> rows_of(const State& state, const std::vector<std::string>& places,
                         const FindingsCommand& command) {
  std::vector<Row> out;
  for (const FileEntry& file : state.files) {
    if (!is_at(file.path, places)) continue;
    const std::size_t begin = out.size();
    for (const TrackedFinding& found : file.findings) {
      if (!is_wanted(found.finding, command)) continue;
      out.push_back({&file, &found, file.ported ? state.port_path(file.path) : state.source_path(file.path),
                     file.ported ? found.line : found.source_line});
    }
    std::stable_sort(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(),
                     [](const Row& a, const Row& b) { return a.line < b.line; });
  }
  return out;
}

// "3 findings in 2 files".
std::string count_of(const std::vector<Row>& rows) {
  std::size_t files = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) files += i == 0 || rows[i].file != rows[i - 1].file;
  return rows.empty() ? "no findings" : plural(rows.size(), "finding") + " in " + plural(files, "file");
}

std::string write_text(const std::vector<Row>& rows) {
  std::string out;
  for (const Row& row : rows) {
    const Finding& finding = row.found->finding;
    const std::string life = row.found->life == Life::open    ? ""
                             : row.found->life == Life::fixed ? " (fixed)"
                                                              : " (waived: " + row.found->reason + ")";
    out += fmt::format("{}:{}: {} {}: {}{} [{}]\n", row.place, row.line, mintport::to_string(finding.kind),
                       finding.symbol, finding.message, life, row.found->id);
  }
  return out + count_of(rows) + "\n";
}

Json json_of(const Row& row, const State& state) {
  const TrackedFinding& found = *row.found;
  Json fixes = Json::array();
  for (const Fix& fix : found.finding.fixes)
    fixes.push_back({{"title", fix.title}, {"applicability", mintport::to_string(fix.applicability)}});
  return {{"id", found.id},
          {"path", row.file->path},
          {"source", state.source_path(row.file->path)},
          {"source_line", found.source_line},
          {"port", row.file->ported ? Json(state.port_path(row.file->path)) : Json(nullptr)},
          {"port_line", row.file->ported ? Json(found.line) : Json(nullptr)},
          {"kind", mintport::to_string(found.finding.kind)},
          {"rule", found.finding.rule},
          {"symbol", found.finding.symbol},
          {"message", found.finding.message},
          {"code", found.code},
          {"life", mintport::to_string(found.life)},
          {"reason", found.life == Life::waived ? Json(found.reason) : Json(nullptr)},
          {"fixes", std::move(fixes)}};
}

std::string write_json(const std::vector<Row>& rows, const State& state, std::string_view target) {
  std::array<std::size_t, 3> lives{};
  Json findings = Json::array();
  for (const Row& row : rows) {
    ++lives[static_cast<std::size_t>(row.found->life)];
    findings.push_back(json_of(row, state));
  }
  const Json out{
      {"tool", "mintport"},
      {"version", kVersion},
      {"target", target},
      {"findings", std::move(findings)},
      {"totals", {{"findings", rows.size()}, {"open", lives[0]}, {"fixed", lives[1]}, {"waived", lives[2]}}}};
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string write_csv(const std::vector<Row>& rows) {
  std::string out = "id,place,line,kind,symbol,life,message,reason,code\n";
  for (const Row& row : rows) {
    const Finding& finding = row.found->finding;
    out += fmt::format("{},{},{},{},{},{},{},{},{}\n", row.found->id, csv_cell(row.place), row.line,
                       mintport::to_string(finding.kind), csv_cell(finding.symbol),
                       mintport::to_string(row.found->life), csv_cell(finding.message),
                       csv_cell(row.found->reason), csv_cell(row.found->code));
  }
  return out;
}

std::string write_markdown(const std::vector<Row>& rows) {
  const auto cell = [](std::string_view text) {
    std::string out;
    for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
    return out;
  };
  std::string out = "| place | kind | symbol | finding | life |\n| --- | --- | --- | --- | --- |\n";
  for (const Row& row : rows) {
    const Finding& finding = row.found->finding;
    const std::string reason = row.found->reason.empty() ? "" : ": " + cell(row.found->reason);
    out += fmt::format("| `{}:{}` | {} | `{}` | {} | {}{} |\n", row.place, row.line,
                       mintport::to_string(finding.kind), cell(finding.symbol), cell(finding.message),
                       mintport::to_string(row.found->life), reason);
  }
  return out + "\n" + count_of(rows) + "\n";
}

std::string write(const std::vector<Row>& rows, const State& state, const Tables& tables,
                  FindingsCommand::Format format) {
  switch (format) {
    case FindingsCommand::Format::text:
      return write_text(rows);
    case FindingsCommand::Format::json:
      return write_json(rows, state, tables.target_version());
    case FindingsCommand::Format::csv:
      return write_csv(rows);
    case FindingsCommand::Format::markdown:
      return write_markdown(rows);
  }
  return "";
}

}  // namespace

Result<int> FindingsCommand::run() const {
  const auto work_tree = open_repository(repository);
  if (!work_tree) return fail(work_tree.error());
  const auto manifest = read_manifest(**work_tree);
  if (!manifest) return fail(manifest.error());
  const std::string root = (*work_tree)->root();
  const auto tables = load_project_tables(root, *manifest, mappings);
  if (!tables) return fail(tables.error());
  ui::Desktop desk(**work_tree);
  Session session(**work_tree, *tables, desk, false,
                  [&](const Manifest& now) { return load_project_tables(root, now, mappings); });
  if (auto loaded = session.load(Session::Access::read); !loaded) return fail(loaded.error());
  const auto sources = find_sources(**work_tree, *manifest);
  if (!sources) return fail(sources.error());
  const auto places = places_of(*this, {root, sources->string()}, session.state());
  if (!places) return fail(places.error());
  session.count([&](const std::string& path) { return is_at(path, *places); });
  std::vector<Row> rows = rows_of(session.state(), *places, *this);
  const bool any_open = std::any_of(rows.begin(), rows.end(),
                                    [](const Row& row) { return row.found->life == mintport::Life::open; });
  std::erase_if(rows, [&](const Row& row) { return !is_wanted(row.found->life, life); });
  fmt::print("{}", write(rows, session.state(), *tables, report));
  bool failed = false;
  for (const FileEntry& file : session.state().files) {
    if (file.error.empty() || !is_at(file.path, *places)) continue;
    fmt::print(stderr, "mintport: error: {}\n", file.error);
    failed = true;
  }
  return failed ? 3 : fail_on_findings && any_open ? 1 : 0;
}

}  // namespace mintport::cli
