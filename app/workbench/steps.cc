// Session's part that changes things: every step is in the journal before it is done.
#include <algorithm>

#include "app/workbench/session.hh"

namespace mintport {
namespace {

// What the world must still be for an effect to be done; nothing is done unless all of it is.
struct Check {
  WorkTree& tree;

  Result<void> operator()(const effect::WriteText& write) const {
    const TextChange& text = write.text;
    const auto now = read_if_there(tree, text.path);
    if (now == text.after || now == text.before) return {};
    return fail(refused(text.path + " was changed outside since", "nothing was written"));
  }
  Result<void> operator()(const effect::SetIndex& set) const {
    if (set.after.empty()) return {};
    const auto now = tree.index_entries(paths_of(set.after));
    if (!now) return fail(now.error());
    for (const auto& [path, after] : set.after) {
      if (now->at(path) != after && now->at(path) != set.before.at(path)) {
        return fail(
            refused("what is staged of " + path + " was changed outside since", "nothing was changed"));
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

}  // namespace

Result<std::string> Session::run(Update update) {
  std::string said;
  for (const Effect& effect : update.effects) {
    if (auto fits = std::visit(Check{tree_}, effect); !fits) return fail(fits.error());
    if (const auto* say = std::get_if<effect::Say>(&effect)) said = say->text;
  }
  for (const Effect& effect : update.effects) {
    if (auto done = std::visit(Perform{tree_}, effect); !done) return fail(done.error());
  }
  std::map<std::string, bool> touched;  // whether they are there now
  for (const Effect& effect : update.effects) {
    if (const auto* write = std::get_if<effect::WriteText>(&effect))
      touched[write->text.path] = write->text.after.has_value();
  }
  const std::set<std::string> waived = waived_otherwise(state_.manifest, update.state.manifest);
  state_ = std::move(update.state);
  if (std::any_of(update.effects.begin(), update.effects.end(),
                  [](const Effect& effect) { return std::holds_alternative<effect::SaveMarks>(effect); })) {
    write_marks();
  }
  for (const auto& [path, there] : touched) {
    const auto inside = state_.in_port(path);
    if (FileEntry* file = inside ? state_.find(*inside) : nullptr) file->ported = there;
  }
  read_status();
  const bool tables = std::any_of(touched.begin(), touched.end(),
                                  [](const auto& write) { return write.first.ends_with(".json"); });
  auto followed = tables ? follow_tables() : Result<bool>(false);
  bool shown = false;
  for (const auto& [path, there] : touched) {
    const auto inside = state_.in_port(path);
    if (!inside || state_.find(*inside) == nullptr) continue;
    if (touched.size() > 1) {
      if (!file_ || file_->path != *inside) recount(*inside);
      // The file that the change is in comes to the front: undo is seen where it happens.
    } else if (auto opened = open(*inside); !opened) {
      return fail(opened.error());
    } else {
      shown = true;
    }
  }
  for (const std::string& path : waived) {
    if (!file_ || path != file_->path) recount(path);
  }
  if (auto opened = shown ? Result<void>() : reopen(); !opened) return fail(opened.error());
  if (!followed) return fail(followed.error());
  return said;
}

Result<std::string> Session::act(const Action& action) {
  Update next = update(state_, action);
  const std::size_t done = next.state.history.done;
  if (done == state_.history.done) return run(std::move(next));  // nothing to undo or redo
  const bool undo = std::holds_alternative<action::Undo>(action),
             redo = std::holds_alternative<action::Redo>(action);
  auto begun = undo   ? journal_.begin_undo()
               : redo ? journal_.begin_redo()
                      : journal_.begin(next.state.history.steps.back());
  if (!begun) return fail(begun.error());
  auto said = run(std::move(next));
  if (state_.history.done != done) {
    (void)journal_.cancel();
  } else if (undo || redo) {
    (void)journal_.end();
  } else {
    (void)journal_.end(state_.history.steps.back());
    forget_oldest(state_.history);
  }
  return said;
}

Result<std::string> Session::perform(Step step, const std::function<Result<std::string>()>& effect) {
  const bool joins = group_ == Group::begun;
  if (auto begun = journal_.begin(step, joins); !begun) return fail(begun.error());
  auto said = effect();
  step = journal_.complete(std::move(step));
  if (changes_anything(step)) {
    (void)journal_.end(step, joins);
    state_ = update(std::move(state_), action::Record{std::move(step), joins}).state;
    if (group_ == Group::empty) group_ = Group::begun;
    forget_oldest(state_.history);
  } else {
    (void)journal_.cancel();
  }
  return said;
}

Step Session::index_step(std::string label, const std::vector<std::string>& paths) {
  Step out{.label = std::move(label)};
  if (auto now = tree_.index_entries(paths)) out.index_after = out.index_before = *std::move(now);
  return out;
}

Result<std::string> Session::convert_file() {
  if (!file_) return fail(refused("no file is open"));
  if (file_->port_text) return fail(refused("the port has this file already"));
  know();
  const std::string path = file_->path, text(file_->shown_text());
  auto said = act(action::ChangeText{"converted " + path, {state_.port_path(path), std::nullopt, text}});
  if (said) (void)tree_.record_converted({{state_.port_path(path), text}}, "Convert " + path);
  return said;
}

Result<std::string> Session::edit(std::uint32_t line) {
  refresh();  // what others wrote in between is not taken back with the edit
  if (!file_ || !file_->port_text)
    return fail(refused("this file is not converted yet", "enter converts it"));
  const std::string path = state_.port_path(file_->path), before = *file_->port_text,
                    label = "edited " + file_->path;
  Result<void> edited;
  // An editor that failed may have written before. What is written is recorded, so that it can be undone.
  auto said = perform({.label = label, .texts = {{path, before, before}}}, [&]() -> Result<std::string> {
    edited = surroundings_.edit(full(path), line);
    const auto after = read_if_there(tree_, path);
    return after && *after != before ? label : "nothing was changed";
  });
  refresh();
  if (!said) return said;
  return edited ? said : fail(edited.error());
}

}  // namespace mintport
