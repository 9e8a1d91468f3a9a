// torch names in text that people read: docstrings and comments; and in quoted annotations, which are code.

#include "core/base/text.hh"
#include "core/rules/rules.hh"

namespace mintport {
namespace {

constexpr const char* kRule = "text-name";

class TextPass {
 public:
  explicit TextPass(RuleContext& context) : c_(context), tree_(context.in.tree) {}

  void run() {
    for (NodeId id = 0; id < tree_.nodes().size(); ++id) {
      if (tree_[id].kind == Kind::comment) {
        names_in(tree_[id].range, false);
      } else if (tree_[id].kind == Kind::string_content) {
        const NodeId string = tree_[id].parent;
        if (in_annotation(string)) {
          names_in(tree_[id].range, true);
        } else if (is_docstring(string)) {
          names_in(tree_[id].range, false);
        }
      }
    }
  }

 private:
  bool in_annotation(NodeId string) const {
    for (NodeId at = tree_[string].parent; at != kNoNode; at = tree_[at].parent) {
      if (tree_[at].kind == Kind::type) return true;
      if (tree_[at].kind == Kind::block || tree_[at].kind == Kind::call) return false;
    }
    return false;
  }

  // A string that is a statement of its own, or the text of an example that a name holds.
  bool is_docstring(NodeId string) const {
    const NodeId up = tree_[string].parent;
    if (up == kNoNode) return false;
    if (tree_[up].kind == Kind::expression_statement) return true;
    return tree_[up].kind == Kind::assignment && tree_.text(string).starts_with("\"\"\"");
  }

  static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  void names_in(ByteRange range, bool code) {
    const std::string_view text = tree_.source().text(range);
    for (std::size_t at = text.find("torch."); at != std::string_view::npos;
         at = text.find("torch.", at + 1)) {
      if (at > 0 &&
          (is_word(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == '/' || text[at - 1] == '-'))
        continue;
      std::size_t end = at + 6;
      while (end < text.size() &&
             (is_word(text[end]) || (text[end] == '.' && end + 1 < text.size() && is_word(text[end + 1])))) {
        ++end;
      }
      rename(range.begin + static_cast<ByteOffset>(at), std::string(text.substr(at, end - at)), code);
    }
  }

  void rename(ByteOffset begin, std::string name, bool code) {
    const Entry* entry = nullptr;
    while (true) {
      entry = c_.in.tables.find(name);
      if (entry != nullptr) break;
      const std::size_t dot = name.rfind('.');
      if (dot == std::string::npos) return;
      name.resize(dot);
    }
    const ByteRange where{begin, begin + static_cast<ByteOffset>(name.size())};
    for (const ByteRange& claimed : c_.draft.claimed_texts()) {
      if (claimed.overlaps(where)) return;
    }
    if (entry->target.empty()) {
      if (code) {
        c_.draft.add(DraftFinding{
            FindingKind::unmapped, "torch-" + entry->category, entry->source, entry->note, where, {}});
      }
      return;
    }
    const Spelled spelled = spell_as_written(c_, *entry, name);
    Change change = make_change(kRule, entry->source + " is " + entry->target, {{where, spelled.text}});
    if (code && !spelled.import.module.empty()) change.imports.push_back(spelled.import);
    change.rename = true;
    c_.draft.add(std::move(change));
  }

  RuleContext& c_;
  const Tree& tree_;
};

}  // namespace

void text_rules(RuleContext& context) {
  TextPass(context).run();
}

}  // namespace mintport
