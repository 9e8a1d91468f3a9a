#include "app/workbench/pages/batch.hh"

#include <algorithm>

#include "views/panes/batch.hh"

namespace mintport::ui {

BatchPage::BatchPage(Host& host, std::string symbol, std::vector<FixGroup> fixes, std::function<void()> fixed)
    : host_(host), symbol_(std::move(symbol)), fixes_(std::move(fixes)), fixed_(std::move(fixed)) {
  update();
}

void BatchPage::update() {
  preview_.reset();
  refusal_.clear();
  auto preview = host_.session().batches().preview(places()[list_.cursor]);
  if (preview) {
    preview_ = std::move(*preview);
  } else {
    refusal_ = to_string(preview.error());
  }
}

void BatchPage::move(Move move) {
  move_list(list_, move, places().size(), host_.page_rows());
  update();
}

void BatchPage::next_fix() {
  fix_ = (fix_ + 1) % fixes_.size();
  list_ = {};
  update();
}

// Selects all places, or none if all are selected.
void BatchPage::choose_all() {
  const bool every =
      std::all_of(places().begin(), places().end(), [](const FixPlace& at) { return at.chosen; });
  for (FixPlace& place : places()) place.chosen = !every;
}

void BatchPage::accept() {
  const auto included = [](const FixPlace& at) { return at.chosen; };
  if (std::none_of(places().begin(), places().end(), included)) {
    return host_.say("look at the places first: " + host_.hint(Command::stage) + " includes one, " +
                     host_.hint(Command::stage_file) + " all");
  }
  host_.begin(host_.session().batches().fix_places(fixes_[fix_]),
              [&host = host_, fixed = fixed_](const Result<std::string>& done) {
                host.say(done);
                if (!done) return;
                fixed();
                host.show(host.page(Command::findings));
                host.refresh();
              });
}

Handled BatchPage::command(Command command) {
  switch (command) {
    case Command::open:
      accept();
      return Handled::yes;
    case Command::next_pane:
      next_fix();
      return Handled::yes;
    case Command::stage: {
      bool& chosen = places()[list_.cursor].chosen;
      chosen = !chosen;
      move({1, false});
      return Handled::yes;
    }
    case Command::stage_file:
      choose_all();
      return Handled::yes;
    default:
      return Handled::no;
  }
}

void BatchPage::draw(Rect body, Grid& grid) {
  BatchPane pane{symbol_, fixes_[fix_].title, fix_, fixes_.size(), {}, list_, preview_ ? &*preview_ : nullptr,
                 refusal_};
  for (const FixPlace& place : places())
    pane.rows.push_back({place.path + ":" + std::to_string(place.line), place.code, place.chosen});
  draw_batch(pane, body, grid);
}

std::vector<Hint> BatchPage::hints() const {
  return {host_.hint(Command::open, "apply this fix at the marked places"),
          host_.hint(Command::stage, "include or exclude"),
          host_.hint(Command::stage_file, "all"),
          host_.hint(Command::next_pane, "other fix"),
          host_.hint(Command::back, "back"),
          host_.hint(Command::explain, "keys")};
}

void BatchPage::where(Where& out) const {
  out.page = "fix at many places";
  const auto& places = fixes_[fix_].places;
  const FixPlace& at = places[list_.cursor];
  out.subject =
      nth(list_.cursor, places.size(), place_of(at.path, at.line) + (at.chosen ? ", taken" : ", refused"));
}

}  // namespace mintport::ui
