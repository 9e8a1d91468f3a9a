// Words of the project's interface that change everywhere at once (identifiers, keywords, keys in strings,
// texts), values of its options, and parts of texts.

#include <algorithm>
#include <array>
#include <cassert>
#include <cctype>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "core/base/text.hh"
#include "core/rules/draft/callees.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/prose.hh"

namespace mintport::rules::words {
namespace {

constexpr const char* kRule = "word";

// Of what a word stands for, up to its first blank.
std::string_view head_of(const Word& word) {
  const std::string_view from = word.from;
  return from.substr(0, from.find(' '));
}

// Where the heads of words stand in a text, all in one reading: most texts hold few of them. Refers to words.
class HeadSearch {
 public:
  struct Found {
    const Word* word;
    std::vector<ByteOffset> places;  // in order
  };

  void add(const Word& word) {
    const std::string_view head = head_of(word);
    assert(!head.empty());
    const auto index = static_cast<std::uint16_t>(found_.size());
    found_.push_back({&word, {}});
    next_.push_back(kNone);
    if (head.size() == 1) {
      letters_.push_back(index);
      for (int next = 0; next < 256; ++next) wanted_[start(head[0], static_cast<char>(next))] = true;
    } else {
      next_.back() = std::exchange(first_[start(head[0], head[1])], index);
      wanted_[start(head[0], head[1])] = true;
    }
  }

  void run(std::string_view text) {
    std::array<std::uint32_t, kBlock> places;
    for (std::size_t begin = 0; begin < text.size(); begin += kBlock) {
      const std::size_t found = candidates(text, begin, places);
      for (std::size_t i = 0; i < found; ++i) look_at(text, places[i]);
    }
  }

  const std::vector<Found>& found() const { return found_; }

 private:
  static constexpr std::uint16_t kNone = 0xFFFF;
  static constexpr std::size_t kBlock = 4096;  // bytes

  // By the first two bytes; several may share one.
  static std::size_t start(char first, char second) {
    return (static_cast<unsigned char>(first) * 37U + static_cast<unsigned char>(second)) % kStarts;
  }

  // The places of the block at `begin` whose first two bytes begin a head; returns how many. Without a
  // branch, which would be mispredicted often.
  std::size_t candidates(std::string_view text, std::size_t begin,
                         std::array<std::uint32_t, kBlock>& out) const {
    const std::size_t end = std::min(text.size(), begin + kBlock), pairs = std::min(end, text.size() - 1);
    std::size_t found = 0;
    for (std::size_t at = begin; at < pairs; ++at) {
      out[found] = static_cast<std::uint32_t>(at);
      found += wanted_[start(text[at], text[at + 1])];
    }
    if (pairs < end) {
      out[found] = static_cast<std::uint32_t>(pairs);
      found += wanted_[start(text[pairs], '\0')];
    }
    return found;
  }

  void look_at(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    for (std::uint16_t index : letters_) look(index, rest, at);
    if (rest.size() < 2) return;
    for (std::uint16_t index = first_[start(rest[0], rest[1])]; index != kNone; index = next_[index])
      look(index, rest, at);
  }

  void look(std::uint16_t index, std::string_view rest, std::size_t at) {
    if (rest.starts_with(head_of(*found_[index].word)))
      found_[index].places.push_back(static_cast<ByteOffset>(at));
  }

  static constexpr std::size_t kStarts = 4096;
  std::vector<std::uint16_t> first_ = std::vector<std::uint16_t>(kStarts, kNone);
  std::array<unsigned char, kStarts> wanted_{};  // 1 if a head begins so
  std::vector<std::uint16_t> next_, letters_;    // by word: the next of the same start; heads of one byte
  std::vector<Found> found_;                     // as added
};

class WordPass : public PassWalk {
 public:
  // `texts`: texts_in(), gathered once for all words. `places`: of the word's head in the source, some.
  WordPass(RuleContext& context, const Word& word, const std::vector<NodeId>& texts)
      : PassWalk(context), word_(word), texts_(texts), head_(head_of(word)) {}

  void run(std::span<const ByteOffset> places) {
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

  // The end of the word that begins here. A blank matches any white space, because texts are broken into
  // lines.
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
  std::string_view head_;
};

void run(RuleContext& context) {
  HeadSearch search;
  for (const Word& word : context.in.tables.words()) {
    const bool here =
        word.use == Word::Use::interface || word.use == Word::Use::text || word.use == Word::Use::option;
    if (here) search.add(word);
  }
  search.run(context.in.tree.source().text());
  const std::vector<NodeId> texts = texts_in(context.in.tree);
  for (const HeadSearch::Found& one : search.found()) {
    if (!one.places.empty()) WordPass(context, *one.word, texts).run(one.places);
  }
}

constexpr RuleInfo kRules[] = {
    {kRule, "renames words and option values of the project's interface, and words in strings",
     "the word table lists it, with a reason", "", "torch_dtype -> mindspore_dtype"}};

}  // namespace

extern const Pass kPass{.name = "words", .phase = Phase::prose, .rules = kRules, .run = run};

}  // namespace mintport::rules::words
