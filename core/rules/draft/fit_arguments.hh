// Fits the arguments of a call to the target of a table entry, for functions and methods.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/rules/draft/pass.hh"

namespace mintport {

// A call of an entry's source. The references must outlive this.
struct FittedCall {
  const Entry& entry;
  NodeId list;              // the argument list
  std::string_view rule;    // of the resulting changes and findings
  std::string_view symbol;  // the name in findings: "torch.zeros", ".named_parameters"
  // Which arguments to check: those that the call has, those that it lacks, or both.
  enum class Part { given, absent, both } part = Part::both;
};

struct ArgumentFit {
  // Renames of keywords, keywords for arguments that have another position, and converted values.
  std::vector<Change> renames;
  // Arguments whose values the table calls harmless: the call means the same without them.
  struct Dropped {
    NodeId argument;
    std::string note;
  };
  std::vector<Dropped> dropped;
  std::vector<DraftFinding> findings;  // arguments that the target lacks or has elsewhere
};

// Analyses the call without changing the draft.
ArgumentFit fit_arguments(const RuleContext& c, const FittedCall& call);

// Moves the edits of the renames into the call's own rewrite, for methods, where neither is correct alone.
void join_renames(ArgumentFit& fit, Change& rewrite);

// Adds the fit to the draft, for a call that is rewritten.
void apply_fit(Draft& draft, std::string_view rule, ArgumentFit fit);

// Moves the fit into a rewrite that is only offered. False if the arguments do not fit: such a call would
// break silently.
bool join_fit(const Tree& tree, NodeId list, ArgumentFit fit, Change& rewrite);

}  // namespace mintport
