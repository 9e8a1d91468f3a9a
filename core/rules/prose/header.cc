// The top of files in the port: adds adapted-from lines to the licence, and a docstring to files without one.

#include <algorithm>

#include "core/rules/draft/moves.hh"
#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::header {
namespace {

constexpr const char* kRule = "header";

class HeaderPass : public PassWalk {
 public:
  HeaderPass(RuleContext& context, const Profile& profile) : PassWalk(context), profile_(profile) {}

  void run() {
    if (moved_module(c_.in.tables, c_.in.options.package) == c_.in.options.package)
      return;  // not a source of the port
    const std::string_view path = c_.in.options.path;
    const std::string_view top = path.substr(0, std::min(path.find('/'), path.size()));
    if (std::find(profile_.unmarked.begin(), profile_.unmarked.end(), top) != profile_.unmarked.end()) return;
    if (profile_.licence && licence(*profile_.licence)) return;
    if (!profile_.docstring.empty()) docstring(path);
  }

 private:
  // True if the comment at the top of the file contains a licence.
  bool licence(const Profile::Licence& licence) {
    NodeId before = kNoNode;
    for (NodeId id = tree_.first_child(0); tree_.is(id, Kind::comment); id = tree_.next_sibling(id)) {
      if (tree_.text(id).find(licence.has) != std::string_view::npos) return true;
      if (before == kNoNode && tree_.text(id).starts_with(licence.before)) before = id;
    }
    if (before == kNoNode) return false;
    const std::string newline(tree_.source().newline());
    std::string text;
    for (const std::string& line : licence.lines) text += line + newline;
    state_origin(before, text);
    return true;
  }

  void state_origin(NodeId before, std::string text) {
    const ByteOffset at = tree_[before].range.begin;
    Change change =
        make_change(kRule, "the port states the origin of its code", {{{at, at}, std::move(text)}});
    change.rename = true;  // the same lines everywhere: nothing to review
    c_.draft.add(std::move(change));
  }

  // Adds a docstring to a file in a folder of the project that has nothing at its top.
  void docstring(std::string_view path) {
    const NodeId first = tree_.first_child(0);
    if (path.find('/') == std::string_view::npos || tree_.named_children(0).empty()) return;
    if (tree_.is(first, Kind::comment) || docstring_of(tree_, 0) != kNoNode) return;
    const std::string newline(tree_.source().newline());
    state_origin(first, docstring_text(path, newline) + newline + newline);
  }

  std::string docstring_text(std::string_view path, const std::string& newline) const {
    const auto filled = [&](const std::string& before) {
      std::string text = profile_.docstring;
      return text.replace(text.find("{path}"), 6, before + std::string(path));
    };
    const std::string quotes = "\"\"\"", line = quotes + filled("") + quotes;
    if (line.size() <= profile_.docstring_over) return line;
    return quotes + newline + filled(newline) + newline + quotes;
  }

  const Profile& profile_;
};

bool wanted(const RuleInput& input) {
  return input.tables.profile() != nullptr;
}

void run(RuleContext& context) {
  HeaderPass(context, *context.in.tables.profile()).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "states the origin of the code at the top of a file", "the profile asks for it", "", ""}};

}  // namespace

extern const Pass kPass{
    .name = "header", .phase = Phase::prose, .rules = kRules, .wanted = wanted, .run = run};

}  // namespace mintport::rules::header
