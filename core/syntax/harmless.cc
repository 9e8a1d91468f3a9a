#include "core/syntax/harmless.hh"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/text.hh"

namespace mintport {
namespace {

// Words that are more than names, in any version of Python that the grammar takes; sorted.
constexpr std::array<std::string_view, 40> kWords{
    "False", "None",  "True",     "_",     "and",    "as",     "assert", "async",  "await", "break",
    "case",  "class", "continue", "def",   "del",    "elif",   "else",   "except", "exec",  "finally",
    "for",   "from",  "global",   "if",    "import", "in",     "is",     "lambda", "match", "nonlocal",
    "not",   "or",    "pass",     "print", "raise",  "return", "try",    "type",   "while", "with"};

bool is_letter(char c) {
  return is_word(c) || static_cast<unsigned char>(c) >= 0x80;
}

bool is_name(std::string_view text) {
  return is_identifier(text) && text != "yield" && !std::binary_search(kWords.begin(), kWords.end(), text);
}

bool is_dotted_name(std::string_view text) {
  const auto parts = split(text, '.');
  return std::all_of(parts.begin(), parts.end(), is_name);
}

// Nothing around the range would grow together with a name in it.
bool stands_alone(std::string_view text, ByteRange range) {
  const bool before = range.begin == 0 || !is_letter(text[range.begin - 1]);
  return before && (range.end == text.size() ||
                    (!is_letter(text[range.end]) && text[range.end] != '"' && text[range.end] != '\''));
}

// An expression that is a dotted name for one that is; a name of an attribute, keyword or definition for
// another.
bool renames(const Tree& tree, NodeId id, const Edit& edit) {
  if (tree[id].range != edit.range || !stands_alone(tree.source().text(), edit.range)) return false;
  return (tree[id].kind == Kind::attribute && is_dotted_name(edit.text)) ||
         (tree[id].kind == Kind::identifier && is_name(edit.text) && is_name(tree.text(id)));
}

// Words inside a string, which go on to be nothing but its content.
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
  // Quotes alone are content, three in a row are not.
  if (edit.text.find(std::string(3, quote)) != std::string::npos) return false;
  const bool at_edges = edit.text.empty() ? after == quote && before == quote
                                          : edit.text.front() == quote || edit.text.back() == quote;
  return !at_edges;
}

bool rewords_comment(const Tree& tree, NodeId id, const Edit& edit) {
  return tree[id].kind == Kind::comment && tree[id].range.begin < edit.range.begin &&
         edit.text.find_first_of("\r\n") == std::string::npos;
}

// `x  # noqa`: at the end of a line, right behind a whole token.
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

// Lines of comment between statements of the module.
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

}  // namespace

bool is_harmless(const Tree& tree, const Edit& edit) {
  const NodeId id = tree.at(edit.range);
  return renames(tree, id, edit) || rewords_string(tree, id, edit) || rewords_comment(tree, id, edit) ||
         adds_comment(tree, id, edit) || adds_comment_lines(tree, id, edit);
}

}  // namespace mintport
