// Edits of one text, and the Changes that a person accepts or refuses. All offsets are bytes of the original
// text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/range.hh"

namespace mintport {

struct Edit {
  ByteRange range;   // empty: an insertion before range.begin
  std::string text;  // empty: a deletion

  friend bool operator==(const Edit&, const Edit&) = default;
};

// As in rustc: how sure a rule is.
enum class Applicability {
  machine,  // meaning is kept; applied by default
  maybe,    // a person must look; applied only when accepted
};
std::string_view to_string(Applicability applicability);

// A name that new text uses: `from MODULE import NAME as ALIAS`, or `import MODULE as ALIAS` when name is
// empty.
struct Import {
  std::string module;
  std::string name;
  std::string alias;  // empty: bound as the name itself

  std::string_view bound() const { return !alias.empty() ? alias : !name.empty() ? name : module; }
  friend auto operator<=>(const Import&, const Import&) = default;
};

struct Change {
  std::uint32_t id = 0;  // 1-based, unique in its Conversion; 0 before that
  std::string rule;      // "torch-function", "drop-device-argument"...
  std::string note;      // why, in a line
  Applicability applicability = Applicability::machine;
  bool rename = false;          // made by a table entry: expected everywhere, so drawn dim
  std::vector<Edit> edits;      // sorted, not overlapping; all or nothing
  std::vector<Import> imports;  // what the new text needs
  std::string evidence;         // what in the code says so, for people; empty where the note says it all

  friend bool operator==(const Change&, const Change&) = default;
};

// Two changes that touch the same bytes without being equal.
struct Conflict {
  std::uint32_t first = 0;  // index into the changes given
  std::uint32_t second = 0;
  ByteRange at;
  friend bool operator==(const Conflict&, const Conflict&) = default;
};

// Takes every change that fits those before it in the list; edits that are equal are taken once. `edits` is
// sorted and free of overlaps; insertions at one offset keep the order of the list. Changes in a conflict are
// left out whole.
struct Merged {
  std::vector<Edit> edits;
  std::vector<std::uint32_t> taken;  // indices of the changes given
  std::vector<Conflict> conflicts;   // `second` was left out
  friend bool operator==(const Merged&, const Merged&) = default;
};
Merged merge(const std::vector<Change>& changes);

// `edits` must be sorted and free of overlaps (asserted).
std::string apply(std::string_view text, const std::vector<Edit>& edits);

// Puts the edit at its place in `edits`, which are as for apply(): behind the insertions at its first byte,
// before what replaces text there. It must overlap none of them.
void insert_edit(std::vector<Edit>& edits, Edit edit);

// True when one edit replaces or removes the whole range (which must not be empty). `edits` as for apply().
bool covers(const std::vector<Edit>& edits, ByteRange range);

// Where bytes of the original stand after `edits`, and back. Cheap to build; holds no reference to the edits.
class OffsetMap {
 public:
  explicit OffsetMap(const std::vector<Edit>& edits);
  // Inside a replaced range: the start of its new text. At an insertion: behind it.
  ByteOffset to_new(ByteOffset old_offset) const;
  // Inside new text: the start of the range that it replaced.
  ByteOffset to_old(ByteOffset new_offset) const;
  ByteRange to_new(ByteRange old_range) const;
  // True when no edit touches a byte inside the range, so that its text is the same on both sides.
  bool untouched(ByteRange old_range) const;

 private:
  struct Piece {
    ByteRange before;
    ByteRange after;
  };
  std::vector<Piece> pieces_;
};

}  // namespace mintport
