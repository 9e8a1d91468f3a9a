#include "core/review/state.hh"

#include <algorithm>

namespace mintport {
namespace {

template <class Files>
auto find_file(Files& files, std::string_view path) -> decltype(&files[0]) {
  auto at = std::lower_bound(files.begin(), files.end(), path,
                             [](const FileEntry& file, std::string_view value) { return file.path < value; });
  return at != files.end() && at->path == path ? &*at : nullptr;
}

// Steps that were undone are forgotten: what comes now stands in their place.
void record(History& history, Step step) {
  history.steps.resize(history.done);
  history.steps.push_back(std::move(step));
  ++history.done;
}

// The manifest is a text like others, and undone like them.
void follow_manifest(State& state, const TextChange& change) {
  if (change.path != kManifestName || !change.after) return;
  if (auto manifest = parse_manifest(*change.after)) {
    state.manifest = std::move(*manifest);
    state.manifest_text = *change.after;
  }
}

struct Updater {
  State& state;
  std::vector<Effect>& effects;

  void operator()(const action::ChangeText& change) {
    if (change.text.before == change.text.after) return;
    record(state.history, {change.label, {change.text}});
    effects.push_back(effect::WriteText{change.text});
    effects.push_back(effect::Say{change.label});
  }

  void operator()(const action::ChangeTexts& change) {
    if (change.texts.empty()) return;
    record(state.history, {change.label, change.texts});
    for (const TextChange& text : change.texts) effects.push_back(effect::WriteText{text});
    effects.push_back(effect::Say{change.label});
  }

  void operator()(const action::Waive& waive) {
    FileEntry* file = state.find(waive.path);
    if (file == nullptr || waive.finding >= file->findings.size()) return;
    const TrackedFinding& finding = file->findings[waive.finding];
    Waiver waiver = waiver_for(finding, waive.path, waive.reason);
    waiver.author = waive.author;
    waiver.date = waive.date;
    Manifest manifest = state.manifest;
    manifest.waived.push_back(std::move(waiver));
    const TextChange text{std::string(kManifestName), state.manifest_text,
                          write_manifest(manifest, state.manifest_text)};
    follow_manifest(state, text);
    record(state.history, {"waive " + finding.finding.symbol + " in " + waive.path, {text}});
    effects.push_back(effect::WriteText{text});
    effects.push_back(effect::Say{"waived " + finding.finding.symbol + ": " + waive.reason});
  }

  void operator()(const action::MarkReviewed& mark) {
    if (FileEntry* file = state.find(mark.path)) file->reviewed = mark.reviewed;
    if (mark.reviewed) {
      state.marks[mark.path] = mark.texts;
    } else {
      state.marks.erase(mark.path);
    }
    effects.push_back(effect::SaveMarks{});
    effects.push_back(
        effect::Say{mark.path + (mark.reviewed ? " is reviewed" : " is no longer marked as reviewed")});
  }

  void operator()(const action::MarkHunk& mark) {
    auto& marks = state.hunk_marks[mark.path];
    if (mark.reviewed) {
      marks.insert(mark.texts);
    } else {
      marks.erase(mark.texts);
    }
    effects.push_back(effect::SaveMarks{});
    effects.push_back(
        effect::Say{mark.reviewed ? "this hunk is reviewed" : "this hunk is no longer marked as reviewed"});
  }

  void operator()(const action::Undo&) {
    if (state.history.done == 0) {
      effects.push_back(effect::Say{"nothing to undo"});
      return;
    }
    const Step& step = state.history.steps[--state.history.done];
    for (auto text = step.texts.rbegin(); text != step.texts.rend(); ++text) {
      write({text->path, text->after, text->before});
    }
    effects.push_back(effect::Say{"undone: " + step.label});
  }

  void operator()(const action::Redo&) {
    if (state.history.done == state.history.steps.size()) {
      effects.push_back(effect::Say{"nothing to redo"});
      return;
    }
    const Step& step = state.history.steps[state.history.done++];
    for (const TextChange& text : step.texts) write(text);
    effects.push_back(effect::Say{"done again: " + step.label});
  }

  void write(TextChange text) {
    follow_manifest(state, text);
    effects.push_back(effect::WriteText{std::move(text)});
  }
};

}  // namespace

std::string_view to_string(FileStage state) {
  switch (state) {
    case FileStage::unconverted:
      return "unconverted";
    case FileStage::converted:
      return "converted";
    case FileStage::reviewed:
      return "reviewed";
    case FileStage::staged:
      return "staged";
    case FileStage::committed:
      return "committed";
  }
  return "";
}

std::size_t FileEntry::count(Life life) const {
  return static_cast<std::size_t>(std::count_if(
      findings.begin(), findings.end(), [&](const TrackedFinding& finding) { return finding.life == life; }));
}

FileStage FileEntry::state() const {
  if (!ported) return FileStage::unconverted;
  if (committed) return FileStage::committed;
  if (staged == Staged::all) return FileStage::staged;
  return reviewed ? FileStage::reviewed : FileStage::converted;
}

Fingerprint fingerprint(std::string_view source_text, std::string_view port_text) {
  // FNV-1a: the same on every machine and run, unlike std::hash.
  Fingerprint out = 0xcbf29ce484222325;
  auto add = [&](std::string_view text) {
    for (const char c : text) out = (out ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  };
  add(source_text);
  add(std::string_view("\0", 1));
  add(port_text);
  return out;
}

const FileEntry* State::find(std::string_view path) const {
  return find_file(files, path);
}
FileEntry* State::find(std::string_view path) {
  return find_file(files, path);
}

std::string State::source_path(std::string_view path) const {
  return manifest.source.root + "/" + std::string(path);
}
std::string State::port_path(std::string_view path) const {
  return manifest.port.root + "/" + std::string(path);
}

Update update(State state, const Action& action) {
  Update out{std::move(state), {}};
  std::visit(Updater{out.state, out.effects}, action);
  return out;
}

}  // namespace mintport
