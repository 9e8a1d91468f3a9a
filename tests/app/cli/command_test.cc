#include "app/cli/command.hh"

#include <gtest/gtest.h>

namespace mintport::cli {
namespace {

Result<CommandLine> parse(std::vector<std::string> arguments) {
  return parse_arguments(arguments, "1.2.3");
}

Error usage(std::string what, std::string hint) {
  return {.kind = ErrorKind::usage, .what = std::move(what), .hint = std::move(hint)};
}

TEST(Cli, OpensTheWorkbenchByDefault) {
  EXPECT_EQ(parse({}), CommandLine(OpenCommand{}));
  EXPECT_EQ(parse({"some/repo"}), CommandLine(OpenCommand{.repository = "some/repo"}));
  EXPECT_EQ(parse({"open", "some/repo", "--mappings", "a", "--mappings", "b"}),
            CommandLine(OpenCommand{.repository = "some/repo", .mappings = {"a", "b"}}));
  EXPECT_EQ(parse({"--mappings=a", "repo"}),
            CommandLine(OpenCommand{.repository = "repo", .mappings = {"a"}}));
}

TEST(Cli, DumpsTheWorkbenchAfterKeys) {
  EXPECT_EQ(parse({"open", "--keys", "k", "--dump", "100x30", "--dump_to=s.svg", "--theme", "light"}),
            CommandLine(OpenCommand{
                .theme = "light", .keys_file = "k", .dump = ScreenSize{100, 30}, .dump_to = "s.svg"}));
  EXPECT_EQ(parse({"--dump=1x1", "repo"}),
            CommandLine(OpenCommand{.repository = "repo", .dump = ScreenSize{1, 1}}));
  for (const char* size : {"100", "x", "100x", "0x1", "100x30x", "9999x10", "-1x5"}) {
    EXPECT_EQ(parse({"open", std::string("--dump=") + size}),
              Result<CommandLine>(fail(usage("open: '" + std::string(size) + "' is not a screen size",
                                             "give columns and rows, at most 1000 each: --dump 100x30"))));
  }
  EXPECT_EQ(parse({"open", "--keys", "k"}),
            Result<CommandLine>(
                fail(usage("open: --keys and --dump-to need --dump", "give a screen size: --dump 100x30"))));
  EXPECT_EQ(parse({"open", "--dump", "9x9", "--dump-to", "a.png"}),
            Result<CommandLine>(fail(
                usage("open: unknown output format 'a.png'", "end the file name in .txt, .ansi or .svg"))));
}

TEST(Cli, ReadsConvertOfAFolder) {
  ConvertCommand wanted{.src_root = "s", .dst_root = "d"};
  EXPECT_EQ(parse({"convert", "--src-root", "s", "--dst-root", "d"}), CommandLine(wanted));
  EXPECT_EQ(parse({"convert", "--src_root", "s", "--dst_root=d"}), CommandLine(wanted));
  wanted.report = ReportFormat::sarif;
  wanted.report_file = "r_1";
  wanted.jobs = 2;
  wanted.fail_on_findings = wanted.force = true;
  EXPECT_EQ(parse({"convert", "--src_root", "s", "--dst_root", "d", "--report", "sarif", "--report_file=r_1",
                   "--jobs", "2", "--fail_on_findings", "--force"}),
            CommandLine(wanted));
}

TEST(Cli, ReadsConvertOfAFile) {
  EXPECT_EQ(parse({"convert", "--src_file", "f", "--inplace"}),
            CommandLine(ConvertCommand{.src_file = "f", .in_place = true}));
  EXPECT_EQ(parse({"convert", "--src-file", "f", "-o", "g"}),
            CommandLine(ConvertCommand{.src_file = "f", .output = "g"}));
  EXPECT_EQ(parse({"convert", "f", "-o", "g", "--dry-run"}),
            CommandLine(ConvertCommand{.src_file = "f", .output = "g", .dry_run = true}));
}

TEST(Cli, StandardInputGoesToStandardOutput) {
  const CommandLine wanted(ConvertCommand{.src_file = "-", .output = "-"});
  EXPECT_EQ(parse({"convert", "-"}), wanted);
  EXPECT_EQ(parse({"convert", "--src-file", "-"}), wanted);
}

TEST(Cli, AReportFileWithoutAFormIsJson) {
  EXPECT_EQ(parse({"convert", "f", "--inplace", "--report-file", "r"}),
            CommandLine(ConvertCommand{
                .src_file = "f", .in_place = true, .report = ReportFormat::json, .report_file = "r"}));
}

TEST(Cli, ReadsExplain) {
  EXPECT_EQ(parse({"explain", "torch.cat"}), CommandLine(ExplainCommand{.subject = "torch.cat"}));
}

TEST(Cli, SaysWhatIsMissingOrTooMuch) {
  EXPECT_EQ(parse({"convert"}).error(),
            usage("convert: nothing to convert", "give --src-root DIR or --src-file FILE"));
  EXPECT_EQ(parse({"convert", "--src-root", "s"}).error(),
            usage("convert: no target given", "give --dst-root DIR, or --inplace to overwrite the sources"));
  EXPECT_EQ(parse({"convert", "--src-root", "s", "--dst-root", "d", "--inplace"}).error(),
            usage("convert: both --dst-root and --inplace given",
                  "give --dst-root DIR, or --inplace to overwrite the sources"));
  EXPECT_EQ(parse({"convert", "f"}).error(),
            usage("convert: no target given",
                  "give -o FILE (- is standard output), or --inplace to overwrite the source"));
  EXPECT_EQ(parse({"convert", "-", "--inplace"}).error(),
            usage("convert: cannot convert standard input in place", "use -o FILE"));
  EXPECT_EQ(parse({"convert", "-", "--report", "json"}).error(),
            usage("convert: standard output already takes the converted text or the diff",
                  "give --report-file FILE"));
}

TEST(Cli, ReadsTheCommandsOfAReview) {
  FindingsCommand findings;
  findings.repository = "r";
  findings.paths = {"a", "b"};
  findings.kind = FindingKind::maybe_tensor;
  findings.format = FindingsCommand::Format::sarif;
  EXPECT_EQ(parse({"findings", "a", "-C", "r", "b", "--kind", "maybe-tensor", "--sarif"}),
            CommandLine(findings));
  FixCommand fix;
  fix.symbol = ".repeat";
  fix.paths = {"models"};
  fix.which = 2;
  fix.dry_run = fix.json = true;
  EXPECT_EQ(parse({"fix", "--symbol", ".repeat", "--path", "models", "--fix", "2", "-n", "--json"}),
            CommandLine(fix));
  WaiveCommand waive;
  waive.ids = {"01", "ab"};
  waive.paths = {"models"};
  waive.reason = "host";
  EXPECT_EQ(parse({"waive", "01", "--path", "models", "ab", "-r", "host"}), CommandLine(waive));
  StageCommand stage;
  stage.paths = {"port"};
  EXPECT_EQ(parse({"stage", "port"}), CommandLine(stage));
  CommitCommand commit;
  commit.parts = CommitCommand::Parts::per_rule;
  commit.force = true;
  EXPECT_EQ(parse({"commit", "--per-rule", "--force"}), CommandLine(commit));
  UndoCommand redo;
  redo.redo = true;
  redo.steps = 3;
  EXPECT_EQ(parse({"redo", "3"}), CommandLine(redo));
  EXPECT_EQ(parse({"undo"}), CommandLine(UndoCommand{}));
  EXPECT_EQ(parse({"log"}), CommandLine(LogCommand{}));
}

TEST(Cli, RefusesAReviewThatIsUnclear) {
  EXPECT_EQ(parse({"fix"}).error(),
            usage("fix: no finding is chosen", "give ids, --symbol, --kind or --all-certain"));
  EXPECT_EQ(parse({"fix", "01", "--all-certain"}).error(),
            usage("fix: ids exclude --symbol, --kind and --all-certain", "give one or the other"));
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"waive", "01"},
                                             {"waive", "--reason", "x"},
                                             {"commit", "--per-file", "--per-rule"},
                                             {"commit", "--per-rule", "-m", "x"},
                                             {"findings", "--json", "--csv"},
                                             {"findings", "--kind", "odd"},
                                             {"undo", "0"},
                                             {"log", "3"}}) {
    const auto command = parse(arguments);
    ASSERT_FALSE(command.has_value()) << arguments.front();
    EXPECT_EQ(command.error().kind, ErrorKind::usage) << arguments.front();
  }
}

TEST(Cli, RefusesWhatItDoesNotKnow) {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"--no-such"},
           {"convert", "--src-root", "s", "--dst-root", "d", "--no-such"},
           {"convert", "--src-root"},
           {"convert", "--src-root", "s", "--dst-root", "d", "--jobs", "0"},
           {"convert", "--src-root", "s", "--dst-root", "d", "--report", "xml"},
           {"explain"},
           {"open", "a", "b"}}) {
    const auto command = parse(arguments);
    ASSERT_FALSE(command.has_value()) << arguments.back();
    EXPECT_EQ(command.error().kind, ErrorKind::usage) << arguments.back();
    EXPECT_EQ(command.error().hint, "see `mintport --help`") << arguments.back();
  }
}

TEST(Cli, TellsItsVersion) {
  EXPECT_EQ(parse({"--version"}), CommandLine(PrintCommand{"mintport 1.2.3\n"}));
}

TEST(Cli, HelpNamesEveryOption) {
  const auto help = parse({"--help"});
  ASSERT_TRUE(help.has_value());
  const std::string& text = std::get<PrintCommand>(*help).text;
  for (const char* option : {"--src-root", "--dst-root", "--src-file", "--output", "--inplace", "--dry-run",
                             "--force", "--report", "--report-file", "--jobs", "--package",
                             "--fail-on-findings", "--mappings", "open", "explain", "Exit status"}) {
    EXPECT_NE(text.find(option), std::string::npos) << option;
  }
}

}  // namespace
}  // namespace mintport::cli
