// A pass: one rule, or what several rules share, as a value. Each stands in a file of its own with what it is
// called, when it runs and what `mintport explain` says of its rules; passes.cc lists them all.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/rules/draft/draft.hh"
#include "core/rules/draft/spelling.hh"
#include "core/syntax/views.hh"

namespace mintport {

// What a rule does, for `mintport explain RULE` and the manual's table.
struct RuleInfo {
  std::string_view id;       // as reports name it
  std::string_view does;     // one line
  std::string_view applied;  // when it is applied by itself
  std::string_view offered;  // when it is only offered or reported; may be empty
  std::string_view example;  // "before -> after"; may be empty
};

// What a pass works with. Refers to its parts.
struct RuleContext {
  const RuleInput& in;
  Speller& speller;
  Draft& draft;
};

// What most passes are made of: a walk over the tree, with the parts of the context at hand.
class PassWalk {
 public:
  explicit PassWalk(RuleContext& context)
      : c_(context), tree_(context.in.tree), names_(context.in.names), types_(context.in.types) {}

 protected:
  // Those of the kind that are not removed when their turn comes, in the order of the text.
  template <class Look>
  void each(Kind kind, Look look) const {
    for (NodeId id : tree_.of(kind)) {
      if (!c_.draft.removed(id)) look(id);
    }
  }

  // The same for calls, with their parts. Not for f(x for x in y).
  template <class Look>
  void each_call(Look look) const {
    each(Kind::call, [&](NodeId id) {
      if (const auto call = call_view(tree_, id)) look(id, *call);
    });
  }

  RuleContext& c_;
  const Tree& tree_;
  const Names& names_;
  const Types& types_;
};

// The text as it will be: edits of all changes that are applied, and of the imports that follow from them.
struct Settled {
  const std::vector<Edit>& edits;
};

struct Pass {
  std::string_view name;  // its file's: "parameter-names"
  Phase phase = Phase::fold;
  std::span<const RuleInfo> rules = {};         // those that it describes
  std::span<const std::string_view> also = {};  // ids of other passes' rules that it speaks under
  // False: the pass has nothing to do in this file. Empty: it always runs.
  bool (*wanted)(const RuleInput&) = nullptr;
  // One of the two: `look` in the phase `settled`, `run` in all others.
  void (*run)(RuleContext&) = nullptr;
  void (*look)(RuleContext&, const Settled&) = nullptr;
  // Names of passes of the same phase that must have run. Those of earlier phases always have.
  std::span<const std::string_view> after = {};
  // It removes text behind the phase `sweep`; its file says why that does no harm.
  bool removes_late = false;
};

}  // namespace mintport
