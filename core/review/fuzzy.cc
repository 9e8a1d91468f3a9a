#include "core/review/fuzzy.hh"

#include <algorithm>

#include "core/base/text.hh"

namespace mintport {
namespace {

constexpr int kFollows = 8, kBeginsWord = 6, kInName = 3;

bool parts_words(char c) {
  return c == '/' || c == '_' || c == '.' || c == '-' || c == ' ';
}

// Matches from the end: people type the last part of a path, and a match at the end is the tightest.
std::optional<int> score_from_end(std::string_view query, std::string_view text, std::size_t name) {
  int score = 0;
  std::size_t at = text.size(), last = text.size() + 1;
  for (std::size_t i = query.size(); i-- > 0;) {
    do {
      if (at == 0) return std::nullopt;
      --at;
    } while (to_lower(text[at]) != to_lower(query[i]));
    if (at + 1 == last) score += kFollows;
    if (at == 0 || parts_words(text[at - 1])) score += kBeginsWord;
    if (at >= name) score += kInName;
    last = at;
  }
  return score;
}

}  // namespace

std::optional<int> fuzzy_score(std::string_view query, std::string_view text) {
  const std::size_t slash = text.rfind('/');
  const std::size_t name = slash == std::string_view::npos ? 0 : slash + 1;
  int score = 0;
  for (const std::string_view word : split(query, ' ')) {
    const auto letters = score_from_end(word, text, name);
    if (!letters) return letters;
    score += *letters;
    // A contiguous match scores more than scattered letters.
    const auto whole = std::search(text.begin(), text.end(), word.begin(), word.end(),
                                   [](char a, char b) { return to_lower(a) == to_lower(b); });
    if (whole != text.end()) score += kFollows * static_cast<int>(word.size());
  }
  return score * 4 - static_cast<int>(std::min<std::size_t>(text.size(), 200)) / 4;
}

std::vector<std::size_t> fuzzy_rank(std::string_view query, std::span<const std::string> texts) {
  std::vector<std::pair<int, std::size_t>> found;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (query.empty()) {
      found.emplace_back(0, i);
    } else if (const auto score = fuzzy_score(query, texts[i])) {
      found.emplace_back(-*score, i);
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::size_t> out;
  out.reserve(found.size());
  for (const auto& [score, index] : found) out.push_back(index);
  return out;
}

}  // namespace mintport
