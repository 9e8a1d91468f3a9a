#include "core/rules/layout/import_order.hh"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "core/base/text.hh"
#include "core/mapping/standard_modules.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/import_lines.hh"

namespace mintport {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A key that compares as isort orders names: without case, numbers by value.
std::string natural(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      out += to_lower(text[i++]);
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && is_digit(text[end])) ++end;
    out += std::string(12 - std::min<std::size_t>(12, end - i), '0');
    out += text.substr(i, end - i);
    i = end;
  }
  return out;
}

// Orders CONSTANTS, then Classes, then functions.
std::string name_key(std::string_view name) {
  const bool upper = name.size() > 1 && std::none_of(name.begin(), name.end(), [](char c) {
                       return c != to_lower(c) ? false : c >= 'a' && c <= 'z';
                     });
  const bool has_letter = std::any_of(name.begin(), name.end(), [](char c) { return c != to_lower(c); });
  const char kind = upper && has_letter ? 'A' : name[0] != to_lower(name[0]) ? 'B' : 'C';
  return kind + natural(name);
}

// Orders relative modules with more dots first.
std::string module_key(std::string_view module) {
  const std::size_t name = std::min(module.find_first_not_of('.'), module.size());
  if (name == 0) return natural(module);
  return std::string(module.substr(0, name)) + "_" + natural(module.substr(name));
}

struct Statement {
  std::string comments;  // whole lines above the statement
  std::string module;
  bool from = false;
  std::vector<std::string> names;  // of a `from` import; names with `as` are separate statements
  std::string whole;               // not empty: keep this text
};

// What most imports are: without a comment beside or inside them. nullopt where a comment above belongs to
// none.
std::optional<std::vector<Statement>> plain_statements(const std::vector<ImportLine>& lines) {
  std::vector<Statement> out;
  std::string comments;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const ImportLine& line = lines[at];
    if (!line.comment.empty()) {
      if (at + 1 == lines.size() || lines[at + 1].line != line.line + 1) return std::nullopt;
      comments.append(line.comment).append("\n");
    } else if (line.from) {
      out.push_back({std::exchange(comments, ""), std::string(line.module), true, line.names, {}});
    } else {
      for (const std::string& name : line.names)
        out.push_back({std::exchange(comments, ""), name, false, {}, {}});
    }
  }
  return out;
}

// Reads the import statements of a text; nullopt if it contains anything else. Keeps no reference to the
// text.
class Reader {
 public:
  explicit Reader(const Tree& tree) : tree_(tree) {}

  std::optional<std::vector<Statement>> run() {
    if (tree_.has_error()) return std::nullopt;
    for (NodeId id = tree_.first_child(0); id != kNoNode; id = tree_.next_sibling(id)) {
      const NodeId next = tree_.next_sibling(id);
      if (tree_[id].kind == Kind::comment) {
        // A comment followed by a blank line belongs to no import.
        if (next == kNoNode || line_of(tree_[next].range.begin) != line_of(tree_[id].range.begin) + 1)
          return std::nullopt;
        comments_ += without_returns(tree_.text(id)) + "\n";
        continue;
      }
      const bool comment_behind = next != kNoNode && tree_[next].kind == Kind::comment &&
                                  line_of(tree_[next].range.begin) == line_of(tree_[id].range.end);
      const bool comment = comment_behind || tree_.child(id, Kind::comment) != kNoNode;
      const ByteRange range{tree_[id].range.begin, tree_[comment_behind ? next : id].range.end};
      const std::string whole = comment ? without_returns(tree_.source().text(range)) : std::string();
      if (tree_[id].kind == Kind::import_statement) {
        if (!plain(id, whole)) return std::nullopt;
      } else if (tree_[id].kind == Kind::import_from_statement ||
                 tree_[id].kind == Kind::future_import_statement) {
        from(id, whole);
      } else {
        return std::nullopt;
      }
      if (comment_behind) id = next;
    }
    return std::move(out_);
  }

 private:
  std::uint32_t line_of(ByteOffset offset) const { return tree_.source().line_at(offset); }

  static std::string without_returns(std::string_view text) {
    std::string out(text);
    std::erase(out, '\r');
    return out;
  }

  Statement& add(std::string module, const std::string& whole) {
    out_.push_back({std::exchange(comments_, ""), std::move(module), false, {}, whole});
    return out_.back();
  }

  std::string name_of(NodeId item) const {
    const NodeId name = tree_.child(item, Field::name), alias = tree_.child(item, Field::alias);
    if (tree_[item].kind != Kind::aliased_import || name == kNoNode || alias == kNoNode)
      return std::string(tree_.text(item));
    return std::string(tree_.text(name)) + " as " + std::string(tree_.text(alias));
  }

  bool plain(NodeId id, const std::string& whole) {
    const auto items = tree_.named_children(id);
    if (!whole.empty() && items.size() > 1) return false;
    for (NodeId item : items) add(name_of(item), whole);
    return true;
  }

  void from(NodeId id, const std::string& whole) {
    const NodeId module = tree_.child(id, Field::module_name);
    Statement& made = add(module == kNoNode ? "__future__" : std::string(tree_.text(module)), whole);
    made.from = true;
    if (!whole.empty()) return;
    for (NodeId item : tree_.named_children(id)) {
      if (item != module) made.names.push_back(name_of(item));
    }
  }

  const Tree& tree_;
  std::string comments_;
  std::vector<Statement> out_;
};

// nullopt also for a mark that disables sorting.
std::optional<std::vector<Statement>> imports_in(const std::string& text) {
  if (contains(text, "isort")) return std::nullopt;
  if (const auto lines = read_import_lines(text)) return plain_statements(*lines);
  auto tree = Tree::parse("imports.py", text);
  if (!tree) return std::nullopt;
  return Reader(*std::move(tree)).run();
}

class Writer {
 public:
  // `indent`, of blanks and tabs, comes before every line; each character counts as one column, as in isort.
  // Both references must outlive this.
  Writer(const Profile::ImportOrder& order, std::string_view indent) : order_(order), indent_(indent) {}

  std::string run(std::vector<Statement> statements) {
    for (Statement& statement : statements) place(std::move(statement));
    std::string out;
    for (auto& [section, lines] : sections_) {
      if (!out.empty()) out += "\n";
      for (auto& [key, line] : lines) out += line.comments + line.text + "\n";
    }
    return out;
  }

 private:
  // isort's order, then the exact text in order of appearance, so that names that differ only in case stay
  // apart.
  struct Key {
    std::string order;
    std::size_t text = 0;
    std::string rest;
    auto operator<=>(const Key&) const = default;
  };
  struct Line {
    std::string comments, text;
  };

  static bool takes(const Profile::Section& section, std::string_view top) {
    return std::binary_search(section.modules.begin(), section.modules.end(), top) ||
           (section.standard && is_standard_module(top));
  }

  std::size_t section(std::string_view module) const {
    std::size_t rest = 0;
    const std::string_view top = module.substr(0, module.find_first_of(". "));
    for (std::size_t i = 0; i < order_.sections.size(); ++i) {
      const Profile::Section& section = order_.sections[i];
      if (section.rest) rest = i;
      if (module.starts_with('.') ? section.relative : takes(section, top)) return i;
    }
    return rest;
  }

  // Merges statements of a module. Names with `as`, a star, and statements with a comment stay separate.
  void place(Statement statement) {
    auto& lines = sections_[section(statement.module)];
    const std::string& module = statement.module;
    if (!statement.from) {
      const std::string text = statement.whole.empty() ? "import " + module : statement.whole;
      return put(lines[{"0" + module_key(module), rank(text), ""}], statement, text);
    }
    const std::string order = "1" + module_key(module);
    const std::size_t at = rank(module);
    if (!statement.whole.empty())
      return put(lines[{order, at, "#" + statement.whole}], statement, statement.whole);
    auto& all = names_[module];
    for (std::string& name : statement.names) {
      const bool star = name == "*";
      if (star || name.find(" as ") != std::string::npos) {
        lines[{order, at, (star ? "A" : "C") + name}].text = "from " + module + " import " + name;
      } else if (std::find(all.begin(), all.end(), name) == all.end()) {
        all.push_back(std::move(name));
      }
    }
    if (!all.empty()) return put(lines[{order, at, "B"}], statement, from_line(module, all));
    // Without a line of names, a comment goes before the first statement.
    lines.lower_bound({order, at, ""})->second.comments += statement.comments;
  }

  std::size_t rank(const std::string& text) { return ranks_.try_emplace(text, ranks_.size()).first->second; }

  static void put(Line& line, const Statement& statement, std::string text) {
    line.comments += statement.comments;
    line.text = std::move(text);
  }

  std::string from_line(const std::string& module, std::vector<std::string>& names) const {
    std::stable_sort(names.begin(), names.end(),
                     [](const std::string& a, const std::string& b) { return name_key(a) < name_key(b); });
    std::string line = "from " + module + " import ";
    for (std::size_t i = 0; i < names.size(); ++i) line += (i > 0 ? ", " : "") + names[i];
    if (indent_.size() + line.size() <= order_.line_length) return line;
    const char* const step = indent_.find('\t') == std::string_view::npos ? "    " : "\t";
    line = "from " + module + " import (\n";
    for (const std::string& name : names) line += step + name + ",\n";
    return line + ")";
  }

  const Profile::ImportOrder& order_;
  std::string_view indent_;
  std::map<std::size_t, std::map<Key, Line>> sections_;
  std::map<std::string, std::size_t> ranks_;
  std::map<std::string, std::vector<std::string>> names_;  // the names of a module that share a line
};

// True if an edit affects a run of imports. An insertion before the run that is not an import does not.
bool belongs(const Edit& edit, ByteRange run) {
  if (!edit.range.empty()) return edit.range.overlaps(run);
  if (edit.range.begin < run.begin || run.end < edit.range.begin) return false;
  return edit.range.begin > run.begin || edit.text.starts_with("import ") || edit.text.starts_with("from ");
}

// The edits inside the run, relative to its text; nullopt if one crosses its ends.
std::optional<std::vector<Edit>> inside(const std::vector<Edit>& edits, ByteRange run) {
  std::vector<Edit> out;
  for (const Edit& edit : edits) {
    if (!belongs(edit, run)) continue;
    if (!run.contains(edit.range)) return std::nullopt;
    out.push_back({{edit.range.begin - run.begin, edit.range.end - run.begin}, edit.text});
  }
  return out;
}

// Adjacent statements of a block that are imports or removed.
class Runs {
 public:
  Runs(const RuleInput& input, const std::vector<Edit>& edits) : in_(input), edits_(edits) {}

  std::vector<ByteRange> find() {
    visit(0);
    close();
    return std::move(out_);
  }

 private:
  void visit(NodeId list) {
    for (NodeId id = in_.tree.first_child(list); id != kNoNode; id = in_.tree.next_sibling(id)) {
      const Kind kind = in_.tree[id].kind;
      if (kind == Kind::comment || (list != 0 && gone(id))) continue;
      if (is_import(kind)) {
        if (first_ == kNoNode) first_ = id;
        last_ = id;
      } else if (gone(id)) {
        continue;
      } else if (opened(id)) {
        visit_blocks(id);
      } else {
        close();
        visit_inside(id);
      }
    }
  }

  // Blocks of a remaining statement have their own runs.
  void visit_inside(NodeId id) {
    for (NodeId part = in_.tree.first_child(id); part != kNoNode; part = in_.tree.next_sibling(part)) {
      if (in_.tree[part].kind == Kind::block) {
        visit(part);
        close();
      } else if (part_with_block(in_.tree[part].kind)) {
        visit_inside(part);
      }
    }
  }
  static bool part_with_block(Kind kind) {
    return kind == Kind::elif_clause || kind == Kind::else_clause || kind == Kind::except_clause ||
           kind == Kind::except_group_clause || kind == Kind::finally_clause ||
           kind == Kind::function_definition || kind == Kind::class_definition;
  }

  // The statements of a removed guard take its place.
  void visit_blocks(NodeId id) {
    for (NodeId part = in_.tree.first_child(id); part != kNoNode; part = in_.tree.next_sibling(part)) {
      if (in_.tree[part].kind == Kind::block) visit(part);
      const NodeId body = in_.tree.child(part, Kind::block);
      if (body != kNoNode) visit(body);
    }
  }

  // The edit that removes the text at `at`, or nullptr.
  const Edit* removing(ByteOffset at) const {
    auto behind = std::upper_bound(edits_.begin(), edits_.end(), at, [](ByteOffset offset, const Edit& edit) {
      return offset < edit.range.begin;
    });
    while (behind != edits_.begin() && std::prev(behind)->range.empty()) --behind;
    if (behind == edits_.begin()) return nullptr;
    const Edit& edit = *std::prev(behind);
    return edit.text.empty() && edit.range.contains(at) ? &edit : nullptr;
  }

  bool gone(NodeId id) const {
    const Edit* edit = removing(in_.tree[id].range.begin);
    return edit != nullptr && edit->range.contains(in_.tree[id].range);
  }

  bool opened(NodeId id) const {
    const Kind kind = in_.tree[id].kind;
    return (kind == Kind::if_statement || kind == Kind::try_statement) &&
           removing(in_.tree[id].range.begin) != nullptr;
  }

  void close() {
    if (first_ != kNoNode) {
      const Source& source = in_.tree.source();
      out_.push_back({source.whole_line(source.line_at(in_.tree[first_].range.begin)).begin,
                      source.whole_line(source.line_at(in_.tree[last_].range.end - 1)).end});
    }
    first_ = last_ = kNoNode;
  }

  const RuleInput& in_;
  const std::vector<Edit>& edits_;
  NodeId first_ = kNoNode, last_ = kNoNode;
  std::vector<ByteRange> out_;
};

// Removes the indent that all lines share; nullopt if a line has less.
std::optional<std::string> dedented(std::string_view text, std::string_view indent) {
  std::string out;
  for (const std::string_view line : split_lines(text)) {
    const bool has_it = line.starts_with(indent);
    if (!has_it && !trim(line).empty()) return std::nullopt;
    out += line.substr(has_it ? indent.size() : 0);
  }
  return out;
}

std::string indented(std::string_view text, std::string_view indent) {
  std::string out;
  for (const std::string_view line : split_lines(text)) {
    if (line[0] != '\n') out += indent;
    out += line;
  }
  return out;
}

std::string with_newline(std::string text, std::string_view newline) {
  if (newline == "\n") return text;
  std::string out;
  for (char c : text) out += c == '\n' ? std::string(newline) : std::string(1, c);
  return out;
}

// isort's marks for a whole file; they may be far from the imports.
bool asks_to_stay(std::string_view text) {
  const auto holds = [&](std::string_view mark) { return contains(text, mark); };
  if (!holds("isort")) return false;
  return holds("isort: skip_file") || holds("isort:skip_file") || holds("isort: off");
}

}  // namespace

std::vector<Edit> order_imports(const RuleInput& input, std::vector<Edit> edits) {
  const Profile* profile = input.tables.profile();
  if (profile == nullptr || !profile->imports || input.options.example) return edits;
  const Source& source = input.tree.source();
  if (asks_to_stay(source.text())) return edits;
  for (const ByteRange run : Runs(input, edits).find()) {
    const auto own = inside(edits, run);
    if (!own) continue;
    const std::string text = mintport::apply(source.text(run), *own);
    const std::string_view indent = std::string_view(text).substr(0, text.find_first_not_of(" \t"));
    const auto flush = dedented(text, indent);
    auto statements = flush ? imports_in(*flush) : std::nullopt;
    if (!statements || statements->empty()) continue;
    std::string sorted = with_newline(
        indented(Writer(*profile->imports, indent).run(std::move(*statements)), indent), source.newline());
    if (!text.ends_with('\n')) sorted.resize(sorted.size() - source.newline().size());  // the file ends so
    if (sorted == text) continue;
    std::erase_if(edits, [&](const Edit& edit) { return belongs(edit, run); });
    insert_edit(edits, Edit{run, std::move(sorted)});
  }
  return edits;
}

}  // namespace mintport
