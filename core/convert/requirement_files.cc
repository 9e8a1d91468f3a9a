#include "core/convert/requirement_files.hh"

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <algorithm>

#include "core/base/text.hh"
#include "core/rules/prose/distributions.hh"

namespace mintport {
namespace {

constexpr const char* kRule = "requirement";

class Review {
 public:
  Review(const Source& source, const Tables& tables) : source_(source), tables_(tables) {}

  std::vector<Finding> lines() {
    for (std::uint32_t number = 1; number <= source_.line_count(); ++number) {
      ByteRange whole = source_.whole_line(number);
      std::string_view text = source_.text(source_.line(number));
      // By pip's rules: a comment starts a line or follows a blank, and a backslash continues a line.
      for (std::size_t at = text.find('#'); at != text.npos; at = text.find('#', at + 1)) {
        if (at == 0 || text[at - 1] == ' ' || text[at - 1] == '\t') text = text.substr(0, at);
      }
      const bool goes_on = text.ends_with('\\');
      if (goes_on) text.remove_suffix(1);
      while (number < source_.line_count() && source_.text(source_.line(number)).ends_with('\\'))
        whole.end = source_.whole_line(++number).end;
      const std::size_t blank = std::min(text.find_first_not_of(" \t"), text.size());
      const std::string_view address = text.substr(blank).starts_with("-e ") ? text.substr(blank + 3) : text;
      if (trim(address).empty() || trim(address).starts_with('-')) continue;
      look(address, whole, !goes_on);  // text after the backslash (hashes) belongs to this requirement
    }
    return take();
  }

  std::vector<Finding> project() {
    const toml::parse_result parsed = toml::parse(source_.text());
    if (!parsed) {
      const auto line =
          std::clamp<std::uint32_t>(parsed.error().source().begin.line, 1, source_.line_count());
      add(FindingKind::syntax, "TOML", std::string(parsed.error().description()), source_.line(line));
      return take();
    }
    const toml::table& root = parsed.table();
    array(root["build-system"]["requires"]);
    array(root["project"]["dependencies"]);
    for (const auto& groups : {root["project"]["optional-dependencies"], root["dependency-groups"]}) {
      if (const toml::table* table = groups.as_table()) {
        for (const auto& group : *table) array(toml::node_view<const toml::node>(group.second));
      }
    }
    return take();
  }

 private:
  void array(const toml::node_view<const toml::node>& view) {
    const toml::array* list = view.as_array();
    if (list == nullptr) return;
    for (const toml::node& one : *list) {
      const auto* string = one.as_string();
      if (string == nullptr) continue;
      // A string with escapes or several lines is not a plain requirement.
      const ByteRange inside{offset(one.source().begin) + 1, offset(one.source().end) - 1};
      if (inside.begin >= inside.end || source_.text(inside) != string->get()) continue;
      const ByteRange line = source_.whole_line(one.source().begin.line);
      std::string_view alone = trim(source_.text(line));
      if (alone.ends_with(',')) alone.remove_suffix(1);
      look(source_.text(inside), alone.size() == inside.size() + 2 ? std::optional(line) : std::nullopt,
           true);
    }
  }

  // The library's columns are 1-based and count code points.
  ByteOffset offset(const toml::source_position& at) const {
    const ByteRange line = source_.line(at.line);
    const std::string_view text = source_.text(line);
    std::size_t byte = 0;
    for (toml::source_index column = 1; column < at.column && byte < text.size(); ++column)
      next_code_point(text, byte);
    return line.begin + static_cast<ByteOffset>(byte);
  }

  // `text` is a part of the source. `whole` is the range to remove if there is no replacement. A replacement
  // is possible if `text` is `alone`.
  void look(std::string_view text, std::optional<ByteRange> whole, bool alone) {
    const auto requirement = requirement_in(text);
    const auto advice = requirement ? advice_on(tables_, requirement->name) : std::nullopt;
    if (!advice) return;
    const auto begin = static_cast<ByteOffset>(requirement->what.data() - source_.text().data());
    const ByteRange what{begin, begin + static_cast<ByteOffset>(requirement->what.size())};
    Finding& finding = add(FindingKind::convention, std::string(requirement->name), advice->remark(), what);
    if (!advice->instead.empty() && !alone) return;
    if (!advice->instead.empty()) {
      finding.fixes.push_back({advice->fix(), Applicability::maybe, {{what, advice->instead}}});
    } else if (whole) {
      finding.fixes.push_back({"remove it", Applicability::maybe, {{*whole, ""}}});
    }
  }

  Finding& add(FindingKind kind, std::string symbol, std::string message, ByteRange at) {
    return findings_.emplace_back(Finding{kind, kRule, std::move(symbol), std::move(message), at, at, {}});
  }

  std::vector<Finding> take() {
    std::stable_sort(findings_.begin(), findings_.end(),
                     [](const Finding& a, const Finding& b) { return a.original.begin < b.original.begin; });
    return std::move(findings_);
  }

  const Source& source_;
  const Tables& tables_;
  std::vector<Finding> findings_;
};

bool is_project(std::string_view path) {
  return path == "pyproject.toml" || path.ends_with("/pyproject.toml");
}

}  // namespace

bool lists_requirements(std::string_view path) {
  if (is_project(path)) return true;
  if (!path.ends_with(".txt") && !path.ends_with(".in")) return false;
  const std::size_t slash = path.rfind('/');
  const std::string_view name = slash == path.npos ? path : path.substr(slash + 1);
  const std::string_view folder = slash == path.npos ? std::string_view() : path.substr(0, slash);
  return name.starts_with("requirement") || name.ends_with("requirements.txt") || folder == "requirements" ||
         folder.ends_with("/requirements");
}

std::vector<Finding> review_requirements(const Source& source, const Tables& tables) {
  Review review(source, tables);
  return is_project(source.path()) ? review.project() : review.lines();
}

}  // namespace mintport
