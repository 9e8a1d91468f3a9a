// A page of the workbench, or an overlay above one: an object with its own state, keys, bar and hints. The
// one on top of the stack gets what the person does; what it has under its cursor is what keys act on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/workbench/where.hh"
#include "views/input/commands.hh"
#include "views/input/event.hh"
#include "views/panes/panes.hh"
#include "views/screen/grid.hh"

namespace mintport::ui {

enum class Handled : bool { no, yes };

// What is under the cursor. A key that acts on a file, a finding or a line asks for this and does nothing
// without it, so that nothing happens to what is not on the screen.
struct Subject {
  std::string path;  // below both roots: a file, or a folder; empty: none
  bool folder = false;
  std::vector<std::string> changed;    // from the root of the work tree: what there is of it to be staged
  std::optional<std::size_t> row;      // of the diff of `path`, which is open then
  std::optional<std::uint32_t> line;   // of its port
  std::optional<std::size_t> finding;  // of it

  bool is_file() const { return !path.empty() && !folder; }
};

// Where one is and in what state: the status line, when nothing is said.
struct Bar {
  std::string where, state;
};

// How far a command moves in a list. `page`: `by` counts pages.
struct Move {
  long by = 0;
  bool page = false;
};

class Page {
 public:
  virtual ~Page() = default;

  // Handled::no: it is offered to the page below if this one has left, else to the workbench, which does
  // what a command does everywhere.
  virtual Handled command(Command) = 0;
  // Pages with a text field take keys as text: bench is that they do not.
  virtual Context context() const { return Context::bench; }
  virtual void key(const Key&) {}
  // The command that a key would give here, when it is one of the bench.
  virtual std::optional<Command> meaning_of(const Key&, const KeyTable&) const;
  virtual void move(Move) {}                    // of the cursor, or what is scrolled
  virtual void mouse(const MouseEvent& event);  // the wheel moves

  virtual void draw(Rect body, Grid& grid) = 0;
  virtual Bar bar() const { return {}; }
  virtual std::vector<Hint> hints() const = 0;
  virtual void where(Where& out) const = 0;

  virtual Subject subject() const { return {}; }
  // A key that needs the conversion of the open file waits for it, unless what the page shows is another.
  virtual bool is_about_open_file() const { return true; }

  virtual void shown() {}                            // it has come to the top
  virtual void refresh() {}                          // the session has changed
  virtual bool is_there() const { return true; }     // false: what it shows is gone, and it goes too
  virtual bool is_overlay() const { return false; }  // what is below is drawn too
};

// Nothing when it is none of the vertical ones. `height`: of the body of the screen.
std::optional<Move> move_of(Command command, int height);
// What the wheel moves by; nothing when it did not turn.
std::optional<Move> wheel_of(const MouseEvent& event);
// `rows`: of a page.
void move_list(ListState& list, Move move, std::size_t count, long rows);

}  // namespace mintport::ui
