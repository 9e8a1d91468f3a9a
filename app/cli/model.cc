#include "app/cli/model.hh"

#include <cctype>

#include "app/cli/program.hh"

namespace mintport::cli {
namespace {

constexpr Described kExitStatuses[] = {
    {"0", "Done."},
    {"1", "Done; check or --fail-on-findings found some, or a comparison found differences."},
    {"2", "Wrong usage, or a mapping table that the schema rejects."},
    {"3",
     "Some files failed: they cannot be converted, or a checkpoint is damaged. Each is named; the others are "
     "done."},
    {"4",
     "Refused, to protect work or because there is nothing to act on: a target changed since the last "
     "conversion, code was edited where a fix applies, nothing is staged. Each is named; the others are "
     "done."},
};

constexpr Described kEnvironment[] = {
    {"NO_COLOR", "Turns colours off when set and not empty."},
    {"TERM", "dumb turns colours off."},
    {"VISUAL, EDITOR", "The editor that the workbench opens."},
    {"XDG_CONFIG_HOME", "The folder of your settings; default: ~/.config."},
};

constexpr Described kFiles[] = {
    {"mintport.json",
     "At the root of the work tree, committed: the folders of sources and port, mapping folders, waivers."},
    {"$XDG_CONFIG_HOME/mintport/config.json", "Your own settings: theme and keys."},
    {"refs/mintport/converted",
     "The output of the last conversion, as a commit. A target that differs from it was edited."},
    {"refs/mintport/undo", "A tree of the blobs that undo needs, so that git gc keeps them."},
    {".git/mintport/",
     "The state of this clone: cursor, marks, the undo journal, results of validate. Safe to delete."},
};

constexpr Described kExamples[] = {
    {"mintport convert --src-root diffusers --dst-root mindone/diffusers", "Convert a folder."},
    {"mintport convert --src-root diffusers --dst-root mindone/diffusers --dry-run | git apply",
     "Convert through a diff."},
    {"mintport convert - < in.py > out.py", "Convert standard input."},
    {"mintport", "Open the workbench."},
    {"mintport validate models/unets --python ~/env",
     "Run the classes of a folder beside the originals, and compare what they compute."},
    {"mintport explain torch.cat", "Show what happens to a name."},
    {"mintport check --diff main..", "Check the lines of the port that a branch changes."},
    {"mintport findings models --json", "List the open findings as JSON."},
    {"mintport fix --symbol .repeat --dry-run", "Show the fixes that the findings of a name offer."},
    {"mintport stage && mintport commit --per-file", "Commit the review, a file at a time."},
    {"mintport upgrade --from diffusers-0.32.2.whl --to diffusers-0.35.1.whl --port mindone/diffusers",
     "Move the port to a new release."},
    {"mintport weights convert --task st_to_ms --weight_safetensors a.safetensors --weight_ms a.ckpt",
     "Convert a checkpoint."},
};

// Returns the literal words of "mindone|none|FILE": mindone, none. Words in upper case are placeholders.
std::vector<std::string> choices_of(std::string_view value) {
  std::vector<std::string> out;
  while (!value.empty()) {
    const std::size_t bar = std::min(value.find('|'), value.size());
    const std::string_view word = value.substr(0, bar);
    if (std::islower(static_cast<unsigned char>(word.front())) != 0) out.emplace_back(word);
    value.remove_prefix(std::min(bar + 1, value.size()));
  }
  return out;
}

OptionModel model_of(const CLI::Option& option) {
  OptionModel out;
  for (const std::string& name : option.get_lnames()) out.names.push_back("--" + name);
  for (const std::string& name : option.get_snames()) out.names.push_back("-" + name);
  if (option.get_positional()) out.operand = option.get_name(true);
  const bool flag = option.get_items_expected_max() == 0;
  if (!flag) out.value = option.get_type_name();
  out.choices = choices_of(out.value);
  out.help = option.get_description();
  out.standard = flag ? "" : option.get_default_str();
  out.required = option.get_required();
  out.repeated = option.get_items_expected_max() > 1;
  return out;
}

void add_commands(const CLI::App& app, const std::string& prefix, std::vector<CommandModel>& out) {
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
    const std::string path = prefix + sub->get_name();
    if (!sub->get_subcommands([](const CLI::App*) { return true; }).empty()) {
      add_commands(*sub, path + " ", out);
      continue;
    }
    CommandModel command{.path = path, .about = sub->get_description()};
    for (const CLI::Option* option : sub->get_options()) command.options.push_back(model_of(*option));
    out.push_back(std::move(command));
  }
}

}  // namespace

std::vector<CommandModel> command_models() {
  Program program("");
  std::vector<CommandModel> out;
  add_commands(program.app(), "", out);
  return out;
}

std::span<const Described> exit_statuses() {
  return kExitStatuses;
}
std::span<const Described> environment_variables() {
  return kEnvironment;
}
std::span<const Described> kept_files() {
  return kFiles;
}
std::span<const Described> examples() {
  return kExamples;
}

}  // namespace mintport::cli
