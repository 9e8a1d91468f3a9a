// Long work in the background: key handling meanwhile, and its end.
#include "app/workbench/pages/files/files_page.hh"
#include "app/workbench/workbench.hh"

namespace mintport::ui {

void Workbench::work_on_job() {
  if (const auto ended = jobs_.work()) {
    end_job(*ended);
  } else if (busy() && is_home() && files().in_tree()) {
    files().refresh_tree();  // shows the finished files
    refresh_overview();
  }
}

void Workbench::stop_job() {
  if (!busy()) return;
  postponed_.clear();
  end_job(jobs_.stop());
}

// True for a key or a command name that needs the open file's conversion.
bool Workbench::must_wait(const Key& key) const {
  const auto meant = top()->meaning_of(key, keys_);
  return meant && top()->is_about_open_file() && info(*meant).needs_conversion;
}

// On every page these keys end the wait.
bool Workbench::stops_waiting(const Key& key) const {
  return keys_.find(key) == Command::back || keys_.find(key, Context::prompt) == Command::text_cancel;
}

bool Workbench::quits(const Key& key) const {
  return !typing() && keys_.find(key) == Command::quit;
}

// Reading keys work during the wait. A key that needs missing data, or that could collide with the job's
// changes, is postponed, and so are all keys after it.
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
    if (ends) quit();
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
      if (!stops && !too_small()) postponed_.push_back(*pressed);
    } else if (const auto* size = std::get_if<Resize>(&event)) {
      resize(size->rows, size->columns);
    }
    if (ends) quit();
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

// Runs the keys that arrived during a hook outside of any job.
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
                                        : "waiting for the sources to be read";
  out += ", then";
  for (const Key& key : postponed_) out += " " + to_string(key);
  return out + "; " + keys_.hint(Command::back) + (stops ? " stops it" : " leaves it");
}

}  // namespace mintport::ui
