// For the profile: comments begin with one `#`, as its lint rules ask (E266). Rulers of `#` alone stay.

#include "core/base/text.hh"
#include "core/rules/draft/pass.hh"

namespace mintport::rules::comment_marks {
namespace {

constexpr const char* kRule = "comment-mark";

void comment(RuleContext& c, NodeId id) {
  const std::string_view text = c.in.tree.text(id);
  if (!text.starts_with("##") || contains(text, "noqa")) return;
  const std::size_t begin = text.find_first_not_of('#');
  if (begin == std::string_view::npos || trim(text.substr(begin)).empty()) return;
  const std::size_t last = text.find_last_not_of("# ") + 1;
  const ByteOffset start = c.in.tree[id].range.begin;
  auto at = [&](std::size_t offset) { return start + static_cast<ByteOffset>(offset); };
  std::vector<Edit> edits{{{at(0), at(begin)}, text[begin] == ' ' ? "#" : "# "}};
  if (text.back() == '#') edits.push_back({{at(last), at(text.size())}, ""});
  c.draft.add(make_change(kRule, "comments of the port begin with one #", std::move(edits)));
}

bool wanted(const RuleInput& input) {
  const Profile* profile = input.tables.profile();
  return profile != nullptr && profile->single_hash && contains(input.tree.source().text(), "##");
}

void run(RuleContext& context) {
  for (NodeId id : context.in.tree.of(Kind::comment)) {
    if (!context.draft.removed(id)) comment(context, id);
  }
}

constexpr RuleInfo kRules[] = {{kRule, "begins comments with one #",
                                "the profile asks for it; rulers of # alone stay", "",
                                "## norm1 -> # norm1"}};

}  // namespace

extern const Pass kPass{
    .name = "comment-marks", .phase = Phase::prose, .rules = kRules, .wanted = wanted, .run = run};

}  // namespace mintport::rules::comment_marks
