#include "core/rules/evidence.hh"

namespace mintport {

std::string evidence_of(const RuleInput& input, NodeId value) {
  const TypeFact known = input.types.of(value);
  if (known.fact == Fact::unknown || known.evidence == Evidence::none) return {};
  const std::string_view text = input.tree.text(value);
  const std::string_view shown = text.substr(0, text.find('\n'));
  std::string out(shown);
  if (shown.size() < text.size()) out += "...";
  out += " is known as " + std::string(to_string(known.fact)) + ": " + std::string(to_string(known.evidence));
  if (known.where != kNoNode) {
    const Source& source = input.tree.source();
    out += " in line " + std::to_string(source.line_at(input.tree[known.where].range.begin));
  }
  return out;
}

}  // namespace mintport
