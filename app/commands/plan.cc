#include "core/project/plan.hh"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/commands/commands.hh"
#include "app/commands/upgrade_run.hh"
#include "app/report/plan.hh"
#include "app/tree/files.hh"
#include "app/tree/source_tree.hh"
#include "app/tree/sources.hh"
#include "app/validate/results.hh"
#include "app/validate/validator.hh"
#include "core/base/parallel.hh"
#include "core/names/names.hh"

namespace mintport::cli {
namespace {

namespace fs = std::filesystem;

// Locations of the sources and the port, from the command and mintport.json.
struct Places {
  std::string source, clone;
  std::optional<fs::path> port;
};

// `here` is the surrounding work tree, if there is one.
Result<Places> places_of(const PlanCommand& command, const Result<PortPlace>& here) {
  Places out{.source = command.source, .clone = command.clone};
  if (!command.port.empty() && command.port != "-") out.port = command.port;
  if (here && here->has_manifest) {
    const fs::path root = here->work_tree->root();
    if (out.source.empty()) {
      const auto sources = find_sources(*here->work_tree, here->manifest);
      if (!sources) return fail(sources.error());
      out.source = sources->string();
    }
    // A port that nobody has begun is one without files.
    const fs::path folder = root / here->manifest.port.root;
    std::error_code code;
    if (command.port.empty() && fs::is_directory(folder, code)) out.port = folder;
  }
  if (out.source.empty()) {
    return fail({ErrorKind::usage, "", 0, "no sources given",
                 "give a folder, a wheel or a revision, or create mintport.json"});
  }
  if (out.clone.empty()) out.clone = ".";
  return out;
}

// Compares without white space, because formatters change it.
bool same_but_for_blanks(std::string_view a, std::string_view b) {
  const auto skip = [](std::string_view text, std::size_t at) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t'))
      ++at;
    return at;
  };
  for (std::size_t i = skip(a, 0), j = skip(b, 0);; i = skip(a, i + 1), j = skip(b, j + 1)) {
    if (i >= a.size() || j >= b.size()) return i >= a.size() && j >= b.size();
    if (a[i] != b[j]) return false;
  }
}

PlanInput input_of(const std::string& path, const std::string& text, const ConvertedFile& converted,
                   const TreeFiles& port, std::string_view package) {
  PlanInput out{.source = facts_of(path, text, package),
                .converted = facts_of(path, converted.text, package),
                .findings = converted.findings};
  const auto lines = Source::make(path, converted.text);
  for (const Finding& finding : converted.findings) {
    out.finding_lines.push_back(lines ? lines->line_at(finding.converted.begin) : 0);
  }
  if (const auto mine = port.find(path); mine != port.end()) {
    out.port = facts_of(path, mine->second, package);
    out.as_converted = same_but_for_blanks(mine->second, converted.text);
  }
  return out;
}

std::string write(const PlanCommand& command, const Plan& plan) {
  switch (command.format) {
    case PlanCommand::Format::text:
      return write_plan(plan, command.all);
    case PlanCommand::Format::markdown:
      return write_plan_markdown(plan);
    case PlanCommand::Format::json:
      return write_plan_json(plan);
    case PlanCommand::Format::csv:
      return write_plan_csv(plan);
    case PlanCommand::Format::graphviz:
      return write_graphviz(plan);
    case PlanCommand::Format::mermaid:
      return write_mermaid(plan);
  }
  return "";
}

Result<std::string> write(const PlanCommand& command, const std::vector<SupportRow>& rows) {
  switch (command.format) {
    case PlanCommand::Format::text:
      return write_support(rows);
    case PlanCommand::Format::markdown:
      return write_support_markdown(rows);
    case PlanCommand::Format::json:
      return write_support_json(rows);
    case PlanCommand::Format::csv:
      return write_support_csv(rows);
    default:
      return fail({ErrorKind::usage, "", 0, "status cannot be drawn as a graph", "use `mintport plan`"});
  }
}

// The results of `mintport validate`. Without a work tree, or where the plan is about another port, none.
class Validated {
 public:
  Validated(const Result<PortPlace>& here, const PlanCommand& command) : here_(here) {
    if (!here || !here->has_manifest || !command.port.empty()) return;
    store_ = read_results(*here->work_tree).value_or(ValidationStore());
    sources_ = find_sources(*here->work_tree, here->manifest).value_or(fs::path());
  }

  // Of the file below both roots; with a name, only of that class.
  FileVerdict of(const std::string& path, const std::string& name = "") const {
    if (store_.size() == 0) return FileVerdict::none;
    const std::string file = here_->manifest.port.root + "/" + path;
    auto kept = store_.of_file(file);
    if (!name.empty()) std::erase_if(kept, [&](const KeptResult* one) { return one->result.name != name; });
    if (kept.empty()) return FileVerdict::none;
    const auto source = read_file(sources_ / path);
    return verdict_of(
        kept, Validator::blobs_of(*here_->work_tree, file, source ? std::optional(*source) : std::nullopt));
  }

 private:
  const Result<PortPlace>& here_;
  ValidationStore store_;
  fs::path sources_;
};

Result<std::string> planned(const PlanCommand& command) {
  const auto here = find_port("");
  const Validated validated(here, command);
  auto places = places_of(command, here);
  if (!places) return fail(places.error());
  const auto tables =
      here ? load_project_tables(here->work_tree->root(), here->manifest, command.mappings, command.profile)
           : load_tables(command.mappings, command.profile.empty() ? Manifest{}.profile : command.profile);
  if (!tables) return fail(tables.error());
  auto source = read_side(places->source, places->clone, command.package);
  if (!source) return fail(source.error());
  TreeFiles port;
  std::string port_version;
  if (places->port) {
    auto files = read_source(*places->port, command.package);
    if (!files) return fail(files.error());
    port = std::move(files->files);
    port_version = std::move(files->version);
  }
  std::erase_if(source->files, [](const auto& file) { return !is_python(file.first); });
  const auto converted =
      convert_in_memory(*source, *tables, {.package = command.package, .jobs = command.jobs});
  std::vector<PlanInput> inputs(source->files.size());
  std::vector<const TreeFiles::value_type*> files;
  for (const auto& file : source->files) files.push_back(&file);
  for_each_index(files.size(), command.jobs, [&](std::size_t i) {
    inputs[i] =
        input_of(files[i]->first, files[i]->second, converted.at(files[i]->first), port, command.package);
  });
  if (command.status) {
    std::vector<FileFacts> facts;
    std::size_t i = 0;
    for (const auto& [path, text] : port) {
      if (!is_python(path)) continue;
      while (i < files.size() && files[i]->first < path) ++i;
      const bool known = i < files.size() && files[i]->first == path;
      facts.push_back(known ? *inputs[i].port : facts_of(path, text, command.package));
    }
    std::vector<SupportRow> rows = support_of(inputs, facts);
    for (SupportRow& row : rows) row.validated = validated.of(row.path, row.name);
    return write(command, rows);
  }
  auto plan = make_plan(inputs, command.targets, command.package, *tables);
  if (!plan) return fail(plan.error());
  plan->source_version = source->version;
  plan->port_version = port_version;
  for (PlanFile& file : plan->files) file.validated = validated.of(file.path);
  return write(command, *plan);
}

}  // namespace

Result<int> PlanCommand::run() const {
  auto text = planned(*this);
  if (!text) return fail(text.error());
  if (output.empty() || output == "-") {
    fmt::print("{}", *text);
    return 0;
  }
  return write_output(output, *text).map([] { return 0; });
}

}  // namespace mintport::cli
