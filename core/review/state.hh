// The state of a review as a value. update(State, Action) returns the new state and the effects to perform.
// Nothing here reads, writes or draws.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/index_entry.hh"
#include "core/project/manifest.hh"
#include "core/review/finding.hh"
#include "core/validate/store.hh"

namespace mintport {

// The furthest stage that a file has reached.
enum class FileStage : std::uint8_t { unconverted, converted, reviewed, staged, committed };
std::string_view to_string(FileStage state);

enum class Staged : std::uint8_t { no, partly, all };

// A file of the HF tree and its port. `path` is below both roots.
struct FileEntry {
  std::string path;
  bool convertible = true;  // rules apply to it; other files are copied
  bool ported = false;      // the port has the file
  bool by_hand = false;     // the port's text differs from the conversion
  bool committed = false;   // HEAD has exactly this text
  bool new_file = false;    // HEAD lacks the file
  Staged staged = Staged::no;
  bool reviewed = false;
  bool counted = false;                      // the findings are known
  std::size_t changes = 0;                   // number of changes by the converter
  std::map<std::string, std::size_t> rules;  // the same by rule
  std::string error;                         // why it cannot be converted; empty if it can
  std::vector<TrackedFinding> findings;
  FileReach reach;  // of its classes, as `mintport validate` ran them

  std::size_t count(Life life) const;
  FileStage state() const;
  friend bool operator==(const FileEntry&, const FileEntry&) = default;
};

// A text of a file before and after a change; nullopt: no file.
struct TextChange {
  std::string path;  // from the root of the work tree
  std::optional<std::string> before, after;
  friend bool operator==(const TextChange&, const TextChange&) = default;
};

// A review mark is valid only for these exact texts.
using Fingerprint = std::uint64_t;
Fingerprint fingerprint(std::string_view source_text, std::string_view port_text);

struct MarkChange {
  std::string path;  // below both roots
  std::optional<Fingerprint> before, after;
  bool of_hunk = false;  // a hunk's mark; false: the file's
  friend bool operator==(const MarkChange&, const MarkChange&) = default;
};

// HEAD before and after a commit or an amend.
struct HeadChange {
  HeadPlace before, after;
  friend bool operator==(const HeadChange&, const HeadChange&) = default;
};

// What one undo takes back.
struct Step {
  std::string label;  // "fix torch.fft.fft2 in models/a.py"
  std::vector<TextChange> texts;
  // The same with the ids of blobs that git keeps instead of the texts: those of many files would fill the
  // memory of a session. See Journal::store and Journal::read_texts.
  std::vector<TextChange> stored;
  std::vector<MarkChange> marks;
  IndexEntries index_before, index_after;  // of the same paths
  std::optional<HeadChange> head;
  std::int64_t time = 0;  // when it was done, in seconds since 1970; 0: not known
  friend bool operator==(const Step&, const Step&) = default;
};
Step reversed(Step step);
// Both as one step, under the name and the time of the second, which was done after the first.
Step joined(Step first, Step second);

struct State;
// The files that the step changed, in a text, a mark or the index: paths from the root of the work tree.
std::set<std::string> changed_paths(const State& state, const Step& step);

// Steps [0, done) are applied; the others were undone and can be redone.
struct History {
  std::vector<Step> steps;
  std::size_t done = 0;
  friend bool operator==(const History&, const History&) = default;
};
inline constexpr std::size_t kMostSteps = 100;
void forget_oldest(History& history);  // Limits the history to kMostSteps.

struct State {
  Manifest manifest;
  std::string manifest_text;
  std::vector<FileEntry> files;  // sorted by path
  std::map<std::string, Fingerprint> marks;
  std::map<std::string, std::set<Fingerprint>> hunk_marks;  // see hunk_fingerprint
  History history;

  const FileEntry* find(std::string_view path) const;
  FileEntry* find(std::string_view path);
  // The path below source.root as a person writes it; the sources may be outside of the work tree.
  std::string source_path(std::string_view path) const;
  std::string port_path(std::string_view path) const;
  // The inverse: the path below the port's root; nullopt for a path elsewhere.
  std::optional<std::string> in_port(std::string_view path) const;
  bool holds(const MarkChange& mark) const;  // whether the mark is as after the change
  friend bool operator==(const State&, const State&) = default;
};

// Actions of the user, and outside changes.
namespace action {
struct ChangeText {  // a fix or an edit
  std::string label;
  TextChange text;
};
struct ChangeTexts {  // one step for several files
  std::string label;
  std::vector<TextChange> texts;
};
struct Waive {  // findings of this file, for one reason
  std::string path;
  std::vector<std::size_t> findings;
  std::string reason, author, date;
};
struct MarkReviewed {
  std::string path;
  Fingerprint texts = 0;
  bool reviewed = true;
};
struct MarkHunk {
  std::string path;
  Fingerprint texts = 0;
  bool reviewed = true;
};
struct Record {  // of a step that is already done
  Step step;
  bool joins = false;  // joins the step with the previous one
};
struct Undo {};
struct Redo {};
}  // namespace action
using Action = std::variant<action::ChangeText, action::ChangeTexts, action::Waive, action::MarkReviewed,
                            action::MarkHunk, action::Record, action::Undo, action::Redo>;

// Effects to perform, in order. Skip a WriteText if the file no longer holds `text.before`.
namespace effect {
struct WriteText {
  TextChange text;
  friend bool operator==(const WriteText&, const WriteText&) = default;
};
struct SetIndex {  // only if the index holds `before`
  IndexEntries before, after;
  friend bool operator==(const SetIndex&, const SetIndex&) = default;
};
struct MoveHead {  // only if HEAD is at `before`
  HeadPlace before, after;
  friend bool operator==(const MoveHead&, const MoveHead&) = default;
};
struct SaveMarks {
  friend bool operator==(const SaveMarks&, const SaveMarks&) = default;
};
struct Say {
  std::string text;
  friend bool operator==(const Say&, const Say&) = default;
};
}  // namespace effect
using Effect =
    std::variant<effect::WriteText, effect::SetIndex, effect::MoveHead, effect::SaveMarks, effect::Say>;

struct Update {
  State state;
  std::vector<Effect> effects;
};
Update update(State state, const Action& action);

}  // namespace mintport
