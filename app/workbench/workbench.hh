// The workbench: takes events and draws a grid. It holds a stack of pages and passes events to the top one.
// All effects go through Session and Surroundings, so it runs without a terminal.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/workbench/host.hh"
#include "app/workbench/jumps.hh"
#include "app/workbench/where.hh"
#include "views/input/commands.hh"
#include "views/input/event.hh"
#include "views/screen/grid.hh"
#include "views/screen/theme.hh"

namespace mintport::ui {

class Workbench : public Host {
 public:
  // `session` is loaded. The references must outlive this.
  Workbench(Session& session, Surroundings& surroundings, KeyTable keys = {});

  void handle(const Event& event);
  void draw(Grid& grid);
  Where where() const;
  // False if draw() would repeat the last screen. A few newly counted files do not make it true.
  bool stale() const { return stale_; }
  bool done() const { return done_; }
  // Handles events that arrive while `program` (a hook) runs, in the middle of another event. Shows the
  // elapsed time and postpones the keys. Returns false to stop the hook.
  bool meanwhile(const std::string& program, std::chrono::milliseconds so_far, std::span<const Event> events);
  // The theme that the user chose since the start.
  std::optional<Theme> theme() const { return theme_; }
  // Shows a file (its path below the source root).
  void open(const std::string& path);
  // Shows the state of the migration until the next key.
  void show_start();
  // Goes to the last place of this clone's workbench, and from now on saves the place. False: there is no
  // such place.
  bool restore();

 private:
  void look_again(bool outside);
  void key(const Key& key);
  bool take_digit(const Key& key);
  void repeat(Command command, std::size_t times);
  void paste(const Paste& pasted);
  bool too_small() const { return height_ < kLeastHeight || width_ < kLeastWidth; }
  void mouse(const MouseEvent& event);
  void resize(int rows, int columns);
  std::shared_ptr<Page> page_shown() const;  // below the overlays
  std::vector<Hint> hints() const;
  void draw_bars(Grid& grid);
  void say_tables_error();
  void remember() override;

  // commands.cc, waiving.cc: defaults for commands that the page does not handle
  void run(Command command, const std::string& argument) override;
  void command(Command command, const std::string& argument);
  void show_page(Command command);
  bool open_subject(const Subject& subject);
  void mark_reviewed(const Subject& subject);
  void replay(const Action& action);
  void mark_hunk(const Subject& subject);
  void take_text(const Subject& subject, Command command);
  void edit(const Subject& subject);
  void make_entry(const Subject& subject);
  void validate(const Subject& subject);
  void take_validation();
  void waive(const Subject& subject);
  void waive_all(const std::vector<std::size_t>& findings);
  void note(const Subject& subject);
  void explain(const Subject& subject);

  // going.cc
  void go_to(const Subject& subject);
  static std::string copy_source_at(const CodeSide& side, std::uint32_t line);
  void go_to_twin(const std::string& source, Side side);
  void find_name(const std::string& name);
  std::optional<Spot> spot();
  void jump(bool back);

  void blame(const Subject& subject);
  void stage_file(const Subject& subject);
  void copy_path(const Subject& subject);
  void convert(const Subject& subject);
  void commit_selection();
  void fixup();
  void unlock();
  void abort_merge();
  void switch_branch(const std::string& name);
  void open_file(const std::string& path);
  void choose_theme(const std::string& name);
  void go_to_line(Side side, const std::string& number);

  // waiting.cc: key handling during long work
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
  int unseen_ = 0;  // files counted since the last refresh()
  Jumps jumps_;
  std::size_t count_ = 0;  // typed before a command; 0: none
  bool remembers_ = false;
  std::string remembered_;  // the place as last saved
  std::string meanwhile_;   // the hook that runs during this event, and the elapsed time
};

}  // namespace mintport::ui
