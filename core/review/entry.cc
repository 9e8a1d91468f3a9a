#include "core/review/entry.hh"

#include <algorithm>
#include <memory>
#include <optional>

#include "core/base/text.hh"
#include "core/diff/lines.hh"
#include "core/diff/words.hh"
#include "core/review/entry_draft.hh"
#include "core/review/port_side.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/knowledge.hh"
#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/moves.hh"
#include "core/rules/draft/prose.hh"
#include "core/rules/draft/statements.hh"

namespace mintport {
namespace {

// A name of Python that no file imports and that can stand for a name of torch.
bool is_builtin(std::string_view name) {
  constexpr std::string_view kNames =
      " abs all any bool dict float int len list max min pow range round set slice sorted str sum tuple "
      "ArithmeticError AssertionError AttributeError DeprecationWarning Exception FloatingPointError "
      "FutureWarning ImportError IndexError KeyError LookupError MemoryError NotImplementedError OSError "
      "OverflowError RuntimeError RuntimeWarning StopIteration TimeoutError TypeError UserWarning ValueError "
      "Warning ZeroDivisionError ";
  return kNames.find(" " + std::string(name) + " ") != kNames.npos;
}

std::string short_text(std::string_view text) {
  constexpr std::size_t kMost = 50;
  text = trim(text);
  std::size_t end = std::min({text.find('\n'), kMost, text.size()});
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return "`" + std::string(text.substr(0, end)) + (end < text.size() ? "..." : "") + "`";
}

class Proposer {
 public:
  Proposer(const HandEdit& edit, std::shared_ptr<const Source> port, const Tables& tables,
           const ConvertOptions& options)
      : hf_(Tree::parse(edit.conversion.source)),
        hf_names_(hf_, options.path, options.package),
        hf_types_(hf_names_, knowledge_of(tables, options.signatures)),
        in_{hf_,    hf_names_, hf_types_,
            tables, options,   options.signatures != nullptr ? *options.signatures : no_signatures_},
        back_(edit.conversion.edits),
        drafts_(tables) {
    const std::string package = moved_module(tables, options.package);
    pure_ = std::make_unique<PortSide>(
        std::make_shared<const Source>(*Source::make(options.path, edit.conversion.text)),
        lines_range(edit.conversion.text, edit.hunk.old_start, edit.hunk.old_count), options.path, package);
    port_ = std::make_unique<PortSide>(std::move(port),
                                       lines_range(edit.port_text, edit.hunk.new_start, edit.hunk.new_count),
                                       options.path, package);
  }

  EntryProposals run() && {
    lists(0, 0);
    return std::move(drafts_).finish();
  }

 private:
  // ---- walk both trees in parallel: `p` is a node of the conversion, `q` of the port

  // Compares the statements that the hunk touches, pair by pair.
  void lists(NodeId p, NodeId q) {
    std::vector<NodeId> before = pure_->touched(p, true), after = port_->touched(q, true);
    if (before.size() != after.size()) {
      before = pure_->touched(p, false);
      after = port_->touched(q, false);
    }
    if (before.size() != after.size()) {
      return drafts_.unsaid("the edit adds or removes statements (" + std::to_string(before.size()) +
                            " became " + std::to_string(after.size()) +
                            "); an entry covers a name, not a statement");
    }
    for (std::size_t i = 0; i < before.size(); ++i) walk(before[i], after[i]);
  }

  void walk(NodeId p, NodeId q) {
    if (!pure_->in_range(p) && !port_->in_range(q)) return;
    if (pure_->text(p) == port_->text(q)) return;
    const Kind kind = pure_->tree[p].kind;
    const bool alike = kind == port_->tree[q].kind;
    if (is_name(pure_->tree, p) && is_name(port_->tree, q)) return name(p, q);
    if (alike && is_statement_list(kind)) return lists(p, q);
    if (alike && kind == Kind::import_from_statement) return imports(p, q);
    if (alike && kind == Kind::import_statement) return imports(p, q);
    if (alike && kind == Kind::call) return call(p, q);
    if (kind == Kind::call && dropped_call(p, q)) return;
    if (alike && (kind == Kind::string_content || kind == Kind::comment)) return text(p, q);
    const auto before = pure_->tree.children(p), after = port_->tree.children(q);
    if (!alike || before.size() != after.size() || before.empty()) return structure(p, q);
    for (std::size_t i = 0; i < before.size(); ++i) walk(before[i], after[i]);
  }

  void structure(NodeId p, NodeId q) {
    drafts_.unsaid(short_text(pure_->text(p)) + " became " + short_text(port_->text(q)) +
                   ": another construct; a mapping entry covers only names and arguments");
  }

  // ---- names

  void name(NodeId p, NodeId q) {
    const Reference* from = torch_reference(p);
    if (!pure_->names.qualified(p).empty() || from != nullptr) return imported(p, q, from);
    const Kind kind = pure_->tree[p].kind;
    if (kind != port_->tree[q].kind) return structure(p, q);
    if (kind == Kind::identifier) return identifier(p, q);
    const NodeId before = pure_->tree.child(p, Field::object), after = port_->tree.child(q, Field::object);
    walk(before, after);
    const NodeId old_name = pure_->tree.child(p, Field::attribute),
                 new_name = port_->tree.child(q, Field::attribute);
    if (pure_->text(old_name) != port_->text(new_name)) method(old_name, std::string(port_->text(new_name)));
  }

  // The longest torch reference in HF's text that this part of the conversion comes from.
  const Reference* torch_reference(NodeId p) const {
    const ByteOffset at = back_.to_old(pure_->tree[p].range.begin);
    const Reference* best = nullptr;
    for (const Reference& one : hf_names_.references()) {
      if (hf_[one.node].range.begin > at || hf_[one.node].range.end <= at) continue;
      if (!leads_to_torch(one.qualified)) continue;
      if (best == nullptr || hf_[best->node].range.size() < hf_[one.node].range.size()) best = &one;
    }
    return best;
  }

  void imported(NodeId p, NodeId q, const Reference* from) {
    if (from == nullptr) {
      return drafts_.unsaid(short_text(pure_->text(p)) + " does not come from a torch name in " + hf_at(p) +
                            ": entries cover torch names; for a moved module, edit its import");
    }
    if (const auto to = target_name(q)) drafts_.target(from->qualified, *to);
  }

  // The full name of what the port writes; without one, records the reason and returns nullopt.
  std::optional<std::string> target_name(NodeId q) {
    if (std::string full = port_->names.qualified(q); !full.empty()) return full;
    const NodeId root = root_of(port_->tree, q);
    const std::string what = short_text(port_->text(q));
    if (root == kNoNode) return std::nullopt;
    const GroupId group = port_->names.group_of(root);
    if (group == kNoGroup) {
      if (is_builtin(port_->text(q))) return std::string(port_->text(q));
      drafts_.unsaid(what + " has no full name: the port's file does not import `" +
                     std::string(port_->text(root)) + "`; import it there, then try again");
      return std::nullopt;
    }
    drafts_.unsaid(what +
                   " is defined in this file, which cannot import itself: "
                   "move it to a module that other files can import");
    return std::nullopt;
  }

  // A name that is not imported.
  void identifier(NodeId p, NodeId q) {
    const Node& node = pure_->tree[p];
    const Kind parent = pure_->tree[node.parent].kind;
    const bool parameter = parent == Kind::parameters || parent == Kind::typed_parameter ||
                           (node.field == Field::name &&
                            (parent == Kind::default_parameter || parent == Kind::typed_default_parameter));
    const bool defined = node.field == Field::name && parent == Kind::function_definition;
    if (parameter || defined) return interface_word(p, std::string(port_->text(q)));
    drafts_.unsaid(short_text(pure_->text(p)) + " became " + short_text(port_->text(q)) +
                   ": a local name, not an interface");
  }

  void interface_word(NodeId p, std::string to) {
    Word word;
    word.use = Word::Use::interface;
    word.from = hf_text(p);
    word.to = std::move(to);
    word.reason = "the name in the port";
    drafts_.word(std::move(word));
  }

  // ---- methods and calls

  NodeId hf_node(NodeId p, Kind kind) const {
    const ByteRange at = pure_->tree[p].range;
    const ByteOffset begin = back_.to_old(at.begin);
    NodeId node = hf_.at({begin, std::max(begin, back_.to_old(at.end))});
    while (node != kNoNode && hf_[node].kind != kind) node = hf_[node].parent;
    return node;
  }
  std::string hf_text(NodeId p) const {
    const NodeId node = hf_node(p, pure_->tree[p].kind);
    return node == kNoNode ? std::string(pure_->text(p)) : std::string(hf_.text(node));
  }
  std::string hf_at(NodeId p) const {
    return "HF's line " + std::to_string(hf_.source().line_at(
                              std::min(back_.to_old(pure_->tree[p].range.begin), hf_.source().size())));
  }

  // The entry's name of a method; empty, with the reason recorded, if its class is unknown.
  std::string method_source(NodeId old_name) {
    const NodeId attribute = hf_node(old_name, Kind::attribute);
    if (attribute == kNoNode) return {};
    const std::string method(hf_.text(hf_.child(attribute, Field::attribute)));
    const NodeId object = hf_.child(attribute, Field::object);
    const Fact fact = hf_types_.of(object).fact;
    const bool called = hf_[attribute].field == Field::function;
    const NodeId list = called ? hf_.child(hf_[attribute].parent, Field::arguments) : kNoNode;
    const bool values = list != kNoNode && !hf_.named_children(list).empty();
    const bool only_tensor = fact == Fact::unknown && called && in_.tables.asks_a_tensor(method, values);
    if (fact == Fact::tensor || only_tensor) {
      const std::string source = "torch.Tensor." + method;
      drafts_.remark(source, only_tensor ? "only tensors have `" + method + "`" : evidence_of(in_, object));
      return source;
    }
    if (fact == Fact::module || fact == Fact::layer || is_module_itself(object)) {
      const std::string source = "torch.nn.Module." + method;
      if (const std::string why = evidence_of(in_, object); !why.empty()) drafts_.remark(source, why);
      return source;
    }
    return {};
  }

  // True for `self` in a module class.
  bool is_module_itself(NodeId object) const {
    const NodeId around = hf_.ancestor(object, Kind::class_definition);
    return hf_.text(object) == "self" && around != kNoNode && hf_types_.is_module_class(around);
  }

  void method(NodeId old_name, std::string to) {
    const std::string source = method_source(old_name);
    if (source.starts_with("torch.Tensor.")) return drafts_.target(source, "mindspore.Tensor." + to);
    if (!source.empty()) return drafts_.target(source, "mindspore.nn.Cell." + to);
    const std::string from = hf_text(old_name);
    const bool framework = in_.tables.torch_symbol("torch.Tensor." + from) != nullptr ||
                           in_.tables.torch_symbol("torch.nn.Module." + from) != nullptr;
    if (!framework) return interface_word(old_name, std::move(to));
    drafts_.unsaid("`." + from + "` became `." + to + "`: nothing in " + hf_at(old_name) +
                   " shows whose method it is; entries exist only for tensors and modules");
  }

  void call(NodeId p, NodeId q) {
    const NodeId from = pure_->tree.child(p, Field::function), to = port_->tree.child(q, Field::function),
                 before = pure_->tree.child(p, Field::arguments),
                 after = port_->tree.child(q, Field::arguments);
    if (pure_->tree[before].kind != Kind::argument_list || port_->tree[after].kind != Kind::argument_list)
      return structure(p, q);
    if (became_function(from, to, before, after)) return;
    walk(from, to);
    arguments(p, from, before, after);
  }

  // x.foo(a) became ops.foo(x, a).
  bool became_function(NodeId from, NodeId to, NodeId before, NodeId after) {
    if (pure_->tree[from].kind != Kind::attribute || !pure_->names.qualified(from).empty()) return false;
    if (!is_name(port_->tree, to) || port_->names.qualified(to).empty()) return false;
    const auto old_list = pure_->tree.named_children(before), new_list = port_->tree.named_children(after);
    if (new_list.size() != old_list.size() + 1) return false;
    if (pure_->meaning(pure_->tree.child(from, Field::object)) != port_->meaning(new_list.front()))
      return false;
    const std::string source = method_source(pure_->tree.child(from, Field::attribute));
    if (!source.starts_with("torch.Tensor.")) return false;
    drafts_.target(source, port_->names.qualified(to), Form::function);
    for (std::size_t i = 0; i < old_list.size(); ++i) walk(old_list[i], new_list[i + 1]);
    return true;
  }

  // x.foo() became x.
  bool dropped_call(NodeId p, NodeId q) {
    const NodeId from = pure_->tree.child(p, Field::function);
    if (pure_->tree[from].kind != Kind::attribute || !pure_->names.qualified(from).empty()) return false;
    if (pure_->meaning(pure_->tree.child(from, Field::object)) != port_->meaning(q)) return false;
    const std::string source = method_source(pure_->tree.child(from, Field::attribute));
    if (source.empty()) return false;
    drafts_.target(source, "", Form::drop_call);
    return true;
  }

  void arguments(NodeId p, NodeId function, NodeId before, NodeId after) {
    if (pure_->text(before) == port_->text(after)) return;
    Arguments old_ones = split_arguments(pure_->tree, before), new_ones = split_arguments(port_->tree, after);
    if (gathered(function, old_ones.places, new_ones.places)) {
      old_ones.places = new_ones.places = {};
    }
    if (old_ones.places.size() != new_ones.places.size()) {
      return drafts_.unsaid(short_text(pure_->text(p)) +
                            ": the edit adds or removes an argument without a keyword");
    }
    for (std::size_t i = 0; i < old_ones.places.size(); ++i) walk(old_ones.places[i], new_ones.places[i]);
    std::erase_if(old_ones.keywords, [&](NodeId old_one) {
      const auto same = std::find_if(new_ones.keywords.begin(), new_ones.keywords.end(), [&](NodeId new_one) {
        return key(*pure_, old_one) == key(*port_, new_one);
      });
      if (same == new_ones.keywords.end()) return false;
      walk(pure_->tree.child(old_one, Field::value), port_->tree.child(*same, Field::value));
      new_ones.keywords.erase(same);
      return true;
    });
    for (const NodeId old_one : old_ones.keywords) keyword(function, old_one, new_ones.keywords);
    for (const NodeId new_one : new_ones.keywords) {
      drafts_.unsaid(short_text(port_->text(new_one)) + " is new; an entry cannot add an argument");
    }
  }

  // torch.foo(a, b) became foo((a, b)).
  bool gathered(NodeId function, const std::vector<NodeId>& before, const std::vector<NodeId>& after) {
    if (before.empty() || after.size() != 1 || port_->tree[after[0]].kind != Kind::tuple) return false;
    const auto parts = port_->tree.named_children(after[0]);
    const bool same = std::equal(before.begin(), before.end(), parts.begin(), parts.end(),
                                 [&](NodeId p, NodeId q) { return pure_->meaning(p) == port_->meaning(q); });
    const std::string source = same ? callee_source(function) : std::string();
    if (source.empty()) return false;
    drafts_.form(source, Form::tuple);
    return true;
  }

  // The entry's name of the callee; empty if it has none.
  std::string callee_source(NodeId function) {
    if (const Reference* torch = torch_reference(function)) return torch->qualified;
    if (pure_->tree[function].kind != Kind::attribute) return {};
    return method_source(pure_->tree.child(function, Field::attribute));
  }

  static std::string_view key(const PortSide& side, NodeId keyword) {
    return side.text(side.tree.child(keyword, Field::name));
  }

  // A keyword that was renamed (removes its new form from `rest`) or removed.
  void keyword(NodeId function, NodeId old_one, std::vector<NodeId>& rest) {
    const std::string value = pure_->meaning(pure_->tree.child(old_one, Field::value));
    const auto renamed = std::find_if(rest.begin(), rest.end(), [&](NodeId new_one) {
      return port_->meaning(port_->tree.child(new_one, Field::value)) == value;
    });
    const NodeId name = pure_->tree.child(old_one, Field::name);
    const std::string source = callee_source(function);
    if (renamed == rest.end()) {
      if (torch_reference(function) != nullptr) return drafts_.drop(source, hf_text(name), hf_value(old_one));
      return drafts_.unsaid(short_text(pure_->text(old_one)) +
                            " is gone; an entry can only remove arguments of torch functions");
    }
    const std::string to(key(*port_, *renamed));
    rest.erase(renamed);
    if (source.empty()) return interface_word(name, to);
    drafts_.rename(source, hf_text(name), to);
  }

  std::string hf_value(NodeId keyword) const {
    const NodeId there = hf_node(keyword, Kind::keyword_argument);
    const NodeId value = there == kNoNode ? kNoNode : hf_.child(there, Field::value);
    return value == kNoNode ? "*" : std::string(hf_.text(value));
  }

  // ---- imports

  static std::vector<const ImportItem*> items_of(const PortSide& side, NodeId statement) {
    std::vector<const ImportItem*> out;
    for (const ImportItem& item : side.names.imports()) {
      if (item.statement == statement) out.push_back(&item);
    }
    return out;
  }

  void imports(NodeId p, NodeId q) {
    std::vector<const ImportItem*> after = items_of(*port_, q), left;
    for (const ImportItem* item : items_of(*pure_, p)) {
      const auto same = std::find_if(after.begin(), after.end(), [&](const ImportItem* other) {
        return other->name == item->name && (!item->name.empty() || other->bound == item->bound);
      });
      if (same == after.end()) {
        left.push_back(item);
        continue;
      }
      if ((*same)->module != item->module) moved(*item, **same);
      after.erase(same);
    }
    if (left.size() == 1 && after.size() == 1) return moved(*left.front(), *after.front());
    for (const ImportItem* item : left)
      drafts_.unsaid("the import of `" + item->bound +
                     "` is gone; imports follow from the code that uses them");
    for (const ImportItem* item : after)
      drafts_.unsaid("the import of `" + item->bound +
                     "` is new; imports follow from the code that uses them");
  }

  void moved(const ImportItem& before, const ImportItem& after) {
    const auto& all = hf_names_.imports();
    const auto hf = std::find_if(all.begin(), all.end(), [&](const ImportItem& item) {
      const Moved there = port_place(in_, item);
      return there.module == before.module && there.name == before.name;
    });
    if (hf == all.end()) {
      return drafts_.unsaid("`" + before.bound + "` is an import of the converter, not of HF");
    }
    if (leads_to_torch(hf->qualified) && hf->name.empty()) {
      return drafts_.unsaid("imports of torch follow from the code; edit a name that comes from it");
    }
    if (leads_to_torch(hf->qualified)) return drafts_.target(hf->qualified, after.qualified);
    if (before.name == after.name) return drafts_.move(hf->module, after.module);
    drafts_.unsaid("`" + before.bound +
                   "` is another name now; an entry covers a moved module, not a renamed "
                   "of its names");
  }

  // ---- texts

  void text(NodeId p, NodeId q) {
    const std::string_view before = part(*pure_, p), after = part(*port_, q);
    const bool comment = pure_->tree[p].kind == Kind::comment;
    const NodeId string = pure_->tree[p].parent;
    if (!comment && option(p, string, port_->text(q))) return;
    if (!comment && !is_prose(pure_->tree, string)) {
      if (is_identifier(pure_->text(p)) && is_identifier(port_->text(q)))
        return interface_word(p, std::string(port_->text(q)));
      return structure(p, q);
    }
    const auto changes = word_changes(before, after);
    if (changes.empty()) return structure(p, q);
    const ByteRange from{changes.front().left.begin, changes.back().left.end},
        to{changes.front().right.begin, changes.back().right.end};
    Word word;
    word.use = Word::Use::text;
    word.from = before.substr(from.begin, from.size());
    word.to = after.substr(to.begin, to.size());
    word.reason = "the wording of the port";
    if (trim(word.from).empty()) {
      return drafts_.unsaid("the edit adds text; an entry only replaces words");
    }
    if (hf_.source().text().find(word.from) == std::string_view::npos) {
      return drafts_.unsaid("`" + word.from + "` is text of the converter, not of HF");
    }
    drafts_.word(std::move(word));
  }

  // The part of a multi-line text that the hunk covers.
  static std::string_view part(const PortSide& side, NodeId node) {
    const ByteRange at = side.tree[node].range;
    return side.tree.source().text({std::max(at.begin, side.range.begin), std::min(at.end, side.range.end)});
  }

  // f(output_type="pt"), or the same as a parameter's default.
  bool option(NodeId content, NodeId string, std::string_view to) {
    const Node& up = pure_->tree[pure_->tree[string].parent];
    const bool holds = up.kind == Kind::keyword_argument || up.kind == Kind::default_parameter ||
                       up.kind == Kind::typed_default_parameter;
    if (!holds || pure_->tree[string].field != Field::value) return false;
    Word word;
    word.use = Word::Use::option;
    word.from = hf_text(content);
    word.to = to;
    word.of = pure_->text(pure_->tree.child(pure_->tree[string].parent, Field::name));
    word.reason = "the name in the port";
    drafts_.word(std::move(word));
    return true;
  }

  SignatureIndex no_signatures_;
  Tree hf_;
  Names hf_names_;
  Types hf_types_;
  RuleInput in_;
  OffsetMap back_;
  EntryDrafts drafts_;
  std::unique_ptr<PortSide> pure_, port_;
};

}  // namespace

EntryProposals propose_entries(const HandEdit& edit, const Tables& tables, const ConvertOptions& options) {
  if (edit.hunk.old_count == 0) {
    return {{}, {"the edit adds lines; an entry covers code that HF has"}};
  }
  if (edit.hunk.new_count == 0) {
    return {{}, {"the edit removes lines; an entry covers names, not statements"}};
  }
  auto port = Source::make(options.path, std::string(edit.port_text));
  if (!port) return {{}, {to_string(port.error())}};
  return Proposer(edit, std::make_shared<const Source>(*std::move(port)), tables, options).run();
}

}  // namespace mintport
