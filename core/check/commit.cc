#include "core/check/commit.hh"

#include <algorithm>
#include <optional>
#include <set>

#include "core/base/text.hh"
#include "core/names/undefined.hh"
#include "core/syntax/tree.hh"

namespace mintport {
namespace {

using Words = std::vector<std::string_view>;

// The code of a file, line by line. Imports, comments, docstrings and types compute nothing and are left out;
// a string is one word on its first line, whatever it holds.
class CodeLines {
 public:
  // Without words for bytes that are no Python source.
  explicit CodeLines(const std::string& text) {
    if (auto tree = Tree::parse("", text)) tree_ = *std::move(tree);
    if (!tree_) return;
    const auto nodes = tree_->nodes();
    for (NodeId id = 1; id < nodes.size();) {
      if (is_left_out(id)) {
        if (is_import(nodes[id].kind)) add_imported(id);
        id = nodes[id].last;
      } else if (nodes[id].kind == Kind::string || id + 1 == nodes[id].last) {
        add(id);
        id = nodes[id].last;
      } else {
        ++id;
      }
    }
  }

  // Of a 1-based line.
  const Words& words(std::uint32_t line) const { return of(words_, line); }
  // Operators and numbers, in order.
  const Words& arithmetic(std::uint32_t line) const { return of(arithmetic_, line); }
  bool has_name(std::string_view name) const { return names_.contains(name); }
  // Its meaning comes from elsewhere: another such name is another object, not a new name.
  bool is_foreign(std::string_view name) const { return is_builtin(name) || imported_.contains(name); }

 private:
  using Lines = std::map<std::uint32_t, Words>;

  static const Words& of(const Lines& lines, std::uint32_t line) {
    static const Words none;
    const auto at = lines.find(line);
    return at == lines.end() ? none : at->second;
  }

  bool is_left_out(NodeId id) const {
    if (tree_->is(id, Kind::expression_statement)) return tree_->is(tree_->only_child(id), Kind::string);
    return is_import((*tree_)[id].kind) || tree_->is(id, Kind::comment, Kind::type);
  }

  void add_imported(NodeId statement) {
    for (NodeId id = statement; id < (*tree_)[statement].last; ++id) {
      if (tree_->is(id, Kind::identifier)) imported_.insert(tree_->text(id));
    }
  }

  bool computes(NodeId leaf) const {
    const Node& node = (*tree_)[leaf];
    return tree_->is(leaf, Kind::integer, Kind::float_) ||
           (!node.named &&
            tree_->is(node.parent, Kind::binary_operator, Kind::unary_operator, Kind::comparison_operator,
                      Kind::boolean_operator, Kind::not_operator, Kind::augmented_assignment));
  }

  void add(NodeId leaf) {
    const std::uint32_t line = tree_->source().line_at((*tree_)[leaf].range.begin);
    const std::string_view text = tree_->text(leaf);
    words_[line].push_back(text);
    if (computes(leaf)) arithmetic_[line].push_back(text);
    if (tree_->is(leaf, Kind::identifier)) names_.insert(text);
  }

  std::optional<Tree> tree_;
  Lines words_, arithmetic_;
  std::set<std::string_view> names_, imported_;
};

class TrimmedLines {
 public:
  explicit TrimmedLines(std::string_view text) : lines_(split_lines(text)) {}
  // 1-based, without blanks around.
  std::string_view operator[](std::uint32_t line) const {
    return line >= 1 && line <= lines_.size() ? trim(lines_[line - 1]) : std::string_view();
  }

 private:
  std::vector<std::string_view> lines_;
};

struct StructureChange {
  std::string path;
  std::uint32_t line = 0;  // after the commit
  std::string what;        // "renames a to b"
};

class Commit {
 public:
  explicit Commit(const std::vector<CommittedFile>& files) : files_(files) {}

  std::map<std::string, std::vector<CheckFinding>> run() {
    collect_removed();
    for (const CommittedFile& file : files_) look(file);
    std::map<std::string, std::vector<CheckFinding>> out;
    if (structure_.empty()) return out;
    for (const auto& [file, line] : behaviour_) out[file->path].push_back(finding(*file, line));
    return out;
  }

 private:
  static constexpr std::uint32_t kFewestMoved = 4;  // lines of code

  // Lines that hunks remove, joined, to be found again where others add them.
  static std::string code_of(const TrimmedLines& lines, std::uint32_t start, std::uint32_t count,
                             std::uint32_t& number) {
    std::string out;
    number = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::string_view line = lines[start + i];
      if (line.empty()) continue;
      out += std::string(line) + "\n";
      ++number;
    }
    return out;
  }

  void collect_removed() {
    for (const CommittedFile& file : files_) {
      const TrimmedLines lines(file.before);
      for (const LineHunk& hunk : file.hunks) {
        std::uint32_t number = 0;
        std::string code = code_of(lines, hunk.old_start, hunk.old_count, number);
        if (number >= kFewestMoved) removed_.insert(std::move(code));
      }
    }
  }

  void look(const CommittedFile& file) {
    const TrimmedLines added_lines(file.after);
    const CodeLines before(file.before), after(file.after);
    for (const LineHunk& hunk : file.hunks) {
      std::uint32_t number = 0;
      const std::string added = code_of(added_lines, hunk.new_start, hunk.new_count, number);
      if (number >= kFewestMoved && removed_.contains(added)) {
        structure_.push_back({file.path, hunk.new_start, "moves " + plural(number, "line")});
      } else if (hunk.old_count == hunk.new_count) {  // else there is nothing to compare line by line
        compare(file, hunk, before, after);
      }
    }
  }

  void compare(const CommittedFile& file, const LineHunk& hunk, const CodeLines& before,
               const CodeLines& after) {
    bool told = false;
    for (std::uint32_t i = 0; i < hunk.new_count; ++i) {
      const std::uint32_t from = hunk.old_start + i, to = hunk.new_start + i;
      if (before.arithmetic(from) != after.arithmetic(to)) {
        behaviour_.emplace_back(&file, to);
        return;
      }
      const auto renamed = rename(before, from, after, to);
      if (renamed && !told) structure_.push_back({file.path, to, *renamed});
      told = told || renamed;
    }
  }

  // "renames a to b". nullopt unless the lines differ only by names of the file's own, it no longer has the
  // old ones, and it did not have the new ones.
  static std::optional<std::string> rename(const CodeLines& before, std::uint32_t from,
                                           const CodeLines& after, std::uint32_t to) {
    const Words &a = before.words(from), &b = after.words(to);
    if (a.size() != b.size()) return std::nullopt;
    std::optional<std::string> out;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (a[i] == b[i]) continue;
      if (!before.has_name(a[i]) || !after.has_name(b[i]) || after.has_name(a[i]) || before.has_name(b[i]) ||
          before.is_foreign(a[i]))
        return std::nullopt;
      if (!out) out = "renames " + std::string(a[i]) + " to " + std::string(b[i]);
    }
    return out;
  }

  CheckFinding finding(const CommittedFile& file, std::uint32_t line) const {
    const auto source = Source::make(file.path, file.after);
    const ByteRange range = source ? source->line(line) : ByteRange{};
    std::string message = "changes arithmetic in a commit that also ";
    const std::size_t shown = std::min<std::size_t>(structure_.size(), 3);
    for (std::size_t i = 0; i < shown; ++i) {
      const StructureChange& place = structure_[i];
      message +=
          (i == 0 ? "" : ", ") + place.what + " (" + place.path + ":" + std::to_string(place.line) + ")";
    }
    if (structure_.size() > shown) message += " and " + plural(structure_.size() - shown, "more place");
    return {{FindingKind::convention,
             std::string(kMixedCommitRule.id),
             file.path,
             message + "; commit it on its own",
             range,
             range,
             {}},
            kMixedCommitRule.level,
            source ? std::string(trim(source->text(range))) : std::string()};
  }

  const std::vector<CommittedFile>& files_;
  std::set<std::string> removed_;
  std::vector<StructureChange> structure_;
  std::vector<std::pair<const CommittedFile*, std::uint32_t>> behaviour_;
};

}  // namespace

std::map<std::string, std::vector<CheckFinding>> check_commit(const std::vector<CommittedFile>& files) {
  return Commit(files).run();
}

const CheckRule kMixedCommitRule{
    .id = "mixed-commit",
    .level = Level::warning,
    .does = "a commit that changes arithmetic beside names or moved code (`check --commit REV`)",
    .why = "a reader looks over the change of behaviour among a hundred lines that only moved",
    .example = "one commit: rename w, and x * 2 -> two commits",
    .port_only = false};

}  // namespace mintport
