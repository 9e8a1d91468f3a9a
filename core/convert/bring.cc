#include "core/convert/bring.hh"

#include <algorithm>
#include <map>
#include <optional>

#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/statements.hh"

namespace mintport {
namespace {

// The requirements of a wanted name: top-level statements of the source, and imports.
struct Needs {
  std::set<NodeId> statements;
  std::set<std::uint32_t> imports;  // indices of Names::imports()
};

class Bringer {
 public:
  explicit Bringer(const ModulePair& modules)
      : modules_(modules), source_(modules.source), port_(modules.port), tree_(source_.tree()) {}

  Brought run() {
    for (const std::string& name : modules_.wanted) want(name);
    if (!lazy_.empty()) refuse(lazy_, "the package loads lazily; add them to its import structure");
    if (!names_.empty()) out_.text = written();
    out_.names.assign(names_.begin(), names_.end());
    return std::move(out_);
  }

 private:
  void want(const std::string& name) {
    if (port_.find(0, name) != kNoGroup) return;
    if (source_.find(0, name) == kNoGroup) return;
    Needs needs;
    std::set<std::string> taken;
    if (const auto why = collect(name, needs, taken)) return refuse(name, *why);
    if (is_lazy()) {
      for (const std::uint32_t index : needs.imports) note_import(source_.imports()[index]);
      lazy_ += (lazy_.empty() ? "" : ", ") + name;
      return;
    }
    all_.statements.insert(needs.statements.begin(), needs.statements.end());
    all_.imports.insert(needs.imports.begin(), needs.imports.end());
    names_.insert(taken.begin(), taken.end());
  }

  void refuse(const std::string& name, const std::string& why) { out_.refused.push_back(name + ": " + why); }

  // sys.modules[__name__] = ...
  bool is_lazy() const {
    const Tree& tree = port_.tree();
    const auto assignments = tree.of(Kind::assignment);
    return std::any_of(assignments.begin(), assignments.end(), [&](NodeId id) {
      return tree.text(tree.child(id, Field::left)) == "sys.modules[__name__]";
    });
  }

  // Collects the requirements of the name and of the names that it reads. Returns a reason if it cannot be
  // added.
  std::optional<std::string> collect(const std::string& name, Needs& needs, std::set<std::string>& taken) {
    if (port_.find(0, name) != kNoGroup || !taken.insert(name).second) return std::nullopt;
    const GroupId id = source_.find(0, name);
    for (const Binding& binding : source_.groups()[id].bindings) {
      if (binding.kind == Binding::Kind::import) {
        const ImportItem& item = source_.imports()[binding.import];
        if (leads_to_torch(item.module)) return "it still needs " + item.qualified;
        if (modules_.absent.contains({item.module, item.name}))
          return "it needs " + item.qualified + ", which the port lacks";
        needs.imports.insert(binding.import);
        continue;
      }
      NodeId statement = binding.node;
      while (tree_[statement].parent != 0) statement = tree_[statement].parent;
      if (!needs.statements.insert(statement).second) continue;
      if (auto why = collect_read(statement, needs, taken)) return why;
    }
    return std::nullopt;
  }

  std::optional<std::string> collect_read(NodeId statement, Needs& needs, std::set<std::string>& taken) {
    for (const Group& group : source_.groups()) {
      if (group.scope != 0 || group.bindings.empty()) continue;
      const bool read = std::any_of(group.uses.begin(), group.uses.end(), [&](NodeId use) {
        return statement <= use && use < tree_[statement].last;
      });
      if (!read) continue;
      if (auto why = collect(std::string(group.name), needs, taken)) return why;
    }
    return std::nullopt;
  }

  // The port's text with new imports after its own, and the definitions at its end.
  std::string written() {
    const Source& port = port_.tree().source();
    const std::string newline(port.newline());
    std::vector<Edit> edits;
    if (const std::string imports = import_lines(newline); !imports.empty())
      edits.push_back({{import_place(), import_place()}, imports});
    std::string definitions;
    for (NodeId statement : all_.statements) {
      definitions += newline + newline + definition_text(statement) + newline;
    }
    const std::string_view text = port.text();
    if (!definitions.empty() && !text.empty() && text.back() != '\n') definitions = newline + definitions;
    if (!definitions.empty()) edits.push_back({{port.size(), port.size()}, definitions});
    return mintport::apply(text, edits);
  }

  std::string definition_text(NodeId statement) const {
    const ByteRange range = with_comments(statement);
    const std::string_view text = tree_.source().text(range);
    if (!delays_annotations(tree_) || delays_annotations(port_.tree())) return std::string(text);
    std::vector<Edit> edits;
    for (const NodeId type : tree_.of(Kind::type)) {
      const ByteRange at = tree_[type].range;
      if (range.contains(at) && tree_.ancestor(type, Kind::type) == kNoNode && joins_string(type))
        edits.push_back({{at.begin - range.begin, at.end - range.begin}, quoted(tree_.text(type))});
    }
    return mintport::apply(text, edits);
  }

  // from __future__ import annotations
  static bool delays_annotations(const Tree& tree) {
    const auto imports = tree.of(Kind::future_import_statement);
    return std::any_of(imports.begin(), imports.end(), [&](NodeId id) {
      return tree.text(id).find("annotations") != std::string_view::npos;
    });
  }

  // int | "A": a TypeError where Python evaluates annotations
  bool joins_string(NodeId type) const {
    for (NodeId id = type + 1; id < tree_[type].last; ++id) {
      if (!tree_.is(id, Kind::string)) continue;
      NodeId up = tree_[id].parent;
      if (up != type && tree_.is(up, Kind::type)) up = tree_[up].parent;
      if (tree_.is(up, Kind::binary_operator, Kind::union_type)) return true;
    }
    return false;
  }

  static std::string quoted(std::string_view annotation) {
    std::string out = "\"";
    for (const char c : annotation) out += c == '"' ? '\'' : c == '\n' ? ' ' : c;
    return out + '"';
  }

  // Includes the comment lines directly above.
  ByteRange with_comments(NodeId statement) const {
    return {paragraph_range(tree_, statement).begin, tree_[statement].range.end};
  }

  void note_import(const ImportItem& item) {
    if (!item.name.empty()) out_.imports.emplace(item.module, item.name);
  }

  std::string import_lines(const std::string& newline) {
    std::map<std::string, std::set<std::string>> froms;
    std::set<std::string> plain;
    for (const std::uint32_t index : all_.imports) {
      const ImportItem& item = source_.imports()[index];
      if (item.name.empty()) {
        plain.insert("import " + std::string(tree_.text(item.item)));
      } else {
        const NodeId module = tree_.child(item.statement, Field::module_name);
        froms[std::string(tree_.text(module))].insert(std::string(tree_.text(item.item)));
        note_import(item);
      }
    }
    std::string out;
    for (const std::string& line : plain) out += line + newline;
    for (const auto& [module, names] : froms) {
      out += "from " + module + " import ";
      for (const std::string& name : names) out += (name == *names.begin() ? "" : ", ") + name;
      out += newline;
    }
    return out;
  }

  // After the last top-level import of the port; else after its docstring, else at its start.
  ByteOffset import_place() const {
    const Tree& tree = port_.tree();
    const Source& source = tree.source();
    NodeId last = kNoNode;
    for (NodeId id : tree.named_children(0)) {
      const Kind kind = tree[id].kind;
      const bool docstring = last == kNoNode && kind == Kind::expression_statement &&
                             tree[tree.first_child(id)].kind == Kind::string;
      if (is_import(kind) || docstring) last = id;
    }
    if (last == kNoNode) return source.bom_size();
    return source.whole_line(source.line_at(tree[last].range.end - 1)).end;
  }

  const ModulePair& modules_;
  const Names &source_, &port_;
  const Tree& tree_;
  Needs all_;
  std::set<std::string> names_;
  std::string lazy_;  // "a, b": wanted names of a lazily loading package
  Brought out_;
};

}  // namespace

Brought bring(const ModulePair& modules) {
  return Bringer(modules).run();
}

}  // namespace mintport
