// The commit message, and the commit after a check for breaks.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/workbench/host.hh"

namespace mintport::ui {

// Makes a commit.
using MakeCommit = std::function<Result<Job>()>;
// Makes the commit and shows the files. If the staged changes break something, shows that first.
void commit_checked(Host& host, MakeCommit commit);

class CommitPage : public Page {
 public:
  // Commits the staged changes, with the message typed last or a proposed one. Shows a message if nothing is
  // staged.
  static void start(Host& host);
  // Replaces HEAD's commit, starting with its message.
  static void start_amend(Host& host);

  explicit CommitPage(Host& host);
  Handled command(Command) override { return Handled::no; }
  Context context() const override { return Context::message; }
  void key(const Key& key) override;
  bool paste(std::string_view bytes) override;
  void shown() override { warn(); }
  void refresh() override { warn(); }
  void draw(Rect body, Grid& grid) override;
  Bar bar() const override;
  std::vector<Hint> hints() const override;
  void where(Where& out) const override;

 protected:
  virtual bool amends() const { return false; }
  virtual void accept();
  virtual void typed();  // called after each change of the message
  virtual Result<std::string> proposed() const;

  Host& host_;
  TextField message_;

 private:
  Result<void> propose();
  void forget_typed();
  void remember_files();
  void stage_decisions();
  void warn();
  std::string written_for_others() const;

  std::vector<std::string> warnings_;
  bool typed_ = false;
  std::vector<std::string> written_for_;  // the files that were staged when typing began
};

}  // namespace mintport::ui
