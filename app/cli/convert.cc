#include <filesystem>

#include "app/cli/program.hh"

namespace mintport::cli {
namespace {

// Checks the dependencies between options, which CLI11 cannot express, and fills in implied values.
struct ConvertOptions {
  ConvertCommand command;

  Result<ConvertCommand> checked() const {
    ConvertCommand c = command;
    if (c.src_root.empty() == c.src_file.empty()) {
      return fail(usage(
          c.src_root.empty() ? "convert: nothing to convert" : "convert: both a folder and a file given",
          "give --src-root DIR or --src-file FILE"));
    }
    if (auto ok = c.src_root.empty() ? check_file(c) : check_folder(c); !ok) return fail(ok.error());
    if (c.bring && (c.port.empty() || c.dst_root.empty() || c.dry_run)) {
      return fail(usage("convert: --bring changes the port and takes from a converted folder",
                        "give --src-root, --dst-root and --port, and no --dry-run"));
    }
    if (c.report && c.uses_stdout() && (c.report_file.empty() || c.report_file == "-")) {
      return fail(usage("convert: standard output already takes the converted text or the diff",
                        "give --report-file FILE"));
    }
    if (!c.report && !c.report_file.empty()) c.report = ReportFormat::json;
    return c;
  }

 private:
  static Result<void> check_folder(const ConvertCommand& c) {
    if (!c.output.empty()) return fail(usage("convert: --output takes one file", "use --dst-root DIR"));
    if (c.dst_root.empty() != c.in_place) {
      return fail(
          usage(c.in_place ? "convert: both --dst-root and --inplace given" : "convert: no target given",
                "give --dst-root DIR, or --inplace to overwrite the sources"));
    }
    return {};
  }

  static Result<void> check_file(ConvertCommand& c) {
    std::error_code ignored;
    if (std::filesystem::is_directory(c.src_file, ignored)) {
      const std::string target = !c.dst_root.empty() ? c.dst_root : !c.output.empty() ? c.output : "DIR";
      return fail(
          usage("convert: " + c.src_file + " is a folder",
                "give --src-root " + c.src_file + (c.in_place ? " --inplace" : " --dst-root " + target)));
    }
    if (!c.dst_root.empty()) return fail(usage("convert: --dst-root takes a folder", "use -o FILE"));
    if (c.src_file == "-") {
      if (c.in_place) return fail(usage("convert: cannot convert standard input in place", "use -o FILE"));
      if (c.output.empty()) c.output = "-";
    }
    if (c.output.empty() != c.in_place) {
      return fail(
          usage(c.in_place ? "convert: both --output and --inplace given" : "convert: no target given",
                "give -o FILE (- is standard output), or --inplace to overwrite the source"));
    }
    return {};
  }
};

}  // namespace

void ConvertCommand::declare(Program& program) {
  auto [app, options] =
      program.add<ConvertOptions>(program.app(), "convert", "Convert a folder, a file, or standard input");
  ConvertCommand& c = options.command;
  app.add_option("--src-root", c.src_root, "Convert every .py below this folder and copy every other file")
      ->type_name("DIR");
  app.add_option("--dst-root", c.dst_root, "Write the converted folder here")->type_name("DIR");
  app.add_option("--src-file,src-file", c.src_file, "Convert one file; - is standard input")
      ->type_name("FILE");
  app.add_option("-o,--output", c.output, "Write the converted file here; - is standard output")
      ->type_name("FILE");
  app.add_flag("--inplace,--in-place", c.in_place, "Overwrite the source");
  app.add_flag("--dry-run,-n", c.dry_run, "Write nothing; print a unified diff for `git apply`");
  app.add_flag("--force,-f", c.force, "Overwrite targets that changed since the last conversion");
  CLI::Option& report = add_choice<std::optional<ReportFormat>>(
      app, "--report", c.report,
      {{"text", ReportFormat::text}, {"json", ReportFormat::json}, {"sarif", ReportFormat::sarif}},
      "Print a report in this format instead of the summary");
  add_json_format<std::optional<ReportFormat>>(app, c.report, ReportFormat::json, report);
  app.add_option("--report-file", c.report_file,
                 "Write the report here, as JSON unless --report says otherwise; default: standard output")
      ->type_name("FILE");
  add_conversion(app, c);
  app.add_option(
         "--port", c.port,
         "Folder of the port's package (mindone/); an import of a name that it lacks is a finding. Default: "
         "the names of mindone 0.5.0 and, for a folder, of the converted tree")
      ->type_name("DIR");
  app.add_flag("--bring", c.bring,
               "Add definitions that the port lacks and the sources have to the port's modules");
  app.add_option("--without", c.without, "Leave out the changes of this rule; repeatable")
      ->type_name("RULE")
      ->allow_extra_args(false);
  app.add_flag("--fail-on-findings", c.fail_on_findings, "Exit with status 1 if there are findings");
}

}  // namespace mintport::cli
