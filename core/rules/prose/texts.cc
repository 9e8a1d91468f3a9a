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
        names_in_annotation(tree_[id].range);
      } else if (is_docstring(tree_, string)) {
        names_in(tree_[id].range, Place::text);
      } else if (is_prose(tree_, string)) {
        names_in(tree_[id].range, Place::message);
      }
    }
  }

 private:
  enum class Place { text, message, annotation };

  // In an annotation, or in a type that has a name: `Image = Union["torch.Tensor", ...]`. Not in a Literal,
  // whose strings are values.
  bool in_annotation(NodeId string) const {
    bool type = false;
    for (NodeId at = tree_[string].parent; at != kNoNode && !tree_.is(at, Kind::block, Kind::call);
         at = tree_[at].parent) {
      if (!tree_.is(at, Kind::subscript, Kind::generic_type)) {
        type = type || tree_[at].kind == Kind::type;
        continue;
      }
      const NodeId of = tree_.first_child(at);
      if (last_part(tree_.text(of)) == "Literal") return false;
      type = type || is_typing(of);
    }
    return type;
  }

  // `Union`, `list`: what makes a type of types.
  bool is_typing(NodeId name) const {
    const std::string_view text = tree_.text(name);
    return names_.qualified(name).starts_with("typing.") ||
           (is_any(text, {"dict", "list", "set", "tuple", "type"}) && !names_.binds(text));
  }

  // What a name in a quoted annotation stands for; empty unless it is a name of torch.
  std::string qualified(std::string_view written) const {
    const std::string_view root = written.substr(0, written.find('.'));
    if (root == "torch") return written == root ? std::string() : std::string(written);
    const GroupId group = names_.find(0, root);
    if (group == kNoGroup) return {};
    for (const Binding& binding : names_.groups()[group].bindings) {
      if (binding.kind != Binding::Kind::import) continue;
      const std::string& meant = names_.imports()[binding.import].qualified;
      if (leads_to_torch(meant)) return meant + std::string(written.substr(root.size()));
    }
    return {};
  }

  void names_in_annotation(ByteRange range) {
    const std::string_view text = tree_.source().text(range);
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = at;
      while (end < text.size() && (is_word(text[end]) || (end > at && text[end] == '.'))) ++end;
      if (end > at) {
        const std::string_view written = text.substr(at, end - at);
        if (std::string meant = qualified(written); !meant.empty())
          annotation(range.begin + static_cast<ByteOffset>(at), written, std::move(meant));
      }
      at = end + 1;
    }
  }

  void annotation(ByteOffset begin, std::string_view written, std::string meant) {
    if (rename(begin, std::string(written), meant, Place::annotation)) return;
    c_.draft.add(DraftFinding{FindingKind::unmapped,
                              "torch-name",
                              std::move(meant),
                              "no known MindSpore equivalent for this quoted annotation; name another type",
                              {begin, begin + static_cast<ByteOffset>(written.size())},
                              {}});
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
      const std::string name(text.substr(at, end - at));
      rename(range.begin + static_cast<ByteOffset>(at), name, name, place);
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

  // `name` is written at `begin` and means `meant`. Looks both up, or what they are part of. False: there is
  // no entry.
  bool rename(ByteOffset begin, std::string name, std::string meant, Place place) {
    const Entry* entry = nullptr;
    while (true) {
      entry = c_.in.tables.find(meant);
      if (entry != nullptr) break;
      const std::size_t dot = name.rfind('.');
      if (dot == std::string::npos) return false;
      name.resize(dot);
      meant.resize(meant.rfind('.'));
    }
    const ByteRange where{begin, begin + static_cast<ByteOffset>(name.size())};
    for (const ByteRange& claimed : c_.draft.claimed_texts()) {
      if (claimed.overlaps(where)) return true;
    }
    if (is_printed(*entry, where)) return true;
    if (entry->target.empty()) {
      if (place == Place::annotation) {
        c_.draft.add(DraftFinding{
            FindingKind::unmapped, "torch-" + entry->category, entry->source, entry->note, where, {}});
      }
      return true;
    }
    // A message may quote code. Only the names of required types are not code.
    if (place == Place::message && entry->category != "class" && entry->category != "dtype") return true;
    const Spelled spelled = spell_as_written(c_, *entry, name);
    Change change = make_change(kRule, entry->source + " is " + entry->target, {{where, spelled.text}});
    if (place == Place::annotation && !spelled.import.module.empty())
      change.imports.push_back(spelled.import);
    change.rename = true;
    c_.draft.add(std::move(change));
    return true;
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
