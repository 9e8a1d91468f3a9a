// Names that are still read although their bindings are removed. Other rules avoid this, so the pass runs
// alone here, on a draft that does it.

#include <gtest/gtest.h>

#include "core/rules/draft/knowledge.hh"
#include "core/rules/passes.hh"
#include "support/conversion/convert_text.hh"

namespace mintport::rules::unbound {
extern const Pass kPass;
}

namespace mintport::rules::unbound_test {
namespace {

// The findings after removing `removed` from the text.
std::vector<std::string> said(std::string text, std::string_view removed) {
  const auto source = std::make_shared<const Source>(Source::make("models/a.py", std::move(text)).value());
  const Tree tree = Tree::parse(source);
  const ConvertOptions options{"models/a.py"};
  const Names names(tree, options.path, options.package);
  const Types types(names, knowledge_of(embedded_tables(), nullptr));
  const SignatureIndex signatures;
  const RuleInput input{tree, names, types, embedded_tables(), options, signatures};
  Speller speller(names);
  Draft draft(tree);
  const auto begin = static_cast<ByteOffset>(source->text().find(removed));
  draft.remove("rule", "it goes", {begin, begin + static_cast<ByteOffset>(removed.size())});
  const std::vector<Edit> edits = merge(draft.changes()).edits;
  RuleContext context{input, speller, draft};
  unbound::kPass.look(context, {edits});
  std::vector<std::string> out;
  for (const DraftFinding& finding : draft.findings())
    out.push_back(finding.rule + " " + finding.symbol + " " +
                  std::to_string(source->line_at(finding.range.begin)));
  return out;
}

constexpr const char* kText = "def step():\n    return 1\n\n\nx = step()\ny = step()\n";

TEST(Unbound, EachUseIsReported) {
  EXPECT_EQ(said(kText, "def step():\n    return 1\n"),
            (std::vector<std::string>{"removed-name step 5", "removed-name step 6"}));
}

TEST(Unbound, NothingIsSaidOfNamesThatStay) {
  EXPECT_TRUE(said(kText, "x = step()\n").empty());
}

}  // namespace
}  // namespace mintport::rules::unbound_test
