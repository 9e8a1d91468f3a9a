#include "app/session/review.hh"

#include <algorithm>

#include "core/base/text.hh"
#include "core/diff/lines.hh"
#include "core/diff/stage.hh"
#include "core/names/names.hh"
#include "core/review/guide.hh"
#include "core/review/notes.hh"

namespace mintport {
namespace {

// Hunks that lead back from the new text to the old one.
std::vector<LineHunk> reversed(std::vector<LineHunk> hunks) {
  for (LineHunk& hunk : hunks) {
    std::swap(hunk.old_start, hunk.new_start);
    std::swap(hunk.old_count, hunk.new_count);
  }
  return hunks;
}

}  // namespace

Result<std::string> Review::mark_reviewed() {
  if (!file() || !file()->port_text) return fail(refused("only a converted file can be reviewed"));
  const bool reviewed = project_.state.find(file()->path)->reviewed;
  return steps_.act(
      action::MarkReviewed{file()->path, fingerprint(file()->source_text, *file()->port_text), !reviewed});
}

Fingerprint Review::fingerprint_of(std::size_t hunk) const {
  return hunk_fingerprint(file()->code.diff.hunks.at(hunk).lines, Lines(file()->code.left.text),
                          Lines(file()->code.right.text));
}

Result<std::string> Review::mark_hunk(std::size_t hunk) {
  if (!file() || !file()->port_text) return fail(refused("only a converted file can be reviewed"));
  auto said =
      steps_.act(action::MarkHunk{file()->path, fingerprint_of(hunk), !file()->reviewed_hunks.at(hunk)});
  if (!said || project_.state.find(file()->path)->reviewed) return said;
  // Marking every hunk of a file without open findings marks the file.
  if (!open_places(file()->findings, file()->code.diff, file()->reviewed_hunks).empty()) return said;
  return mark_reviewed();
}

Result<std::string> Review::apply_fix(std::size_t finding, std::size_t fix) {
  if (!file()->port_text)
    return fail(refused("this file is not converted yet", "enter in the code converts it"));
  const TrackedFinding& tracked = file()->findings.at(finding);
  auto text = mintport::apply_fix(*file()->conversion, *file()->port_text, file()->by_hand,
                                  tracked.finding.fixes.at(fix));
  if (!text) return fail(text.error());
  return change_text("fixed " + tracked.finding.symbol + ": " + tracked.finding.fixes[fix].title,
                     std::move(*text));
}

Result<std::string> Review::change_text(const std::string& label, std::string after) {
  return steps_.act(action::ChangeText{
      label, {project_.state.port_path(file()->path), *file()->port_text, std::move(after)}});
}

Result<std::string> Review::take_source(std::size_t hunk) {
  if (!file() || !file()->port_text) return fail(refused("this file is not converted yet"));
  const std::vector<LineHunk> back = reversed({file()->code.diff.hunks.at(hunk).lines});
  return change_text("took HF's text in " + file()->path,
                     apply_hunks(*file()->port_text, file()->source_text, back, {true}));
}

Result<std::string> Review::take_conversion(std::size_t hunk, std::optional<std::uint32_t> line) {
  if (!file() || !file()->port_text) return fail(refused("this file is not converted yet"));
  if (!file()->conversion) return fail(refused("this file is copied, not converted"));
  const std::vector<LineHunk>& by_hand = file()->by_hand;
  const LineHunk& lines = file()->code.diff.hunks.at(hunk).lines;
  const std::uint32_t last = lines.new_start + std::max(lines.new_count, 1U) - 1;
  std::vector<bool> chosen = hunks_between(by_hand, line.value_or(lines.new_start), line.value_or(last));
  if (line && std::find(chosen.begin(), chosen.end(), true) == chosen.end())
    chosen = hunks_between(by_hand, lines.new_start, last);
  if (std::find(chosen.begin(), chosen.end(), true) == chosen.end())
    return fail(refused("this hunk has no manual edit: it is as the conversion wrote it"));
  return change_text("took the conversion's text in " + file()->path,
                     apply_hunks(*file()->port_text, file()->conversion->text, reversed(by_hand), chosen));
}

std::string Review::note_on(std::uint32_t line) const {
  const auto& notes = project_.state.manifest.notes;
  if (!file() || !file()->port_text) return "";
  const auto at = mintport::note_on(notes, file()->path, *file()->port_text, line);
  return at ? notes[*at].text : "";
}

Result<std::string> Review::write_note(std::uint32_t line, std::string text) {
  if (!file() || !file()->port_text) return fail(refused("only a line of the port takes a note"));
  Manifest manifest = project_.state.manifest;
  std::vector<Note>& notes = manifest.notes;
  const auto at = mintport::note_on(notes, file()->path, *file()->port_text, line);
  if (text.empty() && !at) return "no note was written";
  const Lines lines(*file()->port_text);
  const std::string code(line <= lines.count() ? trim(lines.line(line)) : std::string_view());
  if (!text.empty() && code.empty()) return fail(refused("a note needs a line with code", "choose one"));
  const std::string what = text.empty() ? "removed the note" : at ? "changed the note" : "noted";
  const std::string label = what + " on " + file()->path + ":" + std::to_string(line);
  Note note{file()->path, code, line, std::move(text), project_.tree.author(), project_.surroundings.today()};
  if (note.text.empty()) {
    notes.erase(notes.begin() + static_cast<long>(*at));
  } else if (at) {
    notes[*at] = std::move(note);
  } else {
    notes.push_back(std::move(note));
  }
  return steps_.act(action::ChangeText{label,
                                       {std::string(kManifestName), project_.state.manifest_text,
                                        write_manifest(manifest, project_.state.manifest_text)}});
}

Result<CodeFile> Review::preview(std::size_t finding, std::size_t fix) const {
  const Fix& chosen = file()->findings.at(finding).finding.fixes.at(fix);
  const std::string before(file()->shown_text());
  const auto edits = fix_edits(*file()->conversion, before, file()->by_hand, chosen);
  if (!edits) return fail(edits.error());
  // What is open is parsed already.
  return compared(is_python(file()->path) ? file()->code.right : CodeSide::make("", before, true), *edits);
}

Result<std::string> Review::waive(std::vector<std::size_t> findings, std::string reason) {
  return steps_.act(action::Waive{file()->path, std::move(findings), std::move(reason),
                                  project_.tree.author(), project_.surroundings.today()});
}

Result<std::string> Review::convert_file() {
  if (!file()) return fail(refused("no file is open"));
  if (file()->port_text) return fail(refused("the port already has this file"));
  files_.know();
  const std::string path = file()->path, text(file()->shown_text());
  auto said = steps_.act(
      action::ChangeText{"converted " + path, {project_.state.port_path(path), std::nullopt, text}});
  if (said) (void)project_.tree.record_converted({{project_.state.port_path(path), text}}, "Convert " + path);
  return said;
}

Result<std::string> Review::edit(std::uint32_t line) {
  files_.refresh();  // undo of this edit must not take back changes that others made meanwhile
  if (!file() || !file()->port_text)
    return fail(refused("this file is not converted yet", "enter converts it"));
  const std::string path = project_.state.port_path(file()->path), before = *file()->port_text,
                    label = "edited " + file()->path;
  Result<void> edited;
  // An editor that failed may still have written. Record what it wrote, so that undo can take it back.
  auto said =
      steps_.perform({.label = label, .texts = {{path, before, before}}}, [&]() -> Result<std::string> {
        edited = project_.surroundings.edit(project_.full(path), line);
        const auto after = read_if_there(project_.tree, path);
        return after && *after != before ? label : "nothing was changed";
      });
  files_.refresh();
  if (!said) return said;
  return edited ? said : fail(edited.error());
}

}  // namespace mintport
