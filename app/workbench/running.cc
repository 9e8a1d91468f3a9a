// Long work beside the screen: how it begins, what the keys do meanwhile, how it ends.
#include "app/workbench/line.hh"
#include "app/workbench/workbench.hh"
#include "core/base/text.hh"

namespace mintport {

void Workbench::begin(Result<Job> job, Then then) {
  if (!job) {
    postponed_.clear();  // they were meant for what did not come
    say(fail(job.error()));
    return refresh_views();
  }
  then_ = std::move(then);
  jobs_.start(*std::move(job));
}

void Workbench::begin(Result<Job> job) {
  begin(std::move(job), [this](const Result<std::string>& done) {
    say(done);
    refresh_views();
  });
}

void Workbench::work_on_job() {
  if (const auto ended = jobs_.work()) {
    end_job(*ended);
  } else if (busy() && page_ == Page::main && pane_ == Pane::tree) {
    tree_ = tree_rows(session_.state(), folded_);  // what is done is seen there
    summary_ = summarize(session_.state());
  }
}

void Workbench::end_job(const Result<std::string>& ended) {
  const Then then = std::exchange(then_, nullptr);
  if (!ended) postponed_.clear();  // they were meant for what did not come
  then(ended);
  press_postponed();
}

void Workbench::stop_job() {
  if (!busy()) return;
  postponed_.clear();
  end_job(jobs_.stop());
}

namespace {

// Of a file of which it is not known yet how it is converted, all that must not be asked.
bool needs_conversion(Command command) {
  switch (command) {
    case Command::next_finding:
    case Command::previous_finding:
    case Command::next_hunk:
    case Command::previous_hunk:
    case Command::next_match:
    case Command::outline:
    case Command::definition:
    case Command::blame:
    case Command::open:
    case Command::weights:
    case Command::three:
    case Command::edit:
    case Command::entry:
    case Command::waive:
    case Command::mark_reviewed:
    case Command::mark_hunk:
    case Command::copy_what:
    case Command::undo:
    case Command::redo:
    case Command::stage:
    case Command::select_lines:
    case Command::stage_file:
    case Command::commit:
    case Command::explain:
      return true;
    default:
      return false;
  }
}

}  // namespace

// Until it is known how the open file is converted: a key of the code, or a command by its name.
bool Workbench::must_wait(const Key& key) const {
  if (picking_ == Picking::command && keys_.find(key, Context::prompt) == Command::text_accept) {
    const CommandInfo* named = command_named(trim(picker_.field.text));
    return named != nullptr && needs_conversion(named->command);
  }
  const auto found = keys_.find(key);
  const bool in_tree = page_ == Page::main && pane_ == Pane::tree;
  return !typing() && !in_tree && found && needs_conversion(*found);
}

// These end what is waited for, whatever page is shown.
bool Workbench::stops_waiting(const Key& key) const {
  return keys_.find(key) == Command::back || keys_.find(key, Context::prompt) == Command::text_cancel;
}

bool Workbench::quits(const Key& key) const {
  return !typing() && keys_.find(key) == Command::quit;
}

// Looking around goes on meanwhile. Keys that need more than is known, or that may meet what a job is about
// to change, wait for it, and those behind them too.
bool Workbench::postpone(const Key& key) {
  const bool reading = session_.provisional() && session_.in_background();
  if (!busy() && !reading) return false;
  if (stops_waiting(key)) {
    const bool waited = busy() || !postponed_.empty();
    stop_job();
    postponed_.clear();
    return waited;
  }
  if (quits(key)) {
    const bool ends = busy();
    stop_job();
    postponed_.clear();
    done_ = done_ || ends;
    return ends;
  }
  if (postponed_.empty()) {
    const auto found = keys_.find(key);
    if (busy() && !typing() && found && moves_only(*found)) return false;
    if (!busy() && !must_wait(key)) return false;
  }
  postponed_.push_back(key);
  return true;
}

void Workbench::press_postponed() {
  while (!postponed_.empty() && !busy() && !session_.provisional() && !done_) {
    const Key next = postponed_.front();
    postponed_.pop_front();
    key(next);
  }
}

bool Workbench::meanwhile(const std::string& program, std::chrono::milliseconds so_far,
                          std::span<const Event> events) {
  bool goes_on = true;
  for (const Event& event : events) {
    bool ends = std::holds_alternative<Quit>(event), stops = ends;
    if (const auto* pressed = std::get_if<Key>(&event)) {
      ends = quits(*pressed);
      stops = ends || stops_waiting(*pressed);
      if (!stops) postponed_.push_back(*pressed);
    } else if (const auto* size = std::get_if<Resize>(&event)) {
      height_ = size->rows;
      width_ = size->columns;
    }
    done_ = done_ || ends;
    goes_on = goes_on && !stops;
  }
  if (!goes_on) {
    postponed_.clear();
    jobs_.stop_soon();
  }
  meanwhile_ = program + " has run for " + std::to_string(so_far.count() / 1000) + " s";
  said_ = meanwhile_ + "; " + keys_.hint(Command::back) + " stops it";
  said_error_ = false;
  stale_ = true;
  return goes_on;
}

// Keys that came while a hook ran for what is no job.
void Workbench::after_meanwhile() {
  if (meanwhile_.empty()) return;
  meanwhile_.clear();
  press_postponed();
}

std::string Workbench::why_waiting() const {
  if (postponed_.empty()) return "";
  const bool stops = busy() || !meanwhile_.empty();
  std::string out = !meanwhile_.empty() ? meanwhile_
                    : busy()            ? jobs_.progress()
                                        : "waits until the sources are read";
  out += ", then";
  for (const Key& key : postponed_) out += " " + to_string(key);
  return out + "; " + keys_.hint(Command::back) + (stops ? " stops it" : " leaves it");
}

}  // namespace mintport
