// Blocks below `# Copied from` that differ from their source, or whose source is not there.

#include <algorithm>

#include "core/base/text.hh"
#include "core/check/rules/rules.hh"
#include "core/project/copy_blocks.hh"

namespace mintport::check::copied_from {
namespace {

// The place that a comment names, in the port: "hf.models.x.A.f" -> "port.hf.models.x.A.f".
std::string place_of(const CheckContext& context, const std::string& source) {
  const LibraryFacts& library = context.library();
  if (!library.has(source)) return {};
  return context.upstream ? source : library.in_port(source);
}

// The file that a place is in: that of its longest module.
const PortFile* file_of(const Port& port, std::string_view place) {
  for (std::size_t dot = place.rfind('.'); dot != place.npos; dot = place.rfind('.', dot - 1)) {
    if (const PortFile* file = port.file(place.substr(0, dot))) return file;
    if (dot == 0) break;
  }
  return nullptr;
}

// The first line of `code` that is not like that of `wanted`, 0-based.
std::size_t first_difference(std::string_view code, std::string_view wanted) {
  const auto a = split_lines(code), b = split_lines(wanted);
  std::size_t i = 0;
  while (i < a.size() && i < b.size() && trim(a[i]) == trim(b[i])) ++i;
  return std::min(i, a.empty() ? 0 : a.size() - 1);
}

// The lines behind the first one: upstream's tool lets names and one-line signatures differ.
ByteRange body_of(const Source& source, ByteRange definition) {
  return {source.whole_line(source.line_at(definition.begin)).end, definition.end};
}

// The code in the range, in the same lines. A comment that differs, such as one for a linter, is no drift.
std::string without_comments(const Tree& tree, ByteRange range) {
  const std::string_view text = tree.source().text();
  std::string out;
  ByteOffset at = range.begin;
  for (NodeId id : tree.of(Kind::comment)) {
    const ByteRange comment = tree[id].range;
    if (comment.begin < at || comment.end > range.end) continue;
    out += text.substr(at, comment.begin - at);
    at = comment.end;
  }
  return out += text.substr(at, range.end - at);
}

// The text with strings in one piece, and without the f before them: "a" and f"b" in two lines are "ab".
std::string with_whole_strings(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == 'f' && at + 1 < text.size() && text[at + 1] == '"' && (at == 0 || !is_word(text[at - 1])))
      ++at;
    std::size_t next = at + 1;
    if (text[at] == '"') {
      while (next < text.size() && is_any(text.substr(next, 1), {" ", "\n", "\r"})) ++next;
      const bool new_line = text.substr(at, next - at).find('\n') != text.npos;
      if (next < text.size() && text[next] == 'f') ++next;
      if (new_line && next < text.size() && text[next] == '"') {
        at = next + 1;
        continue;
      }
    }
    out += text[at++];
  }
  return out;
}

// True if the definition's first line is the whole of its header.
bool has_short_header(const Source& source, ByteRange definition) {
  return trim(source.text(source.line(source.line_at(definition.begin)))).ends_with(':');
}

void check(const CheckContext& context, CheckReport& out) {
  const Source& source = context.tree().source();
  if (source.text().find(kCopyMark) == std::string_view::npos) return;
  for (const CopyBlock& block : copies_in(context.tree()).blocks) {
    const std::string place = place_of(context, block.source);
    const PortFile* file = place.empty() ? nullptr : file_of(context.port, place);
    // A package only re-exports: the port lacks the module, or has it elsewhere.
    if (file == nullptr || file->facts().package) continue;
    const std::string name = place.substr(file->facts().name.size() + 1);
    const auto definition = file->facts().definitions.find(name);
    if (definition == file->facts().definitions.end()) {
      out.add(block.comment, block.source,
              file->facts().name + " has no '" + name +
                  "'; name the source that this is a copy of, or remove the "
                  "comment");
      continue;
    }
    const Source& other = file->tree().source();
    // Headers of one line and of several are compared whole, and have no fix: it would change the name.
    const bool alike =
        has_short_header(source, block.code) == has_short_header(other, definition->second.code);
    const ByteRange body = alike ? body_of(source, block.code) : block.code;
    const ByteRange original = alike ? body_of(other, definition->second.code) : definition->second.code;
    const std::string_view code = source.text(body);
    const std::string own_code = without_comments(context.tree(), body);
    const std::string other_code = copy_of(without_comments(file->tree(), original), own_code, block);
    if (same_but_for_spacing(with_whole_strings(other_code), with_whole_strings(own_code))) continue;
    const std::uint32_t line =
        source.line_at(body.begin) + static_cast<std::uint32_t>(first_difference(own_code, other_code));
    std::vector<Fix> fixes;
    if (alike) {
      fixes.push_back(make_fix("copy " + block.source, Applicability::machine,
                               {{body, copy_of(without_copy_marks(other.text(original)), code, block)}}));
    }
    out.add(block.comment, block.source,
            "differs from its source from line " + std::to_string(line) +
                " on; update the copy, or remove the comment if it differs on purpose",
            std::move(fixes));
  }
}

}  // namespace

extern const CheckRule kRule{
    .id = "copied-from",
    .level = Level::warning,
    .does =
        "a `# Copied from` block whose code differs from its source (after `with A->B`), or names no "
        "definition",
    .why =
        "a correction of the source does not reach the copy, and the comment tells readers that they are "
        "equal",
    .example = "# Copied from LIBRARY.models.a.A.f -> (the text of A.f)",
    .fix = "writes the source's text with the replacements, as the library's own tool does",
    .port_only = false,
    .check = check};

}  // namespace mintport::check::copied_from
