#include "core/review/fuzzy.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

std::vector<std::string> best(std::string_view query, const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  for (const std::size_t index : fuzzy_rank(query, texts)) out.push_back(texts[index]);
  return out;
}

TEST(Fuzzy, TakesLettersInTheirOrder) {
  EXPECT_TRUE(fuzzy_score("mua", "models/unets/a.py"));
  EXPECT_TRUE(fuzzy_score("MUA", "models/unets/a.py"));
  EXPECT_FALSE(fuzzy_score("aum", "models/unets/x.py"));
  EXPECT_FALSE(fuzzy_score("x", ""));
}

TEST(Fuzzy, TakesWordsInAnyOrder) {
  EXPECT_TRUE(fuzzy_score("ddpm sched", "schedulers/scheduling_ddpm.py"));
  EXPECT_TRUE(fuzzy_score(" sched  ddpm ", "schedulers/scheduling_ddpm.py"));
  EXPECT_FALSE(fuzzy_score("sched unet", "schedulers/scheduling_ddpm.py"));
  EXPECT_EQ(best("ddpm pipe", {"schedulers/scheduling_ddpm.py", "pipelines/a/pipeline_ddpm.py"}),
            (std::vector<std::string>{"pipelines/a/pipeline_ddpm.py"}));
}

TEST(Fuzzy, RanksWholePartsAndNamesFirst) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(best("unet", {"utils/net.py", "models/unets/__init__.py", "models/unets/unet_1d.py"}).front(),
            "models/unets/unet_1d.py");
  EXPECT_EQ(best("attn", {"models/attention_processor.py", "attn.py"}).front(), "attn.py");
  EXPECT_EQ(best("", {"b", "a"}), (Texts{"b", "a"}));
  EXPECT_EQ(best("zz", {"b", "a"}), Texts{});
}

}  // namespace
}  // namespace mintport
