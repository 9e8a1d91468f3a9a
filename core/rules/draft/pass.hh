// A pass is one rule, or the common code of several rules, as a value. Each has its own file with its name,
// its phase and the descriptions of its rules; passes.cc lists all passes.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/rules/draft/draft.hh"
#include "core/rules/draft/spelling.hh"
#include "core/syntax/views.hh"

namespace mintport {

// The description of a rule, for `mintport explain RULE` and docs/rules.md.
struct RuleInfo {
  std::string_view id;       // id in reports
  std::string_view does;     // one line
  std::string_view applied;  // when it is applied automatically
  std::string_view offered;  // when it is only offered or reported; may be empty
  std::string_view example;  // "before -> after"; may be empty
};

// The context of a pass. The references must outlive it.
struct RuleContext {
  const RuleInput& in;
  Speller& speller;
  Draft& draft;
};

// Base of most passes: a walk over the tree, with access to the parts of the context.
class PassWalk {
 public:
  explicit PassWalk(RuleContext& context)
      : c_(context), tree_(context.in.tree), names_(context.in.names), types_(context.in.types) {}

 protected:
  // Calls `look` for each node of the kind, in the order of the text, unless it is removed by then.
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

  // The lines of the profile for a place where a rule adds code; nullptr: none. See Profile::texts.
  const std::vector<std::string>* profile_text(std::string_view place) const {
    const Profile* profile = c_.in.tables.profile();
    return profile == nullptr ? nullptr : profile->text(place);
  }

  RuleContext& c_;
  const Tree& tree_;
  const Names& names_;
  const Types& types_;
};

// The final text: the edits of all applied changes and of their imports.
struct Settled {
  const std::vector<Edit>& edits;
};

struct Pass {
  std::string_view name;  // the name of its file: "parameter-names"
  Phase phase = Phase::fold;
  std::span<const RuleInfo> rules = {};         // the rules that it describes
  std::span<const std::string_view> also = {};  // ids of other passes' rules that it uses
  // False: the pass has nothing to do in this file. Null: it always runs.
  bool (*wanted)(const RuleInput&) = nullptr;
  // One of the two: `look` in the phase `settled`, `run` in all others.
  void (*run)(RuleContext&) = nullptr;
  void (*look)(RuleContext&, const Settled&) = nullptr;
  // Names of passes of the same phase that must run before. All earlier phases run before.
  std::span<const std::string_view> after = {};
  // Removes text after the phase `sweep`; its file explains why that is safe.
  bool removes_late = false;
};

}  // namespace mintport
