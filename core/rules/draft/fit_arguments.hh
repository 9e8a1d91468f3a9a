// What the arguments of a call need to fit the target of a table entry, for functions, methods and methods of
// modules alike.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/rules/draft/draft.hh"

namespace mintport {

// A call of an entry's source. Refers to its parts.
struct FittedCall {
  const Entry& entry;
  NodeId list;              // the argument list
  std::string_view rule;    // under which changes and findings go
  std::string_view symbol;  // as findings name it: "torch.zeros", ".named_parameters"
};

struct ArgumentFit {
  // Of keywords, keywords for what has another place, and values as the target takes them.
  std::vector<Change> renames;
  // Arguments whose values the table calls harmless: the call means the same without them.
  struct Dropped {
    NodeId argument;
    std::string note;
  };
  std::vector<Dropped> dropped;
  std::vector<DraftFinding> findings;  // of what the target does not take, or takes elsewhere
};

// Reads the call, changes nothing.
ArgumentFit fit_arguments(const RuleInput& input, const Draft& draft, const FittedCall& call);

// Makes the edits of the renames part of the call's own rewrite, where one does not mean anything without the
// other: methods.
void join_renames(ArgumentFit& fit, Change& rewrite);

// Hands what the fit holds to the draft: the call is rewritten.
void apply_fit(Draft& draft, std::string_view rule, ArgumentFit fit);

// The same as edits of the rewrite, which is offered only. False when the arguments do not fit: such a call
// would break in silence.
bool join_fit(const Tree& tree, NodeId list, ArgumentFit fit, Change& rewrite);

}  // namespace mintport
