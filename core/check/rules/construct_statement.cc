// Statements in construct that graph mode does not take.

#include "core/check/rules/rules.hh"

namespace mintport::check::construct_statement {
namespace {

void check(const CheckContext& context, CheckReport& out) {
  constexpr std::pair<Kind, std::string_view> kStatements[] = {{Kind::try_statement, "try"},
                                                               {Kind::global_statement, "global"},
                                                               {Kind::nonlocal_statement, "nonlocal"},
                                                               {Kind::delete_statement, "del"},
                                                               {Kind::yield, "yield"}};
  const Tree& tree = context.tree();
  for (NodeId method : compute_methods(context)) {
    for (const auto& [kind, word] : kStatements) {
      each_inside(tree, method, kind, [&](NodeId id) {
        const ByteOffset begin = tree[id].range.begin;
        out.add({begin, begin + static_cast<ByteOffset>(word.size())}, std::string(word),
                "construct has a `" + std::string(word) +
                    "` statement, which graph mode does not compile; move it out "
                    "of construct");
      });
    }
  }
}

}  // namespace

extern const CheckRule kRule{
    .id = "construct-statement",
    .level = Level::warning,
    .does = "a statement in `construct` that graph mode does not compile: try, global, nonlocal, del, yield",
    .why = "the network runs in PyNative mode only",
    .example = "try: y = f(x) -> y = f(x)",
    .check = check};

}  // namespace mintport::check::construct_statement
