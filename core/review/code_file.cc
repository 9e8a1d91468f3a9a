#include "core/review/code_file.hh"

#include <algorithm>

#include "core/diff/lines.hh"

namespace mintport {
namespace {

CodeSide without_colours(std::string title, std::string text) {
  CodeSide out;
  out.title = std::move(title);
  out.text = std::move(text);
  const Lines lines(out.text);
  for (std::uint32_t i = 1; i <= lines.count(); ++i) out.starts.push_back(lines.begin(i));
  return out;
}

bool is_prose(TokenClass kind) {
  return kind == TokenClass::string || kind == TokenClass::comment;
}

// The tokens of a text's first `size` bytes. What follows tells that a name is called.
std::vector<Token> tokens_of_new(std::string text, std::size_t size) {
  const auto tree = Tree::parse("", std::move(text));
  std::vector<Token> out = tree ? highlight(*tree) : std::vector<Token>();
  std::erase_if(out, [&](const Token& token) { return token.range.end > size; });
  return out;
}

}  // namespace

CodeSide CodeSide::make(std::string title, std::string text, bool python) {
  CodeSide out = without_colours(std::move(title), std::move(text));
  if (!python) return out;
  if (const auto tree = Tree::parse(out.title, out.text)) {
    out.tokens = highlight(*tree);
    out.definitions = definitions_of(*tree);
  }
  return out;
}

CodeSide CodeSide::edited(std::string title, const std::vector<Edit>& edits) const {
  CodeSide out = without_colours(std::move(title), mintport::apply(text, edits));
  std::vector<Token> old = tokens;
  auto token = old.begin();
  long moved = 0;  // bytes by which what follows an edit has moved
  const auto add = [&](ByteRange range, TokenClass kind) { out.tokens.push_back({range, kind}); };
  const auto add_moved = [&](ByteOffset begin, ByteOffset end, TokenClass kind) {
    add({static_cast<ByteOffset>(begin + moved), static_cast<ByteOffset>(end + moved)}, kind);
  };
  for (const Edit& edit : edits) {
    for (; token != old.end() && token->range.end <= edit.range.begin; ++token)
      add_moved(token->range.begin, token->range.end, token->kind);
    std::optional<TokenClass> around;  // of a string or a comment that holds all of the edit
    if (token != old.end() && !edit.range.empty() && token->range.contains(edit.range) &&
        is_prose(token->kind))
      around = token->kind;
    for (; token != old.end() && token->range.begin < edit.range.end; ++token) {
      const bool before = token->range.begin < edit.range.begin;
      if (before) add_moved(token->range.begin, edit.range.begin, token->kind);
      if (token->range.end <= edit.range.end) continue;
      if (before) around = token->kind;
      token->range.begin = edit.range.end;
      break;
    }
    const auto begin = static_cast<ByteOffset>(edit.range.begin + moved);
    if (around) {
      add({begin, static_cast<ByteOffset>(begin + edit.text.size())}, *around);
    } else {
      const std::size_t end = std::min(text.find('\n', edit.range.end), text.size());
      for (const Token& one :
           tokens_of_new(edit.text + text.substr(edit.range.end, end - edit.range.end), edit.text.size()))
        add({begin + one.range.begin, begin + one.range.end}, one.kind);
    }
    moved += static_cast<long>(edit.text.size()) - static_cast<long>(edit.range.size());
  }
  for (; token != old.end(); ++token) add_moved(token->range.begin, token->range.end, token->kind);
  return out;
}

std::string_view CodeSide::line(std::uint32_t number) const {
  const std::size_t begin = starts[number - 1], end = number < starts.size() ? starts[number] : text.size();
  std::string_view out = std::string_view(text).substr(begin, end - begin);
  while (out.ends_with('\n') || out.ends_with('\r')) out.remove_suffix(1);
  return out;
}

}  // namespace mintport
