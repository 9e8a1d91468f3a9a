#include "core/review/code_file.hh"

#include "core/diff/lines.hh"

namespace mintport {

CodeSide CodeSide::make(std::string title, std::string text, bool python) {
  CodeSide out;
  out.title = std::move(title);
  out.text = std::move(text);
  const Lines lines(out.text);
  for (std::uint32_t i = 1; i <= lines.count(); ++i) out.starts.push_back(lines.begin(i));
  if (!python) return out;
  if (auto source = Source::make(out.title, out.text)) {
    const Tree tree = Tree::parse(std::make_shared<const Source>(std::move(*source)));
    out.tokens = highlight(tree);
    out.definitions = definitions_of(tree);
  }
  return out;
}

std::string_view CodeSide::line(std::uint32_t number) const {
  const std::size_t begin = starts[number - 1], end = number < starts.size() ? starts[number] : text.size();
  std::string_view out = std::string_view(text).substr(begin, end - begin);
  while (out.ends_with('\n') || out.ends_with('\r')) out.remove_suffix(1);
  return out;
}

}  // namespace mintport
