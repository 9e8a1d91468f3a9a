#include "core/syntax/harmless.hh"

#include <algorithm>
#include <string_view>

#include "core/base/text.hh"
#include "core/syntax/import_lines.hh"

namespace mintport {
namespace {

// Nothing around the range would grow together with a name in it.
bool stands_alone(std::string_view text, ByteRange range) {
  const bool before = range.begin == 0 || !is_letter(text[range.begin - 1]);
  return before && (range.end == text.size() ||
                    (!is_letter(text[range.end]) && text[range.end] != '"' && text[range.end] != '\''));
}

// A dotted name replaces a dotted name, or a name replaces the name of an attribute, keyword or definition.
bool renames(const Tree& tree, NodeId id, const Edit& edit) {
  if (tree[id].range != edit.range || !stands_alone(tree.source().text(), edit.range)) return false;
  return (tree[id].kind == Kind::attribute && is_dotted_name(edit.text)) ||
         (tree[id].kind == Kind::identifier && is_name(edit.text) && is_name(tree.text(id)));
}

// New words inside a string that stay content of that string.
bool rewords_string(const Tree& tree, NodeId content, const Edit& edit) {
  if (tree[content].kind != Kind::string_content) return false;
  const NodeId start = tree.child(tree[content].parent, Kind::string_start);
  if (start == kNoNode) return false;
  const std::string_view opening = tree.text(start);
  const char quote = opening.back();
  if (opening.find_first_of("fF") != std::string_view::npos) return false;
  if (edit.text.find_first_of("\\\r") != std::string::npos) return false;
  const std::string_view text = tree.source().text();
  const char before = text[edit.range.begin - 1], after = text[edit.range.end];
  if (before == '\\') return false;
  if (!opening.ends_with(std::string(3, quote)))
    return edit.text.find_first_of({quote, '\n'}) == std::string::npos;
  // Single quotes are content, three in a row are not.
  if (edit.text.find(std::string(3, quote)) != std::string::npos) return false;
  const bool at_edges = edit.text.empty() ? after == quote && before == quote
                                          : edit.text.front() == quote || edit.text.back() == quote;
  return !at_edges;
}

bool rewords_comment(const Tree& tree, NodeId id, const Edit& edit) {
  return tree[id].kind == Kind::comment && tree[id].range.begin < edit.range.begin &&
         edit.text.find_first_of("\r\n") == std::string::npos;
}

// `x  # noqa`: a comment at the end of a line, directly after a whole token.
bool adds_comment(const Tree& tree, NodeId id, const Edit& edit) {
  const std::string_view text = tree.source().text();
  if (!edit.range.empty() || !edit.text.starts_with("  #")) return false;
  if (edit.text.find_first_of("\r\n") != std::string::npos) return false;
  if (edit.range.end < text.size() && text[edit.range.end] != '\n') return false;
  const Kind kind = tree[id].kind;
  const bool inside = kind == Kind::string_content || kind == Kind::string_start ||
                      kind == Kind::escape_sequence || kind == Kind::line_continuation;
  return tree.first_child(id) == kNoNode && tree[id].range.end == edit.range.begin && !inside;
}

// Comment lines between statements of the module.
bool adds_comment_lines(const Tree& tree, NodeId id, const Edit& edit) {
  while (id != 0 && tree[id].parent != 0) id = tree[id].parent;
  const ByteOffset at = edit.range.begin;
  const bool between = id == 0 || at <= tree[id].range.begin || at >= tree[id].range.end;
  const std::string_view before = tree.source().text().substr(0, at);
  if (!between || !edit.range.empty() || !before.ends_with('\n') || before.ends_with("\\\n")) return false;
  const auto lines = split_lines(edit.text);
  return std::all_of(lines.begin(), lines.end(),
                     [](std::string_view line) { return line.starts_with('#') && line.ends_with('\n'); });
}

// Of the node's children each is in the range as a whole, or none of it.
bool cuts_none(const Tree& tree, NodeId id, ByteRange range) {
  for (NodeId c = tree.first_child(id); c != kNoNode; c = tree.next_sibling(c)) {
    const ByteRange one = tree[c].range;
    if (one.begin < range.end && range.begin < one.end && !range.contains(one)) return false;
  }
  return true;
}

bool begins_line(std::string_view text, ByteOffset at) {
  return at == 0 || (text[at - 1] == '\n' && !text.substr(0, at).ends_with("\\\n") &&
                     !text.substr(0, at).ends_with("\\\r\n"));
}

// Lines of the module, which become imports or nothing.
bool swaps_imports(const Tree& tree, NodeId id, const Edit& edit) {
  const std::string_view text = tree.source().text();
  while (id != 0 && (edit.range.empty() || tree[id].range == edit.range)) id = tree[id].parent;
  if (id != 0 || !begins_line(text, edit.range.begin) || !cuts_none(tree, 0, edit.range)) return false;
  const ByteOffset end = edit.range.end;
  const bool whole = edit.text.empty() || edit.text.ends_with('\n');
  if (edit.range.empty() && !whole) return false;  // something else may be put there
  const bool fits = end == text.size() || (whole ? begins_line(text, end) : text[end] == '\n');
  return fits && is_import_lines(edit.text);
}

// An import for an import, wherever it stands.
bool replaces_import(const Tree& tree, NodeId id, const Edit& edit) {
  const Kind kind = tree[id].kind;
  const bool import = kind == Kind::import_statement || kind == Kind::import_from_statement;
  return import && tree[id].range == edit.range && is_import(edit.text);
}

// Whole lines of a block, which keeps its first statement.
bool removes_statements(const Tree& tree, NodeId id, const Edit& edit) {
  const std::string_view text = tree.source().text();
  if (tree[id].kind != Kind::block || !edit.text.empty() || edit.range.empty()) return false;
  if (tree[tree[id].parent].kind == Kind::match_statement) return false;
  const auto all = tree.named_children(id);
  return begins_line(text, edit.range.begin) && begins_line(text, edit.range.end) &&
         cuts_none(tree, id, edit.range) && !all.empty() && tree[all.front()].range.end <= edit.range.begin;
}

// Whole lines of decorators above a definition.
bool removes_decorators(const Tree& tree, const Edit& edit) {
  const std::string_view text = tree.source().text();
  if (!edit.text.empty() || !begins_line(text, edit.range.begin) || !begins_line(text, edit.range.end))
    return false;
  const ByteOffset begin =
      static_cast<ByteOffset>(std::min(text.find_first_not_of(" \t", edit.range.begin), text.size()));
  if (begin >= edit.range.end) return false;
  const ByteRange decorators{begin, edit.range.end};
  const NodeId id = tree.at(decorators);
  return tree[id].kind == Kind::decorated_definition && tree[id].range.begin == begin &&
         cuts_none(tree, id, decorators) && tree[id].range.end > edit.range.end;
}

// `a.b, ` before an element of a list.
bool adds_element(const Tree& tree, const Edit& edit) {
  const ByteOffset at = edit.range.begin;
  if (!edit.range.empty() || !edit.text.ends_with(", ")) return false;
  if (!is_dotted_name(std::string_view(edit.text).substr(0, edit.text.size() - 2))) return false;
  NodeId id = tree.at({at, at + 1});
  while (id != 0 && tree[tree[id].parent].range.begin == at) id = tree[id].parent;
  if (id == 0 || tree[id].range.begin != at || !tree[id].named || tree[id].kind == Kind::comment)
    return false;
  const Kind list = tree[tree[id].parent].kind;
  return list == Kind::argument_list || list == Kind::list;
}

// `a and b` that becomes `a`, or `b`.
bool drops_operand(const Tree& tree, NodeId id, const Edit& edit) {
  if (tree[id].kind != Kind::boolean_operator || !edit.text.empty() || edit.range.empty()) return false;
  const NodeId left = tree.child(id, Field::left), right = tree.child(id, Field::right);
  if (left == kNoNode || right == kNoNode) return false;
  const std::string_view text = tree.source().text();
  const ByteOffset begin = edit.range.begin, end = edit.range.end;
  if (begin > 0 && end < text.size() && is_letter(text[begin - 1]) && is_letter(text[end])) return false;
  return edit.range == ByteRange{tree[left].range.begin, tree[right].range.begin} ||
         edit.range == ByteRange{tree[left].range.end, tree[right].range.end};
}

// Of a list that may have any number of them: `a, b, c` without its `b, ` or `, b`, or without all.
bool removes_elements(const Tree& tree, NodeId id, const Edit& edit) {
  const Kind kind = tree[id].kind;
  if (kind != Kind::argument_list && kind != Kind::parameters && kind != Kind::list) return false;
  if (!edit.text.empty() || !cuts_none(tree, id, edit.range)) return false;
  bool element = false;  // the last that stays is one: elements and commas take turns
  for (NodeId c = tree.first_child(id); c != kNoNode; c = tree.next_sibling(c)) {
    const Node& node = tree[c];
    const bool bracket = c == tree.first_child(id) || node.last == tree[id].last;
    if (node.kind == Kind::line_continuation) return false;
    if (edit.range.contains(node.range)) {
      if (bracket) return false;
      continue;
    }
    if (node.kind == Kind::comment) {
      // It would go on to what follows the range.
      if (node.range.end == edit.range.begin) return false;
    } else if (!bracket) {
      if (node.named == element) return false;
      element = node.named;
    }
  }
  return true;
}

// "[0]", "[-1]"
bool is_index(std::string_view text) {
  if (text.size() < 3 || text.front() != '[' || text.back() != ']') return false;
  text = text.substr(text[1] == '-' ? 2 : 1);
  text.remove_suffix(1);
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// `x.f(...)` that becomes `x`, `x.f` that becomes `x[0]`.
bool shortens(const Tree& tree, NodeId id, const Edit& edit) {
  const bool call = tree[id].kind == Kind::call;
  const NodeId attribute = call ? tree.child(id, Field::function) : id;
  if (attribute == kNoNode || tree[attribute].kind != Kind::attribute) return false;
  const NodeId object = tree.child(attribute, Field::object);
  if (object == kNoNode || edit.range != ByteRange{tree[object].range.end, tree[id].range.end}) return false;
  const std::string_view text = tree.source().text();
  if (!stands_alone(text, {tree[object].range.begin, edit.range.end})) return false;
  if (!call) return is_index(edit.text);
  const Kind kind = tree[object].kind;
  return edit.text.empty() && (kind == Kind::attribute || kind == Kind::call || kind == Kind::subscript ||
                               (kind == Kind::identifier && is_name(tree.text(object))));
}

// True, False and None for each other.
bool swaps_constants(const Tree& tree, NodeId id, const Edit& edit) {
  const auto constant = [](std::string_view text) {
    return text == "True" || text == "False" || text == "None";
  };
  return tree[id].range == edit.range && constant(tree.text(id)) && constant(edit.text);
}

}  // namespace

bool is_harmless(const Tree& tree, const Edit& edit) {
  const NodeId id = tree.at(edit.range);
  return renames(tree, id, edit) || rewords_string(tree, id, edit) || rewords_comment(tree, id, edit) ||
         adds_comment(tree, id, edit) || adds_comment_lines(tree, id, edit) ||
         swaps_imports(tree, id, edit) || replaces_import(tree, id, edit) ||
         removes_statements(tree, id, edit) || removes_decorators(tree, edit) || adds_element(tree, edit) ||
         drops_operand(tree, id, edit) || removes_elements(tree, id, edit) || shortens(tree, id, edit) ||
         swaps_constants(tree, id, edit);
}

}  // namespace mintport
