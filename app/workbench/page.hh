// A page of the workbench, or an overlay above one. Each page has its own state, keys, bar and hints. The top
// page receives the events, and keys act on the item under its cursor.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/workbench/where.hh"
#include "views/input/commands.hh"
#include "views/input/event.hh"
#include "views/panes/panes.hh"
#include "views/screen/grid.hh"

namespace mintport::ui {

enum class Handled : bool { no, yes };

// The item under the cursor. A key that acts on a file, a finding or a line asks for this and does nothing
// without it, so that nothing changes off the screen.
struct Subject {
  std::string path;  // a file or folder below both roots; empty: none
  bool folder = false;
  std::vector<std::string> changed;    // the changed files of it, from the root of the work tree
  std::optional<std::size_t> row;      // in the diff of `path`, which is open then
  std::optional<std::uint32_t> line;   // in the port
  std::optional<std::size_t> finding;  // index in the open file's findings

  bool is_file() const { return !path.empty() && !folder; }
};

// The status line when there is no message: the place and its state.
struct Bar {
  std::string where, state;
};

// The distance of a move in a list. With `page`, `by` counts pages.
struct Move {
  long by = 0;
  bool page = false;
};

class Page {
 public:
  virtual ~Page() = default;

  // After Handled::no the command goes to the page below, if this page has closed itself, else to the
  // workbench, which has a default for every command.
  virtual Handled command(Command) = 0;
  // Context::prompt makes keys type text; Context::bench makes them commands.
  virtual Context context() const { return Context::bench; }
  virtual void key(const Key&) {}
  // Takes pasted bytes into the text field. False: the page has none.
  virtual bool paste(std::string_view) { return false; }
  // The command of the bench context that a key means on this page, if any.
  virtual std::optional<Command> meaning_of(const Key&, const KeyTable&) const;
  virtual void move(Move) {}                    // moves the cursor, or scrolls
  virtual void mouse(const MouseEvent& event);  // the default moves with the wheel

  virtual void draw(Rect body, Grid& grid) = 0;
  virtual Bar bar() const { return {}; }
  virtual std::vector<Hint> hints() const = 0;
  virtual void where(Where& out) const = 0;

  virtual Subject subject() const { return {}; }
  // True if keys that need the open file's conversion must wait for it.
  virtual bool is_about_open_file() const { return true; }

  virtual void shown() {}                            // the page became the top page
  virtual void refresh() {}                          // the session has changed
  virtual bool is_there() const { return true; }     // false: the shown item is gone, so the page closes
  virtual bool is_overlay() const { return false; }  // the page below is drawn too
};

// The vertical move of a command; nullopt for other commands. `height` is that of the screen's body.
std::optional<Move> move_of(Command command, int height);
// The move of the mouse wheel; nullopt if it did not turn.
std::optional<Move> wheel_of(const MouseEvent& event);
// Scrolls a list of `count` rows, of which `height` are seen. The cursor stays where it can.
void scroll_list(ListState& list, long by, std::size_t count, int height);
// `rows` is the number of rows in a page.
void move_list(ListState& list, Move move, std::size_t count, long rows);

}  // namespace mintport::ui
