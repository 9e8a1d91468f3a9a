#include "app/session/steps.hh"

#include <algorithm>

#include "core/base/text.hh"

namespace mintport {
namespace {

// Checks that the work tree still is as an effect expects. Effects run only if all checks pass.
struct Check {
  WorkTree& tree;

  Result<void> operator()(const effect::WriteText& write) const {
    const TextChange& text = write.text;
    const auto now = read_if_there(tree, text.path);
    if (now == text.after || now == text.before) return {};
    return fail(refused(text.path + " was changed outside mintport", "nothing was written"));
  }
  Result<void> operator()(const effect::SetIndex& set) const {
    if (set.after.empty()) return {};
    const auto now = tree.index_entries(paths_of(set.after));
    if (!now) return fail(now.error());
    for (const auto& [path, after] : set.after) {
      if (now->at(path) != after && now->at(path) != set.before.at(path)) {
        return fail(
            refused("the staged part of " + path + " was changed outside mintport", "nothing was changed"));
      }
    }
    return {};
  }
  template <class Other>
  Result<void> operator()(const Other&) const {
    return {};
  }
};

struct Perform {
  WorkTree& tree;

  Result<void> operator()(const effect::WriteText& write) const {
    const TextChange& text = write.text;
    if (read_if_there(tree, text.path) == text.after) return {};
    return text.after ? tree.write(text.path, *text.after) : tree.remove(text.path);
  }
  Result<void> operator()(const effect::SetIndex& set) const { return tree.set_index_entries(set.after); }
  Result<void> operator()(const effect::MoveHead& move) const {
    const auto now = tree.head_place();
    if (now && *now == move.after) return {};
    return tree.move_head(move.before, move.after.id);
  }
  template <class Other>
  Result<void> operator()(const Other&) const {
    return {};
  }
};

// 1-based.
std::uint32_t first_changed_line(std::string_view before, std::string_view after) {
  const auto end = std::mismatch(before.begin(), before.end(), after.begin(), after.end()).second;
  return 1 + static_cast<std::uint32_t>(std::count(after.begin(), end, '\n'));
}

}  // namespace

Result<std::string> Steps::run(Update update) {
  std::string said;
  for (const Effect& effect : update.effects) {
    if (auto fits = std::visit(Check{project_.tree}, effect); !fits) return fail(fits.error());
    if (const auto* say = std::get_if<effect::Say>(&effect)) said = say->text;
  }
  for (const Effect& effect : update.effects) {
    if (auto done = std::visit(Perform{project_.tree}, effect); !done) return fail(done.error());
  }
  std::map<std::string, bool> touched;  // by path: whether the file exists now
  for (const Effect& effect : update.effects) {
    if (const auto* write = std::get_if<effect::WriteText>(&effect))
      touched[write->text.path] = write->text.after.has_value();
  }
  changed_line_ = 0;
  const std::set<std::string> decided = decided_otherwise(project_.state.manifest, update.state.manifest);
  project_.state = std::move(update.state);
  if (std::any_of(update.effects.begin(), update.effects.end(),
                  [](const Effect& effect) { return std::holds_alternative<effect::SaveMarks>(effect); })) {
    project_.write_marks();
  }
  for (const auto& [path, there] : touched) {
    const auto inside = project_.state.in_port(path);
    if (FileEntry* file = inside ? project_.state.find(*inside) : nullptr) file->ported = there;
  }
  project_.read_status();
  const bool tables = std::any_of(touched.begin(), touched.end(),
                                  [](const auto& write) { return write.first.ends_with(".json"); });
  auto followed = tables ? conversions_.follow_tables() : Result<bool>(false);
  auto shown = show_touched(touched, decided);
  if (!shown) return fail(shown.error());
  for (const Effect& effect : update.effects) {
    const auto* write = std::get_if<effect::WriteText>(&effect);
    if (*shown && write != nullptr && write->text.before && write->text.after)
      changed_line_ = first_changed_line(*write->text.before, *write->text.after);
  }
  if (!followed) return fail(followed.error());
  return said;
}

// Shows a file that the step changed, so that the user sees what undo did. True if it did.
Result<bool> Steps::show_touched(const std::map<std::string, bool>& touched,
                                 const std::set<std::string>& decided) {
  const auto& file = files_.file();
  bool shown = false;
  for (const auto& [path, there] : touched) {
    const auto inside = project_.state.in_port(path);
    if (!inside || project_.state.find(*inside) == nullptr) continue;
    if (touched.size() > 1 || !shows_) {
      if (!file || file->path != *inside) conversions_.again(*inside);
    } else if (auto opened = files_.open(*inside); !opened) {
      return fail(opened.error());
    } else {
      shown = true;
    }
  }
  for (const std::string& path : decided) {
    if (!file || path != file->path) conversions_.again(path);
  }
  if (!shown) {
    if (auto opened = files_.reopen(); !opened) return fail(opened.error());
  }
  return shown;
}

Result<std::shared_ptr<void>> Steps::begin_turn() {
  auto turn = project_.journal.claim();
  // The steps of a job cannot be joined with what another session did in between.
  if (turn && project_.follow_journal() && group_ == Group::begun) group_ = Group::empty;
  return turn;
}

// Undo or redo. Reads the texts of the step, which the history does not hold.
Result<Update> Steps::replayed(const Action& action) const {
  State state = project_.state;
  const std::size_t at = state.history.done - (std::holds_alternative<action::Undo>(action) ? 1 : 0);
  if (at >= state.history.steps.size()) return update(std::move(state), action);
  auto texts = project_.journal.read_texts(state.history.steps[at]);
  if (!texts) return fail(texts.error());
  state.history.steps[at].texts = *std::move(texts);
  Update out = update(std::move(state), action);
  out.state.history.steps[at].texts.clear();
  return out;
}

Result<std::string> Steps::act(const Action& action) {
  const auto turn = begin_turn();
  if (!turn) return fail(turn.error());
  const bool undo = std::holds_alternative<action::Undo>(action),
             redo = std::holds_alternative<action::Redo>(action);
  auto updated = undo || redo ? replayed(action) : Result<Update>(update(project_.state, action));
  if (!updated) return fail(updated.error());
  Update& next = *updated;
  const std::size_t done = next.state.history.done;
  if (done == project_.state.history.done) return run(std::move(next));  // nothing to undo or redo
  if (!undo && !redo) {
    Step& step = next.state.history.steps.back();
    step.time = project_.surroundings.now();
    auto stored = project_.journal.store(std::move(step));
    if (!stored) return fail(stored.error());
    step = *std::move(stored);
  }
  auto begun = undo   ? project_.journal.begin_undo()
               : redo ? project_.journal.begin_redo()
                      : project_.journal.begin(next.state.history.steps.back());
  if (!begun) return fail(begun.error());
  auto said = run(std::move(next));
  if (project_.state.history.done != done) {
    (void)project_.journal.cancel();
  } else if (undo || redo) {
    (void)project_.journal.end();
  } else {
    (void)project_.journal.end(project_.state.history.steps.back());
    forget_oldest(project_.state.history);
  }
  return said;
}

Result<std::string> Steps::perform(Step step, const std::function<Result<std::string>()>& effect) {
  const auto turn = begin_turn();
  if (!turn) return fail(turn.error());
  const bool joins = group_ == Group::begun;
  auto stored = project_.journal.store(std::move(step));
  if (!stored) return fail(stored.error());
  step = *std::move(stored);
  step.time = project_.surroundings.now();
  if (auto begun = project_.journal.begin(step, joins); !begun) return fail(begun.error());
  auto said = effect();
  step = project_.journal.complete(std::move(step));
  if (changes_anything(step)) {
    (void)project_.journal.end(step, joins);
    project_.state = update(std::move(project_.state), action::Record{std::move(step), joins}).state;
    if (group_ == Group::empty) group_ = Group::begun;
    forget_oldest(project_.state.history);
  } else {
    (void)project_.journal.cancel();
  }
  return said;
}

Job Steps::go_to(std::size_t done) {
  const std::size_t from = project_.state.history.done;
  const bool back = done < from;
  Job job{.doing = back ? "undoing" : "redoing",
          .parts = back ? from - done : done - from,
          .part = {},
          .end = {}};
  job.part = [this, back](std::size_t) {
    return only([this, back]() -> Result<void> {
      const History& history = project_.state.history;
      const std::string label = history.steps.at(back ? history.done - 1 : history.done).label;
      const auto said = back ? act(action::Undo{}) : act(action::Redo{});
      if (said) return {};
      Error error = said.error();
      error.what = std::string(back ? "cannot undo '" : "cannot redo '") + label + "': " + error.what;
      return fail(std::move(error));
    });
  };
  job.end = [back](const Job::End& end) {
    return (end.stopped ? "stopped: " : "") + std::string(back ? "undone " : "redone ") +
           plural(end.done, "step");
  };
  return job;
}

Step Steps::index_step(std::string label, const std::vector<std::string>& paths) {
  Step out{.label = std::move(label)};
  if (auto now = project_.tree.index_entries(paths)) out.index_after = out.index_before = *std::move(now);
  return out;
}

Job Steps::one_step(Job job) {
  group_ = Group::empty;
  job.end = [this, end = std::move(job.end)](const Job::End& at) {
    group_ = Group::none;
    return end(at);
  };
  return job;
}

Result<bool> Steps::replace_text(const std::string& label, const std::string& path,
                                 const std::optional<std::string>& before, std::string_view after) {
  if (read_if_there(project_.tree, path) != before) return false;
  auto said = perform({.label = label, .texts = {{path, before, before}}}, [&]() -> Result<std::string> {
    auto written = project_.tree.write(path, after);
    if (!written) return fail(written.error());
    return label;
  });
  if (!said) return fail(said.error());
  return true;
}

Result<std::string> Steps::after_job(std::string said, const std::vector<std::string>& paths, bool stopped) {
  project_.read_status();
  (void)files_.reopen();
  if (!stopped) return said;
  if (paths.empty()) return "stopped: " + said;
  constexpr std::size_t kShown = 12;
  said = "stopped: " + said + "\n\nAlready complete, and one step of undo:";
  for (std::size_t i = 0; i < paths.size() && i < kShown; ++i) said += "\n" + paths[i];
  if (paths.size() > kShown) said += "\nand " + std::to_string(paths.size() - kShown) + " more";
  return said;
}

void Steps::after_index_change() {
  project_.read_status();
  if (files_.file()) files_.mark_lines();
}

}  // namespace mintport
