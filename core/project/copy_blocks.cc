#include "core/project/copy_blocks.hh"

#include <algorithm>
#include <cctype>
#include <optional>

#include "core/base/text.hh"

namespace mintport {
namespace {

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

// Parses a comment "SOURCE with A->B, C->D all-casing"; nullopt for any other comment.
std::optional<CopyBlock> parse_comment(std::string_view comment) {
  if (!comment.starts_with(kCopyMark)) return std::nullopt;
  comment.remove_prefix(kCopyMark.size());
  const std::size_t with = comment.find(" with ");
  CopyBlock out{.source = std::string(trim(comment.substr(0, std::min(with, comment.find(' ')))))};
  if (with == comment.npos) return out;
  for (std::string_view part : split(comment.substr(with + 6), ',')) {
    const std::size_t arrow = part.find("->");
    // Upstream's tool does not read an arrow with blanks around it, and takes one word on each side.
    if (arrow == part.npos || arrow == 0 || part[arrow - 1] == ' ') continue;
    const std::string from(trim(part.substr(0, arrow)));
    const std::string_view behind = part.substr(arrow + 2);
    const std::string_view to = behind.substr(0, behind.find(' '));
    if (to.empty()) continue;
    const bool all_cases = trim(behind.substr(to.size())).starts_with("all-casing");
    out.words.emplace_back(from, to);
    if (all_cases) {
      out.words.emplace_back(to_lower(from), to_lower(to));
      out.words.emplace_back(upper(from), upper(std::string(to)));
    }
  }
  return out;
}

class CopyReader {
 public:
  explicit CopyReader(const Tree& tree) : tree_(tree) {}

  CopyFile read() {
    walk(0, "");
    return std::move(out_);
  }

 private:
  // `comment` is a comment before the block's first statement, which the parser puts outside the block.
  void walk(NodeId block, const std::string& prefix, NodeId comment = kNoNode) {
    for (NodeId child : tree_.children(block)) {
      if (tree_[child].kind == Kind::comment) {
        comment = child;
        continue;
      }
      NodeId node = child;
      if (tree_[node].kind == Kind::decorated_definition) node = tree_.child(node, Field::definition);
      const Kind kind = node == kNoNode ? Kind::other : tree_[node].kind;
      if (kind == Kind::function_definition || kind == Kind::class_definition) {
        define(child, node, prefix, comment);
      }
      comment = kNoNode;
    }
  }

  void define(NodeId whole, NodeId node, const std::string& prefix, NodeId comment) {
    const NodeId name_node = tree_.child(node, Field::name);
    if (name_node == kNoNode) return;
    const Source& source = tree_.source();
    const std::string name = prefix + std::string(tree_.text(name_node));
    const ByteRange range = tree_[node].range;
    const ByteRange lines{source.whole_line(source.line_at(range.begin)).begin,
                          source.whole_line(source.line_at(range.end - 1)).end};
    out_.definitions.emplace(name, lines);
    if (whole != node) {
      if (const NodeId inner = last_comment(whole); inner != kNoNode)
        comment = inner;  // below the decorators
    }
    if (comment != kNoNode) {
      if (auto block = parse_comment(tree_.text(comment))) {
        block->line = source.line_at(tree_[comment].range.begin);
        block->comment = tree_[comment].range;
        block->name = name;
        block->code = lines;
        out_.blocks.push_back(*std::move(block));
      }
    }
    if (tree_[node].kind == Kind::class_definition)
      walk(tree_.child(node, Field::body), name + ".", last_comment(node));
  }

  NodeId last_comment(NodeId node) const {
    NodeId out = kNoNode;
    for (NodeId child : tree_.children(node)) {
      if (tree_[child].kind == Kind::comment) out = child;
    }
    return out;
  }

  const Tree& tree_;
  CopyFile out_;
};

std::size_t indent_of(std::string_view text) {
  const std::size_t at = text.find_first_not_of(' ');
  return at == text.npos ? 0 : at;
}

// Reindents `text` so that its first line is at `indent`.
std::string moved(std::string_view text, std::size_t indent) {
  const std::size_t now = indent_of(text);
  std::string out;
  for (std::string_view line : split_lines(text)) {
    if (trim(line).empty() || indent_of(line) < now) {
      out += line;
    } else {
      out += std::string(indent, ' ') + std::string(line.substr(now));
    }
  }
  return out;
}

std::string replaced(std::string text, const std::vector<std::pair<std::string, std::string>>& words) {
  for (const auto& [from, to] : words) {
    if (from.empty()) continue;
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
    }
  }
  return text;
}

// Removes what formatters change: white space, and commas before brackets.
std::string without_layout(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '#') continue;
    if ((c == ')' || c == ']' || c == '}') && out.ends_with(',')) out.pop_back();
    out += c;
  }
  return out;
}

}  // namespace

CopyFile copies_in(const Tree& tree) {
  return CopyReader(tree).read();
}

std::string copy_source(std::string_view line) {
  const auto block = parse_comment(line);
  return block ? block->source : std::string();
}

std::string copy_of(std::string_view source, std::string_view code, const CopyBlock& block) {
  return replaced(moved(source, indent_of(code)), block.words);
}

std::string without_copy_marks(std::string_view text) {
  std::string out;
  for (std::string_view line : split_lines(text)) {
    if (!trim(line).starts_with(kCopyMark)) out += line;
  }
  return out;
}

bool same_but_for_spacing(std::string_view a, std::string_view b) {
  return without_layout(a) == without_layout(b);
}

}  // namespace mintport
