// Words of the project's own interface that change everywhere at once: identifiers, keywords, keys in
// strings, and in texts that people read; and pieces of such texts.

#include <cctype>

#include "core/rules/rules.hh"

namespace mintport {
namespace {

constexpr const char* kRule = "word";

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

class WordPass {
 public:
  WordPass(RuleContext& context, const Word& word) : c_(context), tree_(context.in.tree), word_(word) {}

  void run() {
    if (tree_.source().text().find(word_.from) == std::string_view::npos) return;
    for (NodeId id = 0; id < tree_.nodes().size(); ++id) {
      const Kind kind = tree_[id].kind;
      if (kind == Kind::comment) {
        inside(tree_[id].range);
      } else if (kind == Kind::string_content) {
        if (word_.use == Word::Use::interface || is_text(tree_[id].parent)) inside(tree_[id].range);
      } else if (kind == Kind::identifier && word_.use == Word::Use::interface &&
                 tree_.text(id) == word_.from) {
        replace(tree_[id].range);
      }
    }
  }

 private:
  // A docstring, or a text in triple quotes.
  bool is_text(NodeId string) const {
    const NodeId up = tree_[string].parent;
    return tree_[up].kind == Kind::expression_statement || tree_.text(string).find("\"\"\"") < 3;
  }

  void inside(ByteRange range) {
    const std::string_view text = tree_.source().text(range);
    const bool whole = word_.use == Word::Use::interface;
    for (std::size_t at = text.find(word_.from); at != std::string_view::npos;
         at = text.find(word_.from, at + 1)) {
      const std::size_t end = at + word_.from.size();
      if (whole && ((at > 0 && is_word(text[at - 1])) || (end < text.size() && is_word(text[end])))) continue;
      replace({range.begin + static_cast<ByteOffset>(at), range.begin + static_cast<ByteOffset>(end)});
    }
  }

  void replace(ByteRange range) {
    for (const ByteRange& claimed : c_.draft.claimed_texts()) {
      if (claimed.overlaps(range)) return;
    }
    Change change = make_change(kRule, word_.reason, {{range, word_.to}});
    change.rename = true;
    if (c_.draft.add(std::move(change))) c_.draft.claim_text(range);
  }

  RuleContext& c_;
  const Tree& tree_;
  const Word& word_;
};

}  // namespace

void word_rules(RuleContext& context) {
  for (const Word& word : context.in.tables.words()) {
    if (word.use == Word::Use::interface || word.use == Word::Use::text) WordPass(context, word).run();
  }
}

}  // namespace mintport
