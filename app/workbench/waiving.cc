// Waivers and notes: what people say about a line, which mintport.json keeps.
#include "app/workbench/overlays/picker.hh"
#include "app/workbench/pages/files/files_page.hh"
#include "app/workbench/workbench.hh"
#include "core/base/text.hh"

namespace mintport::ui {

void Workbench::waive(const Subject& subject) {
  if (!subject.finding) return say("no finding on this line");
  if (!open_subject(subject)) return;
  const std::size_t index = *subject.finding;
  if (index >= session_.file()->findings.size()) return say("the finding no longer exists");
  const TrackedFinding& finding = session_.file()->findings[index];
  if (finding.life == Life::fixed) return say("already fixed: nothing to waive");
  if (finding.life == Life::waived) return say("already waived: " + finding.reason);
  const std::vector<std::size_t> equal = equal_open(session_.file()->findings, index);
  if (equal.size() < 2) return waive_all({index});
  const std::string code = finding.code;
  std::string lines;
  for (const std::size_t at : equal)
    lines += (lines.empty() ? "" : ", ") + std::to_string(session_.file()->findings[at].line);
  std::vector<PickerRow> rows{{"this place, line " + std::to_string(finding.line), ""},
                              {"all " + plural(equal.size(), "place") + ", lines " + lines, ""}};
  push(std::make_shared<Picker>(
      *this, "Waive which? " + plural(equal.size(), "place") + " read " + code, std::move(rows),
      [this, index, equal](std::size_t chosen) { waive_all(chosen == 0 ? std::vector{index} : equal); }));
}

// Asks why the findings, which are equal, can stay, and waives them.
void Workbench::waive_all(const std::vector<std::size_t>& findings) {
  std::vector<Finding> meant;
  for (const std::size_t index : findings) meant.push_back(session_.file()->findings.at(index).finding);
  const std::string places = findings.size() == 1 ? "" : " at " + plural(findings.size(), "place");
  ask_reason("Waive " + meant.front().symbol + places,
             [this, findings, meant](const std::string& reason) -> Result<std::string> {
               const auto& file = session_.file();
               bool same = file.has_value();
               for (std::size_t i = 0; same && i < findings.size(); ++i)
                 same =
                     findings[i] < file->findings.size() && file->findings[findings[i]].finding == meant[i];
               if (!same) return fail(refused("the finding no longer exists"));
               auto waived = session_.review().waive(findings, reason);
               if (waived) files().close_detail();
               return waived;
             });
}

void Workbench::note(const Subject& subject) {
  if (!subject.is_file() || !subject.line)
    return say("go to a line of the port: " + hint(Command::note) + " leaves a note there");
  if (!open_subject(subject)) return;
  const std::uint32_t line = *subject.line;
  const std::string before = session_.review().note_on(line);
  ask(
      "Note on line " + std::to_string(line),
      before.empty() ? "What should the next person know? mintport.json keeps it."
                     : "Change the note, or empty it to remove it:",
      [this, path = subject.path, line](const std::string& text) {
        const bool same = session_.file() && session_.file()->path == path;
        say(same ? session_.review().write_note(line, text)
                 : Result<std::string>(fail(refused("another file is open now"))));
        refresh();
      },
      before);
}

}  // namespace mintport::ui
