// The interface of the workbench for its pages: the session, the surroundings, the keys, messages, questions,
// long work, and the other pages. Workbench derives from it.
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

  // `session` is loaded. The references must outlive this.
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
  // The rows that a page-down moves in a list that fills the body.
  long page_rows() const { return std::max(1, body().height - 2); }

  // ---- messages, shown until the next key
  void say(std::string text);
  void say(const char* text) { say(std::string(text)); }
  void complain(std::string text);
  void say(const Result<std::string>& result);
  bool complains() const { return said_error_; }
  void add_to_said(std::string_view more) { said_ += more; }
  // Shows a box above the page until the next key.
  void notice(std::string title, std::string text);
  // Asks a question above the page and passes the answer to `then`. The field starts with `typed`. `past`:
  // earlier answers, newest first, to recall and complete.
  void ask(std::string title, std::string text, std::function<void(const std::string&)> then,
           std::string_view typed = {}, std::vector<std::string> past = {});
  // Asks why findings can stay, and passes the reason on, which is not empty. Recalls the reasons of
  // mintport.json, and one that was typed and not used.
  void ask_reason(std::string title, std::function<Result<std::string>(const std::string&)> waive);
  // Asks for confirmation; `then` runs only if the user types yes in full.
  void ask_yes(std::string title, std::string text, std::function<void()> then);

  // ---- long work in the background
  void begin(Result<Job> job, Then then);  // shows the error if the job cannot begin
  void begin(Result<Job> job);             // shows the job's result
  // True while a job runs in the background. Without a thread each Wake runs a part of it.
  bool busy() const { return jobs_.running(); }
  // Drops postponed keys, because the page that they were meant for did not appear.
  void forget_keys() { postponed_.clear(); }

  // ---- pages
  FilesPage& files() { return *files_; }
  // The page that a command shows (see pages/pages.hh), in the state in which it was left.
  std::shared_ptr<Page> page(Command command);
  void show(std::shared_ptr<Page> page);  // as the only page above the files
  void push(std::shared_ptr<Page> page);  // above the current page
  void pop();
  void home();  // closes everything above the files
  bool is_home() const { return layers_.size() == 1; }
  // Runs a command as if the user had pressed its key or typed it after `:`.
  virtual void run(Command command, const std::string& argument = {}) = 0;
  Subject subject() const { return top()->subject(); }
  std::vector<Hint> page_hints() const { return top()->hints(); }
  void quit() { done_ = true; }
  // Saves the current place for the next start.
  virtual void remember() = 0;

  // ---- state computed from the session on demand
  void refresh();           // after any change of the session
  void refresh_overview();  // only the values below
  const Summary& summary();
  const std::vector<SymbolGroup>& groups();  // of all findings, most blocking first
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
  std::string reason_;  // typed for a waiver that could not be written
  bool said_error_ = false;
  std::shared_ptr<FilesPage> files_;
  std::map<Command, std::shared_ptr<Page>> pages_;  // by the command that shows them
  std::vector<std::shared_ptr<Page>> layers_;       // the files page is first; never empty
  std::deque<Key> postponed_;  // wait for the end of the job or the open file's conversion
  Then then_;                  // called with the result of the job
  JobRunner jobs_;

 private:
  std::optional<Summary> summary_;
  std::optional<std::vector<SymbolGroup>> groups_;
  std::optional<std::vector<std::pair<std::string, std::string>>> last_commits_;
};

}  // namespace mintport::ui
