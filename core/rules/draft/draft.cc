#include "core/rules/draft/draft.hh"

#include <algorithm>
#include <cassert>
#include <utility>

namespace mintport {

namespace {

// The first range that begins at `at` or behind it.
auto begins_from(const std::vector<ByteRange>& ranges, ByteOffset at) {
  return std::lower_bound(ranges.begin(), ranges.end(), at,
                          [](ByteRange range, ByteOffset offset) { return range.begin < offset; });
}

}  // namespace

bool Draft::removed(ByteRange range) const {
  const auto behind = begins_from(removed_, range.begin + 1);
  return behind != removed_.begin() && range.begin < std::prev(behind)->end &&
         range.end <= std::prev(behind)->end;
}

ByteOffset Draft::behind_removed(ByteOffset at) const {
  const auto found = begins_from(removed_, at);
  return found == removed_.end() || found->begin != at ? at : found->end;
}

ByteOffset Draft::before_removed(ByteOffset at) const {
  const auto behind = begins_from(removed_, at);
  if (behind == removed_.begin() || std::prev(behind)->end != at) return at;
  return std::prev(behind)->begin;
}

bool Draft::covered(ByteRange range) const {
  if (removed(range)) return true;
  return std::any_of(changes_.begin(), changes_.end(), [&](const Change& change) {
    return std::any_of(change.edits.begin(), change.edits.end(),
                       [&](const Edit& edit) { return !edit.range.empty() && edit.range.contains(range); });
  });
}

bool Draft::add(Change change) {
  // With another import, the same text may stand for another name.
  if (change.imports.empty()) {
    std::erase_if(change.edits,
                  [&](const Edit& edit) { return tree_.source().text(edit.range) == edit.text; });
    if (change.edits.empty()) return true;
  }
  std::size_t inside = 0;
  for (const Edit& edit : change.edits) inside += removed(edit.range);
  if (inside == change.edits.size()) return false;
  if (inside > 0) return false;
  std::sort(change.edits.begin(), change.edits.end(),
            [](const Edit& a, const Edit& b) { return a.range < b.range; });
  changes_.push_back(std::move(change));
  return true;
}

void Draft::add(DraftFinding finding) {
  if (!removed(finding.range)) findings_.push_back(std::move(finding));
}

void Draft::leave_out(const std::vector<std::string>& rules) {
  std::erase_if(changes_, [&](const Change& change) {
    return std::find(rules.begin(), rules.end(), change.rule) != rules.end();
  });
}

void Draft::remove(std::string rule, std::string note, ByteRange range, std::string evidence) {
  Change change;
  change.evidence = std::move(evidence);
  change.rule = std::move(rule);
  change.note = std::move(note);
  change.edits.push_back({range, ""});
  remove(std::move(change));
}

void Draft::remove(Change change) {
  assert(may_remove_);
  std::erase_if(change.edits, [&](const Edit& edit) {
    return removed(edit.range) || (edit.range.empty() && edit.text.empty());
  });
  if (change.edits.empty()) return;
  for (const Edit& edit : change.edits) {
    if (edit.range.empty()) continue;
    // Drop edits of earlier changes inside the removed bytes. An insertion at their edge may concern the text
    // next to them, so it is dropped only with its whole change.
    const auto inside = [&](const Edit& inner) { return edit.range.contains(inner.range); };
    for (Change& earlier : changes_) {
      const bool whole = std::all_of(earlier.edits.begin(), earlier.edits.end(), inside);
      std::erase_if(earlier.edits, [&](const Edit& inner) {
        const bool edge = inner.range.empty() &&
                          (inner.range.begin == edit.range.begin || inner.range.begin == edit.range.end);
        return inside(inner) && (whole || !edge);
      });
    }
    std::erase_if(changes_, [](const Change& earlier) { return earlier.edits.empty(); });
    std::erase_if(findings_, [&](const DraftFinding& finding) { return edit.range.contains(finding.range); });
    note_removed(edit.range);
  }
  std::sort(change.edits.begin(), change.edits.end(),
            [](const Edit& a, const Edit& b) { return a.range < b.range; });
  changes_.push_back(std::move(change));
}

// Merges the range with adjacent ones.
void Draft::note_removed(ByteRange range) {
  auto first = begins_from(removed_, range.begin);
  if (first != removed_.begin() && std::prev(first)->end >= range.begin) --first;
  auto last = first;
  for (; last != removed_.end() && last->begin <= range.end; ++last) {
    range.begin = std::min(range.begin, last->begin);
    range.end = std::max(range.end, last->end);
  }
  removed_.insert(removed_.erase(first, last), range);
}

void Draft::remove_item(std::string rule, std::string note, NodeId item, std::string evidence) {
  assert(may_remove_);
  const NodeId list = tree_[item].parent;
  const auto holds = [&](const std::map<NodeId, std::vector<Item>>& lists) {
    const auto found = lists.find(list);
    return found != lists.end() && std::any_of(found->second.begin(), found->second.end(),
                                               [&](const Item& other) { return other.node == item; });
  };
  if (holds(lists_) || holds(flushed_)) return;
  lists_[list].push_back({std::move(rule), std::move(note), std::move(evidence), item});
}

// The bytes of items `first` to `last` of a list, with whole lines and their comments if the items have lines
// of their own, else with a comma and the adjacent space.
ByteRange Draft::items_range(NodeId list, const std::vector<NodeId>& all, std::size_t first,
                             std::size_t last) const {
  const Source& source = tree_.source();
  ByteRange range{tree_[all[first]].range.begin, tree_[all[last]].range.end};
  const ByteRange begin_line = source.whole_line(source.line_at(range.begin));
  const ByteRange end_line = source.whole_line(source.line_at(range.end));
  const std::string_view before = source.text({begin_line.begin, range.begin});
  const std::string_view behind = source.text({range.end, end_line.end});
  const std::size_t rest = behind.find_first_not_of(" \t,");
  const bool closes =
      rest != std::string_view::npos && (behind[rest] == '\r' || behind[rest] == '\n' || behind[rest] == '#');
  if (before.find_first_not_of(" \t") == std::string_view::npos && closes && all.size() > last - first + 1) {
    return {begin_line.begin, end_line.end};
  }
  if (last + 1 < all.size()) {
    range.end = tree_[all[last + 1]].range.begin;
  } else if (first > 0) {
    range.begin = tree_[all[first - 1]].range.end;
  } else {
    // All items are removed: include the trailing comma and everything between the brackets.
    const NodeId open = tree_.first_child(list);
    if (open != kNoNode && !tree_[open].named) range = {tree_[open].range.end, tree_[list].range.end - 1};
  }
  return range;
}

void Draft::flush_lists() {
  for (auto& [list, noted] : std::exchange(lists_, {})) {
    if (removed(list)) continue;
    // Remove neighbours of earlier calls again with the new items, because they share commas.
    std::vector<Item>& items = flushed_[list];
    const auto is_new = [&](NodeId node) {
      return std::any_of(noted.begin(), noted.end(), [&](const Item& item) { return item.node == node; });
    };
    items.insert(items.end(), noted.begin(), noted.end());
    const auto item_of = [&](NodeId node) {
      return std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.node == node; });
    };
    const std::vector<NodeId> all = tree_.named_children(list);
    for (std::size_t first = 0; first < all.size(); ++first) {
      if (item_of(all[first]) == items.end()) continue;
      std::size_t last = first;
      while (last + 1 < all.size() && item_of(all[last + 1]) != items.end()) ++last;
      const auto at = all.begin() + static_cast<std::ptrdiff_t>(first);
      if (std::any_of(at, all.begin() + static_cast<std::ptrdiff_t>(last) + 1, is_new)) {
        const Item& why = *item_of(all[first]);
        remove(why.rule, why.note, items_range(list, all, first, last), why.evidence);
      }
      first = last;
    }
  }
}

Change make_change(std::string rule, std::string note, std::vector<Edit> edits, std::vector<Import> imports) {
  Change change;
  change.rule = std::move(rule);
  change.note = std::move(note);
  change.edits = std::move(edits);
  change.imports = std::move(imports);
  return change;
}

}  // namespace mintport
