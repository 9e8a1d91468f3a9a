#include "core/rules/layout/imports.hh"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "core/base/text.hh"
#include "core/names/line_scan.hh"
#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/moves.hh"
#include "core/rules/draft/spelling.hh"
#include "core/rules/draft/statements.hh"

namespace mintport {
namespace {

constexpr std::size_t kLineWidth = 119;

class ImportPlan {
 public:
  ImportPlan(const RuleInput& input, const ImportQuestion& question)
      : in_(input), question_(question), needs_(question.needs.begin(), question.needs.end()) {}

  std::vector<Edit> run() {
    exported_ = exported_names();
    written_ = written_names();
    const auto& imports = in_.names.imports();
    for (std::size_t first = 0; first < imports.size();) {
      std::size_t end = first + 1;
      while (end < imports.size() && imports[end].statement == imports[first].statement) ++end;
      statement(first, end);
      first = end;
    }
    add_needs();
    std::stable_sort(out_.begin(), out_.end(),
                     [](const Edit& a, const Edit& b) { return a.range < b.range; });
    return std::move(out_);
  }

 private:
  struct Outcome {
    const ImportItem* item;
    bool keep = true;
    Import now;  // the new import
    bool moved = false;
  };

  // Other files read the names in __all__.
  std::set<std::string_view> exported_names() const {
    std::set<std::string_view> out;
    const GroupId group = in_.names.find(0, "__all__");
    if (group == kNoGroup) return out;
    for (const Binding& binding : in_.names.groups()[group].bindings) {
      const NodeId statement = in_.tree[binding.node].parent;
      for (NodeId id = statement; id < in_.tree[statement].last; ++id) {
        if (in_.tree[id].kind == Kind::string_content) out.insert(in_.tree.text(id));
      }
    }
    return out;
  }

  // Names that new code reads, because a rule may have moved the code that reads an import.
  std::set<std::string_view> written_names() const {
    std::set<std::string_view> out;
    for (const Edit& edit : question_.own) {
      const Kind around = in_.tree[in_.tree.at(edit.range)].kind;
      if (around != Kind::comment && around != Kind::string_content && around != Kind::string)
        add_names(edit.text, out);
    }
    return out;
  }

  // Adds words of code that follow no dot: not of comments and strings, but of the values in f-strings.
  static void add_names(std::string_view text, std::set<std::string_view>& out) {
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = at;
      while (end < text.size() && is_word(text[end])) ++end;
      const std::string_view word = text.substr(at, end - at);
      if (!word.empty() && (at == 0 || text[at - 1] != '.')) out.insert(word);
      if (end < text.size() && (text[end] == '"' || text[end] == '\'')) {
        const std::size_t quote = end;
        end = string_end(text, quote);
        if (word.ends_with('f') || word.ends_with('F')) add_values(text.substr(quote, end - quote), out);
      } else if (end < text.size() && text[end] == '#') {
        end = std::min(text.find('\n', end), text.size());
      }
      at = std::max(end, at + 1);
    }
  }

  // Adds the words between the braces of an f-string.
  static void add_values(std::string_view string, std::set<std::string_view>& out) {
    for (std::size_t open = string.find('{'); open != std::string_view::npos;) {
      const std::size_t close = std::min(string.find('}', open), string.size());
      add_names(string.substr(open + 1, close - open - 1), out);
      open = string.find('{', close);
    }
  }

  bool still_read(const ImportItem& item) const {
    if (item.group == kNoGroup) return true;
    const Group& group = in_.names.groups()[item.group];
    return std::any_of(group.uses.begin(), group.uses.end(),
                       [&](NodeId use) { return !covers(question_.all, in_.tree[use].range); });
  }

  // `import a.b` binds a, and brings a.b.
  static bool brings_submodule(const ImportItem& item) {
    return item.name.empty() && item.bound != item.module && item.module.starts_with(item.bound + ".");
  }

  // True for `import a.b` where the target has another a.b, and new code reads nothing in it any more.
  bool is_left_behind(const ImportItem& item) const {
    if (!brings_submodule(item) || leads_to_torch(item.module) || item.group == kNoGroup) return false;
    if (moved_module(in_.tables, item.module) == item.module) return false;
    bool read_before = false;
    for (const Reference& one : in_.names.references()) {
      if (one.group != item.group || !one.qualified.starts_with(item.module + ".")) continue;
      if (!covers(question_.all, in_.tree[one.root].range)) return false;
      read_before = true;
    }
    return read_before;
  }

  bool is_only_binding(const ImportItem& item) const {
    return in_.names.groups()[item.group].bindings.size() == 1;
  }

  bool keeps(const ImportItem& item) const {
    if (item.name == "*") return true;
    if (is_left_behind(item) && !is_only_binding(item)) return false;
    if (still_read(item) || needs_.contains({item.module, item.name, ""})) return true;
    if (leads_to_torch(item.module)) return false;
    const bool was_read = item.group != kNoGroup && !in_.names.groups()[item.group].uses.empty();
    if (was_read && written_.contains(item.bound)) return true;
    // A package re-exports what it imports from its own modules, even if another import binds the same name.
    if (item.level == 1 && in_.options.path.ends_with("__init__.py") && item.group != kNoGroup &&
        in_.names.groups()[item.group].bindings.size() > 1) {
      return true;
    }
    return !was_read || exported_.contains(item.bound);
  }

  void statement(std::size_t first, std::size_t end) {
    const auto& imports = in_.names.imports();
    const NodeId id = imports[first].statement;
    if (covers(question_.own, in_.tree[id].range)) return;
    std::vector<Outcome> outcomes;
    bool changed = false;
    for (std::size_t i = first; i < end; ++i) {
      Outcome outcome{&imports[i], keeps(imports[i]), {}, false};
      if (std::optional<Moved> moved = moved_import(in_, imports[i])) {
        outcome.now = {moved->module, moved->name, ""};
        outcome.moved = true;
      } else if (outcome.keep && is_left_behind(imports[i])) {
        outcome.now = {imports[i].bound, "", ""};  // what else is in the package is still read
        outcome.moved = true;
      }
      changed = changed || !outcome.keep || outcome.moved;
      outcomes.push_back(std::move(outcome));
    }
    for (const Outcome& outcome : outcomes) {
      if (outcome.keep && outcome.item->scope == 0) note_bound(outcome);
    }
    if (leads_to_torch(imports[first].module)) note_torch_place(id);
    if (!changed) return;
    rewrite(id, outcomes);
  }

  void note_bound(const Outcome& outcome) {
    const ImportItem& item = *outcome.item;
    if (!outcome.moved || outcome.now.name.empty()) bound_.insert({item.bound, item.qualified});
    // A relative import resolves to the port there.
    const Moved there = port_place(in_, item);
    if (!there.name.empty()) bound_.insert({item.bound, there.module + "." + there.name});
  }

  void note_torch_place(NodeId id) {
    if (anchor_ == kNoNode) anchor_ = id;
  }

  // Rewrites the whole statement in the fewest lines, or removes it.
  void rewrite(NodeId id, const std::vector<Outcome>& outcomes) {
    std::map<std::string, std::vector<std::string>> froms;
    std::vector<std::string> order, plain;
    for (const Outcome& outcome : outcomes) {
      if (!outcome.keep) continue;
      const ImportItem& item = *outcome.item;
      const std::string_view written = in_.tree.text(item.item);
      if (item.name.empty()) {
        plain.push_back(outcome.moved ? moved_plain(outcome) : std::string(written));
        continue;
      }
      const std::string module = outcome.moved ? outcome.now.module : written_module(id);
      if (!froms.contains(module)) order.push_back(module);
      froms[module].push_back(outcome.moved ? renamed(item, outcome.now.name) : std::string(written));
    }
    const std::string indent(indentation_after(id));
    std::vector<std::string> lines;
    if (!plain.empty()) {
      std::string line = "import ";
      for (std::size_t i = 0; i < plain.size(); ++i) line += (i > 0 ? ", " : "") + plain[i];
      lines.push_back(line);
    }
    for (const std::string& module : order) lines.push_back(from_line(module, froms[module], indent));
    if (lines.empty()) {
      out_.push_back({removal(id), needs_pass(id) ? "pass" : ""});
      return;
    }
    std::string text;
    const std::string newline(in_.tree.source().newline());
    for (std::size_t i = 0; i < lines.size(); ++i) text += (i > 0 ? newline + indent : "") + lines[i];
    out_.push_back({in_.tree[id].range, text});
  }

  // The statement's indentation after its block is dedented.
  std::string_view indentation_after(NodeId id) const {
    const std::string_view now = indentation(in_.tree, id);
    const Source& source = in_.tree.source();
    const ByteOffset line = source.whole_line(source.line_at(in_.tree[id].range.begin)).begin;
    for (const Edit& edit : question_.own) {
      if (edit.range.begin == line && edit.text.empty() && edit.range.end <= in_.tree[id].range.begin) {
        return now.substr(std::min<std::size_t>(now.size(), edit.range.size()));
      }
    }
    return now;
  }

  // Includes the blank lines below if the statement is first in the file or a block.
  ByteRange removal(NodeId id) const {
    ByteRange range = statement_range(in_.tree, id);
    if (in_.tree.previous_sibling(id) != kNoNode || !stands_alone(in_.tree, id)) return range;
    if (in_.tree[id].parent == 0 && !needs_.empty()) return range;
    const Source& source = in_.tree.source();
    while (range.end < source.size()) {
      const ByteRange line = source.whole_line(source.line_at(range.end));
      if (source.text(line).find_first_not_of(" \t\r\n") != std::string_view::npos) break;
      range.end = line.end;
    }
    return range;
  }

  // `if x: import torch` on one line.
  bool needs_pass(NodeId id) const {
    return !stands_alone(in_.tree, id) && statement_range(in_.tree, id) == in_.tree[id].range;
  }

  std::string written_module(NodeId id) const {
    return std::string(in_.tree.text(in_.tree.child(id, Field::module_name)));
  }

  static std::string moved_plain(const Outcome& outcome) {
    std::string text = outcome.now.module;
    if (outcome.item->bound != outcome.now.module) text += " as " + outcome.item->bound;
    return text;
  }

  static std::string renamed(const ImportItem& item, const std::string& name) {
    return name == item.bound ? name : name + " as " + item.bound;
  }

  std::string from_line(const std::string& module, const std::vector<std::string>& names,
                        const std::string& indent) const {
    std::string line = "from " + module + " import ";
    for (std::size_t i = 0; i < names.size(); ++i) line += (i > 0 ? ", " : "") + names[i];
    if (indent.size() + line.size() <= kLineWidth) return line;
    const std::string newline(in_.tree.source().newline());
    line = "from " + module + " import (" + newline;
    for (const std::string& name : names) line += indent + "    " + name + "," + newline;
    return line + indent + ")";
  }

  // ---- new imports

  void add_needs() {
    std::map<std::string, std::set<std::string>> froms;
    std::set<std::string> plain;
    for (Import need : needs_) {
      if (need.module.empty()) continue;
      const std::string meaning = need.name.empty() ? need.module : need.module + "." + need.name;
      if (bound_.contains({std::string(need.bound()), meaning})) continue;
      if (need.name.empty()) {
        plain.insert("import " + need.module +
                     (need.alias.empty() || need.alias == need.module ? "" : " as " + need.alias));
      } else {
        froms[place_module(in_, need.module)].insert(need.name +
                                                     (need.alias.empty() ? "" : " as " + need.alias));
      }
    }
    std::vector<std::string> lines(plain.begin(), plain.end());
    for (const auto& [module, names] : froms) {
      if (module.starts_with('.')) continue;
      lines.push_back(from_line(module, {names.begin(), names.end()}, ""));
    }
    std::vector<std::string> local;
    for (const auto& [module, names] : froms) {
      if (module.starts_with('.')) local.push_back(from_line(module, {names.begin(), names.end()}, ""));
    }
    if (!lines.empty()) insert(lines, main_place());
    if (!local.empty()) insert(local, local_place());
  }

  void insert(const std::vector<std::string>& lines, ByteOffset at) {
    const std::string newline(in_.tree.source().newline());
    std::string text;
    for (const std::string& line : lines) text += line + newline;
    // Blank lines separate imports from code; two before a definition.
    const NodeId next = statement_at(at);
    if (next != kNoNode && !is_import(next)) {
      const Kind kind = in_.tree[next].kind;
      text += newline;
      if (kind == Kind::function_definition || kind == Kind::class_definition ||
          kind == Kind::decorated_definition) {
        text += newline;
      }
    }
    // After a last line without a line end.
    const std::string_view source = in_.tree.source().text();
    if (at == source.size() && at > 0 && source[at - 1] != '\n') text = newline + text;
    out_.push_back({{at, at}, text});
  }

  // The top-level statement that begins at this offset.
  NodeId statement_at(ByteOffset offset) const {
    for (NodeId id : in_.tree.named_children(0)) {
      if (in_.tree[id].range.begin == offset) return id;
    }
    return kNoNode;
  }

  bool is_import(NodeId id) const {
    return in_.tree[id].kind == Kind::import_statement || in_.tree[id].kind == Kind::import_from_statement;
  }

  ByteOffset line_start(NodeId id) const {
    const Source& source = in_.tree.source();
    return std::max(source.whole_line(source.line_at(in_.tree[id].range.begin)).begin, source.bom_size());
  }

  ByteOffset line_behind(NodeId id) const {
    const Source& source = in_.tree.source();
    return source.whole_line(source.line_at(in_.tree[id].range.end - 1)).end;
  }

  // The place of the first torch import at top level; else after the last import at the top; else before the
  // first statement that is not a docstring or a __future__ import.
  ByteOffset main_place() const {
    if (anchor_ != kNoNode && in_.tree[anchor_].parent == 0) return line_start(anchor_);
    NodeId last = kNoNode, first_code = kNoNode;
    for (NodeId id : in_.tree.named_children(0)) {
      const Kind kind = in_.tree[id].kind;
      if (kind == Kind::future_import_statement) {
        last = id;
      } else if (is_import(id) && first_code == kNoNode) {
        if (is_local(id)) break;
        last = id;
      } else if (!is_docstring(id)) {
        if (first_code == kNoNode) first_code = id;
        break;
      } else {
        last = id;
      }
    }
    if (last != kNoNode) return line_behind(last);
    const auto all = in_.tree.named_children(0);
    return all.empty() ? in_.tree.source().size() : line_start(all.front());
  }

  bool is_local(NodeId import) const { return in_.tree.text(import).find("from .") == 0; }

  bool is_docstring(NodeId id) const {
    if (in_.tree[id].kind != Kind::expression_statement) return false;
    const NodeId inner = in_.tree.first_child(id);
    return inner != kNoNode && in_.tree[inner].kind == Kind::string;
  }

  // Relative imports go after the last relative import at top level, else to the same place as others.
  ByteOffset local_place() const {
    NodeId last = kNoNode;
    for (NodeId id : in_.tree.named_children(0)) {
      if (is_import(id) && is_local(id)) last = id;
    }
    return last == kNoNode ? main_place() : line_behind(last);
  }

  const RuleInput& in_;
  const ImportQuestion& question_;
  std::set<Import> needs_;
  std::set<std::string_view> exported_, written_;
  std::set<std::pair<std::string, std::string>>
      bound_;  // resulting (name, meaning) pairs at the module's top level
  NodeId anchor_ = kNoNode;
  std::vector<Edit> out_;
};

}  // namespace

std::vector<Edit> plan_imports(const RuleInput& input, const ImportQuestion& question) {
  return ImportPlan(input, question).run();
}

}  // namespace mintport
