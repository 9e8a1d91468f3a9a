// What the rules say about one file, before any of it is applied. Offsets are bytes of the source.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/edit/finding.hh"
#include "core/mapping/tables.hh"
#include "core/names/types.hh"
#include "core/rules/draft/options.hh"

namespace mintport {

// A finding as a rule makes it: fixes are still Changes of the source.
struct DraftFinding {
  FindingKind kind = FindingKind::unmapped;
  std::string rule;
  std::string symbol;
  std::string message;
  ByteRange range;
  std::vector<Change> fixes;
};

// Everything that a rule may look at. Refers to its parts; they outlive the rules' run.
struct RuleInput {
  const Tree& tree;
  const Names& names;
  const Types& types;
  const Tables& tables;
  const ConvertOptions& options;
  const SignatureIndex& signatures;  // of the project, or of this file alone
};

// The order in which passes run (pass.hh). What removes text comes first, what renames later, what only
// remarks last.
enum class Phase {
  fold,       // what cannot run under MindSpore goes
  values,     // what values are and give: generators, encodings, outputs, arrays
  arguments,  // devices, and arguments that targets take otherwise
  sweep,      // what only served what went
  names,      // names in code
  prose,      // words, docstrings, comments, messages
  report,     // remarks
  settled,    // remarks on the text as it will be
};

// Where rules put what they find. Removals come first: once a range is removed, changes and findings inside
// it are of no interest and are left out.
class Draft {
 public:
  explicit Draft(const Tree& tree) : tree_(tree) {}

  // Passes of which phase add to it from here on. Those behind `sweep` may remove text only if they say so.
  void enter(Phase phase, bool removes_late = false) { may_remove_ = phase <= Phase::sweep || removes_late; }

  // Takes the change unless it lies in what is removed; one that is only partly there is refused (false).
  bool add(Change change);
  void add(DraftFinding finding);
  // Takes the finding even where text is removed: of a removal that was taken back.
  void add_anyway(DraftFinding finding) { findings_.push_back(std::move(finding)); }
  // Removes the bytes: what was added inside before is dropped.
  void remove(std::string rule, std::string note, ByteRange range, std::string evidence = {});
  // One change whose deletions remove what they cover, as above; its other edits stand beside them.
  void remove(Change change);
  // Removes an argument, parameter, element or import name with its comma. Noted only: items of one list are
  // removed together by flush_lists(), which run_rules() calls behind each pass. A pass that goes on from
  // what it removed calls it itself.
  void remove_item(std::string rule, std::string note, NodeId item, std::string evidence = {});
  void flush_lists();
  bool has_unflushed() const { return !lists_.empty(); }

  bool removed(ByteRange range) const;
  bool removed(NodeId node) const { return removed(tree_[node].range); }
  // Where text that belongs to what ends at `at` can stand: there, or behind what is removed from there on.
  ByteOffset behind_removed(ByteOffset at) const;
  // Where what is removed up to `at` begins; `at` itself where nothing is.
  ByteOffset before_removed(ByteOffset at) const;
  // True when a change covers the whole range: its text is replaced or removed.
  bool covered(ByteRange range) const;

  // Another rule has rewritten the name that stands here: who renames names leaves it.
  void claim(NodeId node) { claimed_.insert(node); }
  bool claimed(NodeId node) const { return claimed_.contains(node); }
  // Text that is converted as a whole: who changes words in texts leaves it.
  void claim_text(ByteRange range) { claimed_texts_.push_back(range); }
  const std::vector<ByteRange>& claimed_texts() const { return claimed_texts_; }

  const std::vector<Change>& changes() const { return changes_; }
  const std::vector<DraftFinding>& findings() const { return findings_; }
  // All of them, when the passes are done.
  std::vector<DraftFinding> take_findings() { return std::exchange(findings_, {}); }
  // Leaves out the changes of these rules.
  void leave_out(const std::vector<std::string>& rules);

 private:
  struct Item {
    std::string rule, note, evidence;
    NodeId node;
  };
  void note_removed(ByteRange range);
  ByteRange items_range(NodeId list, const std::vector<NodeId>& all, std::size_t first,
                        std::size_t last) const;

  const Tree& tree_;
  bool may_remove_ = true;
  std::vector<Change> changes_;
  std::vector<DraftFinding> findings_;
  std::map<ByteOffset, ByteOffset> removed_;     // begin -> end, merged
  std::map<NodeId, std::vector<Item>> lists_;    // noted
  std::map<NodeId, std::vector<Item>> flushed_;  // removed
  std::set<NodeId> claimed_;
  std::vector<ByteRange> claimed_texts_;
};

Change make_change(std::string rule, std::string note, std::vector<Edit> edits,
                   std::vector<Import> imports = {});

}  // namespace mintport
