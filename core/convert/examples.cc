#include "core/convert/examples.hh"

#include <algorithm>
#include <optional>

#include "core/base/text.hh"
#include "core/convert/convert.hh"

namespace mintport {
namespace {

struct CodeLine {
  ByteRange whole;         // the line in the file, including its line end
  ByteOffset content = 0;  // start of its code in the file
  ByteOffset begin = 0;    // its start in the extracted code
  std::string prefix;      // prefix for a new line next to it
};

// The examples of a text as one piece of code, so that imports of the first apply to the others.
class Example {
 public:
  Example(std::string_view text, ByteOffset begin) {
    const std::vector<std::string_view> lines = split_lines(text);
    std::size_t fence = std::string_view::npos;  // columns of the open ```py
    const bool prompts = text.find(">>> ") != std::string_view::npos;
    for (std::string_view line : lines) {
      const std::size_t indent = line.find_first_not_of(" \t");
      const std::string_view body =
          indent == std::string_view::npos ? std::string_view() : line.substr(indent);
      if (prompts) {
        if (body.starts_with(">>> ") || body.starts_with("... ") || trim(body) == ">>>" ||
            trim(body) == "...") {
          const std::size_t skip = std::min<std::size_t>(4, trim(body).size());
          add(line, begin, indent + skip, std::string(line.substr(0, indent)) + ">>> ");
        }
      } else if (body.starts_with("```")) {
        const std::string_view language = trim(body.substr(3));
        fence = fence == std::string_view::npos && (language == "py" || language == "python")
                    ? indent
                    : std::string_view::npos;
      } else if (fence != std::string_view::npos) {
        const bool short_line = indent == std::string_view::npos || indent < fence;
        add(line, begin, short_line ? line.find_last_not_of("\r\n") + 1 : fence, std::string(fence, ' '));
      }
      begin += static_cast<ByteOffset>(line.size());
    }
  }

  const std::string& code() const { return code_; }
  const std::vector<CodeLine>& lines() const { return lines_; }

  // The range of the file for a range of the code, up to the end of its first line.
  ByteRange place(ByteRange range) const {
    const CodeLine& line = lines_[line_at(std::min<ByteOffset>(range.begin, lines_.back().begin))];
    const ByteOffset begin = line.content + (range.begin - std::min(range.begin, line.begin));
    return {begin, std::min(begin + range.size(), line.whole.end)};
  }

  // The edit of the code as edits of the file; nullopt if it spans text between two examples.
  std::optional<std::vector<Edit>> place(const Edit& edit) const {
    const std::size_t first = line_at(edit.range.begin);
    const bool from_start = edit.range.begin == lines_[first].begin;
    const std::size_t last = edit.range.end >= code_.size() ? lines_.size() : line_at(edit.range.end);
    const bool to_start = last == lines_.size() || edit.range.end == lines_[last].begin;
    const bool whole_lines = from_start && to_start && (edit.text.empty() || edit.text.ends_with('\n')) &&
                             (last > first || !edit.text.empty());
    if (whole_lines) {
      std::string text = prefixed(edit.text, lines_[first].prefix);
      if (!text.empty()) text.insert(0, lines_[first].prefix);
      std::vector<Edit> out;
      if (last == first)
        out.push_back({{lines_[first].whole.begin, lines_[first].whole.begin}, std::move(text)});
      for (std::size_t at = first; at < last; ++at) {
        out.push_back({lines_[at].whole, at == first ? std::move(text) : std::string()});
      }
      return out;
    }
    if (last == lines_.size()) return std::nullopt;
    for (std::size_t at = first; at < last; ++at) {
      if (lines_[at].whole.end != lines_[at + 1].whole.begin) return std::nullopt;
    }
    const ByteOffset begin = lines_[first].content + (edit.range.begin - lines_[first].begin);
    const ByteOffset end = lines_[last].content + (edit.range.end - lines_[last].begin);
    return std::vector<Edit>{{{begin, end}, prefixed(edit.text, lines_[first].prefix)}};
  }

 private:
  void add(std::string_view line, ByteOffset at, std::size_t skip, std::string prefix) {
    CodeLine out;
    out.whole = {at, at + static_cast<ByteOffset>(line.size())};
    out.content = at + static_cast<ByteOffset>(skip);
    out.begin = static_cast<ByteOffset>(code_.size());
    out.prefix = std::move(prefix);
    code_.append(line.substr(skip));
    if (!code_.ends_with('\n')) code_ += '\n';  // the example is at the end of the text
    lines_.push_back(std::move(out));
  }

  std::size_t line_at(ByteOffset offset) const {
    const auto after = std::upper_bound(lines_.begin(), lines_.end(), offset,
                                        [](ByteOffset at, const CodeLine& line) { return at < line.begin; });
    return static_cast<std::size_t>(after - lines_.begin()) - 1;
  }

  static std::string prefixed(const std::string& text, const std::string& prefix) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
      out += text[at];
      if (text[at] == '\n' && at + 1 < text.size()) out += prefix;
    }
    return out;
  }

  std::string code_;
  std::vector<CodeLine> lines_;
};

bool may_hold_examples(std::string_view text) {
  return contains(text, ">>> ") || contains(text, "```py");
}

void convert_example(const RuleInput& input, Draft& draft, const Example& example) {
  auto source = Source::make("example.py", example.code());
  if (!source) return;
  ConvertOptions options = input.options;
  options.path = "example.py";
  options.example = true;
  const Conversion made = convert(std::make_shared<const Source>(std::move(*source)), input.tables, options);
  // If it does not parse, it is not code; treat it as text.
  if (std::any_of(made.findings.begin(), made.findings.end(),
                  [](const Finding& finding) { return finding.kind == FindingKind::syntax; })) {
    return;
  }
  Change change;
  change.rule = "example";
  change.note = "the example is converted like code";
  for (const Edit& edit : made.edits) {
    auto placed = example.place(edit);
    if (!placed) return;
    std::move(placed->begin(), placed->end(), std::back_inserter(change.edits));
  }
  for (const CodeLine& line : example.lines()) {
    if (!line.whole.empty()) draft.claim_text(line.whole);
  }
  if (!change.edits.empty()) draft.add(std::move(change));
  // Findings without fixes, which are for code that runs.
  for (const Finding& finding : made.findings) {
    draft.add(DraftFinding{finding.kind,
                           finding.rule,
                           finding.symbol,
                           "in an example: " + finding.message,
                           example.place(finding.original),
                           {}});
  }
}

}  // namespace

void convert_examples(const RuleInput& input, Draft& draft) {
  const Tree& tree = input.tree;
  for (NodeId id : tree.of(Kind::string_content)) {
    const NodeId up = tree[tree[id].parent].parent;
    if (tree[up].kind != Kind::expression_statement && tree[up].kind != Kind::assignment) continue;
    if (!may_hold_examples(tree.text(id))) continue;
    const Example example(tree.text(id), tree[id].range.begin);
    if (!example.lines().empty()) convert_example(input, draft, example);
  }
}

}  // namespace mintport
