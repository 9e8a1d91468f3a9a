// The list of undo steps.
#include "app/workbench/bench.hh"

namespace mintport::ui {
namespace {

using Steps = Bench;

TEST_F(Steps, AreNoneAtFirst) {
  start();
  keys("S");
  EXPECT_TRUE(shows("no steps yet")) << grid.text();
  keys("j G enter pgdn");
  EXPECT_TRUE(shows("0 done, 0 undone")) << grid.text();
  keys("esc");
  EXPECT_FALSE(shows("no steps yet")) << grid.text();
}

TEST_F(Steps, SayWhatWhereAndWhen) {
  convert();
  desk.clock += 90;
  keys("m a");
  desk.clock += 3 * 3600;
  keys("c ctrl-s");
  desk.clock += 49 * 3600;
  keys("u S");
  EXPECT_EQ(row(1).find("─ Steps of undo "), 0U) << grid.text();
  EXPECT_TRUE(row(1).ends_with("3 done, 1 undone ─")) << row(1);
  EXPECT_EQ(row(2), "   commit Port models/a.py to MindSp… main                           2 days ago");
  EXPECT_EQ(row(3), " ▸ staged                             models/a.py                    2 days ago");
  EXPECT_EQ(row(4), "   is reviewed                        models/a.py                    2 days ago");
  EXPECT_EQ(row(5), "   converted                          models/a.py                    2 days ago");
  EXPECT_EQ(row(6), "   before the first of these steps");
  EXPECT_TRUE(status().ends_with("staged port/models/a.py")) << status();
  desk.clock -= 49 * 3600;
  keys("j");
  EXPECT_TRUE(row(2).ends_with("just now")) << row(2);
  EXPECT_TRUE(row(3).ends_with("3 hours ago")) << row(3);
}

TEST_F(Steps, GoBackToTheOneUnderTheCursorAfterAQuestion) {
  convert();
  keys("m a S j j enter");
  EXPECT_TRUE(shows("This undoes 2 steps")) << grid.text();
  keys("enter");
  EXPECT_TRUE(shows("cancelled")) << grid.text();
  EXPECT_EQ(session->state().history.done, 3U);
  keys("enter");
  type("yes");
  keys("enter");
  EXPECT_TRUE(shows("undone 2 steps")) << grid.text();
  EXPECT_EQ(session->state().history.done, 1U);
  EXPECT_TRUE(tree.work.contains(kPort));
  EXPECT_TRUE(session->state().marks.empty());
  keys("enter");
  EXPECT_TRUE(shows("this is the current state")) << grid.text();
  keys("G enter");
  EXPECT_TRUE(shows("This undoes 1 step;")) << grid.text();
  type("yes");
  keys("enter");
  EXPECT_FALSE(tree.work.contains(kPort));
  keys("g enter");
  EXPECT_TRUE(shows("This redoes 3 steps")) << grid.text();
  type("yes");
  keys("enter");
  EXPECT_EQ(session->state().history.done, 3U);
  EXPECT_EQ(tree.index[kPort], pure);
}

TEST_F(Steps, StopAtTheOneThatCannotBeUndone) {
  convert();
  keys("m");
  tree.work[kPort] += "# somebody else\n";
  keys("S G enter");
  type("yes");
  keys("enter");
  EXPECT_TRUE(shows("cannot undo 'converted models/a.py'")) << grid.text();
  EXPECT_TRUE(shows("outside mintport; nothing was written; before that: undone 1 step")) << grid.text();
  EXPECT_TRUE(tree.work[kPort].ends_with("# somebody else\n"));
  keys("esc");
  EXPECT_TRUE(shows("1 done, 1 undone")) << grid.text();
}

// u and U act here as everywhere, and the list follows.
TEST_F(Steps, FollowUndoAndRedo) {
  convert();
  keys("m S u u");
  EXPECT_TRUE(row(4).starts_with(" ▸ before the first")) << grid.text();
  keys("U");
  EXPECT_TRUE(row(3).starts_with(" ▸ converted")) << grid.text();
  keys("G k m");
  EXPECT_TRUE(row(2).starts_with(" ▸ is reviewed")) << grid.text();
  EXPECT_TRUE(status().ends_with("models/a.py is reviewed")) << status();
}

TEST_F(Steps, CutLongAndWideNamesInTheMiddle) {
  const std::string deep =
      "models/autoencoders/漢字漢字漢字漢字漢字/autoencoder_kl_temporal_decoder_with_a_name.py";
  tree = FakeWorkTree({{"hf/" + deep, kSource}, {"mintport.json", kManifest}});
  start();
  bench->open(deep);
  keys("enter S");
  EXPECT_EQ(row(2), " ▸ converted                          models/autoe…ith_a_name.py       just now")
      << grid.text();
  start(50, 200);
  keys("S");
  EXPECT_TRUE(shows("models/autoencoders/漢字漢字漢字…l_temporal_decoder_with_a_name.py")) << grid.text();
}

}  // namespace
}  // namespace mintport::ui
