#include "core/rules/import_order.hh"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "core/base/text.hh"
#include "core/rules/statements.hh"

namespace mintport {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Text that compares as isort orders names: without case, numbers by value.
std::string natural(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      out += lower(text[i++]);
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

// CONSTANTS, then Classes, then functions.
std::string name_key(std::string_view name) {
  const bool upper = name.size() > 1 && std::none_of(name.begin(), name.end(), [](char c) {
                       return c != lower(c) ? false : c >= 'a' && c <= 'z';
                     });
  const bool has_letter = std::any_of(name.begin(), name.end(), [](char c) { return c != lower(c); });
  const char kind = upper && has_letter ? 'A' : name[0] != lower(name[0]) ? 'B' : 'C';
  return kind + natural(name);
}

// Relative modules: more dots first.
std::string module_key(std::string_view module) {
  const std::size_t name = std::min(module.find_first_not_of('.'), module.size());
  if (name == 0) return natural(module);
  return std::string(module.substr(0, name)) + "_" + natural(module.substr(name));
}

struct Statement {
  std::string comments;  // whole lines above it
  std::string module;
  bool from = false;
  std::vector<std::string> names;  // of a `from` import; those with `as` stand alone
  std::string whole;               // not empty: kept as it is written
};

// The import statements of a text that holds nothing else; nothing when it holds more, or asks not to be
// sorted.
class Parser {
 public:
  explicit Parser(std::string_view text) : lines_(split_lines(text)) {}

  std::optional<std::vector<Statement>> run() {
    while (at_ < lines_.size()) {
      const std::string_view line = trim(lines_[at_]);
      if (line.find("isort") != std::string_view::npos) return std::nullopt;
      if (line.empty()) {
        if (!comments_.empty()) return std::nullopt;  // a comment that belongs to no import
        ++at_;
      } else if (line.starts_with('#')) {
        comments_ += std::string(line) + "\n";
        ++at_;
      } else if (lines_[at_].starts_with("import ") || lines_[at_].starts_with("from ")) {
        if (!statement()) return std::nullopt;
      } else {
        return std::nullopt;
      }
    }
    if (!comments_.empty()) return std::nullopt;
    return std::move(out_);
  }

 private:
  bool statement() {
    std::string text(trim(lines_[at_++]));
    bool comment = text.find('#') != std::string::npos;
    if (text.find(';') != std::string::npos || text.ends_with('\\')) return false;
    std::string_view code = trim(std::string_view(text).substr(0, text.find('#')));
    if (code.find('(') != std::string_view::npos && !code.ends_with(')')) {
      while (at_ < lines_.size()) {
        const std::string_view line = lines_[at_++];
        comment = comment || line.find('#') != std::string_view::npos;
        text += "\n" + std::string(line.substr(0, line.find_last_not_of(" \t\r") + 1));
        if (trim(line.substr(0, line.find('#'))).ends_with(')')) break;
      }
    }
    return text.starts_with("import ") ? plain(text, comment) : from(text, comment);
  }

  bool plain(const std::string& text, bool comment) {
    std::string_view rest = std::string_view(text).substr(7);
    if (comment) rest = rest.substr(0, rest.find('#'));
    const auto parts = split(rest, ',');
    if (comment && parts.size() > 1) return false;
    for (const std::string_view part : parts) {
      Statement made;
      made.comments = std::move(comments_);
      comments_.clear();
      made.module = std::string(trim(part));
      if (comment) made.whole = text;
      out_.push_back(std::move(made));
    }
    return true;
  }

  bool from(const std::string& text, bool comment) {
    const std::size_t import = text.find(" import ");
    if (import == std::string::npos) return false;
    Statement made;
    made.comments = std::move(comments_);
    comments_.clear();
    made.from = true;
    made.module = std::string(trim(std::string_view(text).substr(5, import - 5)));
    if (comment) {
      made.whole = text;
      out_.push_back(std::move(made));
      return true;
    }
    std::string_view rest = trim(std::string_view(text).substr(import + 7));
    if (rest.starts_with('(')) rest = rest.substr(1, rest.size() - 2);
    for (const std::string_view part : split(rest, ',')) {
      if (!trim(part).empty()) made.names.emplace_back(trim(part));
    }
    if (made.names.empty()) return false;
    out_.push_back(std::move(made));
    return true;
  }

  std::vector<std::string_view> lines_;
  std::size_t at_ = 0;
  std::string comments_;
  std::vector<Statement> out_;
};

class Writer {
 public:
  explicit Writer(const Profile::ImportOrder& order) : order_(order) {}

  std::string run(std::vector<Statement> statements) {
    for (Statement& statement : statements) place(std::move(statement));
    std::string out;
    for (auto& [section, lines] : sections_) {
      if (!out.empty()) out += "\n";
      for (auto& [key, line] : lines) out += line;
    }
    return out;
  }

 private:
  struct From {
    std::string comments;
    std::vector<std::string> names;
  };

  std::size_t section(std::string_view module) const {
    std::size_t rest = 0;
    const std::string_view top = module.substr(0, module.find_first_of(". "));
    for (std::size_t i = 0; i < order_.sections.size(); ++i) {
      const Profile::Section& section = order_.sections[i];
      if (section.rest) rest = i;
      if (module.starts_with('.') ? section.relative
                                  : std::binary_search(section.modules.begin(), section.modules.end(), top)) {
        return i;
      }
    }
    return rest;
  }

  // Statements of one module become one; names with `as`, and what has a comment, stay alone.
  void place(Statement statement) {
    auto& lines = sections_[section(statement.module)];
    if (!statement.from) {
      const std::string text = statement.whole.empty() ? "import " + statement.module : statement.whole;
      lines[{"0" + module_key(statement.module), ""}] = statement.comments + text + "\n";
      return;
    }
    const std::string key = "1" + module_key(statement.module);
    if (!statement.whole.empty()) {
      lines[{key, "#" + statement.whole}] = statement.comments + statement.whole + "\n";
      return;
    }
    auto& all = froms_[{statement.module, ""}];
    all.comments += statement.comments;
    for (std::string& name : statement.names) {
      if (name.find(" as ") != std::string::npos) {
        lines[{key, "C" + name}] = "from " + statement.module + " import " + name + "\n";
      } else if (std::find(all.names.begin(), all.names.end(), name) == all.names.end()) {
        all.names.push_back(std::move(name));
      }
    }
    if (all.names.empty()) {
      // Only names with `as`: a comment stands in front of the first.
      auto first = lines.lower_bound({key, ""});
      first->second = all.comments + first->second;
      all.comments.clear();
      return;
    }
    lines[{key, "B"}] = all.comments + from_line(statement.module, all.names);
  }

  std::string from_line(const std::string& module, std::vector<std::string>& names) const {
    std::stable_sort(names.begin(), names.end(),
                     [](const std::string& a, const std::string& b) { return name_key(a) < name_key(b); });
    std::string line = "from " + module + " import ";
    for (std::size_t i = 0; i < names.size(); ++i) line += (i > 0 ? ", " : "") + names[i];
    if (line.size() <= order_.line_length) return line + "\n";
    line = "from " + module + " import (\n";
    for (const std::string& name : names) line += "    " + name + ",\n";
    return line + ")\n";
  }

  const Profile::ImportOrder& order_;
  std::map<std::size_t, std::map<std::pair<std::string, std::string>, std::string>> sections_;
  std::map<std::pair<std::string, std::string>, From> froms_;
};

// Top-level statements that are imports, or removed, one after the other.
class Runs {
 public:
  Runs(const RuleInput& input, const std::vector<Edit>& edits) : in_(input), edits_(edits) {}

  std::vector<ByteRange> find() {
    for (NodeId id = in_.tree.first_child(0); id != kNoNode; id = in_.tree.next_sibling(id)) {
      const Kind kind = in_.tree[id].kind;
      if (kind == Kind::comment) continue;
      if (kind == Kind::import_statement || kind == Kind::import_from_statement ||
          kind == Kind::future_import_statement) {
        if (first_ == kNoNode) first_ = id;
        last_ = id;
      } else if (!gone(id)) {
        close();
      }
    }
    close();
    return std::move(out_);
  }

 private:
  bool gone(NodeId id) const {
    for (const Edit& edit : edits_) {
      if (edit.text.empty() && edit.range.contains(in_.tree[id].range)) return true;
    }
    return false;
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

// What an edit does to a run of imports. Text in front of it that is no import is of no concern.
bool belongs(const Edit& edit, ByteRange run) {
  if (!edit.range.empty()) return edit.range.overlaps(run);
  if (edit.range.begin < run.begin || run.end < edit.range.begin) return false;
  return edit.range.begin > run.begin || edit.text.starts_with("import ") || edit.text.starts_with("from ");
}

// The edits inside the run, shifted to its text; nothing when one reaches over its ends.
std::optional<std::vector<Edit>> inside(const std::vector<Edit>& edits, ByteRange run) {
  std::vector<Edit> out;
  for (const Edit& edit : edits) {
    if (!belongs(edit, run)) continue;
    if (!run.contains(edit.range)) return std::nullopt;
    out.push_back({{edit.range.begin - run.begin, edit.range.end - run.begin}, edit.text});
  }
  return out;
}

// Behind insertions at the same place, before what replaces text there.
void put(std::vector<Edit>& edits, Edit edit) {
  const auto place = std::upper_bound(edits.begin(), edits.end(), edit, [](const Edit& a, const Edit& b) {
    return std::pair(a.range.begin, !a.range.empty()) < std::pair(b.range.begin, !b.range.empty());
  });
  edits.insert(place, std::move(edit));
}

std::string with_newline(std::string text, std::string_view newline) {
  if (newline == "\n") return text;
  std::string out;
  for (char c : text) out += c == '\n' ? std::string(newline) : std::string(1, c);
  return out;
}

}  // namespace

std::vector<Edit> order_imports(const RuleInput& input, std::vector<Edit> edits) {
  const Profile* profile = input.tables.profile();
  if (profile == nullptr || !profile->imports || edits.empty()) return edits;
  const Source& source = input.tree.source();
  for (const ByteRange run : Runs(input, edits).find()) {
    const auto own = inside(edits, run);
    if (!own || own->empty()) continue;
    const std::string text = mintport::apply(source.text(run), *own);
    auto statements = Parser(text).run();
    if (!statements || statements->empty()) continue;
    std::string sorted =
        with_newline(Writer(*profile->imports).run(std::move(*statements)), source.newline());
    if (sorted == text) continue;
    std::erase_if(edits, [&](const Edit& edit) { return belongs(edit, run); });
    put(edits, Edit{run, std::move(sorted)});
  }
  return edits;
}

namespace {

bool in_string(const Tree& tree, ByteOffset at) {
  NodeId id = tree.at({at, at});
  for (; id != kNoNode; id = tree[id].parent) {
    if (tree[id].kind == Kind::string && tree[id].range.begin < at && at < tree[id].range.end) return true;
  }
  return false;
}

}  // namespace

std::vector<Edit> mark_long_lines(const RuleInput& input, std::vector<Edit> edits) {
  const Profile* profile = input.tables.profile();
  if (profile == nullptr || !profile->long_lines) return edits;
  const Profile::LongLines& habit = *profile->long_lines;
  const std::string text = mintport::apply(input.tree.source().text(), edits);
  const OffsetMap map(edits);
  std::vector<ByteOffset> insertions;
  for (const std::string_view raw : split_lines(text)) {
    const auto begin = static_cast<std::size_t>(raw.data() - text.data());
    const std::string_view line = raw.substr(0, raw.find_last_not_of(" \t\r\n") + 1);
    if (line.size() <= habit.over || line.find("noqa") != std::string_view::npos) continue;
    const auto columns = static_cast<std::size_t>(
        std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; }));
    if (columns <= habit.over) continue;
    const auto end = static_cast<ByteOffset>(begin + line.size());
    const ByteOffset old = map.to_old(end);
    // Only where the end of the line is the source's own: new text is not that long.
    if (map.to_new(old) != end || in_string(input.tree, old)) continue;
    insertions.push_back(old);
  }
  for (ByteOffset at : insertions) put(edits, Edit{{at, at}, "  " + habit.comment});
  return edits;
}

}  // namespace mintport
