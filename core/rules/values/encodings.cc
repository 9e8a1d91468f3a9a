// Results of tokenizers and processors, which are numpy arrays under MindSpore. `return_tensors="pt"` becomes
// "np", and every use that requires a tensor gets one. Uses that also accept arrays (a shape, decoding) stay.

#include <algorithm>
#include <set>

#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::encodings {
namespace {

constexpr const char* kRule = "encoding";
constexpr const char* kNote = "networks take tensors; tokenizers and processors return arrays";

template <typename Range>
bool is_any(std::string_view text, const Range& words) {
  return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

class EncodingPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    collect();
    if (encoded_.empty()) return;
    find_mixed();
    for (const Source& source : sources_) {
      if (mixed_.contains(source.group) && !mixed_.contains(root_group(source.value))) wrap_source(source);
    }
    for (NodeId id : encoded_) {
      if (c_.draft.removed(id)) continue;
      if (types_.is(id, Fact::encoding)) {
        encoding(id);
      } else {
        field(id);
      }
    }
  }

 private:
  // `group = value`, where the value is now an array.
  struct Source {
    GroupId group;
    NodeId value;
    NodeId statement;  // kNoNode: one of several targets of an assignment
  };

  bool is_encoded(NodeId id) const { return types_.of(id).evidence == Evidence::encoded; }

  // ---- collection

  void collect() {
    for (NodeId id = 0; id < tree_.nodes().size(); ++id) {
      const Evidence evidence = types_.of(id).evidence;
      if (evidence == Evidence::partly_encoded && tree_[id].kind == Kind::identifier) {
        if (const GroupId group = names_.group_of(id); group != kNoGroup) mixed_.insert(group);
      }
      if (evidence != Evidence::encoded || !is_value(id)) continue;
      if (tree_[id].kind == Kind::call) ask_for_arrays(id);
      const NodeId up = tree_[id].parent;
      const bool part = tree_.is(up, Kind::subscript, Kind::parenthesized_expression);
      if (part && is_encoded(up) && types_.of(up).fact == types_.of(id).fact) continue;
      encoded_.push_back(id);
      note_source(id);
    }
  }

  // True for an expression that is read.
  bool is_value(NodeId id) const {
    const Kind up = tree_[tree_[id].parent].kind;
    switch (tree_[id].kind) {
      case Kind::identifier:
        if (up == Kind::named_expression && tree_[id].field == Field::name) return false;
        [[fallthrough]];
      case Kind::attribute:
      case Kind::subscript:
        return !is_target(tree_, id);
      case Kind::call:
      case Kind::parenthesized_expression:
        return true;
      default:
        return false;
    }
  }

  void ask_for_arrays(NodeId call) {
    const NodeId content = string_content(tree_, keyword_value(tree_, call, "return_tensors"));
    if (tree_.text(content) != "pt") return;
    c_.draft.add(resting_on(evidence_of(c_.in, call),
                            make_change(kRule, "without torch, tokenizers and processors return numpy arrays",
                                        {{tree_[content].range, "np"}})));
  }

  void note_source(NodeId value) {
    if (!types_.is(value, Fact::tensor)) return;
    const NodeId up = tree_[value].parent;
    if (const auto assignment = assignment_view(tree_, up)) {
      if (!tree_.is(assignment->left, Kind::identifier)) return;
      const GroupId group = names_.group_of(assignment->left);
      const bool statement = tree_[tree_[up].parent].kind == Kind::expression_statement;
      if (group != kNoGroup) sources_.push_back({group, value, statement ? tree_[up].parent : kNoNode});
    } else if (const NodeId target = paired_target(value); target != kNoNode) {
      if (const GroupId group = names_.group_of(target); group != kNoGroup)
        sources_.push_back({group, value, kNoNode});
    }
  }

  // The target of this value in `a, b = x, y`.
  NodeId paired_target(NodeId value) const {
    const NodeId values = tree_[value].parent;
    if (!tree_.is(values, Kind::expression_list, Kind::tuple)) return kNoNode;
    const auto assignment = assignment_view(tree_, tree_[values].parent);
    if (!assignment || !tree_.is(assignment->left, Kind::pattern_list, Kind::tuple_pattern)) return kNoNode;
    const auto targets = tree_.named_children(assignment->left), all = tree_.named_children(values);
    const auto at = std::find(all.begin(), all.end(), value);
    if (targets.size() != all.size() || at == all.end()) return kNoNode;
    const NodeId target = targets[static_cast<std::size_t>(at - all.begin())];
    return tree_.is(target, Kind::identifier) ? target : kNoNode;
  }

  // The variable that the expression is a part of; kNoGroup for a field of an encoding.
  GroupId root_group(NodeId id) const {
    while (true) {
      if (tree_[id].kind == Kind::identifier) return names_.group_of(id);
      NodeId inner = kNoNode;
      if (const auto element = subscript_view(tree_, id)) inner = element->object;
      if (tree_[id].kind == Kind::parenthesized_expression) inner = tree_.only_child(id);
      if (inner == kNoNode || !is_encoded(inner) || !types_.is(inner, Fact::tensor)) return kNoGroup;
      id = inner;
    }
  }

  // A variable that also holds other values is converted to a tensor at its assignment, and so are values
  // taken from it.
  void find_mixed() {
    for (bool changed = true; changed;) {
      changed = false;
      for (const Source& source : sources_) {
        if (mixed_.contains(root_group(source.value)))
          changed = mixed_.insert(source.group).second || changed;
      }
    }
  }

  // ---- changes

  void wrap_source(const Source& source) {
    // A field is short enough to be wrapped where it stands; a call gets a line below.
    const auto attribute = attribute_view(tree_, source.value);
    const bool field = attribute && tree_.is(attribute->object, Kind::identifier);
    if (field || source.statement == kNoNode || !stands_alone(tree_, source.statement)) {
      wrap(source.value);
      return;
    }
    const std::string name(names_.groups()[source.group].name);
    const std::string_view text = tree_.source().text();
    std::size_t end = text.find('\n', tree_[source.statement].range.end);
    if (end == std::string_view::npos) end = text.size();
    const bool crlf = end > 0 && end < text.size() && text[end - 1] == '\r';
    if (crlf) --end;
    const Spelled tensor = spelled();
    const auto at = static_cast<ByteOffset>(end);
    std::string line = crlf ? "\r\n" : "\n";
    line.append(indentation(tree_, source.statement)).append(name).append(" = ").append(tensor.text);
    line.append("(").append(name).append(")");
    c_.draft.add(resting_on(evidence_of(c_.in, source.value),
                            make_change(kRule, kNote, {{{at, at}, std::move(line)}}, {tensor.import})));
  }

  Spelled spelled() const { return c_.speller.spell("mindspore.tensor"); }

  // Replaces the last token instead of inserting after it, because other rules may remove the text that
  // follows.
  void wrap(NodeId id) {
    const Spelled tensor = spelled();
    const NodeId last = tree_[id].last - 1;
    std::vector<Edit> edits;
    if (last == id) {
      edits.push_back({tree_[id].range, tensor.text + "(" + std::string(tree_.text(id)) + ")"});
    } else {
      const ByteOffset begin = tree_[id].range.begin;
      edits.push_back({{begin, begin}, tensor.text + "("});
      edits.push_back({tree_[last].range, std::string(tree_.text(last)) + ")"});
    }
    c_.draft.add(
        resting_on(evidence_of(c_.in, id), make_change(kRule, kNote, std::move(edits), {tensor.import})));
  }

  void field(NodeId id) {
    if (mixed_.contains(root_group(id))) return;
    const NodeId up = tree_[id].parent;
    switch (tree_[up].kind) {
      case Kind::assignment:
        if (tree_.is(tree_.child(up, Field::left), Kind::identifier)) return;
        break;
      case Kind::expression_list:
      case Kind::tuple:
        if (paired_target(id) != kNoNode) return;
        break;
      case Kind::expression_statement:
      case Kind::interpolation:
      case Kind::delete_statement:
        return;
      case Kind::attribute: {
        static constexpr std::string_view kSame[] = {"shape", "ndim", "size", "tolist"};
        if (is_any(tree_.text(tree_.child(up, Field::attribute)), kSame)) return;
        break;
      }
      case Kind::comparison_operator:
        if (tree_.text(tree_.child(up, Field::operators)).starts_with("is")) return;
        break;
      case Kind::argument_list:
        if (takes_arrays(tree_[up].parent)) return;
        break;
      case Kind::keyword_argument:
        if (takes_arrays(tree_[tree_[up].parent].parent)) return;
        break;
      default:
        break;
    }
    wrap(id);
  }

  // Calls that accept arrays as well as tensors: decoding, numpy's own functions, creating a tensor.
  bool takes_arrays(NodeId call) {
    const NodeId function = callee_of(tree_, call);
    if (function == kNoNode) return false;
    const std::string q = names_.qualified(function);
    if (q == "torch.equal") {
      compare_arrays(function);
      return true;
    }
    static constexpr std::string_view kMakers[] = {"torch.tensor",     "torch.as_tensor",
                                                   "torch.from_numpy", "mindspore.tensor",
                                                   "mindspore.Tensor", "mindspore.Tensor.from_numpy"};
    if (!q.empty()) return q.starts_with("numpy.") || is_any(q, kMakers);
    static constexpr std::string_view kDecoders[] = {"decode", "batch_decode", "convert_ids_to_tokens"};
    static constexpr std::string_view kBuiltins[] = {"len", "print", "type", "isinstance"};
    if (tree_[function].kind == Kind::identifier) return is_any(tree_.text(function), kBuiltins);
    return is_any(tree_.text(tree_.child(function, Field::attribute)), kDecoders);
  }

  void compare_arrays(NodeId function) {
    if (!compared_.insert(function).second) return;
    const Spelled equal = c_.speller.spell("numpy.array_equal");
    c_.draft.add(make_change(kRule, "both are numpy arrays of ids", {{tree_[function].range, equal.text}},
                             {equal.import}));
    c_.draft.claim(function);
  }

  // The whole result of a tokenizer. Its fields are known where they are read, or not at all.
  void encoding(NodeId id) {
    const NodeId up = tree_[id].parent;
    switch (tree_[up].kind) {
      case Kind::attribute:
      case Kind::subscript:
      case Kind::expression_statement:
      case Kind::comparison_operator:
        return;
      case Kind::assignment:
        if (tree_.is(tree_.child(up, Field::left), Kind::identifier)) return;
        break;
      case Kind::dictionary_splat:
        if (tree_[id].kind == Kind::identifier) {
          const Spelled tensor = spelled();
          c_.draft.add(
              make_change(kRule, kNote,
                          {{tree_[id].range, "{name: " + tensor.text + "(value) for name, value in " +
                                                 std::string(tree_.text(id)) + ".items()}"}},
                          {tensor.import}));
          return;
        }
        break;
      default:
        break;
    }
    c_.draft.add(DraftFinding{FindingKind::difference,
                              kRule,
                              "return_tensors",
                              "the tokenizer or processor returns numpy arrays; convert them to tensors "
                              "before a network takes them",
                              tree_[id].range,
                              {}});
  }

  std::vector<NodeId> encoded_;  // the outermost expressions that are encodings or arrays from encodings
  std::vector<Source> sources_;
  std::set<GroupId> mixed_;
  std::set<NodeId> compared_;
};

void run(RuleContext& context) {
  EncodingPass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "makes tokenizers and processors return numpy arrays, and converts them to tensors for networks",
     "the call has return_tensors=\"pt\"; a use that needs a tensor gets ms.tensor(...)",
     "the whole result leaves the function or is passed to another",
     "tokenizer(p, return_tensors=\"pt\") -> tokenizer(p, return_tensors=\"np\")"}};

}  // namespace

extern const Pass kPass{.name = "encodings", .phase = Phase::values, .rules = kRules, .run = run};

}  // namespace mintport::rules::encodings
