// The changes and findings of the rules for one file, before they are applied. Offsets are bytes of the
// source.
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

// A finding of a rule. Its fixes are still Changes of the source.
struct DraftFinding {
  FindingKind kind = FindingKind::unmapped;
  std::string rule;
  std::string symbol;
  std::string message;
  ByteRange range;
  std::vector<Change> fixes;
};

// The input of all rules. The references must outlive the run of the rules.
struct RuleInput {
  const Tree& tree;
  const Names& names;
  const Types& types;
  const Tables& tables;
  const ConvertOptions& options;
  const SignatureIndex& signatures;  // of the project, or of this file alone
};

// The order of passes (pass.hh): removals first, then renames, remarks last.
enum class Phase {
  fold,       // remove code that cannot run under MindSpore
  values,     // types and results of values: generators, encodings, outputs, arrays
  arguments,  // devices, and arguments that targets handle differently
  sweep,      // remove code that only served removed code
  names,      // names in code
  prose,      // words, docstrings, comments, messages
  report,     // remarks
  settled,    // remarks on the final text
};

// Collects the results of the rules. Removals come first: changes and findings inside a removed range are
// dropped.
class Draft {
 public:
  explicit Draft(const Tree& tree) : tree_(tree) {}

  // Starts a phase. Passes after `sweep` may remove text only with `removes_late`.
  void enter(Phase phase, bool removes_late = false) { may_remove_ = phase <= Phase::sweep || removes_late; }

  // Adds the change, unless it lies in a removed range. Refuses (false) a change that lies there partly.
  bool add(Change change);
  void add(DraftFinding finding);
  // Adds the finding even in a removed range, if it concerns the removal or the text that replaces it.
  void add_anyway(DraftFinding finding) { findings_.push_back(std::move(finding)); }
  // Removes the bytes, and drops earlier changes and findings inside.
  void remove(std::string rule, std::string note, ByteRange range, std::string evidence = {});
  // A change whose deletions count as removals, as above; its other edits are kept next to them.
  void remove(Change change);
  // Removes an argument, parameter, element or import name with its comma. Only noted: flush_lists() removes
  // all noted items of a list together. run_passes() calls it after each pass; a pass that depends on its own
  // removals calls it itself.
  void remove_item(std::string rule, std::string note, NodeId item, std::string evidence = {});
  void flush_lists();
  bool has_unflushed() const { return !lists_.empty(); }

  bool removed(ByteRange range) const;
  bool removed(NodeId node) const { return removed(tree_[node].range); }
  // An offset for text that belongs to the code that ends at `at`: `at`, or the end of the removed range that
  // begins there.
  ByteOffset behind_removed(ByteOffset at) const;
  // The start of the removed range that ends at `at`; `at` itself if there is none.
  ByteOffset before_removed(ByteOffset at) const;
  // True if a change replaces or removes the whole range.
  bool covered(ByteRange range) const;

  // Marks a name that a rule has rewritten, so that renaming rules skip it.
  void claim(NodeId node) { claimed_.insert(node); }
  bool claimed(NodeId node) const { return claimed_.contains(node); }
  // Marks a text that is converted as a whole, so that rules for words skip it.
  void claim_text(ByteRange range) { claimed_texts_.push_back(range); }
  const std::vector<ByteRange>& claimed_texts() const { return claimed_texts_; }

  const std::vector<Change>& changes() const { return changes_; }
  const std::vector<DraftFinding>& findings() const { return findings_; }
  // All findings, after the passes.
  std::vector<DraftFinding> take_findings() { return std::exchange(findings_, {}); }
  // Drops the changes of these rules.
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
  std::vector<ByteRange> removed_;               // in order, merged
  std::map<NodeId, std::vector<Item>> lists_;    // noted
  std::map<NodeId, std::vector<Item>> flushed_;  // removed
  std::set<NodeId> claimed_;
  std::vector<ByteRange> claimed_texts_;
};

Change make_change(std::string rule, std::string note, std::vector<Edit> edits,
                   std::vector<Import> imports = {});

}  // namespace mintport
