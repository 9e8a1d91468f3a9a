// torch names in texts: in docstrings and comments, as types in messages, and in quoted annotations, which
// are code.

#include "core/base/text.hh"
#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/prose.hh"

namespace mintport::rules::texts {
namespace {

constexpr const char* kRule = "text-name";

class TextPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    for (NodeId id : texts_in(tree_)) {
      const NodeId string = tree_[id].parent;
      if (tree_[id].kind == Kind::comment) {
        names_in(tree_[id].range, Place::text);
      } else if (in_annotation(string)) {
        names_in(tree_[id].range, Place::annotation);
      } else if (is_docstring(tree_, string)) {
        names_in(tree_[id].range, Place::text);
      } else if (is_prose(tree_, string)) {
        names_in(tree_[id].range, Place::message);
      }
    }
  }

 private:
  enum class Place { text, message, annotation };

  bool in_annotation(NodeId string) const {
    for (NodeId at = tree_[string].parent; at != kNoNode; at = tree_[at].parent) {
      if (tree_[at].kind == Kind::type) return true;
      if (tree_.is(at, Kind::block, Kind::call)) return false;
    }
    return false;
  }

  void names_in(ByteRange range, Place place) {
    const std::string_view text = tree_.source().text(range);
    if (!contains(text, "torch.")) return;
    for (std::size_t at = text.find("torch."); at != std::string_view::npos;
         at = text.find("torch.", at + 1)) {
      if (at > 0 &&
          (is_word(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == '/' || text[at - 1] == '-'))
        continue;
      if (is_in_link(text.substr(0, at))) continue;
      std::size_t end = at + 6;
      while (end < text.size() &&
             (is_word(text[end]) || (text[end] == '.' && end + 1 < text.size() && is_word(text[end + 1])))) {
        ++end;
      }
      rename(range.begin + static_cast<ByteOffset>(at), std::string(text.substr(at, end - at)), place);
    }
  }

  // True inside a URL: it links to torch's own page.
  static bool is_in_link(std::string_view before) {
    const std::size_t begin = before.find_last_of(" \t\n\"'`<>()[]") + 1;
    return before.substr(begin).find("://") != std::string_view::npos;
  }

  // torch prints a shape as torch.Size([2, 3]). MindSpore prints a tuple (2, 3) without a name, so tuple([2,
  // 3]) would be no better; existing ports keep such comments.
  bool is_printed(const Entry& entry, ByteRange where) const {
    return entry.source == "torch.Size" && tree_.source().text().substr(where.end).starts_with("([");
  }

  void rename(ByteOffset begin, std::string name, Place place) {
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
    if (is_printed(*entry, where)) return;
    if (entry->target.empty()) {
      if (place == Place::annotation) {
        c_.draft.add(DraftFinding{
            FindingKind::unmapped, "torch-" + entry->category, entry->source, entry->note, where, {}});
      }
      return;
    }
    // A message may quote code. Only the names of required types are not code.
    if (place == Place::message && entry->category != "class" && entry->category != "dtype") return;
    const Spelled spelled = spell_as_written(c_, *entry, name);
    Change change = make_change(kRule, entry->source + " is " + entry->target, {{where, spelled.text}});
    if (place == Place::annotation && !spelled.import.module.empty())
      change.imports.push_back(spelled.import);
    change.rename = true;
    c_.draft.add(std::move(change));
  }
};

void run(RuleContext& context) {
  TextPass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "renames torch names in docstrings, comments, quoted annotations and messages",
     "the tables have a target", "", "`torch.FloatTensor` -> `ms.Tensor`"}};

}  // namespace

extern const Pass kPass{.name = "texts", .phase = Phase::prose, .rules = kRules, .run = run};

}  // namespace mintport::rules::texts
