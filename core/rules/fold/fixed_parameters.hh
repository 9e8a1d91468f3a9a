// Parameters with a fixed value in the port (the tables' "fixed_parameters"). Provides the variables that
// hold them for folding conditions, and removes them afterwards.
#pragma once

#include <map>

#include "core/rules/draft/pass.hh"

namespace mintport {

class FixedParameters {
 public:
  explicit FixedParameters(RuleContext& context);

  // Variables of functions that only ever hold such a value.
  const std::map<GroupId, bool>& variables() const { return variables_; }
  // Removes arguments, parameters and assignments. Remaining reads get the value.
  void drop();
  // Also removes module variables that were only read as the default of such a parameter.
  void drop_flags();

 private:
  bool holds_only(const Group& group) const;
  bool is_taken_out(NodeId value, std::string_view name) const;
  void argument(NodeId call, NodeId argument, std::size_t position);
  bool entry(NodeId use, std::string_view name);
  void variable(GroupId id, bool value);
  bool is_default(NodeId use) const;

  RuleContext& c_;
  const Tree& tree_;
  const Names& names_;
  std::map<GroupId, bool> variables_;
};

}  // namespace mintport
