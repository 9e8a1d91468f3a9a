#include "support/conversion/invariants.hh"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/text.hh"
#include "core/names/names.hh"
#include "core/names/types.hh"
#include "core/rules/catalog.hh"
#include "core/rules/draft/knowledge.hh"
#include "core/rules/draft/lookup.hh"

namespace mintport {
namespace {

bool in_order(const std::vector<Edit>& edits, ByteOffset size) {
  ByteOffset end = 0;
  for (const Edit& edit : edits) {
    if (edit.range.begin < end || edit.range.end < edit.range.begin || edit.range.end > size) return false;
    end = edit.range.end;
  }
  return true;
}

// The tree and the names of a text. Not movable, because its parts refer to each other.
struct Parsed {
  Parsed(std::shared_ptr<const Source> source, const ConvertOptions& options)
      : tree(Tree::parse(std::move(source))), names(tree, options.path, options.package) {}
  Parsed(const Parsed&) = delete;
  Parsed& operator=(const Parsed&) = delete;

  Tree tree;
  Names names;
};

bool is_read(const Tree& tree, NodeId id) {
  const Node& node = tree[id];
  if (node.kind != Kind::identifier || node.parent == kNoNode) return false;
  switch (tree[node.parent].kind) {
    case Kind::attribute:
      return node.field != Field::attribute;
    case Kind::keyword_argument:
      return node.field != Field::name;
    case Kind::dotted_name:
    case Kind::aliased_import:
    case Kind::keyword_pattern:
    case Kind::global_statement:
    case Kind::nonlocal_statement:
      return false;
    default:
      return true;
  }
}

// Names that code reads but no enclosing scope binds, with an offset: builtins, names from star imports,
// mistakes.
std::map<std::string_view, std::uint32_t> unbound(const Parsed& file) {
  std::map<std::string_view, std::uint32_t> out;
  for (NodeId id = 0; id < file.tree.nodes().size(); ++id) {
    if (is_read(file.tree, id) && file.names.group_of(id) == kNoGroup) {
      out.emplace(file.tree.text(id), file.tree.source().line_at(file.tree[id].range.begin));
    }
  }
  return out;
}

// How often a scope imports the same name; the maximum for each name.
using ImportKey = std::pair<ScopeId, std::string>;

std::map<ImportKey, int> import_counts(const Names& names) {
  std::map<std::pair<ImportKey, std::string>, int> each;
  for (const ImportItem& item : names.imports())
    ++each[{{item.scope, item.bound}, item.module + "." + item.name}];
  std::map<ImportKey, int> out;
  for (const auto& [key, count] : each) out[key.first] = std::max(out[key.first], count);
  return out;
}

std::set<std::string> unused_imports(const Names& names) {
  std::set<std::string> out;
  for (const ImportItem& item : names.imports()) {
    if (item.group != kNoGroup && names.groups()[item.group].uses.empty()) out.insert(item.bound);
  }
  return out;
}

// Methods with several signatures are listed as (*shape), and also accept shape=.
bool has_keyword(const Symbol& symbol, std::string_view name) {
  using Takes = Parameter::Kind;
  return std::any_of(symbol.parameters.begin(), symbol.parameters.end(), [&](const Parameter& parameter) {
    return parameter.kind == Takes::var_keyword ||
           (parameter.name == name && parameter.kind != Takes::positional_only);
  });
}

std::vector<NodeId> keywords_of(const Tree& tree, NodeId call) {
  const NodeId list = tree.child(call, Field::arguments);
  if (list == kNoNode || tree[list].kind != Kind::argument_list) return {};
  std::vector<NodeId> out = tree.named_children(list);
  std::erase_if(out, [&](NodeId id) { return tree[id].kind != Kind::keyword_argument; });
  return out;
}

class Check {
 public:
  Check(const Conversion& conversion, const Tables& tables, const ConvertOptions& options,
        const SignatureIndex* converted)
      : c_(conversion),
        tables_(tables),
        options_(options),
        converted_(converted),
        before_(conversion.source, options),
        after_(std::make_shared<const Source>(Source::make(options.path, conversion.text).value()), options) {
  }

  std::vector<std::string> run() {
    edits();
    changes();
    findings();
    syntax();
    note_told();
    names();
    torch_is_told();
    functions_take_keywords();
    methods_take_keywords();
    idempotence();
    rules_are_known();
    return std::move(out_);
  }

 private:
  void say(std::string what) { out_.push_back(options_.path + ": " + std::move(what)); }
  void say(std::uint32_t line, std::string what) { say(std::to_string(line) + ": " + std::move(what)); }
  std::uint32_t line(ByteOffset offset) const { return after_.tree.source().line_at(offset); }

  // `mintport explain` knows every rule in the report.
  void rules_are_known() {
    std::set<std::string_view> used;
    for (const Change& change : c_.changes) used.insert(change.rule);
    for (const Finding& finding : c_.findings) used.insert(finding.rule);
    for (std::string_view rule : used) {
      if (explain_rule(rule).empty()) say("the rule " + std::string(rule) + " is not in the catalog");
    }
  }

  void edits() {
    if (!in_order(c_.edits, c_.source->size())) {
      say("edits out of order or bounds");
    } else if (mintport::apply(c_.source->text(), c_.edits) != c_.text) {
      say("the text is not what the edits make");
    }
  }

  // A change is applied as a whole: each of its edits is applied, or lies inside a larger edit.
  bool applied(const Edit& edit) const {
    const auto first =
        std::lower_bound(c_.edits.begin(), c_.edits.end(), edit.range.begin,
                         [](const Edit& made, ByteOffset at) { return made.range.begin < at; });
    for (auto at = first; at != c_.edits.end() && at->range.begin == edit.range.begin; ++at) {
      if (*at == edit || (!at->range.empty() && at->range.contains(edit.range))) return true;
    }
    return first != c_.edits.begin() && std::prev(first)->range.contains(edit.range) &&
           !std::prev(first)->range.empty();
  }

  void changes() {
    for (std::size_t i = 0; i < c_.changes.size(); ++i) {
      const Change& change = c_.changes[i];
      if (change.id != i + 1) say("change ids are not 1, 2, 3...");
      if (change.rule.empty() || change.note.empty())
        say("change " + std::to_string(i + 1) + " does not say why");
      if (change.edits.empty() || !in_order(change.edits, c_.source->size())) {
        say("change " + std::to_string(i + 1) + " (" + change.rule + ") has edits out of order");
      }
      const auto missing = std::find_if_not(change.edits.begin(), change.edits.end(),
                                            [&](const Edit& edit) { return applied(edit); });
      if (missing != change.edits.end()) {
        say("change " + std::to_string(i + 1) + " (" + change.rule + ", " + change.note +
            ") is applied in part only");
      }
    }
  }

  void findings() {
    ByteOffset last = 0;
    for (const Finding& finding : c_.findings) {
      const std::string name = std::string(to_string(finding.kind)) + " " + finding.symbol;
      if (finding.original.end > c_.source->size() || finding.converted.end > c_.text.size() ||
          finding.original.begin > finding.original.end || finding.converted.begin > finding.converted.end) {
        say("finding " + name + " is out of bounds");
        continue;
      }
      if (finding.original.begin < last) say("finding " + name + " is out of order");
      last = finding.original.begin;
      if (finding.rule.empty() || finding.message.empty() ||
          finding.message.find('\n') != std::string::npos) {
        say(line(finding.converted.begin), "finding " + name + " does not say why in a line");
      }
      for (const Fix& fix : finding.fixes) this->fix(finding, fix);
    }
  }

  void fix(const Finding& finding, const Fix& fix) {
    const std::uint32_t at = line(finding.converted.begin);
    const std::string name = "the fix `" + fix.title + "`";
    if (fix.title.empty()) say(at, "a fix without a title");
    if (fix.edits.empty() || !in_order(fix.edits, static_cast<ByteOffset>(c_.text.size()))) {
      say(at, name + " has edits out of order or bounds");
      return;
    }
    const std::string fixed = mintport::apply(c_.text, fix.edits);
    if (after_.tree.errors_after(fix.edits, fixed).size() > after_.tree.errors().size()) {
      say(at, name + " breaks the syntax");
    }
  }

  void syntax() {
    if (after_.tree.errors().size() <= before_.tree.errors().size()) return;
    say(line(after_.tree.errors().front().begin), "does not parse any more");
  }

  void names() {
    static constexpr std::string_view kBuiltins[] = {"tuple", "list", "int", "float", "bool", "RuntimeError"};
    const auto known = unbound(before_);
    for (const auto& [name, where] : unbound(after_)) {
      const bool builtin = std::find(std::begin(kBuiltins), std::end(kBuiltins), name) != std::end(kBuiltins);
      if (!known.contains(name) && !builtin && !told_.contains(where))
        say(where, "nothing binds " + std::string(name));
    }
    const auto had = import_counts(before_.names);
    for (const auto& [key, count] : import_counts(after_.names)) {
      const auto earlier = had.find(key);
      if (count > 1 && count > (earlier == had.end() ? 1 : earlier->second))
        say("imports " + key.second + " twice");
    }
    auto idle = unused_imports(before_.names);
    for (const Word& word : tables_.words()) {
      if (word.use == Word::Use::interface && idle.contains(word.from)) idle.insert(word.to);
    }
    for (const std::string& name : unused_imports(after_.names)) {
      if (!idle.contains(name) && !quoted(name)) say("imports " + name + ", and nothing reads it");
    }
  }

  // True if the name occurs in a string annotation.
  bool quoted(const std::string& name) const {
    for (NodeId id = 0; id < after_.tree.nodes().size(); ++id) {
      if (after_.tree[id].kind == Kind::string_content &&
          after_.tree.text(id).find(name) != std::string_view::npos)
        return true;
    }
    return false;
  }

  void note_told() {
    for (const Finding& finding : c_.findings) {
      for (std::uint32_t at = line(finding.converted.begin); at <= line(finding.converted.end); ++at)
        told_.insert(at);
    }
  }

  void torch_is_told() {
    for (const Reference& reference : after_.names.references()) {
      const ByteRange range = after_.tree[reference.node].range;
      if (leads_to_torch(reference.qualified) && !told_.contains(line(range.begin))) {
        say(line(range.begin), "names " + reference.qualified + " and says nothing");
      }
    }
    for (const ImportItem& item : after_.names.imports()) {
      const std::uint32_t first = line(after_.tree[item.statement].range.begin);
      const std::uint32_t own = line(after_.tree[item.item].range.begin);
      if (leads_to_torch(item.module) && !told_.contains(first) && !told_.contains(own)) {
        say(own, "imports " + item.qualified + " and says nothing");
      }
    }
  }

  // Each called MindSpore function accepts the keywords that it gets, or a finding is on the call.
  void functions_take_keywords() {
    for (NodeId call : after_.tree.of(Kind::call)) {
      const std::string callee = after_.names.qualified(after_.tree.child(call, Field::function));
      if (!callee.starts_with("mindspore.")) continue;
      for (NodeId keyword : keywords_of(after_.tree, call)) takes(callee, call, keyword);
    }
  }

  // The same for methods of values that are known to be tensors or modules in the source; the converted text
  // does not show that any more.
  void methods_take_keywords() {
    const Types types(before_.names, knowledge_of(tables_, options_.signatures));
    const OffsetMap places(c_.edits);
    std::map<ByteOffset, NodeId> kept;
    for (NodeId id : after_.tree.of(Kind::keyword_argument)) kept.emplace(after_.tree[id].range.begin, id);
    for (NodeId call : before_.tree.of(Kind::call)) {
      const std::string method = torch_method(call, types);
      const std::string target = target_of(method);
      if (target.empty()) continue;
      for (NodeId keyword : keywords_of(before_.tree, call)) {
        if (!torch_has(method, keyword)) continue;
        const auto now = kept.find(places.to_new(before_.tree[keyword].range.begin));
        if (now == kept.end()) continue;
        const NodeId after = after_.tree[after_.tree[now->second].parent].parent;
        const NodeId function = after_.tree.child(after, Field::function);
        if (function == kNoNode || last_part(after_.tree.text(function)) != last_part(target)) continue;
        takes(target, after, now->second);
      }
    }
  }

  // The method of a call in the source: "torch.Tensor.repeat". Empty unless the receiver is known to be a
  // tensor or module.
  std::string torch_method(NodeId call, const Types& types) const {
    const Tree& tree = before_.tree;
    const NodeId function = tree.child(call, Field::function);
    if (function == kNoNode || tree[function].kind != Kind::attribute) return "";
    if (!before_.names.qualified(function).empty()) return "";
    const NodeId object = tree.child(function, Field::object);
    const std::string method(tree.text(tree.child(function, Field::attribute)));
    if (types.is(object, Fact::tensor)) return "torch.Tensor." + method;
    return is_module(object, types) && !defines(method) ? "torch.nn.Module." + method : "";
  }

  // "mindspore.Tensor.tile"; empty unless the tables replace one method by the other.
  std::string target_of(const std::string& method) const {
    if (const Entry* entry = tables_.find(method)) return entry->form == Form::name ? entry->target : "";
    const auto same = tables_.same_name(method);
    return same ? same->target : "";
  }

  // False for another type's method: an image has resize(resample=...).
  bool torch_has(const std::string& method, NodeId keyword) const {
    const Symbol* torch = tables_.torch_symbol(method);
    return torch == nullptr || !torch->has_signature ||
           has_keyword(*torch, before_.tree.text(before_.tree.child(keyword, Field::name)));
  }

  bool is_module(NodeId object, const Types& types) const {
    const Tree& tree = before_.tree;
    if (types.is(object, Fact::module) || types.is(object, Fact::layer)) return true;
    if (tree.text(object) != "self" && tree.text(object) != "super()") return false;
    const NodeId around = tree.ancestor(object, Kind::class_definition);
    return around != kNoNode && types.is_module_class(around);
  }

  bool defines(std::string_view method) const {
    const auto& groups = before_.names.groups();
    return std::any_of(groups.begin(), groups.end(), [&](const Group& group) {
      return group.name == method &&
             std::any_of(group.bindings.begin(), group.bindings.end(),
                         [](const Binding& binding) { return binding.kind == Binding::Kind::function; });
    });
  }

  void takes(const std::string& callee, NodeId call, NodeId keyword) {
    const Symbol* symbol = tables_.target_symbol(callee);
    const NodeId name = after_.tree.child(keyword, Field::name);
    if (symbol == nullptr || !symbol->has_signature || name == kNoNode) return;
    if (has_keyword(*symbol, after_.tree.text(name))) return;
    const std::uint32_t first = line(after_.tree[call].range.begin),
                        own = line(after_.tree[name].range.begin);
    if (told_.contains(first) || told_.contains(own)) return;
    say(own, callee + " has no argument " + std::string(after_.tree.text(name)) + ", and no finding says so");
  }

  void idempotence() {
    ConvertOptions options = options_;
    if (converted_ != nullptr) options.signatures = converted_;
    const Conversion again = convert(after_.tree.shared_source(), tables_, options);
    if (again.text == c_.text && again.changes.empty()) return;
    if (again.changes.empty()) {
      say(line(again.edits.front().range.begin), "converting again changes the imports");
      return;
    }
    const Change& change = again.changes.front();
    say(line(change.edits.front().range.begin),
        "converting again changes it: " + change.rule + ", " + change.note);
  }

  const Conversion& c_;
  const Tables& tables_;
  const ConvertOptions& options_;
  const SignatureIndex* converted_;
  const Parsed before_, after_;
  std::set<std::uint32_t> told_;  // lines of the converted text with a finding
  std::vector<std::string> out_;
};

}  // namespace

std::vector<std::string> breaches(const Conversion& conversion, const Tables& tables,
                                  const ConvertOptions& options, const SignatureIndex* converted) {
  return Check(conversion, tables, options, converted).run();
}

}  // namespace mintport
