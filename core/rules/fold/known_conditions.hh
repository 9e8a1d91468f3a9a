// Conditions that are always true, or always false, in the port: questions that the tables and the profile
// answer, variables that hold such an answer, and what not, and, or and comparisons make of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/rules/draft/draft.hh"

namespace mintport {

class KnownConditions {
 public:
  // `input` must outlive this.
  explicit KnownConditions(const RuleInput& input) : input_(input), tree_(input.tree), names_(input.names) {}

  // Nothing if the condition may be either.
  std::optional<bool> value(NodeId condition) const;

  // By the qualified name, and of a call of that name.
  std::optional<bool> of_name(const std::string& qualified) const;
  std::optional<bool> of_call(NodeId call, const std::string& qualified) const;

  // From now on the variable has this value. False: it had one already, which stays.
  bool learn(GroupId variable, bool value) { return variables_.emplace(variable, value).second; }
  const std::unordered_map<GroupId, bool>& variables() const { return variables_; }

 private:
  std::optional<bool> habit(const std::string& qualified) const;
  std::optional<bool> compared(NodeId comparison) const;
  std::optional<bool> holds_npu(NodeId collection) const;
  std::optional<bool> device_text(NodeId call) const;
  std::optional<bool> has(NodeId call) const;
  std::optional<bool> instance_of(NodeId call) const;

  const RuleInput& input_;
  const Tree& tree_;
  const Names& names_;
  std::unordered_map<GroupId, bool> variables_;
};

}  // namespace mintport
