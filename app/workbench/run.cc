#include "app/workbench/run.hh"

#include <malloc.h>

#include <chrono>
#include <optional>

#include "app/workbench/desk.hh"
#include "app/workbench/settings.hh"
#include "app/workbench/setup.hh"
#include "app/workbench/workbench.hh"
#include "views/terminal/terminal.hh"

namespace mintport {
namespace {

using std::chrono::milliseconds;

// A workbench without a terminal: nothing runs beside it, and every key is answered in full before the next.
class Still {
 public:
  Still(WorkTree& tree, const Tables& tables, int rows, int columns)
      : desk_(tree), session_(tree, tables, desk_, false), screen_(rows, columns) {}

  Result<void> start() {
    if (auto loaded = session_.load(); !loaded) return loaded;
    session_.count_all();
    bench_.emplace(session_, desk_);
    bench_->draw(screen_);  // so that it knows its size
    return {};
  }
  // False when the workbench has ended; the screen stays the last one then.
  bool press(const Key& key) {
    bench_->handle(key);
    while (bench_->busy()) bench_->handle(Wake{});
    session_.count_all();  // what the key made to be counted again
    if (!bench_->done()) bench_->draw(screen_);
    return !bench_->done();
  }
  Session& session() { return session_; }
  Workbench& bench() { return *bench_; }
  const Grid& screen() const { return screen_; }

 private:
  Desk desk_;
  Session session_;
  std::optional<Workbench> bench_;
  Grid screen_;
};

void show(Workbench& bench, Terminal& terminal) {
  Grid grid(terminal.rows(), terminal.columns());
  bench.draw(grid);
  if (const auto chosen = bench.theme(); chosen && *chosen != terminal.theme()) terminal.set_theme(*chosen);
  terminal.draw(grid);
}

// A hook runs in the middle of a key: the screen goes on, and esc stops it.
Patience patience_of(Workbench& bench, Terminal& terminal) {
  return [&bench, &terminal](const std::string& program, milliseconds so_far) {
    constexpr milliseconds kNoticed(300);  // most have ended before anybody could read about them
    if (so_far < kNoticed) return true;
    std::vector<Event> events;
    bool woken = false, quits = false;
    while (!quits) {  // a terminal that is gone says Quit for ever
      const Event event = terminal.wait(milliseconds(0));
      if (std::holds_alternative<Tick>(event)) break;
      woken = woken || std::holds_alternative<Wake>(event);
      quits = std::holds_alternative<Quit>(event);
      events.push_back(event);
    }
    if (woken) terminal.wake();  // its reason is looked at afterwards
    const bool goes_on = bench.meanwhile(program, so_far, events);
    show(bench, terminal);
    return goes_on;
  };
}

}  // namespace

Result<void> run_workbench(WorkTree& tree, const Tables& tables, std::optional<Theme> theme,
                           Session::LoadTables load) {
  // The threads that convert take turns: each with memory of its own would keep what its largest file took.
  ::mallopt(M_ARENA_MAX, 2);
  auto settings = read_settings();
  if (!settings) return fail(settings.error());
  Desk desk(tree);
  auto terminal = Terminal::open({.theme = theme.value_or(settings->theme)});
  if (!terminal) return fail(terminal.error());
  desk.terminal = terminal->get();
  {
    Session session(tree, tables, desk, true, std::move(load));
    if (auto loaded = session.load(); !loaded) {
      terminal->reset();
      return loaded;
    }
    Workbench bench(session, desk, settings->keys);
    session.work();
    tree.set_patience(patience_of(bench, **terminal));
    if (!bench.restore()) bench.show_start();
    while (!bench.done()) {
      if (bench.stale()) show(bench, **terminal);
      bench.handle((*terminal)->wait(milliseconds(1000)));
    }
    tree.set_patience(nullptr);
  }  // the thread ends before the terminal that it wakes
  return {};
}

Result<void> set_up_workbench(WorkTree& tree, std::optional<Theme> theme) {
  auto settings = read_settings();
  if (!settings) return fail(settings.error());
  auto terminal = Terminal::open({.theme = theme.value_or(settings->theme)});
  if (!terminal) return fail(terminal.error());
  SetupPage setup(tree, settings->keys);
  while (!setup.done()) {
    Grid grid((*terminal)->rows(), (*terminal)->columns());
    setup.draw(grid);
    (*terminal)->draw(grid);
    setup.handle((*terminal)->wait(std::nullopt));
  }
  if (!setup.manifest()) return {};
  return tree.write(std::string(kManifestName), write_manifest(*setup.manifest()));
}

Result<Grid> draw_workbench(WorkTree& tree, const Tables& tables, const std::string& path, int rows,
                            int columns) {
  Still still(tree, tables, rows, columns);
  if (auto started = still.start(); !started) return fail(started.error());
  still.bench().open(path);
  const bool open = still.session().file() && still.session().state().find(path)->count(Life::open) > 0;
  still.press(key_of(open ? U']' : U'}'));
  return still.screen();
}

Result<Grid> replay_workbench(WorkTree& tree, const Tables& tables, std::span<const Key> keys, int rows,
                              int columns) {
  Still still(tree, tables, rows, columns);
  if (auto started = still.start(); !started) return fail(started.error());
  for (const Key& key : keys) {
    if (!still.press(key)) break;
  }
  return still.screen();
}

}  // namespace mintport
