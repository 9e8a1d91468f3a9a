// Words of the project's own interface that change everywhere at once: identifiers, keywords, keys in
// strings, and in texts that people read; values of its options; and pieces of texts.

#include <algorithm>
#include <cassert>
#include <cctype>
#include <cstring>
#include <vector>

#include "core/base/text.hh"
#include "core/rules/draft/callees.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/prose.hh"

namespace mintport::rules::words {
namespace {

constexpr const char* kRule = "word";

class WordPass : public PassWalk {
 public:
  // `texts`: texts_in(), gathered once for all words.
  WordPass(RuleContext& context, const Word& word, const std::vector<NodeId>& texts)
      : PassWalk(context), word_(word), texts_(texts), head_(word.from, 0, word.from.find(' ')) {
    assert(!head_.empty());
  }

  void run() {
    const std::vector<ByteOffset> places = places_of_head();
    if (places.empty()) return;
    auto place = places.begin();
    for (NodeId id : texts_) {
      const ByteRange range = tree_[id].range;
      while (place != places.end() && *place < range.begin) ++place;
      if (place == places.end()) break;
      if (*place >= range.end) continue;
      if (tree_[id].kind == Kind::comment) {
        inside(range);
      } else {
        string(id);
      }
    }
    if (word_.use != Word::Use::interface) return;
    for (NodeId id : tree_.of(Kind::identifier)) {
      if (tree_.text(id) != word_.from) continue;
      if (const std::string why = known_by(id); !why.empty()) {
        replace(tree_[id].range, why);
      } else {
        offer(id);
      }
    }
  }

 private:
  // Where the head stands in the source: most texts hold none, and one search is faster than many.
  std::vector<ByteOffset> places_of_head() const {
    const std::string_view text = tree_.source().text();
    std::vector<ByteOffset> out;
    for (const char* at = text.data();; ++at) {
      const auto left = static_cast<std::size_t>(text.data() + text.size() - at);
      at = static_cast<const char*>(::memmem(at, left, head_.data(), head_.size()));
      if (at == nullptr) return out;
      out.push_back(static_cast<ByteOffset>(at - text.data()));
    }
  }

  // Why the name goes with the interface; empty for the keyword of a call of which nobody knows what it
  // takes.
  std::string known_by(NodeId id) const {
    const NodeId keyword = tree_[id].parent;
    if (word_.functions.empty() || tree_[keyword].kind != Kind::keyword_argument ||
        tree_[id].field != Field::name)
      return "it is a word of the interface";
    const NodeId call = tree_[tree_[keyword].parent].parent;
    if (tree_[call].kind != Kind::call) return "a class takes it by this keyword";
    const NodeId function = tree_.child(call, Field::function);
    const std::string_view name = last_part(tree_.text(function));
    const auto& listed = word_.functions;
    if (std::find(listed.begin(), listed.end(), name) != listed.end())
      return std::string(name) + " belongs to the interface";
    const Callees found = callees(c_.in, call);
    std::vector<const Signature*> takers;
    for (const Signature* one : found.known) {
      if (takes(*one, word_.from) || takes(*one, word_.to) || takes_more(*one)) takers.push_back(one);
    }
    if (!takers.empty()) return evidence_of_callees(takers);
    return found.of_package ? "the callee belongs to the project" : std::string();
  }

  void offer(NodeId id) {
    Change fix = make_change(kRule, "rename it to `" + word_.to + "`", {{tree_[id].range, word_.to}});
    fix.applicability = Applicability::maybe;
    DraftFinding finding{
        FindingKind::convention,
        kRule,
        word_.from,
        "functions of the project call this `" + word_.to + "`; check whether the callee is one of them",
        tree_[tree_[id].parent].range,
        {}};
    finding.fixes.push_back(std::move(fix));
    c_.draft.add(std::move(finding));
  }

  void string(NodeId content) {
    const NodeId string = tree_[content].parent;
    if (word_.use == Word::Use::option) {
      if (tree_.text(content) == word_.from && is_option(string)) replace(tree_[content].range);
    } else if (word_.use == Word::Use::interface || is_prose(tree_, string)) {
      inside(tree_[content].range);
    }
  }

  // `option="value"` as argument or default, `option == "value"`, `option in ["value", ...]`.
  bool is_option(NodeId string) const {
    const NodeId up = tree_[string].parent;
    switch (tree_[up].kind) {
      case Kind::keyword_argument:
      case Kind::default_parameter:
      case Kind::typed_default_parameter:
        return tree_[string].field == Field::value && is_option_name(tree_.child(up, Field::name));
      case Kind::comparison_operator:
        return is_option_name(tree_.named_children(up).front());
      case Kind::list:
      case Kind::tuple:
        return tree_[tree_[up].parent].kind == Kind::comparison_operator &&
               is_option_name(tree_.named_children(tree_[up].parent).front());
      default:
        return false;
    }
  }

  bool is_option_name(NodeId name) const {
    if (name == kNoNode) return false;
    const std::string_view text = tree_.text(name);
    return text == word_.of || text.ends_with("." + word_.of);
  }

  void inside(ByteRange range) {
    const std::string_view text = tree_.source().text(range);
    const bool whole = word_.use == Word::Use::interface;
    const bool starts_word = is_word(word_.from.front());
    for (std::size_t at = 0; at < text.size(); ++at) {
      at = text.find(head_, at);
      if (at == std::string_view::npos) return;
      const std::size_t end = match(text, at);
      if (end == std::string_view::npos || (starts_word && at > 0 && is_word(text[at - 1]))) continue;
      if (whole && end < text.size() && is_word(text[end])) continue;
      replace({range.begin + static_cast<ByteOffset>(at), range.begin + static_cast<ByteOffset>(end)});
    }
  }

  // Where the word ends that begins here; a blank stands for any white space, as texts are broken into lines.
  std::size_t match(std::string_view text, std::size_t at) const {
    for (char c : word_.from) {
      if (c != ' ') {
        if (at == text.size() || text[at++] != c) return std::string_view::npos;
        continue;
      }
      const std::size_t next = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
      if (next == at) return std::string_view::npos;
      at = next;
    }
    return at;
  }

  void replace(ByteRange range, std::string evidence = {}) {
    for (const ByteRange& claimed : c_.draft.claimed_texts()) {
      if (claimed.overlaps(range)) return;
    }
    Change change = make_change(kRule, word_.reason, {{range, word_.to}});
    change.rename = true;
    change.evidence = std::move(evidence);
    if (c_.draft.add(std::move(change))) c_.draft.claim_text(range);
  }

  const Word& word_;
  const std::vector<NodeId>& texts_;
  std::string head_;  // of `from`, up to its first blank
};

void run(RuleContext& context) {
  const std::vector<NodeId> texts = texts_in(context.in.tree);
  for (const Word& word : context.in.tables.words()) {
    const bool here =
        word.use == Word::Use::interface || word.use == Word::Use::text || word.use == Word::Use::option;
    if (here) WordPass(context, word, texts).run();
  }
}

constexpr RuleInfo kRules[] = {
    {kRule, "renames words and option values of the project's interface, and words in strings",
     "the word table lists it, with a reason", "", "torch_dtype -> mindspore_dtype"}};

}  // namespace

extern const Pass kPass{.name = "words", .phase = Phase::prose, .rules = kRules, .run = run};

}  // namespace mintport::rules::words
