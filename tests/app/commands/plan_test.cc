// Runs `mintport plan` and `status` on a small tree.
#include <gtest/gtest.h>

#include "support/process.hh"
#include "support/temp_dir.hh"

namespace mintport::testing {
namespace {

class PlanCommands : public ::testing::Test {
 protected:
  void SetUp() override {
    write_file(root_ / "hf/__init__.py",
               "__version__ = \"0.9.0\"\n_import_structure = {\"models.low\": [\"Low\"], "
               "\"models.top\": [\"Top\", \"Extra\"]}\n");
    write_file(root_ / "hf/models/low.py", "class Low:\n    pass\n");
    write_file(root_ / "hf/models/top.py",
               "from .low import Low\n\n\nclass Top(Low):\n    pass\n\n\nclass Extra:\n    pass\n");
    write_file(root_ / "hf/models/ring.py", "from .top import Top\nfrom . import wheel\n");
    write_file(root_ / "hf/models/wheel.py", "from .ring import Top\n");
    write_file(root_ / "port/__init__.py", "__version__ = \"0.8.0\"\n");
    write_file(root_ / "port/models/top.py", "class Top:\n    pass\n");
    write_file(root_ / "port/models/wheel.py", "from .ring import Top\n\nx = 1\n");
  }
  ProcessResult mintport(const std::string& command, const std::vector<std::string>& more) const {
    std::vector<std::string> all = {MINTPORT_PROGRAM, command, "hf", "--port", "port", "--profile", "none"};
    all.insert(all.end(), more.begin(), more.end());
    return run(all, {.folder = root_, .environment = {{"TERM", "dumb"}}});
  }

  TempDir folder_;
  std::filesystem::path root_ = folder_.path();
};

TEST_F(PlanCommands, CsvGoesInTheOrderOfImports) {
  EXPECT_EQ(
      mintport("plan", {"--format", "csv"}),
      (ProcessResult{0,
                     "order,path,category,state,findings,lines,helpers,utilities,packages,imports,validated\n"
                     "1,__init__.py,utilities,edited,0,0,,,,,\n"
                     "2,models/low.py,models,absent,0,0,,,,,\n"
                     "3,models/top.py,models,behind,0,0,,,,models/low.py,\n"
                     "4,models/ring.py,models,absent,0,0,,,,models/top.py models/wheel.py,\n"
                     "5,models/wheel.py,models,edited,0,0,,,,models/ring.py,\n",
                     ""}));
}

TEST_F(PlanCommands, ATargetHasWhatItNeeds) {
  EXPECT_EQ(mintport("plan", {"--format", "mermaid", "--target", "Extra", "-o", "plan.mmd"}),
            (ProcessResult{0, "", ""}));
  EXPECT_EQ(read_file(root_ / "plan.mmd"),
            "flowchart LR\n"
            "  f0[\"models/low.py\"]:::absent\n"
            "  f1[\"models/top.py\"]:::behind\n"
            "  f1 --> f0\n"
            "  classDef absent fill:white\n"
            "  classDef converted fill:lightyellow\n"
            "  classDef edited fill:palegreen\n"
            "  classDef behind fill:lightsalmon\n");
}

TEST_F(PlanCommands, StatusIsATableAndNoGraph) {
  EXPECT_EQ(mintport("status", {"--format", "csv"}),
            (ProcessResult{0,
                           "category,name,path,support,lacking,validated\n"
                           "models,Extra,models/top.py,missing,0,\n"
                           "models,Low,models/low.py,missing,0,\n"
                           "models,Top,models/top.py,present,0,\n",
                           ""}));
  EXPECT_EQ(
      mintport("status", {"--format", "graphviz"}),
      (ProcessResult{2, "", "mintport: error: status cannot be drawn as a graph; use `mintport plan`\n"}));
}

}  // namespace
}  // namespace mintport::testing
