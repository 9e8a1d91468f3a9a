#include "core/rules/draft/evidence.hh"

namespace mintport {
namespace {

std::string first_line(std::string_view text) {
  const std::string_view shown = text.substr(0, text.find('\n'));
  return std::string(shown) + (shown.size() < text.size() ? "..." : "");
}

std::string in_line(const Tree& tree, NodeId node) {
  return " in line " + std::to_string(tree.source().line_at(tree[node].range.begin));
}

std::string spelled(const Signature& one) {
  std::string out = (one.owner.empty() || one.owner == one.name ? "" : one.owner + ".") + one.name + "(";
  std::string_view between;
  for (const std::string& parameter : one.parameters) {
    (out += between) += parameter;
    between = ", ";
  }
  return out + ") in line " + std::to_string(one.line) + " of " + one.module;
}

}  // namespace

std::string evidence_of(const RuleInput& input, NodeId value) {
  const TypeFact known = input.types.of(value);
  if (known.fact == Fact::unknown || known.evidence == Evidence::none) return {};
  const std::string out = first_line(input.tree.text(value)) + " has the type " +
                          std::string(to_string(known.fact)) + ": " + std::string(to_string(known.evidence));
  return known.where == kNoNode ? out : out + in_line(input.tree, known.where);
}

std::string evidence_of_device(const RuleInput& input, NodeId value) {
  std::string known = evidence_of(input, value);
  return known.empty() ? "the name `" + first_line(input.tree.text(value)) + "` says device" : known;
}

std::string evidence_of_callees(const std::vector<const Signature*>& known) {
  if (known.empty()) return {};
  const std::string first = "reaches " + spelled(*known.front());
  return known.size() == 1 ? first
                           : first + ", and " + std::to_string(known.size() - 1) + " more with this name";
}

Change resting_on(std::string evidence, Change change) {
  change.evidence = std::move(evidence);
  return change;
}

std::string evidence_at(const Tree& tree, NodeId node) {
  return first_line(tree.text(node)) + in_line(tree, node);
}

}  // namespace mintport
