#include "app/workbench/run.hh"

#include <malloc.h>

#include <chrono>
#include <optional>

#include "app/tree/sources.hh"
#include "app/workbench/desktop.hh"
#include "app/workbench/headless.hh"
#include "app/workbench/pages/setup.hh"
#include "app/workbench/pages/sources.hh"
#include "app/workbench/settings.hh"
#include "app/workbench/workbench.hh"
#include "views/terminal/terminal.hh"

namespace mintport::ui {
namespace {

using std::chrono::milliseconds;

void show(Workbench& bench, Terminal& terminal) {
  Grid grid(terminal.rows(), terminal.columns());
  bench.draw(grid);
  if (const auto chosen = bench.theme(); chosen && *chosen != terminal.theme()) terminal.set_theme(*chosen);
  terminal.draw(grid);
}

// A hook runs while a key is handled: the screen stays live, and esc stops the hook.
Patience patience_of(Workbench& bench, Terminal& terminal) {
  return [&bench, &terminal](const std::string& program, milliseconds so_far) {
    constexpr milliseconds kNoticed(300);  // most hooks end before a message could be read
    if (so_far < kNoticed) return true;
    std::vector<Event> events;
    bool woken = false, quits = false;
    while (!quits) {  // a lost terminal returns Quit forever
      const Event event = terminal.wait(milliseconds(0));
      if (std::holds_alternative<Tick>(event)) break;
      woken = woken || std::holds_alternative<Wake>(event);
      quits = std::holds_alternative<Quit>(event);
      events.push_back(event);
    }
    if (woken) terminal.wake();  // the event behind the wake-up is handled later
    const bool goes_on = bench.meanwhile(program, so_far, events);
    show(bench, terminal);
    return goes_on;
  };
}

}  // namespace

Result<void> run_workbench(WorkTree& tree, const Tables& tables, std::optional<Theme> theme,
                           LoadTables load) {
  // Converter threads take turns. With an arena for each thread, every arena would keep the memory of its
  // largest file.
  ::mallopt(M_ARENA_MAX, 2);
  auto settings = read_settings();
  if (!settings) return fail(settings.error());
  Desktop desk(tree);
  auto terminal = Terminal::open({.theme = theme ? theme : settings->theme});
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
  }  // the thread must end before the terminal that it wakes
  return {};
}

Result<void> set_up_workbench(WorkTree& tree, std::optional<Theme> theme) {
  auto settings = read_settings();
  if (!settings) return fail(settings.error());
  auto terminal = Terminal::open({.theme = theme ? theme : settings->theme});
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

Result<void> ask_for_sources(WorkTree& tree, std::optional<Theme> theme) {
  const auto text = tree.read(std::string(kManifestName));
  const auto manifest = text ? parse_manifest(*text) : fail(text.error());
  if (!manifest) return {};
  const auto found = find_sources(tree, *manifest);
  if (found) return {};
  auto settings = read_settings();
  if (!settings) return fail(settings.error());
  auto terminal = Terminal::open({.theme = theme ? theme : settings->theme});
  if (!terminal) return fail(terminal.error());
  SourcesPage asked(tree, *manifest, found.error().what, settings->keys);
  while (!asked.done()) {
    Grid grid((*terminal)->rows(), (*terminal)->columns());
    asked.draw(grid);
    (*terminal)->draw(grid);
    asked.handle((*terminal)->wait(std::nullopt));
  }
  return {};
}

Result<Grid> draw_workbench(WorkTree& tree, const Tables& tables, const std::string& path, int rows,
                            int columns) {
  Desktop desk(tree);
  Headless headless(tree, tables, desk, rows, columns);
  if (auto started = headless.start(); !started) return fail(started.error());
  headless.bench().open(path);
  Session& session = headless.session();
  const bool open = session.file() && session.state().find(path)->count(Life::open) > 0;
  headless.handle(key_of(open ? U']' : U'}'));
  return headless.screen();
}

Result<Grid> replay_workbench(WorkTree& tree, const Tables& tables, std::span<const Key> keys, int rows,
                              int columns) {
  Desktop desk(tree);
  Headless headless(tree, tables, desk, rows, columns);
  if (auto started = headless.start(); !started) return fail(started.error());
  for (const Key& key : keys) {
    if (!headless.handle(key)) break;
  }
  return headless.screen();
}

}  // namespace mintport::ui
