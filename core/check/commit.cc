#include "core/check/commit.hh"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>

#include "core/base/text.hh"
#include "core/syntax/import_lines.hh"

namespace mintport {
namespace {

using Words = std::vector<std::string_view>;

bool is_space(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0;
}

// The words of a line of code without its comment: names, numbers, strings, and operators of one sign each.
Words words_of(std::string_view line) {
  Words out;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t begin = at;
    const char c = line[at++];
    if (is_space(c)) continue;
    if (c == '#') break;
    if (c == '"' || c == '\'') {
      const std::size_t end = line.find(c, at);
      at = end == line.npos ? line.size() : end + 1;
    } else if (is_word(c)) {
      while (at < line.size() && (is_word(line[at]) || (line[at] == '.' && std::isdigit(c) != 0))) ++at;
    }
    out.push_back(line.substr(begin, at - begin));
  }
  return out;
}

bool is_number(std::string_view word) {
  return std::isdigit(static_cast<unsigned char>(word.front())) != 0;
}

bool is_operator(std::string_view word) {
  return word.size() == 1 && std::string_view("+-*/%@<>=!&|^~").find(word.front()) != std::string_view::npos;
}

// What arithmetic does: operators and numbers, in order.
Words arithmetic_of(const Words& words) {
  Words out;
  std::copy_if(words.begin(), words.end(), std::back_inserter(out), [](std::string_view word) {
    return is_number(word) || is_operator(word) || is_any(word, {"and", "or", "not"});
  });
  return out;
}

std::set<std::string_view> names_in(std::string_view text) {
  std::set<std::string_view> out;
  for (std::string_view line : split_lines(text)) {
    for (std::string_view word : words_of(line)) {
      if (is_identifier(word)) out.insert(word);
    }
  }
  return out;
}

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
    const TrimmedLines before(file.before), after(file.after);
    const auto old_names = names_in(file.before), new_names = names_in(file.after);
    for (const LineHunk& hunk : file.hunks) {
      std::uint32_t number = 0;
      const std::string added = code_of(after, hunk.new_start, hunk.new_count, number);
      if (number >= kFewestMoved && removed_.contains(added)) {
        structure_.push_back({file.path, hunk.new_start, "moves " + std::to_string(number) + " lines"});
        continue;
      }
      if (hunk.old_count != hunk.new_count) continue;  // nothing to compare line by line
      lines_of(file, hunk, before, after, old_names, new_names);
    }
  }

  void lines_of(const CommittedFile& file, const LineHunk& hunk, const TrimmedLines& before,
                const TrimmedLines& after, const std::set<std::string_view>& old_names,
                const std::set<std::string_view>& new_names) {
    bool told = false;
    for (std::uint32_t i = 0; i < hunk.new_count; ++i) {
      const std::string_view from = before[hunk.old_start + i], to = after[hunk.new_start + i];
      if (from == to || is_import(from) || is_import(to)) continue;
      const Words a = words_of(from), b = words_of(to);
      if (arithmetic_of(a) != arithmetic_of(b)) {
        behaviour_.emplace_back(&file, hunk.new_start + i);
        return;
      }
      const auto renamed = rename(a, b, old_names, new_names);
      if (renamed && !told) structure_.push_back({file.path, hunk.new_start + i, *renamed});
      told = told || renamed;
    }
  }

  // "renames a to b". nullopt unless the lines differ only by names, the file no longer holds the old names,
  // and it did not hold the new ones.
  static std::optional<std::string> rename(const Words& a, const Words& b,
                                           const std::set<std::string_view>& old_names,
                                           const std::set<std::string_view>& new_names) {
    if (a.size() != b.size()) return std::nullopt;
    std::optional<std::string> out;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (a[i] == b[i]) continue;
      if (!is_identifier(a[i]) || !is_identifier(b[i]) || new_names.contains(a[i]) ||
          old_names.contains(b[i]))
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
