#include "app/session/review.hh"

#include "core/diff/lines.hh"
#include "core/review/guide.hh"

namespace mintport {

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
  return steps_.act(
      action::ChangeText{"fixed " + tracked.finding.symbol + ": " + tracked.finding.fixes[fix].title,
                         {project_.state.port_path(file()->path), *file()->port_text, std::move(*text)}});
}

Result<CodeFile> Review::preview(std::size_t finding, std::size_t fix) const {
  const Fix& chosen = file()->findings.at(finding).finding.fixes.at(fix);
  const std::string before(file()->shown_text());
  const auto edits = fix_edits(*file()->conversion, before, file()->by_hand, chosen);
  if (!edits) return fail(edits.error());
  const std::string after = mintport::apply(before, *edits);
  return compared(before, after, *edits);
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
