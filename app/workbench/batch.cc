// One fix at all places of a group of findings, after a look at each.
#include <algorithm>

#include "app/workbench/workbench.hh"

namespace mintport {

void Workbench::start_batch() {
  if (page_ != Page::symbols || groups_.empty()) {
    said_ =
        "in the project's findings (" + keys_.hint(Command::findings) + ") this fixes all places of a group";
    return;
  }
  const SymbolGroup& group = groups_[symbols_.list.cursor];
  batch_ = {group.symbol, session_.batches().fixes_of(group), 0, {}, std::nullopt, ""};
  if (batch_.fixes.empty()) {
    said_ = "no fix is offered for " + group.symbol + " in files that the port has";
    return;
  }
  page_ = Page::batch;
  update_batch();
}

void Workbench::update_batch() {
  batch_.preview.reset();
  batch_.refusal.clear();
  auto preview = session_.batches().preview(batch_.fixes[batch_.fix].places[batch_.list.cursor]);
  if (preview) {
    batch_.preview = std::move(*preview);
  } else {
    batch_.refusal = to_string(preview.error());
  }
}

void Workbench::move_batch(long by, long height, bool page) {
  batch_.list.move(page ? by * height : by, batch_.fixes[batch_.fix].places.size());
  update_batch();
}

void Workbench::next_batch_fix() {
  batch_.fix = (batch_.fix + 1) % batch_.fixes.size();
  batch_.list = {};
  update_batch();
}

// The place under the cursor, or all of them: all are taken unless they are.
void Workbench::choose_places(bool all) {
  auto& places = batch_.fixes[batch_.fix].places;
  if (!all) {
    bool& chosen = places[batch_.list.cursor].chosen;
    chosen = !chosen;
    batch_.list.move(1, places.size());
    return update_batch();
  }
  const bool every = std::all_of(places.begin(), places.end(), [](const FixPlace& at) { return at.chosen; });
  for (FixPlace& place : places) place.chosen = !every;
}

void Workbench::accept_batch() {
  begin(session_.batches().fix_places(batch_.fixes[batch_.fix]), [this](const Result<std::string>& done) {
    say(done);
    if (!done) return;
    page_ = Page::symbols;
    symbols_.places = {};
    symbols_.in_places = false;
    refresh_views();
  });
}

BatchPane Workbench::batch_pane() const {
  const FixGroup& group = batch_.fixes[batch_.fix];
  BatchPane out{batch_.symbol,
                group.title,
                batch_.fix,
                batch_.fixes.size(),
                {},
                batch_.list,
                batch_.preview ? &*batch_.preview : nullptr,
                batch_.refusal};
  for (const FixPlace& place : group.places) {
    out.rows.push_back({place.path + ":" + std::to_string(place.line), place.code, place.chosen});
  }
  return out;
}

}  // namespace mintport
