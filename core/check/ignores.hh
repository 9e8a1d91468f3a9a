// `# mintport: ignore[RULE, RULE] reason` comments. Private to this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/check/check.hh"

namespace mintport {

struct IgnoreComment {
  NodeId node = kNoNode;
  std::uint32_t line = 0;  // the line that it covers: its own, or the next one if it stands alone
  std::vector<std::string> rules;
  std::string reason;
};

std::vector<IgnoreComment> ignore_comments(const Tree& tree);

// Removes the findings that a comment covers, and adds those about the comments.
void apply_ignores(const CheckContext& context, const CheckSettings& settings,
                   std::vector<Finding>& findings);

// The rule of findings about the comments.
extern const CheckRule kIgnoreRule;

}  // namespace mintport
