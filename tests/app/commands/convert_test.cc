// Runs the program itself: exit statuses, written files, untouched files.
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "support/process.hh"
#include "support/temp_dir.hh"

namespace mintport::testing {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* kSource = "import torch\n\n\ndef join(a, b):\n    return torch.cat([a, b])\n";

// A folder with sources, and the program run in it.
class Program : public ::testing::Test {
 protected:
  ProcessResult mintport(std::vector<std::string> arguments, std::string input = {}) const {
    arguments.insert(arguments.begin(), MINTPORT_PROGRAM);
    return run(arguments,
               {.folder = folder_.path(), .environment = {{"TERM", "dumb"}}, .input = std::move(input)});
  }
  ProcessResult git(std::vector<std::string> arguments, std::string input = {}) const {
    arguments.insert(arguments.begin(), {"git", "-c", "user.name=T", "-c", "user.email=t@example.com"});
    return run(arguments, {.folder = folder_.path(), .input = std::move(input)});
  }
  void write(std::string_view path, std::string_view bytes) const { write_file(folder_ / path, bytes); }
  std::string read(std::string_view path) const { return read_file(folder_ / path); }
  bool exists(std::string_view path) const { return fs::exists(fs::symlink_status(folder_ / path)); }
  ProcessResult convert_folder(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"convert", "--src-root", "src", "--dst-root", "dst"});
    return mintport(more);
  }
  std::string converted() const { return mintport({"convert", "-"}, kSource).out; }

  TempDir folder_;
};

TEST_F(Program, ConvertsStandardInput) {
  const auto result = mintport({"convert", "-"}, kSource);
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.errors, "");
  EXPECT_NE(result.out.find("mindspore"), std::string::npos) << result.out;
  EXPECT_EQ(result.out.find("import torch"), std::string::npos) << result.out;
}

TEST_F(Program, SaysHowToConvertAFolder) {
  write("src/x.py", kSource);
  const std::string error = "mintport: error: convert: src is a folder; give --src-root src --dst-root dst\n";
  EXPECT_EQ(mintport({"convert", "src", "-o", "dst"}), (ProcessResult{2, "", error}));
  EXPECT_EQ(mintport({"convert", "src", "--dst-root", "dst"}), (ProcessResult{2, "", error}));
  EXPECT_EQ(mintport({"convert", "src"}).errors,
            "mintport: error: convert: src is a folder; give --src-root src --dst-root DIR\n");
}

TEST_F(Program, ConvertsAFile) {
  write("x.py", kSource);
  EXPECT_EQ(mintport({"convert", "--src_file", "x.py", "-o", "y.py"}).status, 0);
  EXPECT_EQ(read("y.py"), converted());
  EXPECT_EQ(read("x.py"), kSource);
  EXPECT_EQ(mintport({"convert", "x.py", "--inplace"}), (ProcessResult{0, "", ""}));
  EXPECT_EQ(read("x.py"), converted());
}

TEST_F(Program, ConvertsAFolderAndCopiesTheRest) {
  write("src/a/x.py", kSource);
  write("src/a/run.sh", "#!/bin/sh\n");
  write("src/empty.py", "");
  fs::permissions(folder_ / "src/a/run.sh", fs::perms(0755));
  fs::create_symlink("a/x.py", folder_ / "src/link.py");
  const auto result = convert_folder({"--jobs", "2"});
  EXPECT_EQ(result.status, 0) << result.errors;
  EXPECT_EQ(result.errors, "");
  EXPECT_EQ(result.out.substr(0, result.out.find(';')), "4 files: 1 converted, 1 unchanged, 2 copied");
  EXPECT_EQ(read("dst/a/x.py"),
            "\"\"\"Adapted from "
            "https://github.com/huggingface/diffusers/tree/main/src/diffusers/a/x.py.\"\"\"\n\n" +
                converted());
  EXPECT_EQ(read("dst/empty.py"), "");
  EXPECT_EQ(read("dst/a/run.sh"), "#!/bin/sh\n");
  EXPECT_EQ(fs::status(folder_ / "dst/a/run.sh").permissions(), fs::perms(0755));
  EXPECT_EQ(fs::read_symlink(folder_ / "dst/link.py"), "a/x.py");
}

TEST_F(Program, ATargetInsideTheSourceIsNotConvertedAgain) {
  write("src/x.py", kSource);
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(mintport({"convert", "--src-root", "src", "--dst-root", "src/out"}).status, 0);
  }
  EXPECT_EQ(read("src/out/x.py"), converted());
  EXPECT_FALSE(exists("src/out/out"));
}

TEST_F(Program, ATargetOverTheSourceIsRefused) {
  write("a/b/b/x.py", kSource);
  const auto result = mintport({"convert", "--src-root", "a/b", "--dst-root", "a"});
  EXPECT_EQ(result.status, 2);
  EXPECT_NE(result.errors.find("lies in the source folder"), std::string::npos) << result.errors;
  EXPECT_EQ(read("a/b/b/x.py"), kSource);
  EXPECT_EQ(mintport({"convert", "--src-root", "a", "--dst-root", "a/"}).status, 2);
}

TEST_F(Program, BrokenFilesFailAloneAndAreNamed) {
  write("src/good.py", kSource);
  write("src/nul.py", std::string_view("x = 1\n\0\n", 8));
  write("src/latin.py", "x = '\xE9'\n");
  write("src/long.py", "x = '" + std::string(20 << 20, 'a') + "'\n");
  fs::create_symlink("/etc/passwd", folder_ / "src/outside.py");
  const auto result = convert_folder({"--report-file", "report.json"});
  EXPECT_EQ(result.status, 3);
  for (const char* name : {"nul.py", "latin.py", "long.py", "outside.py"}) {
    EXPECT_NE(result.errors.find("mintport: error: src/" + std::string(name)), std::string::npos)
        << result.errors;
  }
  EXPECT_EQ(read("dst/good.py"), converted());
  EXPECT_EQ(read("dst/nul.py"), read("src/nul.py"));
  EXPECT_EQ(read("dst/latin.py"), read("src/latin.py"));
  EXPECT_FALSE(exists("dst/outside.py"));
  const Json report = Json::parse(read("report.json"));
  EXPECT_EQ(report["totals"]["failed"], 4);
  EXPECT_EQ(report["totals"]["files"], 5);
}

TEST_F(Program, ListsOfRequirementsThatAreNoTextAreCopied) {
  const std::string bytes = "torch\xE9\n" + std::string(2 << 20, 'a');
  write("src/requirements.txt", bytes);
  const auto result = convert_folder({});
  EXPECT_EQ(result.status, 0) << result.errors;
  EXPECT_EQ(result.errors, "");
  EXPECT_EQ(result.out.substr(0, result.out.find(';')), "1 file: 0 converted, 0 unchanged, 1 copied");
  EXPECT_TRUE(read("dst/requirements.txt") == bytes);
}

TEST_F(Program, BrokenInputWritesNothing) {
  write("x.py", std::string_view("\0", 1));
  EXPECT_EQ(mintport({"convert", "x.py", "-o", "y.py"}).status, 3);
  EXPECT_FALSE(exists("y.py"));
  const auto result = mintport({"convert", "-"}, "\xFF\n");
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.errors.find("mintport: error: <stdin>:1"), 0U) << result.errors;
}

TEST_F(Program, SyntaxErrorsAreFindings) {
  write("src/x.py", "import torch\ndef (:\n");
  const auto result = convert_folder({"--report-file", "r.json"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(
      result.errors,
      "mintport: error: src/x.py:2: the source does not parse here; code around it may be unconverted; fix "
      "the source and convert again\n");
  const Json report = Json::parse(read("r.json"));
  bool syntax = false;
  for (const Json& finding : report["files"][0]["findings"]) syntax |= finding["kind"] == "syntax";
  EXPECT_TRUE(syntax) << report;
  EXPECT_TRUE(exists("dst/x.py"));
}

TEST_F(Program, WhatWasChangedByHandStays) {
  write("src/x.py", kSource);
  write("src/y.py", kSource);
  write("dst/x.py", "mine\n");
  const auto result = convert_folder();
  EXPECT_EQ(result.status, 4);
  EXPECT_NE(
      result.errors.find("mintport: error: dst/x.py: not overwritten: it changed since the last conversion"),
      std::string::npos)
      << result.errors;
  EXPECT_NE(result.errors.find("git merge-file"), std::string::npos) << result.errors;
  EXPECT_EQ(read("dst/x.py"), "mine\n");
  EXPECT_EQ(read("dst/y.py"), converted());
  EXPECT_EQ(convert_folder({"--force"}).status, 0);
  EXPECT_EQ(read("dst/x.py"), converted());
  EXPECT_EQ(convert_folder().status, 0);  // the target already has this text
}

TEST_F(Program, AWorkTreeKnowsWhatWasConverted) {
  git({"init", "-q"});
  write("src/x.py", kSource);
  ASSERT_EQ(convert_folder().status, 0);
  write("src/x.py", kSource + std::string("y = 1\n"));
  EXPECT_EQ(convert_folder().status, 0);  // unchanged since the conversion, so it follows the source
  EXPECT_EQ(read("dst/x.py"), converted() + "y = 1\n");
  EXPECT_EQ(git({"show", "refs/mintport/converted:dst/x.py"}).out, read("dst/x.py"));
  write("dst/x.py", read("dst/x.py") + "z = 2\n");
  write("src/x.py", kSource);
  EXPECT_EQ(convert_folder().status, 4);
  EXPECT_EQ(read("dst/x.py"), converted() + "y = 1\nz = 2\n");
}

// The workbench uses the same, so that both convert in the same way.
TEST_F(Program, AWorkTreeSaysWhichTablesAndHabits) {
  write("src/x.py", kSource);
  ASSERT_EQ(git({"init", "-q"}).status, 0);
  write("ours/more.json", R"({"description": "Ours.", "category": "function",
           "entries": [{"source": "torch.cat", "target": "mindspore.ops.cat"}]})");
  write("mintport.json",
        R"({"source": {"root": "src"}, "port": {"root": "dst"}, "mappings": ["ours"], "profile": "none"})");
  EXPECT_EQ(convert_folder().status, 0);
  EXPECT_EQ(read("dst/x.py"), "from mindspore import ops\n\n\ndef join(a, b):\n    return ops.cat([a, b])\n");
  write("mintport.json", "{");
  const auto result = convert_folder();
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.errors.find("mintport: error: mintport.json:1: syntax error"), 0U) << result.errors;
}

TEST_F(Program, ADryRunIsAPatch) {
  git({"init", "-q"});
  write("src/x.py", kSource);
  write("src/no_end.py", "import torch\nx = torch.cat([])");
  write("src/crlf.py", "import torch\r\nx = torch.cat([])\r\n");
  write("src/run.sh", "#!/bin/sh\n");
  write("src/data.bin", std::string_view("\0\1\2", 3));
  fs::permissions(folder_ / "src/run.sh", fs::perms(0755));
  fs::create_symlink("x.py", folder_ / "src/link.py");
  const auto dry = convert_folder({"--dry-run"});
  EXPECT_EQ(dry.status, 0) << dry.errors;
  EXPECT_FALSE(exists("dst"));
  const auto applied = git({"apply", "-"}, dry.out);
  EXPECT_EQ(applied.status, 0) << applied.errors << dry.out;
  EXPECT_EQ(fs::status(folder_ / "dst/run.sh").permissions() & fs::perms(0111), fs::perms(0111));
  EXPECT_EQ(fs::read_symlink(folder_ / "dst/link.py"), "x.py");
  const auto again = convert_folder({"--dry-run"});
  EXPECT_EQ(again.out, "");
  EXPECT_EQ(again.status, 0);
}

TEST_F(Program, ADryRunInPlaceIsAPatchOfTheSource) {
  write("src/x.py", kSource);
  const auto dry = mintport({"convert", "--src-file", "src/x.py", "--inplace", "--dry-run"});
  EXPECT_EQ(read("src/x.py"), kSource);
  EXPECT_EQ(git({"apply", "-"}, dry.out).status, 0) << dry.out;
  EXPECT_EQ(read("src/x.py"), converted());
}

TEST_F(Program, AFolderInPlaceKeepsWhatIsNotPython) {
  write("src/x.py", kSource);
  write("src/notes.md", "notes\n");
  EXPECT_EQ(mintport({"convert", "--src-root", "src", "--inplace"}).status, 0);
  EXPECT_EQ(read("src/x.py"), converted());
  EXPECT_EQ(read("src/notes.md"), "notes\n");
}

TEST_F(Program, TargetsThatCannotBeWrittenFailAlone) {
  write("src/a/x.py", kSource);
  write("src/b.py", kSource);
  write("dst/a", "a file where a folder should be\n");
  EXPECT_EQ(convert_folder().status, 3);
  EXPECT_EQ(read("dst/b.py"), converted());
  EXPECT_EQ(read("dst/a"), "a file where a folder should be\n");
}

TEST_F(Program, TargetsStayInTheirFolder) {
  write("src/a/x.py", kSource);
  write("elsewhere/keep", "");
  fs::create_directories(folder_ / "dst");
  fs::create_directory_symlink("../elsewhere", folder_ / "dst/a");
  EXPECT_EQ(convert_folder().status, 3);
  EXPECT_FALSE(exists("elsewhere/x.py"));
}

TEST_F(Program, AReadOnlyTargetIsAnError) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write anywhere";
  write("src/x.py", kSource);
  fs::create_directory(folder_ / "dst");
  fs::permissions(folder_ / "dst", fs::perms(0555));
  EXPECT_EQ(convert_folder().status, 3);
  fs::permissions(folder_ / "dst", fs::perms(0755));
}

TEST_F(Program, AFullDiskLeavesWholeFiles) {
  write("src/a.py", kSource);
  write("src/b.txt", std::string(1 << 20, 'b'));
  fs::create_directory(folder_ / "dst");
  if (::mount("tmpfs", (folder_ / "dst").c_str(), "tmpfs", 0, "size=64k") != 0)
    GTEST_SKIP() << "may not mount";
  const auto result = convert_folder();
  const bool left = exists("dst/b.txt");
  const auto files = std::distance(fs::directory_iterator(folder_ / "dst"), fs::directory_iterator());
  ::umount((folder_ / "dst").c_str());
  EXPECT_EQ(result.status, 3);
  EXPECT_NE(result.errors.find("No space left on device"), std::string::npos) << result.errors;
  EXPECT_FALSE(left);
  EXPECT_EQ(files, 1);
}

// Whenever the process is killed, a target is whole or missing, and no temporary file remains.
TEST_F(Program, AKilledRunLeavesWholeFiles) {
  const std::string bytes(100'000, 'b');
  for (int i = 0; i < 400; ++i) write("src/" + std::to_string(i) + ".txt", bytes);
  for (const char* seconds : {"0.1", "0.15", "0.2"}) {
    fs::remove_all(folder_ / "dst");
    run({"timeout", "-s", "KILL", seconds, MINTPORT_PROGRAM, "convert", "--src-root", "src", "--dst-root",
         "dst"},
        {.folder = folder_.path()});
    if (!exists("dst")) continue;
    for (const auto& entry : fs::directory_iterator(folder_ / "dst")) {
      EXPECT_EQ(entry.path().extension(), ".txt");
      EXPECT_EQ(fs::file_size(entry.path()), bytes.size()) << entry.path();
    }
  }
  EXPECT_EQ(convert_folder().status, 0);
  EXPECT_EQ(read("dst/399.txt"), bytes);
}

TEST_F(Program, BringsDefinitionsToThePortAndConvertsWithThem) {
  write("diffusers/utils/__init__.py", "from .peft import scale\n");
  write("diffusers/utils/peft.py", "def scale(x):\n    return x\n");
  write("diffusers/models/a.py", "from ..utils import scale\n\n\ndef f(x):\n    return scale(x)\n");
  for (const char* path : {"__init__.py", "diffusers/__init__.py", "diffusers/utils/__init__.py",
                           "diffusers/utils/peft.py", "diffusers/models/__init__.py"})
    write("mindone/" + std::string(path), "");
  const auto convert = [this](std::vector<std::string> more) {
    more.insert(more.begin(), {"convert", "--src-root", "diffusers", "--dst-root", "dst", "--port", "mindone",
                               "--report", "json"});
    return mintport(more);
  };
  const auto findings_of_a = [](const ProcessResult& result) {
    std::vector<std::string> out;
    const Json report = Json::parse(result.out);
    for (const Json& file : report["files"]) {
      if (file["path"] != "models/a.py") continue;
      for (const Json& finding : file["findings"]) out.push_back(finding["symbol"]);
    }
    return out;
  };
  EXPECT_EQ(findings_of_a(convert({})), (std::vector<std::string>{"diffusers.utils.scale"}));
  const auto brought = convert({"--bring"});
  EXPECT_EQ(brought.errors,
            "mintport: note: added to mindone/diffusers/utils/__init__.py: scale\n"
            "mintport: note: added to mindone/diffusers/utils/peft.py: scale\n");
  EXPECT_EQ(findings_of_a(brought), std::vector<std::string>());
  EXPECT_EQ(read("mindone/diffusers/utils/__init__.py"), "from .peft import scale\n");
  EXPECT_EQ(convert({"--bring"}).errors, "");
}

TEST_F(Program, AReportThatCannotBeWrittenIsAnError) {
  write("src/x.py", kSource);
  const auto result = convert_folder({"--report", "sarif", "--report-file", "/dev/full"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.errors.find("mintport: error: /dev/full: cannot write"), 0U) << result.errors;
}

TEST_F(Program, ReportsGoToStandardOutput) {
  write("src/x.py", kSource);
  const Json report = Json::parse(convert_folder({"--report", "json"}).out);
  EXPECT_EQ(report["files"][0]["path"], "x.py");
  EXPECT_EQ(report["files"][0]["status"], "converted");
  EXPECT_EQ(report["tool"], "mintport");
  EXPECT_EQ(Json::parse(convert_folder({"--report", "sarif"}).out)["version"], "2.1.0");
}

TEST_F(Program, SaysWhatIsWrongWithTheArguments) {
  EXPECT_EQ(
      mintport({"convert"}),
      (ProcessResult{
          2, "", "mintport: error: convert: nothing to convert; give --src-root DIR or --src-file FILE\n"}));
  EXPECT_EQ(mintport({"convert", "--src-root", "none", "--dst-root", "dst"}).status, 3);
  EXPECT_EQ(mintport({"convert", "none.py", "-o", "x.py"}).status, 3);
}

TEST_F(Program, BadTablesAreNamed) {
  write("x.py", kSource);
  write("tables/mine.json", "{");
  const auto result = mintport({"convert", "x.py", "-o", "y.py", "--mappings", "tables"});
  EXPECT_EQ(result.status, 2);
  EXPECT_NE(result.errors.find("mine.json"), std::string::npos) << result.errors;
  EXPECT_FALSE(exists("y.py"));
}

TEST_F(Program, ExplainsNames) {
  const auto result = mintport({"explain", "torch.cat"});
  EXPECT_EQ(result.status, 0);
  EXPECT_NE(result.out.find("mint.cat"), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("\n  verified "), std::string::npos) << result.out;
  EXPECT_EQ(mintport({"explain", "torch.no_such_thing"}).status, 3);
}

TEST_F(Program, TellsVersionAndHelp) {
  EXPECT_EQ(mintport({"--version"}).out.substr(0, 9), "mintport ");
  EXPECT_EQ(mintport({"--help"}).status, 0);
}

}  // namespace
}  // namespace mintport::testing
