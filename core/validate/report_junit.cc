#include <fmt/format.h>

#include <map>

#include "core/base/text.hh"
#include "core/validate/report.hh"

namespace mintport {
namespace {

// Escapes `text` for an attribute or an element. XML 1.0 has no control characters except tab and line ends.
std::string xml(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == U'&') {
      out += "&amp;";
    } else if (c == U'<') {
      out += "&lt;";
    } else if (c == U'>') {
      out += "&gt;";
    } else if (c == U'"') {
      out += "&quot;";
    } else if (c == U'\n') {
      out += "&#10;";
    } else if (c < 0x20 && c != U'\t') {
      append_utf8(out, U'\uFFFD');
    } else {
      append_utf8(out, c);
    }
  }
  return out;
}

std::string module_of(std::string file) {
  if (file.ends_with(".py")) file.resize(file.size() - 3);
  for (char& c : file) c = c == '/' ? '.' : c;
  return file;
}

std::string body_of(const ClassResult& result) {
  const ClassError error = result.error.value_or(ClassError{.type = "Undecided"});
  if (!result.ok)
    return fmt::format("    <skipped message=\"{}: {}\"/>\n", xml(error.type), xml(error.message));
  if (*result.ok) return "";
  std::string text = fmt::format("rung: {}", to_string(result.rung));
  if (result.max_abs)
    text +=
        fmt::format("\nmax_abs: {}, max_rel: {}", short_number(result.max_abs), short_number(result.max_rel));
  if (!result.layer.empty()) text += "\nlayer: " + result.layer;
  if (!error.file.empty()) text += fmt::format("\n{}:{}", error.file, error.line);
  return fmt::format("    <failure type=\"{}\" message=\"{}\">{}</failure>\n", xml(error.type),
                     xml(error.message), xml(text));
}

std::string test_case(const ClassResult& result) {
  const std::string attributes =
      fmt::format("classname=\"{}\" name=\"{}\" file=\"{}\" time=\"{:.3f}\"", xml(module_of(result.file)),
                  xml(title_of(result)), xml(result.file), result.seconds);
  const std::string body = body_of(result);
  if (body.empty()) return "   <testcase " + attributes + "/>\n";
  return "   <testcase " + attributes + ">\n" + body + "   </testcase>\n";
}

std::string counts_of(const ValidationTotals& sum) {
  return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" time=\"{:.3f}\"", sum.classes,
                     sum.failed, sum.undecided, sum.seconds);
}

}  // namespace

std::string write_validation_junit(const Validation& run) {
  std::map<std::string, std::vector<ClassResult>> files;
  for (const ClassResult& result : run.classes) files[result.file].push_back(result);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mintport validate\" " +
                    counts_of(totals(run.classes)) + ">\n";
  for (const auto& [file, classes] : files) {
    out += "  <testsuite name=\"" + xml(file) + "\" " + counts_of(totals(classes)) + ">\n";
    for (const ClassResult& result : classes) out += test_case(result);
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace mintport
