// Parameters that have one value in the port (the tables' "fixed_parameters"): the variables that hold them,
// for who folds conditions, and what becomes of them afterwards.
#pragma once

#include <map>

#include "core/rules/draft/pass.hh"

namespace mintport {

class FixedParameters {
 public:
  explicit FixedParameters(RuleContext& context);

  // Variables of functions that only ever hold such a value.
  const std::map<GroupId, bool>& variables() const { return variables_; }
  // Arguments, parameters and assignments go; who still reads the variable reads its value.
  void drop();
  // Variables of the module that were only read as such a parameter's default go, too.
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
