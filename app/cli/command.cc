#include "app/cli/command.hh"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <utility>

#include "app/cli/options.hh"
#include "app/cli/project_parser.hh"
#include "app/cli/weights_parser.hh"

namespace mintport {
namespace {

// --src_root=x -> --src-root=x; values and single-dash options stay.
std::string dashed(std::string argument) {
  if (!argument.starts_with("--")) return argument;
  const auto end =
      argument.begin() + static_cast<std::ptrdiff_t>(std::min(argument.find('='), argument.size()));
  std::replace(argument.begin(), end, '_', '-');
  return argument;
}

constexpr std::string_view kFooter = R"(
Exit status: 0 done; 1 done, and --fail-on-findings found some; 2 wrong usage; 3 some files could not be converted
(each is named, the others are done); 4 refused, to protect work that a conversion would have overwritten.)";

// The CLI11 application and the values that it fills.
struct Parser {
  CLI::App app{
      "Moves Hugging Face diffusers code (PyTorch) to MindSpore: converts it, says what it could not "
      "convert, "
      "and makes the rest a guided review over a git work tree.",
      "mintport"};
  OpenCommand open;
  ConvertCommand convert;
  ExplainCommand explain;
  std::string report, dump;
  CLI::App* open_app = nullptr;
  CLI::App* convert_app = nullptr;
  CLI::App* explain_app = nullptr;
  std::optional<WeightsParser> weights;
  std::optional<ProjectParser> project;

  explicit Parser(std::string_view version) {
    app.set_version_flag("--version,-V", "mintport " + std::string(version));
    app.footer(std::string(kFooter));
    app.require_subcommand(0, 1);
    add_open();
    add_convert();
    add_explain();
    weights.emplace(app);
    project.emplace(app);
  }

  void add_open() {
    open_app = app.add_subcommand(
        "open", "The workbench: review, fix, stage and commit (what runs without a command)");
    open_app->add_option("repo", open.repository, "The git work tree, or a folder in it; default: here")
        ->type_name("REPO");
    open_app->add_option("--theme", open.theme, "How it looks; default: as the settings say")
        ->type_name("dark|light|high-contrast|none")
        ->check(CLI::IsMember({"dark", "light", "high-contrast", "none"}));
    open_app
        ->add_option("--keys", open.keys_file,
                     "With --dump: press the keys of this file first; - is standard input")
        ->type_name("FILE");
    open_app
        ->add_option("--dump", dump,
                     "Draw the screen in this size, without a terminal: columns x rows, 100x30")
        ->type_name("SIZE");
    open_app->add_option("--dump-to", open.dump_to, "Draw into this file: .txt, .ansi or .svg")
        ->type_name("FILE");
    add_mappings(*open_app, open.mappings);
  }

  void add_convert() {
    convert_app = app.add_subcommand("convert", "Convert a folder, a file, or standard input");
    CLI::App& c = *convert_app;
    c.add_option("--src-root", convert.src_root, "Convert every .py below this folder, copy everything else")
        ->type_name("DIR");
    c.add_option("--dst-root", convert.dst_root, "Where the converted folder goes")->type_name("DIR");
    c.add_option("--src-file,src-file", convert.src_file, "Convert one file; - is standard input")
        ->type_name("FILE");
    c.add_option("-o,--output", convert.output, "Where the converted file goes; - is standard output")
        ->type_name("FILE");
    c.add_flag("--inplace,--in-place", convert.in_place, "Overwrite the source");
    c.add_flag("--dry-run,-n", convert.dry_run, "Write nothing; print a unified diff that `git apply` takes");
    c.add_flag("--force,-f", convert.force, "Overwrite targets that were changed since the last conversion");
    c.add_option("--report", report, "Print a report in this form instead of the summary")
        ->type_name("text|json|sarif")
        ->check(CLI::IsMember({"text", "json", "sarif"}));
    c.add_option("--report-file", convert.report_file, "Write the report here; default: standard output")
        ->type_name("FILE");
    c.add_option("--jobs,-j", convert.jobs, "Files converted at a time; default: one per core")
        ->type_name("N")
        ->check(CLI::Range(1U, 1024U));
    c.add_option("--package", convert.package,
                 "Import path of the source's root package; default: what the sources say")
        ->type_name("NAME");
    c.add_flag("--fail-on-findings", convert.fail_on_findings, "Exit with 1 when there are findings");
    c.add_option(
         "--profile", convert.profile,
         "The port's habits: mindone, none, or a JSON file; default: as mintport.json says, else mindone")
        ->type_name("NAME");
    c.add_option("--port", convert.port,
                 "The port's folder (mindone/): imports of names that it lacks are findings")
        ->type_name("DIR");
    c.add_flag("--bring", convert.bring,
               "Add definitions that the port lacks and the sources have to the port's modules");
    c.add_option("--without", convert.without, "Leave a rule's changes out; may be given again")
        ->type_name("RULE")
        ->allow_extra_args(false);
    add_mappings(c, convert.mappings);
  }

  void add_explain() {
    explain_app = app.add_subcommand(
        "explain", "What happens to a name (torch.cat) or a line, or what a rule does, and why");
    explain_app
        ->add_option("subject", explain.subject,
                     "A torch name, a rule as reports call it, or a line of a source")
        ->type_name("NAME|RULE|FILE:LINE")
        ->required();
    add_mappings(*explain_app, explain.mappings);
  }
};

// "100x30".
std::optional<ScreenSize> parse_size(std::string_view text) {
  constexpr int kMost = 1000;
  ScreenSize size;
  const std::size_t cross = text.find('x');
  if (cross == std::string_view::npos) return std::nullopt;
  auto number = [](std::string_view digits, int& value) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() && value >= 1 && value <= kMost;
  };
  if (!number(text.substr(0, cross), size.columns) || !number(text.substr(cross + 1), size.rows)) {
    return std::nullopt;
  }
  return size;
}

Result<OpenCommand> checked(OpenCommand c, const std::string& dump) {
  if (!dump.empty()) {
    c.dump = parse_size(dump);
    if (!c.dump) {
      return fail(
          usage("open: '" + dump + "' is no size", "give columns and rows up to 1000: --dump 100x30"));
    }
  } else if (!c.keys_file.empty() || !c.dump_to.empty()) {
    return fail(usage("open: --keys and --dump-to are for a screen that is dumped",
                      "give its size as well: --dump 100x30"));
  }
  const bool known = c.dump_to.empty() || c.dump_to.ends_with(".txt") || c.dump_to.ends_with(".ansi") ||
                     c.dump_to.ends_with(".svg");
  if (!known) {
    return fail(usage("open: no drawing is known by the end of '" + c.dump_to + "'",
                      "let the file's name end in .txt, .ansi or .svg"));
  }
  return c;
}

// What CLI11 cannot say of options that depend on each other. Fills in what is implied.
Result<ConvertCommand> checked(ConvertCommand c) {
  if (c.src_root.empty() == c.src_file.empty()) {
    return fail(
        usage(c.src_root.empty() ? "convert: nothing to convert" : "convert: both a folder and a file given",
              "give --src-root DIR or --src-file FILE"));
  }
  if (!c.src_root.empty()) {
    if (!c.output.empty()) return fail(usage("convert: --output is for one file", "use --dst-root DIR"));
    if (c.dst_root.empty() != c.in_place) {
      return fail(
          usage(c.in_place ? "convert: both --dst-root and --inplace given" : "convert: no target given",
                "give --dst-root DIR, or --inplace to overwrite the sources"));
    }
  } else {
    if (!c.dst_root.empty()) return fail(usage("convert: --dst-root is for a folder", "use -o FILE"));
    if (c.src_file == "-") {
      if (c.in_place)
        return fail(usage("convert: standard input cannot be converted in place", "use -o FILE"));
      if (c.output.empty()) c.output = "-";
    }
    if (c.output.empty() != c.in_place) {
      return fail(
          usage(c.in_place ? "convert: both --output and --inplace given" : "convert: no target given",
                "give -o FILE (- is standard output), or --inplace to overwrite the source"));
    }
  }
  if (c.bring && (c.port.empty() || c.dst_root.empty() || c.dry_run)) {
    return fail(usage("convert: --bring changes the port, and needs a converted folder to take from",
                      "give --src-root, --dst-root and --port, and no --dry-run"));
  }
  if (c.report && c.uses_stdout() && (c.report_file.empty() || c.report_file == "-")) {
    return fail(usage("convert: standard output is taken by the converted text or the diff",
                      "give --report-file FILE"));
  }
  if (!c.report && !c.report_file.empty()) c.report = ReportFormat::json;
  return c;
}

Result<Command> command_of(Parser& parser) {
  if (parser.convert_app->parsed()) {
    static const std::map<std::string, ReportFormat> formats{
        {"text", ReportFormat::text}, {"json", ReportFormat::json}, {"sarif", ReportFormat::sarif}};
    if (!parser.report.empty()) parser.convert.report = formats.at(parser.report);
    auto command = checked(std::move(parser.convert));
    if (!command) return fail(std::move(command.error()));
    return Command{*std::move(command)};
  }
  if (parser.project->parsed()) {
    auto command = parser.project->command();
    if (!command) return fail(std::move(command.error()));
    return std::visit([](auto value) { return Command{std::move(value)}; }, *std::move(command));
  }
  if (parser.explain_app->parsed()) return Command{std::move(parser.explain)};
  if (parser.weights->parsed()) {
    auto command = parser.weights->command();
    if (!command) return fail(std::move(command.error()));
    return Command{*std::move(command)};
  }
  auto open = checked(std::move(parser.open), parser.dump);
  if (!open) return fail(std::move(open.error()));
  return Command{*std::move(open)};
}

// A first word that is neither a command nor an option is the repository of the workbench.
bool means_open(const std::vector<std::string>& arguments, CLI::App& app) {
  if (arguments.empty()) return true;
  const std::string& first = arguments.front();
  if (first.starts_with("-")) {
    constexpr std::string_view kOwn[] = {"--mappings", "--theme", "--keys", "--dump", "--dump-to"};
    const std::string name = first.substr(0, first.find('='));
    return std::find(std::begin(kOwn), std::end(kOwn), name) != std::end(kOwn);
  }
  const auto commands = app.get_subcommands([](CLI::App*) { return true; });
  return std::none_of(commands.begin(), commands.end(), [&](CLI::App* c) { return c->get_name() == first; });
}

}  // namespace

Result<Command> parse_arguments(std::span<const std::string> arguments, std::string_view version) {
  Parser parser(version);
  std::vector<std::string> words;
  for (const std::string& argument : arguments) words.push_back(dashed(argument));
  if (means_open(words, parser.app)) words.insert(words.begin(), "open");
  std::reverse(words.begin(), words.end());  // as CLI11 wants them
  try {
    parser.app.parse(words);
  } catch (const CLI::Success& asked) {  // help or version
    // Without a command, the help of all of them.
    std::string text = asked.get_name() == "CallForVersion" ? std::string(asked.what())
                                                            : parser.app.help("", CLI::AppFormatMode::All);
    if (!text.ends_with('\n')) text += '\n';
    return Command{PrintCommand{std::move(text)}};
  } catch (const CLI::ParseError& error) {
    return fail(usage(error.what(), "`mintport --help` tells the options"));
  }
  return command_of(parser);
}

}  // namespace mintport
