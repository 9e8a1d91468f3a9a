#include "core/project/copies.hh"

#include <algorithm>
#include <cctype>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "core/base/text.hh"
#include "core/edit/edit.hh"
#include "core/syntax/tree.hh"

namespace mintport {
namespace {

struct Block {
  std::uint32_t line = 0;
  std::string source;
  std::vector<std::pair<std::string, std::string>> words;  // replacements in the source's text
  std::string name;                                        // "A.f": the qualified name in its file
  ByteRange code;  // whole lines of the definition, including decorators
};

// The definitions and blocks of a file.
struct File {
  std::map<std::string, ByteRange> definitions;
  std::vector<Block> blocks;
};

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

constexpr std::string_view kMark = "# Copied from ";

// Parses a comment "SOURCE with A->B, C->D all-casing"; nullopt for any other comment.
std::optional<Block> parse_comment(std::string_view comment) {
  if (!comment.starts_with(kMark)) return std::nullopt;
  comment.remove_prefix(kMark.size());
  const std::size_t with = comment.find(" with ");
  Block out{.source = std::string(trim(comment.substr(0, std::min(with, comment.find(' ')))))};
  if (with == comment.npos) return out;
  for (std::string_view part : split(comment.substr(with + 6), ',')) {
    const std::size_t arrow = part.find("->");
    if (arrow == part.npos) continue;
    const std::string from(trim(part.substr(0, arrow)));
    std::string_view to = trim(part.substr(arrow + 2));
    const bool all_cases = to.ends_with("all-casing");
    if (all_cases) to = trim(to.substr(0, to.size() - std::string_view("all-casing").size()));
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

  File read() {
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
    const ByteRange range = tree_[whole].range;
    const ByteRange lines{source.whole_line(source.line_at(range.begin)).begin,
                          source.whole_line(source.line_at(range.end - 1)).end};
    out_.definitions.emplace(name, lines);
    if (comment != kNoNode) {
      if (auto block = parse_comment(tree_.text(comment))) {
        block->line = source.line_at(tree_[comment].range.begin);
        block->name = name;
        block->code = lines;
        out_.blocks.push_back(*std::move(block));
      }
    }
    if (tree_[node].kind == Kind::class_definition)
      walk(tree_.child(node, Field::body), name + ".", last_comment(node));
  }

  NodeId last_comment(NodeId definition) const {
    NodeId out = kNoNode;
    for (NodeId child : tree_.children(definition)) {
      if (tree_[child].kind == Kind::comment) out = child;
    }
    return out;
  }

  const Tree& tree_;
  File out_;
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

class Package {
 public:
  Package(const std::map<std::string, std::string>& files, std::string_view package)
      : files_(files), package_(package) {}

  // Reads the files with blocks among `paths`, and the files that those blocks copy from.
  void read(const std::vector<std::string>& paths, const ForEach& for_each) {
    std::set<std::string> wanted;
    for (const std::string& path : paths) {
      const auto text = files_.find(path);
      if (text == files_.end()) continue;
      wanted.insert(path);
      for (std::size_t at = text->second.find(kMark); at != std::string::npos;
           at = text->second.find(kMark, at + 1)) {
        const std::string_view line = std::string_view(text->second).substr(at);
        if (const auto block = parse_comment(line.substr(0, line.find('\n')))) {
          if (const auto place = place_of(block->source)) wanted.insert(place->path);
        }
      }
    }
    std::vector<std::pair<const std::string*, File*>> work;
    for (const std::string& path : wanted) work.emplace_back(&files_.at(path), &read_[path]);
    for_each(work.size(), [&work](std::size_t i) {
      auto source = Source::make("", *work[i].first);
      if (!source) return;
      *work[i].second = CopyReader(Tree::parse(std::make_shared<const Source>(*std::move(source)))).read();
    });
  }

  // A file that was read; nullptr for others.
  const File* file(const std::string& path) const {
    const auto found = read_.find(path);
    return found == read_.end() ? nullptr : &found->second;
  }

  std::string_view code(const std::string& path, ByteRange range) const {
    return std::string_view(files_.at(path)).substr(range.begin, range.size());
  }

  // The text that the block should have; nullopt if its source is not among the files.
  std::optional<std::string> wanted(const std::string& path, const Block& block) const {
    const auto place = place_of(block.source);
    const File* found = place ? file(place->path) : nullptr;
    if (found == nullptr) return std::nullopt;
    const auto range = found->definitions.find(place->name);
    if (range == found->definitions.end()) return std::nullopt;
    return replaced(moved(code(place->path, range->second), indent_of(code(path, block.code))), block.words);
  }

 private:
  struct Place {
    std::string path, name;
  };

  // Splits "hf.models.x.A.f" into a file and "A.f"; nullopt if there is no such file.
  std::optional<Place> place_of(const std::string& source) const {
    const std::size_t package = ("." + source).find("." + package_ + ".");
    if (package == std::string::npos) return std::nullopt;
    const std::string dotted = source.substr(package + package_.size() + 1);
    for (std::size_t dot = dotted.find('.'); dot != dotted.npos; dot = dotted.find('.', dot + 1)) {
      std::string path = dotted.substr(0, dot) + ".py";
      std::replace(path.begin(), path.end() - 3, '.', '/');
      if (files_.contains(path)) return Place{std::move(path), dotted.substr(dot + 1)};
    }
    return std::nullopt;
  }

  const std::map<std::string, std::string>& files_;
  std::string package_;
  std::map<std::string, File> read_;
};

// True if the block equalled its source and is unchanged.
bool followed(const Package& old, const std::string& path, const std::string& name, std::string_view code) {
  const File* file = old.file(path);
  if (file == nullptr) return false;
  return std::any_of(file->blocks.begin(), file->blocks.end(), [&](const Block& block) {
    if (block.name != name || old.code(path, block.code) != code) return false;
    const auto wanted = old.wanted(path, block);
    return wanted && without_layout(*wanted) == without_layout(code);
  });
}

struct Differing {
  const Block* block;
  std::string wanted;  // its expected text
};

// Blocks that differ from their source by more than layout.
std::vector<Differing> differing_blocks(const Package& package, const std::string& path) {
  std::vector<Differing> out;
  for (const Block& block : package.file(path)->blocks) {
    auto wanted = package.wanted(path, block);
    if (!wanted || without_layout(*wanted) == without_layout(package.code(path, block.code))) continue;
    out.push_back({&block, *std::move(wanted)});
  }
  return out;
}

}  // namespace

FollowedCopies follow_copies(const std::map<std::string, std::string>& before,
                             const std::map<std::string, std::string>& after, std::string_view package,
                             const ForEach& for_each) {
  std::vector<std::string> paths;
  for (const auto& [path, text] : after) {
    if (path.ends_with(".py") && text.find(kMark) != text.npos) paths.push_back(path);
  }
  Package old(before, package), now(after, package);
  now.read(paths, for_each);
  std::vector<std::vector<Differing>> differing(paths.size());
  for_each(paths.size(), [&](std::size_t i) { differing[i] = differing_blocks(now, paths[i]); });
  std::vector<std::string> changed;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (!differing[i].empty()) changed.push_back(paths[i]);
  }
  old.read(changed, for_each);

  FollowedCopies out;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const std::string& path = paths[i];
    std::vector<Edit> edits;
    for (const auto& [block, wanted] : differing[i]) {
      if (!followed(old, path, block->name, now.code(path, block->code))) {
        out.drifts.push_back({path, block->line, block->source});
      } else if (edits.empty() || edits.back().range.end <= block->code.begin) {
        out.updated.push_back({path, block->line, block->source});
        edits.push_back({block->code, wanted});  // a nested block is part of its replaced parent
      }
    }
    if (edits.empty()) continue;
    out.texts.emplace(path, mintport::apply(after.at(path), edits));
  }
  for (auto* list : {&out.updated, &out.drifts}) std::sort(list->begin(), list->end());
  return out;
}

}  // namespace mintport
