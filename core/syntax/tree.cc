#include "core/syntax/tree.hh"

#include <tree_sitter/api.h>

#include <array>
#include <cassert>
#include <optional>
#include <string>
#include <unordered_map>

extern "C" const TSLanguage* tree_sitter_python(void);

namespace mintport {
namespace {

struct Vocabulary {
  std::vector<Kind> kinds;    // by TSSymbol
  std::vector<Field> fields;  // by TSFieldId
};

// The grammar's numbers for our kinds and fields, looked up by name once.
const Vocabulary& vocabulary() {
  static const Vocabulary built = [] {
    std::unordered_map<std::string_view, Kind> named, tokens;
    std::unordered_map<std::string_view, Field> fields;
#define X(name, spelling) named.emplace(spelling, Kind::name);
    MINTPORT_NAMED_KINDS(X)
#undef X
#define X(name, spelling) tokens.emplace(spelling, Kind::name);
    MINTPORT_TOKEN_KINDS(X)
#undef X
#define X(name, spelling) fields.emplace(spelling, Field::name);
    MINTPORT_FIELDS(X)
#undef X
    const TSLanguage* language = tree_sitter_python();
    Vocabulary v;
    v.kinds.resize(ts_language_symbol_count(language), Kind::other);
    for (std::uint32_t symbol = 0; symbol < v.kinds.size(); ++symbol) {
      const bool is_named =
          ts_language_symbol_type(language, static_cast<TSSymbol>(symbol)) == TSSymbolTypeRegular;
      const auto& table = is_named ? named : tokens;
      const auto found = table.find(ts_language_symbol_name(language, static_cast<TSSymbol>(symbol)));
      v.kinds[symbol] = found != table.end() ? found->second : is_named ? Kind::other : Kind::token;
    }
    v.fields.resize(ts_language_field_count(language) + 1, Field::none);
    for (std::uint32_t field = 1; field < v.fields.size(); ++field) {
      const auto found = fields.find(ts_language_field_name_for_id(language, static_cast<TSFieldId>(field)));
      if (found != fields.end()) v.fields[field] = found->second;
    }
    return v;
  }();
  return built;
}

struct ParserDeleter {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};

TSTree* run_parser(std::string_view text, TSTree* old) {
  // One parser a thread: making one costs more than parsing a small file.
  thread_local std::unique_ptr<TSParser, ParserDeleter> parser = [] {
    std::unique_ptr<TSParser, ParserDeleter> made(ts_parser_new());
    [[maybe_unused]] const bool fits = ts_parser_set_language(made.get(), tree_sitter_python());
    assert(fits && "the grammar's ABI does not fit the tree-sitter core");
    return made;
  }();
  ts_parser_reset(parser.get());
  return ts_parser_parse_string(parser.get(), old, text.data(), static_cast<std::uint32_t>(text.size()));
}

// The indentation of what begins at `byte`, as Python counts it: tabs reach to the next multiple of 8, a form
// feed starts anew, a byte order mark is nothing. Nothing when something else stands before it on its logical
// line.
std::optional<std::uint32_t> indentation_at(std::string_view text, std::size_t byte) {
  std::size_t begin = byte;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t' || text[begin - 1] == '\f')) --begin;
  const std::string_view before = text.substr(0, begin);
  const bool at_start = before.empty() || before == "\xEF\xBB\xBF" || before.ends_with('\n');
  if (!at_start || before.ends_with("\\\n") || before.ends_with("\\\r\n")) return std::nullopt;
  std::uint32_t column = 0;
  for (char c : text.substr(begin, byte - begin)) {
    column = c == '\f' ? 0 : c == '\t' ? (column / 8 + 1) * 8 : column + 1;
  }
  return column;
}

// Goes down where statements stand, and compares the columns of those that begin a line: the grammar takes an
// odd indentation and an empty block, Python does not.
void add_indentation_errors(TSNode list, std::string_view text, std::vector<ByteRange>& out) {
  const Vocabulary& words = vocabulary();
  auto kind = [&](TSNode node) {
    const TSSymbol symbol = ts_node_symbol(node);
    return symbol < words.kinds.size() ? words.kinds[symbol] : Kind::error;
  };
  std::optional<std::uint32_t> first;
  const Kind own = kind(list);
  const bool is_list = own == Kind::block || own == Kind::module;
  bool filled =
      own == Kind::module || own == Kind::decorated_definition;  // has a block, or a block a statement
  TSTreeCursor cursor = ts_tree_cursor_new(list);
  for (bool more = ts_tree_cursor_goto_first_child(&cursor); more;
       more = ts_tree_cursor_goto_next_sibling(&cursor)) {
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    const Kind what = kind(node);
    filled = filled || (is_list ? ts_node_is_named(node) && what != Kind::comment : what == Kind::block);
    if (is_list && ts_node_is_named(node) && what != Kind::comment) {
      const auto column = indentation_at(text, ts_node_start_byte(node));
      if (column && !first) first = column;
      if (column && column != first) out.push_back({ts_node_start_byte(node), ts_node_end_byte(node)});
    }
    switch (what) {
      case Kind::block:
      case Kind::if_statement:
      case Kind::elif_clause:
      case Kind::else_clause:
      case Kind::for_statement:
      case Kind::while_statement:
      case Kind::try_statement:
      case Kind::except_clause:
      case Kind::finally_clause:
      case Kind::with_statement:
      case Kind::function_definition:
      case Kind::class_definition:
      case Kind::decorated_definition:
        add_indentation_errors(node, text, out);
        break;
      default:
        break;
    }
  }
  ts_tree_cursor_delete(&cursor);
  if (!filled) out.push_back({ts_node_start_byte(list), ts_node_end_byte(list)});
}

std::vector<ByteRange> error_ranges(const TSTree* tree, std::string_view text) {
  std::vector<ByteRange> out;
  const TSNode root = ts_tree_root_node(tree);
  if (!ts_node_has_error(root)) {
    add_indentation_errors(root, text, out);
    return out;
  }
  TSTreeCursor cursor = ts_tree_cursor_new(root);
  // Goes down only where an error is.
  for (bool more = true; more;) {
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    const bool here = ts_node_is_error(node) || ts_node_is_missing(node);
    if (here) out.push_back({ts_node_start_byte(node), ts_node_end_byte(node)});
    if (!here && ts_node_has_error(node) && ts_tree_cursor_goto_first_child(&cursor)) continue;
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      if (!ts_tree_cursor_goto_parent(&cursor)) {
        more = false;
        break;
      }
    }
  }
  ts_tree_cursor_delete(&cursor);
  return out;
}

}  // namespace

struct Tree::Handle {
  TSTree* tree;
  explicit Handle(TSTree* t) : tree(t) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { ts_tree_delete(tree); }
};

Tree::Tree() = default;
Tree::Tree(Tree&&) noexcept = default;
Tree& Tree::operator=(Tree&&) noexcept = default;
Tree::~Tree() = default;

Tree Tree::parse(std::shared_ptr<const Source> source) {
  const Vocabulary& words = vocabulary();
  Tree out;
  out.source_ = std::move(source);
  out.handle_ = std::make_unique<Handle>(run_parser(out.source_->text(), nullptr));
  const TSNode root = ts_tree_root_node(out.handle_->tree);
  out.has_error_ = ts_node_has_error(root);
  out.nodes_.reserve(ts_node_descendant_count(root));

  TSTreeCursor cursor = ts_tree_cursor_new(root);
  NodeId parent = kNoNode;
  for (bool more = true; more;) {
    const TSNode at = ts_tree_cursor_current_node(&cursor);
    Node node;
    const TSSymbol symbol = ts_node_symbol(at);
    node.kind = ts_node_is_missing(at)        ? Kind::missing
                : symbol < words.kinds.size() ? words.kinds[symbol]
                                              : Kind::error;  // (TSSymbol)-1
    node.named = ts_node_is_named(at);
    node.field = words.fields[ts_tree_cursor_current_field_id(&cursor)];
    node.range = {ts_node_start_byte(at), ts_node_end_byte(at)};
    node.parent = parent;
    const NodeId id = static_cast<NodeId>(out.nodes_.size());
    out.nodes_.push_back(node);
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      parent = id;
      continue;
    }
    out.nodes_[id].last = id + 1;
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      if (parent == kNoNode) {
        more = false;
        break;
      }
      ts_tree_cursor_goto_parent(&cursor);
      out.nodes_[parent].last = static_cast<NodeId>(out.nodes_.size());
      parent = out.nodes_[parent].parent;
    }
  }
  ts_tree_cursor_delete(&cursor);
  return out;
}

NodeId Tree::next_sibling(NodeId id) const {
  const NodeId parent = nodes_[id].parent;
  if (parent == kNoNode) return kNoNode;
  const NodeId next = nodes_[id].last;
  return next < nodes_[parent].last ? next : kNoNode;
}

NodeId Tree::previous_sibling(NodeId id) const {
  const NodeId parent = nodes_[id].parent;
  if (parent == kNoNode) return kNoNode;
  NodeId before = kNoNode;
  for (NodeId at = first_child(parent); at != id; at = next_sibling(at)) before = at;
  return before;
}

NodeId Tree::child(NodeId id, Field field) const {
  for (NodeId at = first_child(id); at != kNoNode; at = next_sibling(at)) {
    if (nodes_[at].field == field) return at;
  }
  return kNoNode;
}

NodeId Tree::child(NodeId id, Kind kind) const {
  for (NodeId at = first_child(id); at != kNoNode; at = next_sibling(at)) {
    if (nodes_[at].kind == kind) return at;
  }
  return kNoNode;
}

std::vector<NodeId> Tree::children(NodeId id) const {
  std::vector<NodeId> out;
  for (NodeId at = first_child(id); at != kNoNode; at = next_sibling(at)) out.push_back(at);
  return out;
}

std::vector<NodeId> Tree::named_children(NodeId id) const {
  std::vector<NodeId> out;
  for (NodeId at = first_child(id); at != kNoNode; at = next_sibling(at)) {
    if (nodes_[at].named && nodes_[at].kind != Kind::comment && nodes_[at].kind != Kind::line_continuation) {
      out.push_back(at);
    }
  }
  return out;
}

NodeId Tree::ancestor(NodeId id, Kind kind) const {
  for (NodeId at = nodes_[id].parent; at != kNoNode; at = nodes_[at].parent) {
    if (nodes_[at].kind == kind) return at;
  }
  return kNoNode;
}

NodeId Tree::at(ByteRange range) const {
  NodeId id = 0;
  for (NodeId next = 0; next != kNoNode;) {
    id = next;
    next = kNoNode;
    for (NodeId c = first_child(id); c != kNoNode; c = next_sibling(c)) {
      if (nodes_[c].range.contains(range)) {
        next = c;
        break;
      }
    }
  }
  return id;
}

std::vector<ByteRange> Tree::errors() const {
  return error_ranges(handle_->tree, source_->text());
}

std::vector<ByteRange> Tree::errors_after(const std::vector<Edit>& edits, std::string_view new_text) const {
  const Handle copy(ts_tree_copy(handle_->tree));
  // From the last to the first, so that each edit's bytes are still those of the old text.
  for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
    auto point = [&](ByteOffset offset) {
      const std::uint32_t line = source_->line_at(offset);
      return TSPoint{line - 1, offset - source_->whole_line(line).begin};
    };
    TSInputEdit change;
    change.start_byte = edit->range.begin;
    change.old_end_byte = edit->range.end;
    change.new_end_byte = edit->range.begin + static_cast<std::uint32_t>(edit->text.size());
    change.start_point = point(edit->range.begin);
    change.old_end_point = point(edit->range.end);
    change.new_end_point = change.start_point;
    for (char c : edit->text) {
      if (c == '\n') {
        ++change.new_end_point.row;
        change.new_end_point.column = 0;
      } else {
        ++change.new_end_point.column;
      }
    }
    ts_tree_edit(copy.tree, &change);
  }
  const Handle after(run_parser(new_text, copy.tree));
  return error_ranges(after.tree, new_text);
}

}  // namespace mintport
