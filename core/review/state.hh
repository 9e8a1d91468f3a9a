// The state of a review as a value, and how it changes: update(State, Action) gives the new state and what is
// to be done in the world. Nothing here reads, writes or draws.
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

namespace mintport {

// The furthest that a file has come.
enum class FileStage : std::uint8_t { unconverted, converted, reviewed, staged, committed };
std::string_view to_string(FileStage state);

enum class Staged : std::uint8_t { no, partly, all };

// One file of the HF tree and its port. `path` is below both roots.
struct FileEntry {
  std::string path;
  bool convertible = true;  // by rules; others are copied as they are
  bool ported = false;      // the port has it
  bool by_hand = false;     // the port's text is not the pure conversion
  bool committed = false;   // HEAD has exactly this text
  bool new_file = false;    // HEAD has no such file
  Staged staged = Staged::no;
  bool reviewed = false;
  bool counted = false;                      // the findings are known
  std::size_t changes = 0;                   // made by the converter
  std::map<std::string, std::size_t> rules;  // those, by rule
  std::string error;                         // why it cannot be converted; empty when it can
  std::vector<TrackedFinding> findings;

  std::size_t count(Life life) const;
  FileStage state() const;
  friend bool operator==(const FileEntry&, const FileEntry&) = default;
};

// A text of one file before and after; nullopt: there was none.
struct TextChange {
  std::string path;  // from the root of the work tree
  std::optional<std::string> before, after;
  friend bool operator==(const TextChange&, const TextChange&) = default;
};

// Reviewed marks: they hold for these exact texts.
using Fingerprint = std::uint64_t;
Fingerprint fingerprint(std::string_view source_text, std::string_view port_text);

struct MarkChange {
  std::string path;  // below both roots
  std::optional<Fingerprint> before, after;
  bool of_hunk = false;  // else of the file
  friend bool operator==(const MarkChange&, const MarkChange&) = default;
};

// A commit, or one in another's place: HEAD before and after it.
struct HeadChange {
  HeadPlace before, after;
  friend bool operator==(const HeadChange&, const HeadChange&) = default;
};

// What one undo takes back.
struct Step {
  std::string label;  // "fix torch.fft.fft2 in models/a.py"
  std::vector<TextChange> texts;
  std::vector<MarkChange> marks;
  IndexEntries index_before, index_after;  // of the same paths
  std::optional<HeadChange> head;
  std::int64_t time = 0;  // when it was done, in seconds since 1970; 0: not known
  friend bool operator==(const Step&, const Step&) = default;
};
Step reversed(Step step);
// Both as one step, under the name and the time of the second, which was done after the first.
Step joined(Step first, Step second);

// Steps [0, done) are in the texts, the others were undone and can be done again.
struct History {
  std::vector<Step> steps;
  std::size_t done = 0;
  friend bool operator==(const History&, const History&) = default;
};
inline constexpr std::size_t kMostSteps = 100;
void forget_oldest(History& history);  // above kMostSteps

struct State {
  Manifest manifest;
  std::string manifest_text;
  std::vector<FileEntry> files;  // sorted by path
  std::map<std::string, Fingerprint> marks;
  std::map<std::string, std::set<Fingerprint>> hunk_marks;  // see hunk_fingerprint
  History history;

  const FileEntry* find(std::string_view path) const;
  FileEntry* find(std::string_view path);
  std::string source_path(std::string_view path) const;  // in the work tree
  std::string port_path(std::string_view path) const;
  // The other way: below the port's root; nullopt when it is elsewhere.
  std::optional<std::string> in_port(std::string_view path) const;
  bool holds(const MarkChange& mark) const;  // whether the mark is as after the change
  friend bool operator==(const State&, const State&) = default;
};

// What a person (or the world) did.
namespace action {
struct ChangeText {  // a fix, an edit
  std::string label;
  TextChange text;
};
struct ChangeTexts {  // one step; of files that differ
  std::string label;
  std::vector<TextChange> texts;
};
struct Waive {  // of a finding of this file
  std::string path;
  std::size_t finding = 0;
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
struct Record {  // of what was done already
  Step step;
  bool joins = false;  // the last step, as one with it
};
struct Undo {};
struct Redo {};
}  // namespace action
using Action = std::variant<action::ChangeText, action::ChangeTexts, action::Waive, action::MarkReviewed,
                            action::MarkHunk, action::Record, action::Undo, action::Redo>;

// What is to be done in the world, in order. A WriteText whose file no longer holds `text.before` must not be
// done.
namespace effect {
struct WriteText {
  TextChange text;
  friend bool operator==(const WriteText&, const WriteText&) = default;
};
struct SetIndex {  // only where the index holds `before`
  IndexEntries before, after;
  friend bool operator==(const SetIndex&, const SetIndex&) = default;
};
struct MoveHead {  // only where HEAD is at `before`
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
