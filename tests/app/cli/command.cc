#include "app/cli/command.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

Result<Command> parse(std::vector<std::string> arguments) {
  return parse_arguments(arguments, "1.2.3");
}

Error usage(std::string what, std::string hint) {
  return {.kind = ErrorKind::usage, .what = std::move(what), .hint = std::move(hint)};
}

TEST(Cli, OpensTheWorkbenchByDefault) {
  EXPECT_EQ(parse({}), Command(OpenCommand{}));
  EXPECT_EQ(parse({"some/repo"}), Command(OpenCommand{.repository = "some/repo"}));
  EXPECT_EQ(parse({"open", "some/repo", "--mappings", "a", "--mappings", "b"}),
            Command(OpenCommand{.repository = "some/repo", .mappings = {"a", "b"}}));
  EXPECT_EQ(parse({"--mappings=a", "repo"}), Command(OpenCommand{.repository = "repo", .mappings = {"a"}}));
}

TEST(Cli, ReadsConvertOfAFolder) {
  ConvertCommand wanted{.src_root = "s", .dst_root = "d"};
  EXPECT_EQ(parse({"convert", "--src-root", "s", "--dst-root", "d"}), Command(wanted));
  EXPECT_EQ(parse({"convert", "--src_root", "s", "--dst_root=d"}), Command(wanted));
  wanted.report = ReportFormat::sarif;
  wanted.report_file = "r_1";
  wanted.jobs = 2;
  wanted.fail_on_findings = wanted.force = true;
  EXPECT_EQ(parse({"convert", "--src_root", "s", "--dst_root", "d", "--report", "sarif", "--report_file=r_1",
                   "--jobs", "2", "--fail_on_findings", "--force"}),
            Command(wanted));
}

TEST(Cli, ReadsConvertOfAFile) {
  EXPECT_EQ(parse({"convert", "--src_file", "f", "--inplace"}),
            Command(ConvertCommand{.src_file = "f", .in_place = true}));
  EXPECT_EQ(parse({"convert", "--src-file", "f", "-o", "g"}),
            Command(ConvertCommand{.src_file = "f", .output = "g"}));
  EXPECT_EQ(parse({"convert", "f", "-o", "g", "--dry-run"}),
            Command(ConvertCommand{.src_file = "f", .output = "g", .dry_run = true}));
}

TEST(Cli, StandardInputGoesToStandardOutput) {
  const Command wanted(ConvertCommand{.src_file = "-", .output = "-"});
  EXPECT_EQ(parse({"convert", "-"}), wanted);
  EXPECT_EQ(parse({"convert", "--src-file", "-"}), wanted);
}

TEST(Cli, AReportFileWithoutAFormIsJson) {
  EXPECT_EQ(parse({"convert", "f", "--inplace", "--report-file", "r"}),
            Command(ConvertCommand{
                .src_file = "f", .in_place = true, .report = ReportFormat::json, .report_file = "r"}));
}

TEST(Cli, ReadsExplain) {
  EXPECT_EQ(parse({"explain", "torch.cat"}), Command(ExplainCommand{.subject = "torch.cat"}));
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
            usage("convert: standard input cannot be converted in place", "use -o FILE"));
  EXPECT_EQ(parse({"convert", "-", "--report", "json"}).error(),
            usage("convert: standard output is taken by the converted text or the diff",
                  "give --report-file FILE"));
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
    EXPECT_EQ(command.error().hint, "`mintport --help` tells the options") << arguments.back();
  }
}

TEST(Cli, TellsItsVersion) {
  EXPECT_EQ(parse({"--version"}), Command(PrintCommand{"mintport 1.2.3\n"}));
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
}  // namespace mintport
