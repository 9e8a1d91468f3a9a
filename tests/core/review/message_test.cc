#include "core/review/message.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

Manifest example() {
  Manifest out;
  out.source = {"hf", "0.35.1", "diffusers"};
  out.target = "mindspore 2.10";
  return out;
}

TEST(ProposeMessage, SaysWhatWasDone) {
  const StagedFile one{"models/a.py",
                       true,
                       true,
                       12,
                       1,
                       2,
                       0,
                       {{"device", 4}, {"reference", 8}},
                       {{"torch.lu", "never reached"}, {"torch.svd", "on purpose"}}};
  EXPECT_EQ(propose_message({one}, example()),
            "Port models/a.py to MindSpore\n\nFrom diffusers 0.35.1 to mindspore 2.10:\n"
            "- models/a.py: 12 changes, 1 finding fixed, 2 waived\n\n"
            "Mintport-Source: diffusers 0.35.1\nMintport-Rules: device 4, reference 8\n"
            "Mintport-Waived: torch.lu in models/a.py: never reached\n"
            "Mintport-Waived: torch.svd in models/a.py: on purpose\n");
  EXPECT_EQ(propose_message({{"models/unets/b.py", true, false, 1, 0, 0, 3, {{"device", 1}}},
                             {"models/unets/c.py", true, true, 0, 0, 0, 0},
                             {"mintport.json", false, false, 0, 0, 0, 0}},
                            example(), "Why:\n# remark\n"),
            "Revise the port of 2 files of models/unets\n\nFrom diffusers 0.35.1 to mindspore 2.10:\n"
            "- models/unets/b.py: 1 change, 3 open\n- models/unets/c.py\n\nWhy:\n# remark\n\n"
            "Mintport-Source: diffusers 0.35.1\nMintport-Rules: device 1\n");
  EXPECT_EQ(propose_message({{"mintport.json", false, false, 0, 0, 0, 0}}, example()),
            "Update mintport.json\n");
}

TEST(ProposeMessage, SaysWhatWasValidated) {
  StagedFile one{"models/a.py", true, true};
  one.validated = {"UNet rtol=0.001 atol=0.001 max=2.5e-07"};
  EXPECT_TRUE(propose_message({one}, example())
                  .ends_with("Mintport-Source: diffusers 0.35.1\n"
                             "Mintport-Validated: UNet rtol=0.001 atol=0.001 max=2.5e-07\n"));
}

TEST(ProposeMessage, FoldsLongTrailers) {
  StagedFile file{"a.py", true, true};
  for (int i = 0; i < 6; ++i) file.rules["rule-number-" + std::to_string(i)] = i == 2 ? 10'000'000 : 1;
  const std::string message = propose_message({file}, example());
  EXPECT_EQ(message.substr(message.find("Mintport-Rules")),
            "Mintport-Rules: rule-number-0 1, rule-number-1 1,\n"
            " rule-number-2 10000000, rule-number-3 1, rule-number-4 1,\n"
            " rule-number-5 1\n");
}

TEST(WithoutComments, TakesRemarksOut) {
  EXPECT_EQ(without_comments("a\n# b\n\nc # d", "#"), "a\n\nc # d\n");
}

}  // namespace
}  // namespace mintport
