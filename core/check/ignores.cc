#include "core/check/ignores.hh"

#include <algorithm>

#include "core/base/text.hh"
#include "core/check/catalog.hh"

namespace mintport {
namespace {

constexpr std::string_view kMark = "# mintport: ignore[";

// True for a comment with nothing but blanks before it in its line.
bool stands_alone(const Source& source, ByteRange comment) {
  const ByteOffset begin = source.line(source.line_at(comment.begin)).begin;
  return trim(source.text({begin, comment.begin})).empty();
}

std::string join(const std::vector<std::string>& rules) {
  std::string out;
  for (const std::string& rule : rules) out += (out.empty() ? "" : ", ") + rule;
  return out;
}

}  // namespace

std::vector<IgnoreComment> ignore_comments(const Tree& tree) {
  std::vector<IgnoreComment> out;
  const Source& source = tree.source();
  if (source.text().find(kMark) == std::string_view::npos) return out;
  for (NodeId id : tree.of(Kind::comment)) {
    std::string_view text = tree.text(id);
    const std::size_t at = text.find(kMark);
    if (at == text.npos) continue;
    text.remove_prefix(at + kMark.size());
    const std::size_t close = std::min(text.find(']'), text.size());
    IgnoreComment made{.node = id, .line = source.line_at(tree[id].range.begin)};
    if (stands_alone(source, tree[id].range)) ++made.line;
    for (std::string_view rule : split(text.substr(0, close), ',')) made.rules.emplace_back(trim(rule));
    made.reason = trim(text.substr(std::min(close + 1, text.size())));
    out.push_back(std::move(made));
  }
  return out;
}

void apply_ignores(const CheckContext& context, const CheckSettings& settings,
                   std::vector<Finding>& findings) {
  const Tree& tree = context.tree();
  const Source& source = tree.source();
  CheckReport about(kIgnoreRule.id);
  for (const IgnoreComment& comment : ignore_comments(tree)) {
    const ByteRange range = tree[comment.node].range;
    std::vector<std::string> idle;
    for (const std::string& rule : comment.rules) {
      if (find_check_rule(rule) == nullptr) {
        about.add(range, rule, "no check rule '" + rule + "'; `mintport check --help` names the rules");
        continue;
      }
      const auto covered = std::erase_if(findings, [&](const Finding& finding) {
        return finding.rule == rule && source.line_at(finding.converted.begin) == comment.line;
      });
      if (covered == 0 && settings.wants(rule)) idle.push_back(rule);
    }
    if (!idle.empty())
      about.add(range, join(idle),
                "there is no finding of " + join(idle) + " to ignore here; remove the comment");
    if (comment.reason.empty())
      about.add(range, join(comment.rules),
                "give the reason behind `]`: a reader must know why this is right");
  }
  if (!settings.wants(kIgnoreRule.id)) return;
  for (Finding& finding : about.take()) findings.push_back(std::move(finding));
}

const CheckRule kIgnoreRule{
    .id = "ignore-comment",
    .level = Level::warning,
    .does =
        "a `# mintport: ignore[...]` comment without a reason, without a finding, or with an unknown rule",
    .why = "such a comment hides the next finding at its line, and nobody knows why",
    .example = "# mintport: ignore[torch-left] -> # mintport: ignore[torch-left] only reads .pt files",
    .port_only = false};

}  // namespace mintport
