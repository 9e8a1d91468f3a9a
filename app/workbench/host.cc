#include "app/workbench/host.hh"

#include <algorithm>

#include "app/workbench/overlays/prompt.hh"
#include "app/workbench/pages/files/files_page.hh"
#include "app/workbench/pages/pages.hh"

namespace mintport::ui {

Host::Host(Session& session, Surroundings& surroundings, KeyTable keys)
    : session_(session),
      surroundings_(surroundings),
      keys_(std::move(keys)),
      files_(std::make_shared<FilesPage>(*this)),
      layers_{files_},
      jobs_(session.in_background(), [&surroundings] { surroundings.wake(); }) {}

Host::~Host() = default;

void Host::say(std::string text) {
  said_ = std::move(text);
  said_error_ = false;
}

void Host::complain(std::string text) {
  said_ = std::move(text);
  said_error_ = true;
}

void Host::say(const Result<std::string>& result) {
  said_error_ = !result;
  if (result) {
    said_ = result->substr(0, result->find('\n'));
    if (said_ != *result) notice("Done", *result);
    return;
  }
  said_ = to_string(result.error());
  if (result.error().kind == ErrorKind::git && session_.tree().index_lock()) {
    said_ += "; :unlock removes a stale one";
  }
  // A message that does not fit in the status line (such as a hook's output) gets a box.
  if (said_.find('\n') != std::string::npos || display_width(said_) > width_ - 4)
    notice("This did not work", said_);
}

void Host::notice(std::string title, std::string text) {
  push(std::make_shared<Notice>(*this, std::move(title), std::move(text)));
}

void Host::ask(std::string title, std::string text, std::function<void(const std::string&)> then,
               std::string_view typed, std::vector<std::string> past) {
  push(std::make_shared<Question>(*this, std::move(title), std::move(text), std::move(then), typed,
                                  std::move(past)));
}

void Host::ask_reason(std::string title, std::function<Result<std::string>(const std::string&)> waive) {
  const auto then = [this, waive = std::move(waive)](const std::string& reason) {
    if (reason.empty()) return complain("not waived: type a reason");
    const auto waived = waive(reason);
    say(waived);
    reason_ = waived ? "" : reason;  // saves the user from typing it again
    refresh();
  };
  ask(std::move(title), "Why can it stay? mintport.json keeps the reason.", then, reason_,
      past_reasons(session_.state().manifest));
}

void Host::ask_yes(std::string title, std::string text, std::function<void()> then) {
  ask(std::move(title), std::move(text), [this, then = std::move(then)](const std::string& answer) {
    if (answer == "yes") return then();
    say("cancelled: type yes in full to confirm");
  });
}

void Host::begin(Result<Job> job, Then then) {
  if (!job) {
    forget_keys();
    say(fail(job.error()));
    return refresh();
  }
  then_ = std::move(then);
  jobs_.start(*std::move(job));
}

void Host::begin(Result<Job> job) {
  begin(std::move(job), [this](const Result<std::string>& done) {
    say(done);
    refresh();
  });
}

void Host::end_job(const Result<std::string>& ended) {
  const Then then = std::exchange(then_, nullptr);
  if (!ended) forget_keys();
  then(ended);
  press_postponed();
}

std::shared_ptr<Page> Host::page(Command command) {
  auto& page = pages_[command];
  if (!page) page = page_row(command)->make(*this);
  return page;
}

void Host::show(std::shared_ptr<Page> page) {
  layers_.resize(1);
  push(std::move(page));
}

void Host::push(std::shared_ptr<Page> page) {
  layers_.push_back(std::move(page));
  const auto shown = layers_.back();  // keeps the page alive, because it may push another one
  shown->shown();
}

void Host::pop() {
  if (layers_.size() > 1) layers_.pop_back();
}

void Host::home() {
  layers_.resize(1);
}

void Host::refresh_overview() {
  summary_.reset();
  groups_.reset();
  last_commits_.reset();
}

void Host::refresh() {
  refresh_overview();
  const auto layers = layers_;
  for (const auto& page : layers) page->refresh();
}

// Another branch may lack the open file, and the reload ends the look at a table entry.
void Host::leave_what_is_gone() {
  const auto gone =
      std::find_if(layers_.begin() + 1, layers_.end(), [](const auto& page) { return !page->is_there(); });
  layers_.erase(gone, layers_.end());
}

const Summary& Host::summary() {
  if (!summary_) summary_ = summarize(session_.state());
  return *summary_;
}

const std::vector<SymbolGroup>& Host::groups() {
  if (!groups_) groups_ = group_findings(session_.state(), "", session_.imports().pipelines);
  return *groups_;
}

const std::vector<std::pair<std::string, std::string>>& Host::last_commits() {
  if (last_commits_) return *last_commits_;
  last_commits_.emplace();
  if (auto log = session_.tree().log(5)) {
    for (const CommitSummary& commit : *log) last_commits_->emplace_back(commit.id, commit.subject);
  }
  return *last_commits_;
}

}  // namespace mintport::ui
