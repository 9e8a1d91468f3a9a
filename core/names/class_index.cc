#include "core/names/class_index.hh"

#include <algorithm>

#include "core/base/text.hh"
#include "core/names/line_scan.hh"

namespace mintport {
namespace {

// The last part of each dotted name in a list. Skips values after `=` and aliases after `as`.
std::vector<std::string> last_parts(std::string_view list) {
  std::vector<std::string> out;
  bool skip = false;
  for (std::size_t at = 0; at < list.size(); ++at) {
    const char c = list[at];
    if (c == '#') {
      at = std::min(list.find('\n', at), list.size());
    } else if (c == ',') {
      skip = false;
    } else if (is_word(c)) {
      std::size_t end = at;
      while (end < list.size() && is_word(list[end])) ++end;
      const std::string_view word = list.substr(at, end - at);
      if (word == "as" || (end < list.size() && list[end] == '=')) skip = true;
      const bool whole = end >= list.size() || list[end] != '.';
      if (!skip && whole) out.emplace_back(word);
      at = end - 1;
    }
  }
  return out;
}

// The text after `open` up to the matching bracket.
std::string_view inside_brackets(std::string_view text, std::size_t open) {
  int depth = 1;
  std::size_t at = open + 1;
  for (; at < text.size() && depth > 0; ++at) {
    depth += text[at] == '(' || text[at] == '[';
    depth -= text[at] == ')' || text[at] == ']';
  }
  return text.substr(open + 1, at - open - 2);
}

void read_class(std::string_view text, std::size_t begin, ClassHeaders& out) {
  const std::size_t end = text.find_first_of("(:\n", begin);
  if (end == std::string_view::npos) return;
  ClassHeaders::Header header{std::string(text.substr(begin, end - begin)), {}};
  if (text[end] == '(') header.bases = last_parts(inside_brackets(text, end));
  out.classes.push_back(std::move(header));
}

void read_import(std::string_view text, std::size_t begin, ClassHeaders& out) {
  const std::string_view line = text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
  const std::size_t word = line.find(" import ");
  if (word == std::string_view::npos) return;
  const std::size_t open = line.find('(', word);
  const auto names = last_parts(open == std::string_view::npos ? line.substr(word + 8)
                                                               : inside_brackets(text, begin + open));
  out.imported.insert(out.imported.end(), names.begin(), names.end());
}

void read_strings(std::string_view line, ClassHeaders& out) {
  for (std::size_t open = line.find('"'); open != std::string_view::npos;) {
    const std::size_t close = line.find('"', open + 1);
    if (close == std::string_view::npos) return;
    const std::string_view word = line.substr(open + 1, close - open - 1);
    if (std::all_of(word.begin(), word.end(), is_word)) out.imported.emplace_back(word);
    open = line.find('"', close + 1);
  }
}

}  // namespace

ClassHeaders class_headers_in(std::string_view text, bool package) {
  ClassHeaders out;
  for (std::size_t line = 0; line < text.size();) {
    const std::size_t next = std::min(text.find('\n', line), text.size() - 1) + 1;
    const std::size_t begin = behind_blanks(text, line);
    if (begin == std::string_view::npos) break;
    const std::string_view rest = text.substr(begin);
    if (rest.starts_with("class ")) read_class(text, begin + 6, out);
    if (rest.starts_with("from ")) read_import(text, begin, out);
    if (package && begin < next) read_strings(text.substr(begin, next - begin), out);
    line = next;
  }
  return out;
}

void ClassIndex::add(ClassHeaders headers) {
  for (ClassHeaders::Header& header : headers.classes) {
    auto& bases = bases_[std::move(header.name)];
    bases.insert(bases.end(), header.bases.begin(), header.bases.end());
  }
  imported_.insert(headers.imported.begin(), headers.imported.end());
}

const std::vector<std::string>& ClassIndex::bases(std::string_view name) const {
  static const std::vector<std::string> none;
  const auto found = bases_.find(name);
  return found == bases_.end() ? none : found->second;
}

bool ClassIndex::inherits(std::string_view name, const std::set<std::string, std::less<>>& roots) const {
  std::set<std::string_view> seen;
  std::vector<std::string_view> open{name};
  while (!open.empty()) {
    const std::string_view one = open.back();
    open.pop_back();
    if (roots.contains(one)) return true;
    const auto found = bases_.find(one);
    if (found == bases_.end() || !seen.insert(one).second) continue;
    open.insert(open.end(), found->second.begin(), found->second.end());
  }
  return false;
}

}  // namespace mintport
