#include "core/names/signatures.hh"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "core/base/text.hh"
#include "core/names/line_scan.hh"
#include "core/syntax/tree.hh"

namespace mintport {
namespace {

struct Header {
  std::string_view text;  // "def f(a, b)"
  std::string owner;      // the class of a method
  // For a function with `return_dict`: the tuples and objects that it returns.
  std::vector<std::string_view> tuples, objects;
  std::uint32_t line = 0;  // 1-based
};

// The offset after the matching bracket for the text at `at`; npos if the line ends before.
std::size_t closed_end(std::string_view text, std::size_t at) {
  int depth = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (c == ')' || c == ']' || c == '}') {
      if (--depth == 0) return at + 1;
    } else if (c == '#') {
      at = text.find('\n', at);
      if (at == std::string_view::npos) return at;
    } else if (c == '"' || c == '\'') {
      at = string_end(text, at) - 1;
    } else if (depth == 0 && c == '\n') {
      return std::string_view::npos;
    }
  }
  return std::string_view::npos;
}

// Scans the lines of a file for headers, and for results of functions that take `return_dict`.
class HeaderScan {
 public:
  explicit HeaderScan(std::string_view text) : text_(text) {}

  std::vector<Header> run() {
    for (std::size_t line = 0; line < text_.size(); ++line_) {
      const std::size_t next = std::min(text_.find('\n', line), text_.size() - 1) + 1;
      const std::size_t begin = behind_blanks(text_, line);
      if (begin == std::string_view::npos) break;
      const std::string_view rest = text_.substr(begin);
      if (rest.starts_with("class ")) {
        leave(begin - line);
        classes_.emplace_back(begin - line, std::string(rest.substr(6, rest.find_first_of("(:\n ", 6) - 6)));
      } else if (rest.starts_with("def ") || rest.starts_with("async def ")) {
        leave(begin - line);
        header(begin, begin - line);
      } else if (taker_ != kNone) {
        result(begin, rest);
      }
      line = next;
    }
    return std::move(out_);
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  void leave(std::size_t indent) {
    while (!classes_.empty() && classes_.back().first >= indent) classes_.pop_back();
    if (taker_ != kNone && taker_indent_ >= indent) taker_ = kNone;
  }

  void header(std::size_t begin, std::size_t indent) {
    const std::size_t end = closed_end(text_, begin);
    if (end == std::string_view::npos) return;
    const std::string_view header = text_.substr(begin, end - begin);
    if (header.find("return_dict") != std::string_view::npos) {
      taker_ = out_.size();
      taker_indent_ = indent;
      asked_ = false;
    }
    out_.push_back({header, classes_.empty() ? std::string() : classes_.back().second, {}, {}, line_});
  }

  // Handles `if not return_dict: return (a, b)`, and `return Output(x=a, y=b)`.
  void result(std::size_t begin, std::string_view rest) {
    if (rest.starts_with("if not return_dict")) asked_ = true;
    if (!rest.starts_with("return ")) return;
    std::size_t end = closed_end(text_, begin + 7);
    if (end == std::string_view::npos) end = std::min(text_.find('\n', begin), text_.size());
    auto& into = asked_ ? out_[taker_].tuples : out_[taker_].objects;
    into.push_back(text_.substr(begin + 7, end - begin - 7));
    asked_ = false;
  }

  std::string_view text_;
  std::vector<Header> out_;
  std::vector<std::pair<std::size_t, std::string>> classes_;  // indentation, name
  std::size_t taker_ = kNone, taker_indent_ = 0;  // the enclosing function with a parameter `return_dict`
  bool asked_ = false;
  std::uint32_t line_ = 1;
};

// Parses the header of a function: its name, and the names of its parameters.
class ParameterScan {
 public:
  // `header` begins with the keyword `def` or `async`.
  explicit ParameterScan(std::string_view header) : text_(header) {
    at_ = text_.find("def ") + 4;
    skip_space();
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_letter(text_[at_])) ++at_;
    name_ = text_.substr(begin, at_ - begin);
    skip_space();
  }

  std::string_view name() const { return name_; }

  // The names, `*args` and `**kwargs` with their stars, without the markers (`*`, `/`). nullopt if there is
  // no list.
  std::optional<std::vector<std::string>> run() {
    if (name_.empty() || at_ >= text_.size() || text_[at_] != '(') return std::nullopt;
    std::vector<std::string> out;
    for (++at_; skip_space(), at_ < text_.size() && text_[at_] != ')';) {
      const std::size_t begin = at_;
      while (at_ < text_.size() && (text_[at_] == '*' || is_letter(text_[at_]))) ++at_;
      if (at_ > begin && is_letter(text_[at_ - 1])) out.emplace_back(text_.substr(begin, at_ - begin));
      skip_to_next();
    }
    return out;
  }

 private:
  static bool is_letter(char c) { return is_word(c) || static_cast<unsigned char>(c) >= 0x80; }

  void skip_space() {
    while (at_ < text_.size()) {
      if (text_[at_] == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (std::string_view(" \t\r\n\\\f").find(text_[at_]) != std::string_view::npos) {
        ++at_;
      } else {
        return;
      }
    }
  }

  // Skips annotation and default, to after the comma or to the closing bracket.
  void skip_to_next() {
    int depth = 0;
    bool lambda = false;  // skip its parameters
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"' || c == '\'') {
        at_ = string_end(text_, at_);
        continue;
      }
      if (c == '#') {
        skip_space();
        continue;
      }
      if (is_letter(c)) {
        const std::size_t begin = at_;
        while (at_ < text_.size() && is_letter(text_[at_])) ++at_;
        lambda = lambda || (depth == 0 && text_.substr(begin, at_ - begin) == "lambda");
        continue;
      }
      if (depth == 0 && c == ')') return;
      ++at_;
      if (c == '(' || c == '[' || c == '{') ++depth;
      if (c == ')' || c == ']' || c == '}') --depth;
      if (depth == 0 && c == ':') lambda = false;
      if (depth == 0 && c == ',' && !lambda) return;
    }
  }

  std::string_view text_, name_;
  std::size_t at_ = 0;
};

// The elements of `(a, b)` and `a, b`; empty for any other value.
std::vector<NodeId> elements_of(const Tree& tree, NodeId statement) {
  const auto parts = tree.named_children(statement);
  if (parts.size() != 1) return parts;
  const Kind kind = tree[parts[0]].kind;
  return kind == Kind::tuple || kind == Kind::expression_list ? tree.named_children(parts[0])
                                                              : std::vector<NodeId>{};
}

// The names of a tuple's elements, from the fields of objects that are built from the same values.
std::vector<std::string> fields_of(const Header& header) {
  if (header.tuples.size() != 1) return {};
  std::string skeleton(header.tuples.front());
  for (std::string_view object : header.objects) (skeleton += '\n') += object;
  const auto parsed = Tree::parse("results", std::move(skeleton));
  if (!parsed) return {};
  const Tree& tree = *parsed;
  const auto statements = tree.named_children(0);
  if (statements.empty()) return {};
  std::vector<std::string> out;
  bool any = false;
  for (NodeId element : elements_of(tree, statements.front())) {
    std::string& name = out.emplace_back();
    for (NodeId id = tree[statements.front()].last; id < tree.nodes().size() && name.empty(); ++id) {
      if (tree[id].kind != Kind::keyword_argument) continue;
      const NodeId value = tree.child(id, Field::value);
      if (value != kNoNode && tree.text(value) == tree.text(element))
        name = std::string(tree.text(tree.child(id, Field::name)));
    }
    any = any || !name.empty();
  }
  return any ? out : std::vector<std::string>{};
}

}  // namespace

std::vector<Signature> signatures_in(std::string_view text, std::string_view module) {
  std::vector<Signature> out;
  for (const Header& header : HeaderScan(text).run()) {
    ParameterScan scan(header.text);
    auto parameters = scan.run();
    if (!parameters) continue;
    Signature signature;
    signature.module = module;
    signature.owner = header.owner;
    signature.line = header.line;
    signature.fields = fields_of(header);
    signature.name = scan.name() == "__init__" && !header.owner.empty() ? header.owner : scan.name();
    if (!parameters->empty() && (parameters->front() == "self" || parameters->front() == "cls")) {
      signature.method = true;
      parameters->erase(parameters->begin());
    }
    signature.parameters = *std::move(parameters);
    out.push_back(std::move(signature));
  }
  return out;
}

FileHeaders headers_in(std::string_view text, std::string_view module, bool package) {
  return {std::string(module), signatures_in(text, module), class_headers_in(text, package)};
}

void SignatureIndex::add(std::vector<Signature> signatures) {
  for (Signature& signature : signatures) {
    for (const std::string& field : signature.fields) {
      if (!field.empty()) fields_.insert(field);
    }
    const auto number = static_cast<std::uint32_t>(by_name_.size());
    Named& named = by_name_.try_emplace(signature.name, Named{number, {}}).first->second;
    for (const std::string& parameter : signature.parameters) {
      auto& takers = takers_[parameter];
      const auto at = std::lower_bound(takers.begin(), takers.end(), named.number);
      if (at == takers.end() || *at != named.number) takers.insert(at, named.number);
    }
    named.all.push_back(std::move(signature));
  }
}

void SignatureIndex::add(FileHeaders file) {
  add(std::move(file.signatures));
  classes.add(std::move(file.classes));
  modules.insert(std::move(file.module));
}

const std::vector<Signature>* SignatureIndex::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &found->second.all;
}

bool SignatureIndex::any_takes(std::string_view name, std::string_view parameter) const {
  const auto named = by_name_.find(name);
  const auto takers = takers_.find(parameter);
  return named != by_name_.end() && takers != takers_.end() &&
         std::binary_search(takers->second.begin(), takers->second.end(), named->second.number);
}

}  // namespace mintport
