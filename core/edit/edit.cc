#include "core/edit/edit.hh"

#include <algorithm>
#include <cassert>
#include <map>

namespace mintport {

std::string_view to_string(Applicability applicability) {
  return applicability == Applicability::machine ? "machine" : "maybe";
}

Merged merge(const std::vector<Change>& changes) {
  struct Taken {
    Edit edit;
    std::uint32_t owner;
  };
  Merged out;
  // Sorted by begin. Insertions at an offset come before the replacement that begins there, in the order of
  // the list.
  std::multimap<std::pair<ByteOffset, bool>, Taken> taken;
  auto overlapping = [&](const Edit& edit) -> const Taken* {
    auto at = taken.lower_bound({edit.range.begin, false});
    if (at != taken.begin()) {
      // The previous edit may reach into this one; insertions before it cannot.
      for (auto before = std::prev(at);; --before) {
        if (!before->second.edit.range.empty()) {
          if (before->second.edit.range.end > edit.range.begin) return &before->second;
          break;
        }
        if (before == taken.begin()) break;
      }
    }
    for (; at != taken.end() && at->first.first <= edit.range.end; ++at) {
      const ByteRange other = at->second.edit.range;
      const bool inside = other.empty() ? edit.range.begin < other.begin && other.begin < edit.range.end
                                        : other.overlaps(edit.range);
      if (inside) return &at->second;
    }
    return nullptr;
  };
  for (std::uint32_t i = 0; i < changes.size(); ++i) {
    std::vector<const Edit*> fresh;
    const Taken* clash = nullptr;
    ByteRange where;
    for (const Edit& edit : changes[i].edits) {
      const auto same = taken.equal_range({edit.range.begin, !edit.range.empty()});
      const bool known = !edit.range.empty() && std::any_of(same.first, same.second, [&](const auto& entry) {
        return entry.second.edit == edit;
      });
      if (known) continue;
      if (const Taken* other = overlapping(edit)) {
        clash = other;
        where = edit.range;
        break;
      }
      fresh.push_back(&edit);
    }
    if (clash != nullptr) {
      out.conflicts.push_back({clash->owner, i, where});
      continue;
    }
    out.taken.push_back(i);
    for (const Edit* edit : fresh) taken.insert({{edit->range.begin, !edit->range.empty()}, {*edit, i}});
  }
  out.edits.reserve(taken.size());
  for (auto& entry : taken) out.edits.push_back(std::move(entry.second.edit));
  return out;
}

std::string apply(std::string_view text, const std::vector<Edit>& edits) {
  std::string out;
  std::size_t grown = text.size();
  for (const Edit& edit : edits) grown += edit.text.size();
  out.reserve(grown);
  ByteOffset at = 0;
  for (const Edit& edit : edits) {
    assert(edit.range.begin >= at && edit.range.end <= text.size());
    out.append(text.substr(at, edit.range.begin - at));
    out.append(edit.text);
    at = edit.range.end;
  }
  out.append(text.substr(at));
  return out;
}

void insert_edit(std::vector<Edit>& edits, Edit edit) {
  const auto place = std::upper_bound(edits.begin(), edits.end(), edit, [](const Edit& a, const Edit& b) {
    return std::pair(a.range.begin, !a.range.empty()) < std::pair(b.range.begin, !b.range.empty());
  });
  edits.insert(place, std::move(edit));
}

bool covers(const std::vector<Edit>& edits, ByteRange range) {
  auto after =
      std::upper_bound(edits.begin(), edits.end(), range.begin,
                       [](ByteOffset offset, const Edit& edit) { return offset < edit.range.begin; });
  while (after != edits.begin()) {
    --after;
    if (!after->range.empty()) return after->range.contains(range);
  }
  return false;
}

OffsetMap::OffsetMap(const std::vector<Edit>& edits) {
  std::int64_t shift = 0;
  pieces_.reserve(edits.size());
  for (const Edit& edit : edits) {
    const auto begin = static_cast<ByteOffset>(edit.range.begin + shift);
    pieces_.push_back({edit.range, {begin, begin + static_cast<ByteOffset>(edit.text.size())}});
    shift += static_cast<std::int64_t>(edit.text.size()) - edit.range.size();
  }
}

ByteOffset OffsetMap::to_new(ByteOffset offset) const {
  // The last piece that begins at or before the offset.
  auto after =
      std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                       [](ByteOffset value, const Piece& piece) { return value < piece.before.begin; });
  if (after == pieces_.begin()) return offset;
  const Piece& piece = *std::prev(after);
  if (offset < piece.before.end) return piece.after.begin;
  return piece.after.end + (offset - piece.before.end);
}

ByteOffset OffsetMap::to_old(ByteOffset offset) const {
  auto after =
      std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                       [](ByteOffset value, const Piece& piece) { return value < piece.after.begin; });
  if (after == pieces_.begin()) return offset;
  const Piece& piece = *std::prev(after);
  if (offset < piece.after.end) return piece.before.begin;
  return piece.before.end + (offset - piece.after.end);
}

ByteRange OffsetMap::to_new(ByteRange range) const {
  ByteRange out{to_new(range.begin), to_new(range.end)};
  // The end of a replaced range maps to the end of its new text. An offset inside maps to its start, which
  // must not be before begin.
  out.end = std::max(out.begin, out.end);
  return out;
}

bool OffsetMap::untouched(ByteRange range) const {
  return std::none_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
    return piece.before.empty() ? range.begin < piece.before.begin && piece.before.begin < range.end
                                : piece.before.overlaps(range);
  });
}

}  // namespace mintport
