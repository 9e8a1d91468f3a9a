// What a port says at the top of its files: adapted-from lines in the licence, a docstring in packages
// without one.

#include <algorithm>

#include "core/rules/rules.hh"

namespace mintport {
namespace {

constexpr const char* kRule = "header";

class HeaderPass {
 public:
  HeaderPass(RuleContext& context, const Profile& profile)
      : c_(context), tree_(context.in.tree), profile_(profile) {}

  void run() {
    if (profile_.licence && stays_without(*profile_.licence)) return;
    if (profile_.licence && licence(*profile_.licence)) return;
    if (!profile_.package_docstring.empty()) docstring();
  }

 private:
  // In a folder that the port took over without saying where it is from.
  bool stays_without(const Profile::Licence& licence) const {
    const std::string& path = c_.in.options.path;
    const std::string top = path.substr(0, path.find('/'));
    return std::find(licence.not_in.begin(), licence.not_in.end(), top) != licence.not_in.end();
  }

  // True when the file has a licence in the comment at its top.
  bool licence(const Profile::Licence& licence) {
    NodeId before = kNoNode;
    for (NodeId id = tree_.first_child(0); id != kNoNode && tree_[id].kind == Kind::comment;
         id = tree_.next_sibling(id)) {
      if (tree_.text(id).find(licence.has) != std::string_view::npos) return true;
      if (before == kNoNode && tree_.text(id).starts_with(licence.before)) before = id;
    }
    if (before == kNoNode) return false;
    const std::string newline(tree_.source().newline());
    std::string text;
    for (const std::string& line : licence.lines) text += line + newline;
    const ByteOffset at = tree_[before].range.begin;
    c_.draft.add(make_change(kRule, "the port says where its code is from", {{{at, at}, text}}));
    return true;
  }

  // In a package that loads lazily.
  void docstring() {
    if (c_.in.names.find(0, "_import_structure") == kNoGroup || !c_.in.options.path.ends_with("__init__.py"))
      return;
    const auto all = tree_.named_children(0);
    const NodeId first = tree_.first_child(0);
    if (all.empty() || tree_[first].kind == Kind::comment) return;
    const NodeId inner =
        tree_[all[0]].kind == Kind::expression_statement ? tree_.first_child(all[0]) : kNoNode;
    if (inner != kNoNode && tree_[inner].kind == Kind::string) return;
    std::string text = profile_.package_docstring;
    const std::size_t hole = text.find("{path}");
    if (hole != std::string::npos) text.replace(hole, 6, c_.in.options.path);
    const std::string newline(tree_.source().newline());
    const ByteOffset at = tree_[first].range.begin;
    c_.draft.add(make_change(kRule, "the port says where its code is from",
                             {{{at, at}, "\"\"\"" + text + "\"\"\"" + newline + newline}}));
  }

  RuleContext& c_;
  const Tree& tree_;
  const Profile& profile_;
};

}  // namespace

void header_rules(RuleContext& context) {
  if (context.in.tables.profile() != nullptr) HeaderPass(context, *context.in.tables.profile()).run();
}

}  // namespace mintport
