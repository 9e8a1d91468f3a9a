#include "core/review/state.hh"

#include <algorithm>
#include <iterator>

#include "core/base/text.hh"

namespace mintport {
namespace {

template <class Files>
auto find_file(Files& files, std::string_view path) -> decltype(&files[0]) {
  auto at = std::lower_bound(files.begin(), files.end(), path,
                             [](const FileEntry& file, std::string_view value) { return file.path < value; });
  return at != files.end() && at->path == path ? &*at : nullptr;
}

// A new step replaces the undone steps.
void record(History& history, Step step) {
  history.steps.resize(history.done);
  history.steps.push_back(std::move(step));
  ++history.done;
}

void join(std::vector<TextChange>& first, std::vector<TextChange> second) {
  for (TextChange& text : second) {
    const auto same =
        std::find_if(first.begin(), first.end(), [&](const TextChange& at) { return at.path == text.path; });
    if (same == first.end()) {
      first.push_back(std::move(text));
    } else {
      same->after = std::move(text.after);
    }
  }
}

// mintport.json is undone like any other text, so the manifest must follow it.
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
    (*this)(action::ChangeTexts{change.label, {change.text}});
  }

  void operator()(const action::ChangeTexts& change) {
    if (change.texts.empty()) return;
    record(state.history, {.label = change.label, .texts = change.texts});
    for (const TextChange& text : change.texts) {
      follow_manifest(state, text);
      effects.push_back(effect::WriteText{text});
    }
    effects.push_back(effect::Say{change.label});
  }

  void operator()(const action::Waive& waive) {
    FileEntry* file = state.find(waive.path);
    if (file == nullptr || waive.findings.empty()) return;
    Manifest manifest = state.manifest;
    for (const std::size_t index : waive.findings) {
      if (index >= file->findings.size()) return;
      Waiver waiver = waiver_for(file->findings[index], waive.path, waive.reason);
      waiver.author = waive.author;
      waiver.date = waive.date;
      manifest.waived.push_back(std::move(waiver));
    }
    const std::string symbol = file->findings[waive.findings.front()].finding.symbol,
                      places =
                          waive.findings.size() == 1 ? "" : " at " + plural(waive.findings.size(), "place");
    const TextChange text{std::string(kManifestName), state.manifest_text,
                          write_manifest(manifest, state.manifest_text)};
    follow_manifest(state, text);
    record(state.history, {.label = "waive " + symbol + places + " in " + waive.path, .texts = {text}});
    effects.push_back(effect::WriteText{text});
    effects.push_back(effect::Say{"waived " + symbol + places + ": " + waive.reason});
  }

  void operator()(const action::MarkReviewed& mark) {
    const auto old = state.marks.find(mark.path);
    const MarkChange change{mark.path, old == state.marks.end() ? std::nullopt : std::optional(old->second),
                            mark.reviewed ? std::optional(mark.texts) : std::nullopt};
    const std::string what = mark.reviewed ? " is reviewed" : " is no longer marked as reviewed";
    record(state.history, {.label = mark.path + what, .marks = {change}});
    set(change);
    if (FileEntry* file = state.find(mark.path)) file->reviewed = mark.reviewed;
    effects.push_back(effect::Say{mark.path + what});
  }

  void operator()(const action::MarkHunk& mark) {
    MarkChange change{.path = mark.path, .of_hunk = true};
    (mark.reviewed ? change.after : change.before) = mark.texts;
    const std::string what = mark.reviewed ? " is reviewed" : " is no longer marked as reviewed";
    record(state.history, {.label = "a hunk of " + mark.path + what, .marks = {change}});
    set(change);
    effects.push_back(effect::Say{"this hunk" + what});
  }

  void operator()(const action::Record& done) {
    History& history = state.history;
    if (!done.joins || history.done == 0) return record(history, done.step);
    history.steps.resize(history.done);
    history.steps.back() = joined(std::move(history.steps.back()), done.step);
  }

  void operator()(const action::Undo&) {
    if (state.history.done == 0) {
      effects.push_back(effect::Say{"nothing to undo"});
      return;
    }
    const Step& step = state.history.steps[--state.history.done];
    play(reversed(step));
    effects.push_back(effect::Say{"undone: " + step.label});
  }

  void operator()(const action::Redo&) {
    if (state.history.done == state.history.steps.size()) {
      effects.push_back(effect::Say{"nothing to redo"});
      return;
    }
    const Step& step = state.history.steps[state.history.done++];
    play(step);
    effects.push_back(effect::Say{"redone: " + step.label});
  }

  void play(const Step& step) {
    for (const TextChange& text : step.texts) {
      follow_manifest(state, text);
      effects.push_back(effect::WriteText{text});
    }
    if (step.head) effects.push_back(effect::MoveHead{step.head->before, step.head->after});
    if (step.index_before != step.index_after) {
      effects.push_back(effect::SetIndex{step.index_before, step.index_after});
    }
    for (const MarkChange& mark : step.marks) set(mark);
  }

  void set(const MarkChange& mark) {
    if (mark.of_hunk) {
      auto& marks = state.hunk_marks[mark.path];
      if (mark.before) marks.erase(*mark.before);
      if (mark.after) marks.insert(*mark.after);
    } else if (mark.after) {
      state.marks[mark.path] = *mark.after;
    } else {
      state.marks.erase(mark.path);
    }
    effects.push_back(effect::SaveMarks{});
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
  // FNV-1a, because std::hash may differ between machines and runs.
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

std::optional<std::string> State::in_port(std::string_view path) const {
  const std::string root = manifest.port.root + "/";
  if (!path.starts_with(root) || path.size() == root.size()) return std::nullopt;
  return std::string(path.substr(root.size()));
}

bool State::holds(const MarkChange& mark) const {
  if (mark.of_hunk) {
    const auto at = hunk_marks.find(mark.path);
    auto is_there = [&](const std::optional<Fingerprint>& texts) {
      return texts && at != hunk_marks.end() && at->second.contains(*texts);
    };
    return mark.after ? is_there(mark.after) : !is_there(mark.before);
  }
  const auto at = marks.find(mark.path);
  return (at == marks.end() ? std::nullopt : std::optional(at->second)) == mark.after;
}

std::set<std::string> changed_paths(const State& state, const Step& step) {
  std::set<std::string> out;
  for (const TextChange& text : step.texts) out.insert(text.path);
  for (const TextChange& text : step.stored) out.insert(text.path);
  for (const MarkChange& mark : step.marks) out.insert(state.port_path(mark.path));
  for (const auto& [path, after] : step.index_after) {
    const auto before = step.index_before.find(path);
    if (before == step.index_before.end() || before->second != after) out.insert(path);
  }
  return out;
}

void forget_oldest(History& history) {
  while (history.steps.size() > kMostSteps && history.done > 0) {
    history.steps.erase(history.steps.begin());
    --history.done;
  }
}

Step reversed(Step step) {
  std::reverse(step.marks.begin(), step.marks.end());
  for (auto* texts : {&step.texts, &step.stored}) {
    std::reverse(texts->begin(), texts->end());
    for (TextChange& text : *texts) std::swap(text.before, text.after);
  }
  for (MarkChange& mark : step.marks) std::swap(mark.before, mark.after);
  std::swap(step.index_before, step.index_after);
  if (step.head) std::swap(step.head->before, step.head->after);
  return step;
}

Step joined(Step first, Step second) {
  first.label = std::move(second.label);
  first.time = second.time;
  join(first.texts, std::move(second.texts));
  join(first.stored, std::move(second.stored));
  std::move(second.marks.begin(), second.marks.end(), std::back_inserter(first.marks));
  first.index_before.merge(second.index_before);  // keeps existing entries, which are older
  for (auto& [path, entry] : second.index_after) first.index_after[path] = std::move(entry);
  if (first.head && second.head) {
    first.head->after = std::move(second.head->after);
  } else if (second.head) {
    first.head = std::move(second.head);
  }
  return first;
}

Update update(State state, const Action& action) {
  Update out{std::move(state), {}};
  std::visit(Updater{out.state, out.effects}, action);
  return out;
}

}  // namespace mintport
