// What people say about lines: waivers at many places, reasons typed once, notes for colleagues.
#include <gtest/gtest.h>

#include "app/workbench/bench.hh"

namespace mintport::ui {
namespace {

const std::string kTwoRepeats =
    "def f(x, y):\n    a = x.repeat(2, 3)\n    b = y.repeat(4, 5)\n    return a, b\n";

class Waiving : public Bench {
 protected:
  // Two files of the port with two findings each.
  void prepare() {
    tree.work["hf/models/a.py"] = tree.work["hf/b.py"] = kTwoRepeats;
    start();
    for (const char* path : {"b.py", "models/a.py"}) {
      bench->open(path);
      keys("enter");
    }
  }
  std::string typed() { return bench->where().typed; }
  std::vector<std::string> waived() {
    std::vector<std::string> out;
    for (const Waiver& waiver : session->state().manifest.waived)
      out.push_back(waiver.file + " | " + waiver.code + " | " + waiver.reason);
    return out;
  }
  std::size_t open(const std::string& path) { return session->state().find(path)->count(Life::open); }
};

using Strings = std::vector<std::string>;

TEST_F(Waiving, ASymbolIsWaivedAtTheTickedPlacesInOneStep) {
  prepare();
  keys("f w");
  EXPECT_TRUE(shows("4 of 4 places")) << grid.text();
  EXPECT_TRUE(shows("[x] models/a.py:3  b = y.repeat(4, 5)")) << grid.text();
  keys("j space");
  EXPECT_TRUE(shows("3 of 4 places")) << grid.text();
  EXPECT_TRUE(shows("[ ] b.py:3")) << grid.text();
  keys("enter");
  EXPECT_TRUE(shows("Waive .repeat at 3 places")) << grid.text();
  type("a list");
  keys("enter");
  EXPECT_EQ(waived(),
            (Strings{"b.py | a = x.repeat(2, 3) | a list", "models/a.py | a = x.repeat(2, 3) | a list",
                     "models/a.py | b = y.repeat(4, 5) | a list"}));
  EXPECT_EQ(bench->where().page, "findings");
  EXPECT_EQ(open("b.py"), 1u);
  EXPECT_EQ(open("models/a.py"), 0u);
  keys("u");
  EXPECT_EQ(waived(), Strings{});
  EXPECT_EQ(open("b.py") + open("models/a.py"), 4u);
}

TEST_F(Waiving, NothingIsWaivedWithoutATickOrAReason) {
  prepare();
  keys("f w a enter");
  EXPECT_TRUE(shows("no place is ticked: space ticks one, a all")) << grid.text();
  keys("a enter enter");
  EXPECT_TRUE(shows("not waived: type a reason")) << grid.text();
  keys("esc");
  EXPECT_EQ(waived(), Strings{});
  EXPECT_EQ(bench->where().page, "findings");
}

TEST_F(Waiving, OnlyFilesOfThePortAreWaived) {
  tree.work["hf/models/a.py"] = kTwoRepeats;
  start();
  keys("f w");
  EXPECT_TRUE(shows("no file of the port has .repeat, nothing to waive")) << grid.text();
}

TEST_F(Waiving, TheFindingsOfSelectedLinesAreWaived) {
  prepare();
  keys("2 g v j w");
  EXPECT_TRUE(shows("1 of 1 place")) << grid.text();
  keys("esc 2 g v G w");
  EXPECT_TRUE(shows("2 of 2 places")) << grid.text();
  keys("enter");
  type("lists");
  keys("enter");
  EXPECT_EQ(waived(), (Strings{"models/a.py | a = x.repeat(2, 3) | lists",
                               "models/a.py | b = y.repeat(4, 5) | lists"}));
  EXPECT_EQ(bench->where().page, "files");
  keys("g v w");
  EXPECT_TRUE(shows("no open finding on the selected lines")) << grid.text();
}

TEST_F(Waiving, APlaceThatIsGoneMeanwhileIsNotWaived) {
  prepare();
  keys("f w");
  tree.work[kPort].replace(tree.work[kPort].find("x.repeat"), 8, "x.expand");
  keys("r");
  EXPECT_TRUE(shows("3 of 3 places")) << grid.text();
}

TEST_F(Waiving, ReasonsAreRecalledAndCompleted) {
  prepare();
  for (const char* reason : {"called with a list", "never reached"}) {
    keys("2 g ] w");
    type(reason);
    keys("enter");
  }
  bench->open("b.py");
  keys("g ] w");
  EXPECT_TRUE(shows("earlier texts")) << grid.text();
  type("x");
  keys("up");
  EXPECT_EQ(typed(), "never reached|");
  keys("up up");
  EXPECT_EQ(typed(), "called with a list|");
  keys("down down");
  EXPECT_EQ(typed(), "x|");
  keys("ctrl-u");
  type("ca");
  keys("tab");
  EXPECT_EQ(typed(), "called with a list|");
  keys("enter");
  EXPECT_EQ(waived().back(), "b.py | a = x.repeat(2, 3) | called with a list");
  start();  // they are those of mintport.json
  bench->open("b.py");
  keys("g ] w up enter");
  EXPECT_EQ(waived().back(), "b.py | b = y.repeat(4, 5) | called with a list");
}

TEST_F(Waiving, ANoteIsShownAsAFindingUntilItIsRemoved) {
  prepare();
  keys("2 g j j j A");
  EXPECT_TRUE(shows("Note on line 4")) << grid.text();
  type("check the order with Bo");
  keys("enter");
  EXPECT_TRUE(shows("noted on models/a.py:4")) << grid.text();
  EXPECT_EQ(open("models/a.py"), 3u);
  const TrackedFinding& note = session->file()->findings.back();
  EXPECT_EQ(note.finding.kind, FindingKind::note);
  EXPECT_EQ(note.finding.message, "check the order with Bo (Fay, 2026-01-31)");
  EXPECT_EQ(note.line, 4u);
  EXPECT_TRUE(shows("check the order with Bo")) << grid.text();
  tree.work[kPort].insert(0, "# one more line\n");  // it goes with its line
  keys("r");
  EXPECT_EQ(session->file()->findings.back().line, 5u);
  start();
  EXPECT_EQ(open("models/a.py"), 3u);
  bench->open("models/a.py");
  keys("G A");
  EXPECT_EQ(typed(), "check the order with Bo|");
  type("b");
  keys("enter");
  EXPECT_EQ(session->state().manifest.notes.at(0).text, "check the order with Bob");
  keys("A ctrl-u enter");
  EXPECT_TRUE(shows("removed the note on models/a.py:5")) << grid.text();
  EXPECT_EQ(session->state().manifest.notes, std::vector<Note>{});
  EXPECT_EQ(open("models/a.py"), 2u);
  keys("u");
  EXPECT_EQ(open("models/a.py"), 3u);
}

TEST_F(Waiving, ANoteThatIsAnsweredIsWaived) {
  prepare();
  keys("2 g A");
  type("why not x?");
  keys("enter w");
  EXPECT_TRUE(shows("Waive note")) << grid.text();
  type("x is a list");
  keys("enter");
  EXPECT_EQ(open("models/a.py"), 2u);
  start();
  EXPECT_EQ(open("models/a.py"), 2u);
}

// ---- the commit page

TEST_F(Waiving, TheCommitTellsWhatIsOpenAndTakesWaiversAlong) {
  prepare();
  keys("2 g ] w");
  type("a list");
  keys("enter a c");
  EXPECT_TRUE(shows("1 finding open in models/a.py")) << grid.text();
  EXPECT_TRUE(shows("mintport.json has 1 new waiver, not staged; ctrl-t stages it")) << grid.text();
  keys("ctrl-t");
  EXPECT_EQ(tree.index["mintport.json"], tree.work["mintport.json"]);
  EXPECT_FALSE(shows("not staged")) << grid.text();
  EXPECT_TRUE(shows("Commit 2 files")) << grid.text();
  keys("ctrl-s");
  EXPECT_EQ(tree.head["mintport.json"], tree.work["mintport.json"]);
}

TEST_F(Waiving, ATypedMessageStaysWhenWaiversAreTakenAlong) {
  prepare();
  keys("2 g ] w");
  type("a list");
  keys("enter a c");
  type("Mine: ");
  keys("ctrl-t left");
  EXPECT_TRUE(shows("Mine: Port models/a.py")) << grid.text();
  EXPECT_FALSE(shows("written for")) << grid.text();
}

TEST_F(Waiving, FindingsOnLinesThatAreNotStagedAreNotWarnedOf) {
  tree.head["port/b.py"] = tree.index["port/b.py"] = "def f(x, y):\n";
  tree.work["hf/b.py"] = kTwoRepeats;
  start();
  bench->open("b.py");
  tree.work["port/b.py"] = session->file()->conversion->text;
  keys("r");
  tree.index["port/b.py"] = "def f(x, y):\n    a = x.repeat(2, 3)\n";
  keys("r c");
  EXPECT_TRUE(shows("1 finding open in b.py")) << grid.text();
}

// ---- taking a text for a hunk

TEST_F(Waiving, AHunkTakesTheTextOfHfOrOfTheConversion) {
  convert();
  std::string& text = tree.work[kPort];
  const std::string mine = "    y = mine(x)";
  const std::size_t at = text.find("    y = mint.cat([x, x])");
  text.replace(at, 24, mine);
  text += "# also mine\n";
  const std::string edited = text;
  const auto go_to_mine = [&] {
    keys("2 g /");
    type("= mine");
    keys("enter");
  };
  keys("r");
  go_to_mine();
  keys("R");
  EXPECT_TRUE(shows("took the conversion's text in models/a.py")) << grid.text();
  EXPECT_EQ(text, pure + "# also mine\n");
  keys("u");
  EXPECT_EQ(text, edited);
  go_to_mine();
  keys("H");
  EXPECT_TRUE(shows("took HF's text in models/a.py")) << grid.text();
  std::string with_hf = edited;
  with_hf.replace(with_hf.find(mine), mine.size(), "    y = torch.cat([x, x])");
  EXPECT_EQ(text, with_hf);
  keys("u G R");
  EXPECT_EQ(text, edited.substr(0, edited.size() - 12)) << grid.text();
}

TEST_F(Waiving, ATextIsTakenOnlyWhereItDiffers) {
  convert();
  const auto before = tree.work;
  keys("2 g / d e f enter H");
  EXPECT_TRUE(shows("both sides have this line")) << grid.text();
  keys("/ m i n t . c a t enter R");
  EXPECT_TRUE(shows("this hunk has no manual edit: it is as the conversion wrote it")) << grid.text();
  EXPECT_EQ(tree.work, before);
}

}  // namespace
}  // namespace mintport::ui
