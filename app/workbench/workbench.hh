// The workbench: events in, a drawn grid out. It holds the pages in layers and gives what the person does to
// the one on top. All effects go through the Session and the Surroundings, so that it runs without a
// terminal.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/workbench/host.hh"
#include "app/workbench/where.hh"
#include "views/input/commands.hh"
#include "views/input/event.hh"
#include "views/screen/grid.hh"
#include "views/screen/theme.hh"

namespace mintport::ui {

class Workbench : public Host {
 public:
  // `session` is loaded and outlives this; so do the surroundings.
  Workbench(Session& session, Surroundings& surroundings, KeyTable keys = {});

  void handle(const Event& event);
  void draw(Grid& grid);
  Where where() const;
  // False: draw() would give what it gave last, but for files that were counted since, of which a few
  // together are worth a look.
  bool stale() const { return stale_; }
  bool done() const { return done_; }
  // What came while `program` (a hook) runs, in the middle of an event: tells for how long, keeps the keys
  // for afterwards. False: it is to be stopped.
  bool meanwhile(const std::string& program, std::chrono::milliseconds so_far, std::span<const Event> events);
  // The theme that the person asked for since the start.
  std::optional<Theme> theme() const { return theme_; }
  // Shows a file (its path below the source root) side by side.
  void open(const std::string& path);
  // State of the migration, until a key is pressed.
  void show_start();
  // Goes to where the last workbench of this clone was, and from now on notes where this one is. False: there
  // is no such place.
  bool restore();

 private:
  void look_again(bool outside);
  void key(const Key& key);
  void mouse(const MouseEvent& event);
  void resize(int rows, int columns);
  std::shared_ptr<Page> page_shown() const;  // below the overlays
  std::vector<Hint> hints() const;
  void draw_bars(Grid& grid);
  void say_tables_error();
  void remember() override;

  // commands.cc: what a command does where the page has nothing of its own for it
  void run(Command command, const std::string& argument) override;
  void command(Command command, const std::string& argument);
  void show_page(Command command);
  bool open_subject(const Subject& subject);
  void mark_reviewed(const Subject& subject);
  void mark_hunk(const Subject& subject);
  void edit(const Subject& subject);
  void make_entry(const Subject& subject);
  void waive(const Subject& subject);
  void explain(const Subject& subject);
  void blame(const Subject& subject);
  void stage_file(const Subject& subject);
  void copy_path(const Subject& subject);
  void convert(const Subject& subject);
  void commit_selection();
  void fixup();
  void unlock();
  void switch_branch(const std::string& name);
  void open_file(const std::string& path);
  void choose_theme(const std::string& name);
  void go_to_line(Side side, const std::string& number);

  // waiting.cc: what keys do beside long work
  void work_on_job();
  void stop_job();
  bool must_wait(const Key& key) const;
  bool stops_waiting(const Key& key) const;
  bool quits(const Key& key) const;
  bool postpone(const Key& key);
  void press_postponed() override;
  void after_meanwhile();
  std::string why_waiting() const;

  bool stale_ = true;
  int unseen_ = 0;      // files that were counted since the last refresh()
  std::string reason_;  // of a waiver that could not be written
  bool remembers_ = false;
  std::string remembered_;  // the place as it is noted
  std::string meanwhile_;   // the hook that runs in the middle of this event, and for how long
};

}  // namespace mintport::ui
