#include "app/cli/program.hh"

namespace mintport::cli {
namespace {

void add_interpreters(CLI::App& app, ValidateCommand& c) {
  app.add_option(
         "--python", c.python,
         "The Python interpreter that has MindSpore, or its virtual environment; default: that of the last "
         "run, of the active virtual environment, or python3")
      ->type_name("PYTHON");
  app.add_option("--source-python", c.source_python,
                 "The interpreter that has torch and the original; default: the same")
      ->type_name("PYTHON");
  app.add_option(
         "--setup", c.setup,
         "Make a virtual environment with MindSpore, torch and both libraries, pinned, in this folder, and "
         "exit; about 8 GB")
      ->type_name("DIR");
  app.add_option("--write-harness", c.harness,
                 "Write the Python files that run the classes to this folder, and exit")
      ->type_name("DIR");
}

void add_comparison(CLI::App& app, ValidateCommand& c) {
  app.add_option("--device-target", c.device_target, "The device that MindSpore runs on; default: CPU")
      ->type_name("CPU|Ascend|GPU")
      ->check(CLI::IsMember({"CPU", "Ascend", "GPU"}).description(""));
  app.add_option("--rtol", c.rtol, "Relative tolerance of outputs, as in numpy.allclose; default: 1e-3")
      ->type_name("X")
      ->check(CLI::NonNegativeNumber.description(""));
  app.add_option("--atol", c.atol, "Absolute tolerance of outputs; default: 1e-3")
      ->type_name("X")
      ->check(CLI::NonNegativeNumber.description(""));
  app.add_flag("--tight", c.tight, "Set both tolerances to 1e-5");
  add_choice<std::string>(app, "--mode", c.mode, {{"pynative", "pynative"}, {"graph", "graph"}},
                          "Repeat what passes in graph mode; default: pynative");
  app.add_option("--dtype", c.dtypes,
                 "Repeat what passes with these types, separated by commas: float16,bfloat16")
      ->type_name("TYPES")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember({"float32", "float16", "bfloat16"}).description(""));
  app.add_flag("--layers", c.layers, "Compare the output of every layer, also where the class passes");
  app.add_flag("--gradients", c.gradients, "Compare the loss and the gradients of one step, too");
}

void add_limits(CLI::App& app, ValidateCommand& c) {
  app.add_option("--jobs,-j", c.jobs,
                 "Number of classes to run at a time; default: as many as the machine has room for")
      ->type_name("N")
      ->check(CLI::Range(1U, 1024U).description(""));
  app.add_option("--timeout", c.timeout, "Seconds that a class may take; default: 300")
      ->type_name("S")
      ->check(CLI::PositiveNumber.description(""));
  app.add_option("--memory", c.memory,
                 "GB of memory that each job may take; default: its share of four fifths of the machine's")
      ->type_name("GB")
      ->check(CLI::PositiveNumber.description(""));
}

}  // namespace

void ValidateCommand::declare(Program& program) {
  auto [app, c] = program.add<ValidateCommand>(
      program.app(), "validate",
      "Run classes of the port beside the originals, and compare what they compute");
  app.add_option("subject", c.subjects, "Files, folders and classes of the port; default: all of it")
      ->type_name("FILE|FOLDER|CLASS");
  add_interpreters(app, c);
  add_comparison(app, c);
  add_limits(app, c);
  app.add_flag("--keep-cases", c.keep_cases, "Write the cases that a search finds to mintport-cases/");
  app.add_option(
         "--write-tests", c.tests,
         "Write a test for each class that passes to this folder, in the style of the port's own tests; "
         "a test that does not pass is not written")
      ->type_name("DIR");
  app.add_flag("--yes", c.yes,
               "Execute the code of this work tree without asking; needed once where nobody can answer");
  CLI::Option& report = add_choice<Format>(app, "--report", c.report,
                                           {{"text", Format::text},
                                            {"json", Format::json},
                                            {"junit", Format::junit},
                                            {"markdown", Format::markdown}},
                                           "Output format; default: text");
  add_json_format(app, c.report, Format::json, report);
  app.add_option("--report-file", c.report_file, "Write the report to this file; default: standard output")
      ->type_name("FILE");
  add_mappings(app, c.mappings);
}

}  // namespace mintport::cli
