// What a page may use: the session, the surroundings and the keys; to say, to ask, to begin long work; the
// other pages. The workbench is one.
#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/session/session.hh"
#include "app/workbench/page.hh"
#include "views/screen/theme.hh"

namespace mintport::ui {

class FilesPage;

class Host {
 public:
  using Then = std::function<void(const Result<std::string>&)>;

  // `session` is loaded and outlives this; so do the surroundings.
  Host(Session& session, Surroundings& surroundings, KeyTable keys);
  virtual ~Host();
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  Session& session() { return session_; }
  Surroundings& surroundings() { return surroundings_; }
  const KeyTable& keys() const { return keys_; }
  std::string hint(Command command, Context context = Context::bench) const {
    return keys_.hint(command, context);
  }
  Hint hint(Command command, std::string what, Context context = Context::bench) const {
    return {keys_.hint(command, context), std::move(what)};
  }
  int width() const { return width_; }
  Rect body() const { return {1, 0, std::max(height_ - 3, 0), width_}; }
  // The rows of a page in a list that fills the body.
  long page_rows() const { return std::max(1, body().height - 2); }

  // ---- what is said, until the next key
  void say(std::string text);
  void say(const char* text) { say(std::string(text)); }
  void complain(std::string text);
  void say(const Result<std::string>& result);
  bool complains() const { return said_error_; }
  void add_to_said(std::string_view more) { said_ += more; }
  // A box above the page, until the next key.
  void notice(std::string title, std::string text);
  // A question above the page; `then` gets the answer. `typed` stands in the field already.
  void ask(std::string title, std::string text, std::function<void(const std::string&)> then,
           std::string_view typed = {});
  // For what is done only when somebody types yes in full.
  void ask_yes(std::string title, std::string text, std::function<void()> then);

  // ---- long work beside the screen
  void begin(Result<Job> job, Then then);  // an error that keeps it from beginning is said
  void begin(Result<Job> job);             // says how it ended
  // It goes on beside the screen; without a thread each Wake does a part of it.
  bool busy() const { return jobs_.running(); }
  // Keys that wait are not pressed: what they were meant for did not come.
  void forget_keys() { postponed_.clear(); }

  // ---- pages
  FilesPage& files() { return *files_; }
  // The page that a command shows (see pages/pages.hh), as it was left.
  std::shared_ptr<Page> page(Command command);
  void show(std::shared_ptr<Page> page);  // alone above the files
  void push(std::shared_ptr<Page> page);  // above what is shown
  void pop();
  void home();  // nothing above the files
  bool is_home() const { return layers_.size() == 1; }
  // As if its key had been pressed, or it had been typed behind `:`.
  virtual void run(Command command, const std::string& argument = {}) = 0;
  Subject subject() const { return top()->subject(); }
  void quit() { done_ = true; }
  // Notes where the person is, for the next start.
  virtual void remember() = 0;

  // ---- the state of the session, worked out when somebody asks
  void refresh();           // it has changed
  void refresh_overview();  // what is below only
  const Summary& summary();
  const std::vector<SymbolGroup>& groups();  // of all findings, the most blocking first
  const std::vector<std::pair<std::string, std::string>>& last_commits();  // id, subject

 protected:
  std::shared_ptr<Page> top() const { return layers_.back(); }
  bool typing() const { return top()->context() != Context::bench; }
  void end_job(const Result<std::string>& ended);
  void leave_what_is_gone();
  virtual void press_postponed() = 0;

  Session& session_;
  Surroundings& surroundings_;
  const KeyTable keys_;
  int height_ = 24, width_ = 80;
  bool done_ = false;
  std::optional<Theme> theme_;
  std::string said_;
  bool said_error_ = false;
  std::shared_ptr<FilesPage> files_;
  std::map<Command, std::shared_ptr<Page>> pages_;  // by the command that shows them
  std::vector<std::shared_ptr<Page>> layers_;       // the files first; never empty
  std::deque<Key> postponed_;  // until the job ends, or the open file's conversion is known
  Then then_;                  // what the end of the job brings
  JobRunner jobs_;

 private:
  std::optional<Summary> summary_;
  std::optional<std::vector<SymbolGroup>> groups_;
  std::optional<std::vector<std::pair<std::string, std::string>>> last_commits_;
};

}  // namespace mintport::ui
