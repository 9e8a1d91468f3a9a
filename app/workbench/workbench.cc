#include "app/workbench/workbench.hh"

#include <algorithm>
#include <utility>

#include "app/workbench/git_words.hh"
#include "app/workbench/pages/files/files_page.hh"
#include "core/base/text.hh"

namespace mintport::ui {
namespace {

constexpr const char* kPlaceNote = "place";

// These move by steps, or along the jumps.
bool is_no_jump(Command command) {
  return (moves_only(command) && command != Command::top && command != Command::bottom) ||
         command == Command::jump_back || command == Command::jump_forward;
}

bool takes_count(Command command) {
  switch (command) {
    case Command::next_finding:
    case Command::previous_finding:
    case Command::next_hunk:
    case Command::previous_hunk:
    case Command::next_match:
    case Command::previous_match:
    case Command::jump_back:
    case Command::jump_forward:
      return true;
    default:
      return moves_only(command) && command != Command::recenter;
  }
}

}  // namespace

Workbench::Workbench(Session& session, Surroundings& surroundings, KeyTable keys)
    : Host(session, surroundings, std::move(keys)) {}

void Workbench::handle(const Event& event) {
  const auto kept = layers_;  // keeps a page that closes itself alive until the event is handled
  // Converting hundreds of files sends a wake-up for each.
  const bool woken = std::holds_alternative<Wake>(event) && !busy() && session_.entries().look() == nullptr &&
                     !session_.validations().running();
  stale_ = stale_ || !woken;
  if (const auto* pressed = std::get_if<Key>(&event)) {
    key(*pressed);
  } else if (const auto* pasted = std::get_if<Paste>(&event)) {
    paste(*pasted);
  } else if (const auto* clicked = std::get_if<MouseEvent>(&event)) {
    mouse(*clicked);
  } else if (const auto* size = std::get_if<Resize>(&event)) {
    resize(size->rows, size->columns);
    files().resized();
  } else if (std::holds_alternative<Quit>(event)) {
    stop_job();
    quit();
  } else {
    look_again(std::holds_alternative<Tick>(event));
  }
  after_meanwhile();
  leave_what_is_gone();
  if (done_ || std::holds_alternative<Tick>(event)) remember();
}

void Workbench::resize(int rows, int columns) {
  height_ = rows;
  width_ = columns;
}

// Takes results from the thread; with `outside` also checks for outside changes.
void Workbench::look_again(bool outside) {
  constexpr int kFilesAtOnce = 16;  // redraw once for several of them
  const bool provisional = session_.provisional();
  const auto line = files().port_line();
  const bool found = session_.work();
  const bool known = provisional && !session_.provisional();
  const bool checked = session_.checks().take_changed();
  const bool changed = outside && !session_.counting() && !busy() && session_.refresh();
  say_tables_error();
  if (changed || known || checked || (found && (!session_.counting() || ++unseen_ >= kFilesAtOnce))) {
    unseen_ = 0;
    stale_ = true;
    refresh();
    if (known && line && page_shown() == files_) files().stay_at(*line);
  }
  if (known) press_postponed();
  work_on_job();
  if (!typing()) take_validation();
}

// Waits while the user types or a job runs.
void Workbench::say_tables_error() {
  if (typing() || busy()) return;
  if (auto error = session_.files().take_tables_error()) say(fail(*std::move(error)));
}

void Workbench::key(const Key& key) {
  if (too_small()) {  // nothing is on the screen that a key could act on
    if (keys_.find(key) != Command::quit) return;
    stop_job();
    return quit();
  }
  if (postpone(key)) return;
  say("");
  if (take_digit(key)) return;
  const std::size_t times = std::exchange(count_, 0);
  if (times > 0 && stops_waiting(key)) return;  // esc ends the count
  const auto page = top();
  const auto from = spot();
  std::optional<Command> found;
  if (page->context() != Context::bench) {
    page->key(key);
  } else if ((found = keys_.find(key))) {
    repeat(*found, times);
  }
  const auto to = spot();
  if (from && to && from != to && !(found && is_no_jump(*found))) jumps_.add(*from);
}

// A digit that is no command begins a count, and any digit continues it.
bool Workbench::take_digit(const Key& key) {
  constexpr std::size_t kMost = 9999;
  const bool digit = key.is_text() && key.character >= '0' && key.character <= '9';
  if (!digit || typing() || (count_ == 0 && (keys_.find(key) || key.character == '0'))) return false;
  count_ = std::min(count_ * 10 + static_cast<std::size_t>(key.character - '0'), kMost);
  say(std::to_string(count_) + " times: a key that moves");
  return true;
}

void Workbench::repeat(Command command, std::size_t times) {
  if (times == 0 || !takes_count(command)) return run(command, {});
  if (command == Command::bottom || command == Command::top)
    return go_to_line(Side::right, std::to_string(times));
  for (std::size_t i = 0; i < times && said_.empty(); ++i) run(command, {});
}

// Text is never keys: a pasted line may hold the name of any command.
void Workbench::paste(const Paste& pasted) {
  if (too_small()) return;
  if (busy() || !postponed_.empty())
    return complain("not pasted: wait until the work ends, then paste again");
  const auto page = top();
  if (!page->paste(pasted.bytes)) return complain("not pasted: only text fields take pasted text");
  say("");
}

void Workbench::mouse(const MouseEvent& event) {
  if (typing() || too_small()) return;
  if (!wheel_of(event) && (busy() || !postponed_.empty())) return;
  const auto page = top();
  page->mouse(event);
}

void Workbench::open(const std::string& path) {
  (void)files().open(path);
}

void Workbench::show_start() {
  show_page(Command::start);
}

void Workbench::remember() {
  if (!remembers_) return;
  std::string now = files().place();
  if (now == remembered_) return;
  remembered_ = std::move(now);
  surroundings_.write_note(kPlaceNote, remembered_);
}

bool Workbench::restore() {
  remembers_ = true;
  const std::string place = surroundings_.read_note(kPlaceNote);
  remembered_ = place;  // the place changes as soon as a file is open
  return files().restore(place);
}

std::shared_ptr<Page> Workbench::page_shown() const {
  return *std::find_if(layers_.rbegin(), layers_.rend(),
                       [](const auto& page) { return !page->is_overlay(); });
}

Where Workbench::where() const {
  Where out;
  const auto page = page_shown();
  page->where(out);
  if (top() != page) top()->where(out);
  return out;
}

std::vector<Hint> Workbench::hints() const {
  if (!busy() || top()->context() == Context::bench) {
    if (busy()) return {hint(Command::back, "stop"), hint(Command::quit, "stop and quit")};
    return top()->hints();
  }
  return {hint(Command::text_cancel, "stop", Context::prompt)};
}

void Workbench::draw_bars(Grid& grid) {
  const Summary& all = summary();
  const GitState& git = session_.git();
  draw_top({session_.state().manifest.port.root, head_words(git), operation_words(git), all},
           {0, 0, 1, width_}, grid);
  const Bar page = page_shown()->bar();
  StatusBar bar;
  bar.where = page.where;
  bar.state = page.state;
  bar.hints = hints();
  bar.message = postponed_.empty() ? said_ : why_waiting();
  bar.error = said_error_ && postponed_.empty();
  if (busy()) {
    bar.right = jobs_.progress();
  } else if (session_.validations().running()) {
    bar.right = session_.validations().progress();
  } else if (session_.counting()) {
    bar.right = "reading " + grouped(all.counted) + "/" + grouped(all.files);
  }
  draw_status(bar, {height_ - 2, 0, 2, width_}, grid);
}

void Workbench::draw(Grid& grid) {
  stale_ = false;
  resize(grid.height(), grid.width());
  grid.fill({0, 0, height_, width_}, Face::normal);
  grid.cursor_row = grid.cursor_column = -1;
  if (too_small()) return draw_too_small(grid);
  const auto page = page_shown();
  page->draw(body(), grid);
  draw_bars(grid);
  for (auto at = std::find(layers_.begin(), layers_.end(), page) + 1; at != layers_.end(); ++at)
    (*at)->draw(body(), grid);
}

}  // namespace mintport::ui
