// Edits of a text, and the Changes that a person accepts or refuses. Offsets are bytes of the original text.
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

// How sure a rule is, as in rustc.
enum class Applicability {
  machine,  // the meaning is kept; applied by default
  maybe,    // a person must look; applied only if accepted
};
std::string_view to_string(Applicability applicability);

// A name that new text uses: `from MODULE import NAME as ALIAS`, or `import MODULE as ALIAS` if `name` is
// empty.
struct Import {
  std::string module;
  std::string name;
  std::string alias;  // empty: the name itself

  std::string_view bound() const { return !alias.empty() ? alias : !name.empty() ? name : module; }
  friend auto operator<=>(const Import&, const Import&) = default;
};

struct Change {
  std::uint32_t id = 0;  // 1-based, unique in its Conversion; 0 before that
  std::string rule;      // "torch-function", "drop-device-argument"...
  std::string note;      // the reason in one line
  Applicability applicability = Applicability::machine;
  bool rename = false;          // made by a table entry; expected everywhere, so drawn dim
  std::vector<Edit> edits;      // sorted, not overlapping; applied together
  std::vector<Import> imports;  // imports that the new text needs
  std::string evidence;         // the code that proves it, for people; empty if the note suffices

  friend bool operator==(const Change&, const Change&) = default;
};

// Two changes that touch the same bytes but differ.
struct Conflict {
  std::uint32_t first = 0;  // index in the given changes
  std::uint32_t second = 0;
  ByteRange at;
  friend bool operator==(const Conflict&, const Conflict&) = default;
};

// Takes each change that fits the changes before it in the list. Equal edits are taken once. `edits` is
// sorted without overlaps; insertions at an offset keep the order of the list. A change in conflict is left
// out as a whole.
struct Merged {
  std::vector<Edit> edits;
  std::vector<std::uint32_t> taken;  // indices in the given changes
  std::vector<Conflict> conflicts;   // `second` is left out
  friend bool operator==(const Merged&, const Merged&) = default;
};
Merged merge(const std::vector<Change>& changes);

// `edits` must be sorted without overlaps (asserted).
std::string apply(std::string_view text, const std::vector<Edit>& edits);

// Inserts the edit into `edits`, which are as for apply(): after insertions at its first byte, before a
// replacement that begins there. It must not overlap any of them.
void insert_edit(std::vector<Edit>& edits, Edit edit);

// True if one edit replaces or removes the whole range, which must not be empty. `edits` are as for apply().
bool covers(const std::vector<Edit>& edits, ByteRange range);

// Maps offsets of the original to the text after `edits`, and back. Cheap to build; keeps no reference to the
// edits.
class OffsetMap {
 public:
  explicit OffsetMap(const std::vector<Edit>& edits);
  // An offset inside a replaced range maps to the start of the new text; at an insertion, to its end.
  ByteOffset to_new(ByteOffset old_offset) const;
  // An offset inside new text maps to the start of the replaced range.
  ByteOffset to_old(ByteOffset new_offset) const;
  ByteRange to_new(ByteRange old_range) const;
  // True if no edit touches a byte inside the range, so both sides have the same text.
  bool untouched(ByteRange old_range) const;

 private:
  struct Piece {
    ByteRange before;
    ByteRange after;
  };
  std::vector<Piece> pieces_;
};

}  // namespace mintport
