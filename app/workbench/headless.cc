#include "app/workbench/headless.hh"

#include <utility>

namespace mintport::ui {

Headless::Headless(WorkTree& tree, const Tables& tables, Surroundings& surroundings, int rows, int columns,
                   LoadTables load)
    : surroundings_(surroundings),
      session_(tree, tables, surroundings, false, std::move(load)),
      screen_(rows, columns) {}

Result<void> Headless::start() {
  if (auto loaded = session_.load(); !loaded) return loaded;
  session_.count_all();
  bench_.emplace(session_, surroundings_);
  bench_->draw(screen_);  // the workbench learns its size by drawing
  return {};
}

void Headless::resume() {
  if (!bench_->restore()) bench_->show_start();
  bench_->draw(screen_);
}

bool Headless::handle(const Event& event) {
  bench_->handle(event);
  while (bench_->busy()) bench_->handle(Wake{});
  session_.count_all();  // files that the event queued again
  if (!bench_->done()) bench_->draw(screen_);
  return !bench_->done();
}

void Headless::resize(int rows, int columns) {
  screen_ = Grid(rows, columns);
  handle(Resize{rows, columns});
}

}  // namespace mintport::ui
