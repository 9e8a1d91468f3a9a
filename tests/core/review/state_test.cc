#include "core/review/state.hh"

#include <gtest/gtest.h>

#include <tuple>

#include "core/review/overview.hh"
#include "make.hh"

namespace mintport {
namespace {

FileEntry file_of(std::string path) {
  FileEntry out;
  out.path = std::move(path);
  return out;
}

TrackedFinding finding_of(std::string symbol, Life life = Life::open) {
  TrackedFinding out;
  out.finding.symbol = std::move(symbol);
  out.life = life;
  out.code = "y = " + out.finding.symbol + "(x)";
  return out;
}

State example_state() {
  State out;
  out.manifest.source = {"src/diffusers", "0.35.1", "diffusers"};
  out.manifest.port.root = "mindone/diffusers";
  out.manifest.target = "mindspore 2.10";
  out.manifest_text = write_manifest(out.manifest);
  for (const char* path : {"__init__.py", "models/a.py", "models/unets/b.py", "models/unets/c.py"}) {
    out.files.push_back(file_of(path));
  }
  out.files[1].ported = out.files[2].ported = true;
  out.files[1].findings = {finding_of("torch.lu"), finding_of("torch.lu"),
                           finding_of("torch.qr", Life::fixed)};
  out.files[2].findings = {finding_of("torch.svd"), finding_of("torch.lu"), finding_of("x", Life::waived)};
  out.files[2].staged = Staged::all;
  return out;
}

TEST(Update, RecordsATextAndTakesItBack) {
  const TextChange text{"mindone/diffusers/models/a.py", "old", "new"};
  Update done = update(example_state(), action::ChangeText{"fix torch.lu", text});
  EXPECT_EQ(done.effects, (std::vector<Effect>{effect::WriteText{text}, effect::Say{"fix torch.lu"}}));
  Update undone = update(done.state, action::Undo{});
  EXPECT_EQ(undone.effects, (std::vector<Effect>{effect::WriteText{{text.path, "new", "old"}},
                                                 effect::Say{"undone: fix torch.lu"}}));
  EXPECT_EQ(undone.state.history.done, 0u);
  Update again = update(undone.state, action::Redo{});
  EXPECT_EQ(again.effects,
            (std::vector<Effect>{effect::WriteText{text}, effect::Say{"redone: fix torch.lu"}}));
  EXPECT_EQ(again.state, done.state);
  // A new step replaces the undone ones.
  const TextChange other{text.path, "old", "other"};
  Update fresh = update(undone.state, action::ChangeText{"other", other});
  EXPECT_EQ(fresh.state.history, (History{{{"other", {other}}}, 1}));
}

TEST(Update, TakesWhatWasJoinedBackAsOne) {
  const IndexEntries none{{"a", std::nullopt}}, one{{"a", IndexEntry{0100644, "1"}}},
      two{{"a", IndexEntry{0100644, "2"}}};
  const HeadPlace begin{"refs/heads/main", "b", ""}, first{"refs/heads/main", "f", "b"},
      second{"refs/heads/main", "s", "f"};
  State state =
      update(example_state(),
             action::Record{{.label = "1", .texts = {{"x", "1", "2"}}, .head = HeadChange{begin, first}}})
          .state;
  state.history.steps.back().index_before = none;
  state.history.steps.back().index_after = one;
  Step next{.label = "both", .texts = {{"x", "2", "3"}, {"y", std::nullopt, "4"}}};
  next.index_before = one;
  next.index_after = two;
  next.head = HeadChange{first, second};
  const Update done = update(std::move(state), action::Record{std::move(next), true});
  EXPECT_EQ(done.state.history.steps.size(), 1u);
  EXPECT_EQ(update(done.state, action::Undo{}).effects,
            (std::vector<Effect>{effect::WriteText{{"y", "4", std::nullopt}},
                                 effect::WriteText{{"x", "3", "1"}}, effect::MoveHead{second, begin},
                                 effect::SetIndex{two, none}, effect::Say{"undone: both"}}));
}

TEST(Update, TakesManyTextsBackInOneStep) {
  const std::vector<TextChange> texts = {{"port/a.py", "a", "b"}, {"port/c.py", "c", "d"}};
  Update done = update(example_state(), action::ChangeTexts{"fixed 2 places", texts});
  EXPECT_EQ(done.effects, (std::vector<Effect>{effect::WriteText{texts[0]}, effect::WriteText{texts[1]},
                                               effect::Say{"fixed 2 places"}}));
  EXPECT_EQ(update(done.state, action::Undo{}).effects,
            (std::vector<Effect>{effect::WriteText{{"port/c.py", "d", "c"}},
                                 effect::WriteText{{"port/a.py", "b", "a"}},
                                 effect::Say{"undone: fixed 2 places"}}));
}

TEST(GroupFindings, AreNarrowedByWords) {
  const State state = example_state();
  auto symbols = [&](std::string_view filter) {
    std::vector<std::string> out;
    for (const SymbolGroup& group : group_findings(state, filter)) out.push_back(group.symbol);
    return out;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(symbols(""), (Names{"torch.lu", "torch.svd"}));
  EXPECT_EQ(symbols("svd"), (Names{"torch.svd"}));
  EXPECT_EQ(symbols("in:models/unets kind:unmapped"), (Names{"torch.lu", "torch.svd"}));
  EXPECT_EQ(symbols("in:models/unets/ lu"), (Names{"torch.lu"}));
  EXPECT_EQ(symbols("kind:difference"), Names{});
  EXPECT_EQ(symbols("in:model"), Names{});
}

TEST(Update, PlaysWhatWasRecordedBackwards) {
  const HeadPlace first{"refs/heads/main", "1", ""}, second{"refs/heads/main", "2", "1"};
  const IndexEntries none{{"a.py", std::nullopt}}, some{{"a.py", IndexEntry{0100644, "id"}}};
  const Step step{
      .label = "all", .index_before = none, .index_after = some, .head = HeadChange{first, second}};
  EXPECT_EQ(reversed(reversed(step)), step);
  const Update done = update(example_state(), action::Record{step});
  EXPECT_EQ(done.effects, std::vector<Effect>{});
  const Update undone = update(done.state, action::Undo{});
  EXPECT_EQ(undone.effects, (std::vector<Effect>{effect::MoveHead{second, first},
                                                 effect::SetIndex{some, none}, effect::Say{"undone: all"}}));
  EXPECT_EQ(update(undone.state, action::Redo{}).effects,
            (std::vector<Effect>{effect::MoveHead{first, second}, effect::SetIndex{none, some},
                                 effect::Say{"redone: all"}}));
}

TEST(Update, ForgetsTheOldestSteps) {
  History history;
  for (std::size_t i = 0; i < kMostSteps + 2; ++i) history.steps.push_back({.label = std::to_string(i)});
  history.done = 1;
  forget_oldest(history);
  EXPECT_EQ(std::pair(history.steps.front().label, history.done),
            std::pair(std::string("1"), std::size_t{0}));
  history.done = history.steps.size();
  forget_oldest(history);
  EXPECT_EQ(std::pair(history.steps.size(), history.done), std::pair(kMostSteps, kMostSteps));
}

TEST(Update, SaysWhenThereIsNothingToUndo) {
  EXPECT_EQ(update(example_state(), action::Undo{}).effects,
            (std::vector<Effect>{effect::Say{"nothing to undo"}}));
  EXPECT_EQ(update(example_state(), action::Redo{}).effects,
            (std::vector<Effect>{effect::Say{"nothing to redo"}}));
}

TEST(Update, WaivesInTheManifestAndTakesItBack) {
  const State before = example_state();
  Update waived = update(before, action::Waive{"models/a.py", {0}, "not used", "Ann", "2026-01-31"});
  const Waiver waiver{"models/a.py", "unmapped", "torch.lu",  "y = torch.lu(x)",
                      "not used",    "Ann",      "2026-01-31"};
  EXPECT_EQ(waived.state.manifest.waived, std::vector{waiver});
  const TextChange text{"mintport.json", before.manifest_text, write_manifest(waived.state.manifest)};
  EXPECT_EQ(waived.effects,
            (std::vector<Effect>{effect::WriteText{text}, effect::Say{"waived torch.lu: not used"}}));
  EXPECT_EQ(update(waived.state, action::Undo{}).state.manifest, before.manifest);
}

TEST(Update, MarksReviewed) {
  Update marked = update(example_state(), action::MarkReviewed{"models/a.py", 7, true});
  EXPECT_EQ(marked.state.find("models/a.py")->state(), FileStage::reviewed);
  EXPECT_EQ(marked.state.marks, (std::map<std::string, Fingerprint>{{"models/a.py", 7}}));
  Update unmarked = update(marked.state, action::MarkReviewed{"models/a.py", 7, false});
  EXPECT_EQ(unmarked.state.marks, example_state().marks);
  EXPECT_EQ(unmarked.state.files, example_state().files);
  EXPECT_EQ(update(unmarked.state, action::Undo{}).state.marks, marked.state.marks);
}

TEST(Overview, SumsUp) {
  const Summary all = summarize(example_state());
  EXPECT_EQ(all.files, 4u);
  EXPECT_EQ(all.states, (std::array<std::size_t, kFileStages>{2, 1, 0, 1, 0}));
  EXPECT_EQ(std::tuple(all.with_open, all.open, all.fixed, all.waived), std::tuple(2u, 4u, 1u, 1u));
  EXPECT_EQ(summarize(example_state(), "models/unets").files, 2u);
  EXPECT_EQ(summarize(example_state(), "models/a.py").open, 2u);
}

TEST(Overview, CountsAsDoneWhatIsCommittedWithoutOpenFindings) {
  State state = example_state();
  FileEntry& file = *state.find("models/a.py");
  file.ported = file.committed = true;
  ASSERT_EQ(file.state(), FileStage::committed);
  EXPECT_EQ(summarize(state).done, 0u);
  for (TrackedFinding& finding : file.findings) finding.life = Life::waived;
  EXPECT_EQ(summarize(state).done, 1u);
}

std::string drawn(const std::vector<TreeRow>& rows) {
  std::string out;
  for (const TreeRow& row : rows) {
    out += std::string(static_cast<std::size_t>(row.depth), ' ') + row.name;
    out += row.folder ? (row.open ? "/" : "+") : "";
    out += " " + std::to_string(row.done) + "/" + std::to_string(row.files) + " " +
           std::to_string(row.open_findings) + "\n";
  }
  return out;
}

TEST(Overview, MakesATreeThatFolds) {
  EXPECT_EQ(drawn(tree_rows(example_state(), {})),
            "models/ 0/3 4\n unets/ 0/2 2\n  b.py 0/1 2\n  c.py 0/1 0\n a.py 0/1 2\n__init__.py 0/1 0\n");
  EXPECT_EQ(drawn(tree_rows(example_state(), {"models/unets"})),
            "models/ 0/3 4\n unets+ 0/2 2\n a.py 0/1 2\n__init__.py 0/1 0\n");
}

TEST(Overview, RanksSymbolsByFiles) {
  const auto groups = group_findings(example_state());
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0].symbol, "torch.lu");
  EXPECT_EQ(groups[0].files, 2u);
  EXPECT_EQ(groups[0].places.size(), 3u);
  EXPECT_EQ(groups[1].symbol, "torch.svd");
  State mixed = example_state();
  mixed.find("models/a.py")->findings[0].finding.kind = FindingKind::unknown;
  EXPECT_EQ(group_findings(mixed).size(), 2u);
  EXPECT_EQ(group_findings(example_state(), "svd").size(), 1u);
  EXPECT_EQ(group_findings(example_state(), "unets").size(), 2u);
}

TEST(Overview, CountsEachPipelineOnceAndRanksByThemAmongEqualFiles) {
  State state = example_state();
  state.files[3].findings = {finding_of("torch.aa"), finding_of("torch.aa")};
  const PipelinesOf pipelines = {{"models/a.py", {5, 7}}, {"models/unets/b.py", {5, 9}}, {"x.py", {1}}};
  std::vector<std::tuple<std::string, std::size_t, std::size_t, std::size_t>> out;
  for (const SymbolGroup& group : group_findings(state, "", pipelines)) {
    out.emplace_back(group.symbol, group.files, group.pipelines, group.places.size());
  }
  EXPECT_EQ(out, (std::vector<std::tuple<std::string, std::size_t, std::size_t, std::size_t>>{
                     {"torch.lu", 2, 3, 3}, {"torch.svd", 1, 2, 1}, {"torch.aa", 1, 0, 2}}));
}

TEST(PipelinesOf, AreThoseThatImportAFileOverAnyNumberOfSteps) {
  const std::vector<std::pair<std::string, std::string>> texts = {
      {"a.py", "import os\n"},
      {"b.py", "from .a import x\nfrom .c import y\nclass DiffusionPipeline:\n    pass\n"},
      {"c.py", "from .b import z\n"},
      {"d.py", "from .b import DiffusionPipeline\nclass D(DiffusionPipeline):\n    pass\n"},
      {"e.py", "from .d import D\nclass E(D):\n    pass\nclass Other:\n    pass\n"},
      {"f.py", "from .e import E\nclass Uses:\n    pass\n"},
      {"g.py", "class G:\n    def f(self):\n        from .h import h\n"}};
  std::vector<FileFacts> files;
  ClassIndex classes;
  for (const auto& [path, text] : texts) {
    files.push_back(facts_of(path, text, "pkg"));
    classes.add(class_headers_in(text, false));
  }
  EXPECT_EQ(
      pipelines_of(graph_of(files, "pkg"), files, classes),
      (PipelinesOf{{"a.py", {3, 4}}, {"b.py", {3, 4}}, {"c.py", {3, 4}}, {"d.py", {3, 4}}, {"e.py", {4}}}));
}

}  // namespace
}  // namespace mintport
