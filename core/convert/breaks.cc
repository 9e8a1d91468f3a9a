#include "core/convert/breaks.hh"

#include <algorithm>
#include <map>
#include <set>

#include "core/names/names.hh"
#include "core/rules/draft/lookup.hh"

namespace mintport {
namespace {

// Modules whose names are listed completely; lists of other modules may be incomplete.
bool is_listed(std::string_view module) {
  return module == "mindspore" || module == "mindspore.ops" || module == "mindspore.nn" ||
         module == "mindspore.mint" || module.starts_with("mindspore.mint.");
}

// True if a completely listed module lacks the next part of the name.
bool lacks_target(const Tables& tables, std::string_view name) {
  if (!name.starts_with("mindspore.")) return false;
  for (std::size_t dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.', dot + 1)) {
    const std::string_view module = name.substr(0, dot), part = name.substr(0, name.find('.', dot + 1));
    if (!is_listed(module)) return false;
    const Symbol* symbol = tables.target_symbol(part);
    if (symbol == nullptr) return name[dot + 1] != '_';  // private names are not listed
    if (symbol->kind != Symbol::Kind::module) return false;
  }
  return false;
}

class Finder {
 public:
  Finder(const Tree& tree, const Names& names, const Tables& tables)
      : tree_(tree), names_(names), tables_(tables) {}

  std::vector<Break> run(const Names* whole) {
    for (const ByteRange& error : tree_.errors()) add(Break::Kind::syntax, error.begin, "");
    for (const ImportItem& import : names_.imports()) {
      if (import.level == 0)
        check(tree_[import.item == kNoNode ? import.statement : import.item].range.begin, import.qualified);
    }
    for (const Reference& reference : names_.references()) {
      check(tree_[reference.node].range.begin, reference.qualified);
    }
    if (whole != nullptr) find_unbound(*whole);
    std::stable_sort(out_.begin(), out_.end(),
                     [](const Break& a, const Break& b) { return a.line < b.line; });
    out_.erase(std::unique(out_.begin(), out_.end()), out_.end());
    return std::move(out_);
  }

 private:
  void add(Break::Kind kind, ByteOffset at, std::string name) {
    out_.push_back({kind, tree_.source().line_at(at), std::move(name)});
  }

  void check(ByteOffset at, const std::string& name) {
    if (leads_to_torch(name)) {
      add(Break::Kind::torch, at, name);
    } else if (lacks_target(tables_, name)) {
      add(Break::Kind::no_target, at, name);
    }
  }

  void find_unbound(const Names& whole) {
    std::set<std::string_view> missing;
    for (const ImportItem& import : whole.imports()) {
      if (!import.bound.empty() && import.name != "*" && !names_.binds(import.bound))
        missing.insert(import.bound);
    }
    if (missing.empty()) return;
    for (NodeId id : tree_.of(Kind::identifier)) {
      const Node& node = tree_[id];
      if (node.field == Field::attribute) continue;
      if (node.field == Field::name && tree_[node.parent].kind == Kind::keyword_argument) continue;
      if (const auto text = tree_.text(id); missing.contains(text)) {
        add(Break::Kind::unbound, node.range.begin, std::string(text));
      }
    }
  }

  const Tree& tree_;
  const Names& names_;
  const Tables& tables_;
  std::vector<Break> out_;
};

}  // namespace

std::string to_string(const Break& broken) {
  switch (broken.kind) {
    case Break::Kind::syntax:
      return "does not parse";
    case Break::Kind::torch:
      return broken.name + " belongs to torch";
    case Break::Kind::no_target:
      return broken.name + " is not in the target";
    case Break::Kind::unbound:
      return broken.name + " is imported in the work tree, but the import is not staged";
  }
  return "";
}

std::vector<Break> find_breaks(std::shared_ptr<const Source> source, std::string_view path,
                               std::string_view package, const Tables& tables,
                               std::shared_ptr<const Source> whole) {
  const Tree tree = Tree::parse(source);
  const Names names(tree, path, package);
  Finder finder(tree, names, tables);
  if (whole == nullptr || whole->text() == source->text()) return finder.run(nullptr);
  const Tree whole_tree = Tree::parse(std::move(whole));
  const Names whole_names(whole_tree, path, package);
  return finder.run(&whole_names);
}

std::vector<Break> new_breaks(std::vector<Break> now, const std::vector<Break>& before) {
  std::map<std::pair<Break::Kind, std::string>, std::size_t> known;
  for (const Break& broken : before) ++known[{broken.kind, broken.name}];
  std::erase_if(now, [&](const Break& broken) {
    std::size_t& left = known[{broken.kind, broken.name}];
    if (left == 0) return false;
    --left;
    return true;
  });
  return now;
}

}  // namespace mintport
