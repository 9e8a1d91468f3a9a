#include "core/review/notes.hh"

#include <map>

#include "core/review/placed.hh"

namespace mintport {
namespace {

constexpr const char* kName = "note";

std::string message_of(const Note& note) {
  // "Ann <ann@example.org>" without the address.
  const std::string who = note.author.substr(0, note.author.find(" <"));
  if (who.empty() && note.date.empty()) return note.text;
  return note.text + " (" + who + (who.empty() || note.date.empty() ? "" : ", ") + note.date + ")";
}

}  // namespace

std::vector<TrackedFinding> note_findings(std::span<const Note> notes, const std::string& path,
                                          std::string_view port_text, std::span<const Waiver> waivers) {
  const Lines lines(port_text);
  std::map<std::string, std::uint32_t> equal;  // by line of code
  std::vector<TrackedFinding> out;
  for (const Note& note : notes) {
    if (note.file != path) continue;
    TrackedFinding found;
    found.finding = {.kind = FindingKind::note, .rule = kName, .symbol = kName, .message = message_of(note)};
    found.nth = ++equal[note.code];
    place_on_line(found, lines, place_of_line(lines, note.line, note.code), waivers);
    found.id = finding_id(path, note.code + "\n" + note.text);
    out.push_back(std::move(found));
  }
  return out;
}

std::optional<std::size_t> note_on(std::span<const Note> notes, std::string_view path,
                                   std::string_view port_text, std::uint32_t line) {
  const Lines lines(port_text);
  for (std::size_t i = 0; i < notes.size(); ++i) {
    if (notes[i].file == path && place_of_line(lines, notes[i].line, notes[i].code) == line) return i;
  }
  return std::nullopt;
}

}  // namespace mintport
