// Removes the docstring entries of parameters that another rule removed: the entry's line and the more
// indented lines below.

#include <algorithm>
#include <set>

#include "core/rules/draft/docstring_lines.hh"
#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::docstrings {
namespace {

constexpr const char* kRule = "docstring-entry";

class DocstringPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    each(Kind::function_definition, [&](NodeId id) { function(id); });
  }

 private:
  void function(NodeId id) {
    std::set<std::string_view> gone;
    // Docstrings also describe values that functions take from **kwargs.
    for (const FixedParameter& fixed : c_.in.tables.fixed_parameters()) gone.insert(fixed.name);
    for (NodeId parameter : tree_.named_children(tree_.child(id, Field::parameters))) {
      if (c_.draft.removed(parameter)) {
        gone.insert(identifier_of(parameter));
      } else {
        gone.erase(identifier_of(parameter));
      }
    }
    gone.erase("");
    if (gone.empty()) return;
    entries(id, gone);
    const NodeId around = tree_.ancestor(id, Kind::class_definition);
    if (name_of(tree_, id) == "__init__" && around != kNoNode) entries(around, gone);
  }

  // Empty for *args and **kwargs with types.
  std::string_view identifier_of(NodeId node) const {
    const auto parameter = parameter_view(tree_, node);
    return parameter && tree_.is(parameter->name, Kind::identifier) ? tree_.text(parameter->name)
                                                                    : std::string_view();
  }

  void entries(NodeId definition, const std::set<std::string_view>& gone) {
    const std::vector<DocstringLine> lines = docstring_lines(tree_, definition);
    // The first line is the summary; it follows the quotes, so its indentation is unknown.
    for (std::size_t at = 1; at < lines.size(); ++at) {
      if (!gone.contains(entry_name(lines[at].text))) continue;
      const std::size_t end = entry_end(lines, at);
      if (end == lines.size()) continue;  // the closing quotes need a line of their own
      std::size_t begin = at;
      if (is_only_entry(lines, at, end)) begin = header_before(lines, at);
      c_.draft.remove(kRule, "the parameter was removed",
                      {lines[begin].range.begin, lines[end - 1].range.end});
      at = end - 1;
    }
  }

  static bool is_header(const DocstringLine& line) {
    return line.text.ends_with(":") && line.text.find(' ') == std::string_view::npos;
  }

  static bool is_only_entry(const std::vector<DocstringLine>& lines, std::size_t at, std::size_t end) {
    if (at < 2 || !is_header(lines[at - 1]) || lines[at - 1].indent >= lines[at].indent) return false;
    return lines[end].text.empty() || lines[end].indent < lines[at].indent;
  }

  // The header and the blank line above.
  static std::size_t header_before(const std::vector<DocstringLine>& lines, std::size_t at) {
    return at >= 3 && lines[at - 2].text.empty() ? at - 2 : at - 1;
  }
};

void run(RuleContext& context) {
  DocstringPass(context).run();
}

constexpr RuleInfo kRules[] = {{kRule, "removes docstring entries of removed parameters",
                                "another rule removed the parameter", "",
                                "device (`torch.device`): the torch device -> (nothing)"}};

}  // namespace

extern const Pass kPass{.name = "docstrings",
                        .phase = Phase::prose,
                        .rules = kRules,
                        .run = run,
                        // Entries of docstrings, in which nothing but words changes.
                        .removes_late = true};

}  // namespace mintport::rules::docstrings
