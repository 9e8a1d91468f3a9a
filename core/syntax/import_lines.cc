#include "core/syntax/import_lines.hh"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/text.hh"

namespace mintport {
namespace {

// Words that are more than names, in any version of Python that the grammar takes; sorted.
constexpr std::array<std::string_view, 40> kWords{
    "False", "None",  "True",     "_",     "and",    "as",     "assert", "async",  "await", "break",
    "case",  "class", "continue", "def",   "del",    "elif",   "else",   "except", "exec",  "finally",
    "for",   "from",  "global",   "if",    "import", "in",     "is",     "lambda", "match", "nonlocal",
    "not",   "or",    "pass",     "print", "raise",  "return", "try",    "type",   "while", "with"};

class ImportReader {
 public:
  explicit ImportReader(std::string_view text) : text_(text) {}

  std::size_t at() const { return at_; }
  bool at_end() const { return at_ == text_.size(); }

  // What the last line or statement says, but for its place and comment.
  ImportLine take_read() { return std::exchange(read_, {}); }

  // A blank line, a comment or a statement, with its line end where it has one.
  bool line() {
    if (!at_end() && text_[at_] != '\n' && text_[at_] != '#') {
      if (!statement()) return false;
      spaces();
    }
    comment();
    return at_end() || take("\n");
  }

  bool statement() {
    if (keyword("import")) return items(&ImportReader::dotted_name);
    if (!keyword("from")) return false;
    const std::size_t module = at_;
    at_ = std::min(text_.find_first_not_of('.', at_), text_.size());
    if (at_ == module || at_end() || text_[at_] != ' ') {
      if (!dotted_name()) return false;
    }
    read_.from = true;
    read_.module = text_.substr(module, at_ - module);
    spaces();
    if (!keyword("import")) return false;
    if (take("*")) {
      read_.names.emplace_back("*");
      return true;
    }
    if (!take("(")) return items(&ImportReader::name);
    bracketed_ = true;
    const bool good = items(&ImportReader::name);
    bracketed_ = false;
    return good && take(")");
  }

 private:
  bool take(std::string_view what) {
    if (!text_.substr(at_).starts_with(what)) return false;
    at_ += what.size();
    return true;
  }

  // With the blanks behind it.
  bool keyword(std::string_view word) {
    const std::string_view rest = text_.substr(at_);
    if (!rest.starts_with(word) || rest.size() == word.size() || rest[word.size()] != ' ') return false;
    at_ += word.size();
    spaces();
    return true;
  }

  void comment() {
    if (at_ < text_.size() && text_[at_] == '#') at_ = std::min(text_.find('\n', at_), text_.size());
  }

  // In brackets also line ends and comments.
  void spaces() {
    while (true) {
      at_ = std::min(text_.find_first_not_of(bracketed_ ? " \n" : " ", at_), text_.size());
      if (!bracketed_ || at_end() || text_[at_] != '#') return;
      comment();
    }
  }

  bool name() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_letter(text_[at_])) ++at_;
    return is_name(text_.substr(begin, at_ - begin));
  }

  bool dotted_name() {
    do {
      if (!name()) return false;
    } while (take("."));
    return true;
  }

  // `a as b, c`; in brackets a comma may end them.
  bool items(bool (ImportReader::*item)()) {
    while (true) {
      spaces();
      const std::size_t begin = at_;
      if (!(this->*item)()) return false;
      const std::size_t behind = at_;
      std::string& read = read_.names.emplace_back(text_.substr(begin, behind - begin));
      spaces();
      if (at_ > behind && keyword("as")) {
        const std::size_t alias = at_;
        if (!name()) return false;
        read.append(" as ").append(text_.substr(alias, at_ - alias));
        spaces();
      }
      if (!take(",")) return true;
      spaces();
      if (bracketed_ && at_ < text_.size() && text_[at_] == ')') return true;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool bracketed_ = false;
  ImportLine read_;
};

}  // namespace

bool is_letter(char c) {
  return mintport::is_word(c) || static_cast<unsigned char>(c) >= 0x80;
}

bool is_name(std::string_view text) {
  return is_identifier(text) && text != "yield" && !std::binary_search(kWords.begin(), kWords.end(), text);
}

bool is_dotted_name(std::string_view text) {
  const auto parts = split(text, '.');
  return std::all_of(parts.begin(), parts.end(), is_name);
}

bool is_import(std::string_view text) {
  ImportReader reader(text);
  return reader.statement() && reader.at_end();
}

bool is_import_lines(std::string_view text) {
  ImportReader reader(text);
  while (!reader.at_end()) {
    if (!reader.line()) return false;
  }
  return true;
}

std::optional<std::vector<ImportLine>> read_import_lines(std::string_view text) {
  std::vector<ImportLine> out;
  ImportReader reader(text);
  std::uint32_t line = 0;
  while (!reader.at_end()) {
    const std::size_t begin = reader.at();
    if (!reader.line()) return std::nullopt;
    const std::string_view whole = text.substr(begin, reader.at() - begin);
    ImportLine read = reader.take_read();
    read.line = line;
    line += static_cast<std::uint32_t>(std::count(whole.begin(), whole.end(), '\n'));
    if (whole.starts_with('#')) {
      read.comment = whole.substr(0, whole.find('\n'));
    } else if (contains(whole, "#")) {
      return std::nullopt;
    } else if (read.names.empty()) {
      continue;  // a blank line
    }
    out.push_back(std::move(read));
  }
  return out;
}

}  // namespace mintport
