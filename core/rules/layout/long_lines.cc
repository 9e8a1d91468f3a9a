// Adds the profile's comment to long lines of code.

#include "core/base/text.hh"
#include "core/rules/layout/import_order.hh"

namespace mintport {
namespace {

bool in_string(const Tree& tree, ByteOffset at) {
  NodeId id = tree.at({at, at});
  for (; id != kNoNode; id = tree[id].parent) {
    if (tree[id].kind == Kind::string && tree[id].range.begin < at && at < tree[id].range.end) return true;
  }
  return false;
}

}  // namespace

std::vector<Edit> mark_long_lines(const RuleInput& input, std::vector<Edit> edits) {
  const Profile* profile = input.tables.profile();
  if (profile == nullptr || !profile->long_lines) return edits;
  const Profile::LongLines& habit = *profile->long_lines;
  const std::string text = mintport::apply(input.tree.source().text(), edits);
  const OffsetMap map(edits);
  std::vector<ByteOffset> insertions;
  for (const std::string_view raw : split_lines(text)) {
    const auto begin = static_cast<std::size_t>(raw.data() - text.data());
    const std::string_view line = raw.substr(0, raw.find_last_not_of(" \t\r\n") + 1);
    if (line.size() <= habit.over || line.find("noqa") != std::string_view::npos) continue;
    if (count_code_points(line) <= habit.over) continue;
    const auto end = static_cast<ByteOffset>(begin + line.size());
    const ByteOffset old = map.to_old(end);
    // Only if the source's own text ends the line; new text is not that long.
    if (map.to_new(old) != end || in_string(input.tree, old)) continue;
    insertions.push_back(old);
  }
  for (ByteOffset at : insertions) insert_edit(edits, Edit{{at, at}, "  " + habit.comment});
  return edits;
}

}  // namespace mintport
