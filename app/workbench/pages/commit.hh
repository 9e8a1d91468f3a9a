// The message of a commit, and the commit itself after a look at what it would break.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/workbench/host.hh"

namespace mintport::ui {

// A commit that is to be made.
using MakeCommit = std::function<Result<Job>()>;
// Makes it; where what is staged would break, shows that first. Then the files are shown.
void commit_checked(Host& host, MakeCommit commit);

class CommitPage : public Page {
 public:
  // Of what is staged, with the message that was typed last or a proposed one; says when nothing is staged.
  static void start(Host& host);
  // In the place of HEAD's commit, with its message.
  static void start_amend(Host& host);

  explicit CommitPage(Host& host);
  Handled command(Command) override { return Handled::no; }
  Context context() const override { return Context::message; }
  void key(const Key& key) override;
  void draw(Rect body, Grid& grid) override;
  Bar bar() const override;
  std::vector<Hint> hints() const override;
  void where(Where& out) const override;

 protected:
  virtual bool amends() const { return false; }
  virtual void accept();
  virtual void typed();  // the message has changed

  Host& host_;
  TextField message_;

 private:
  bool typed_ = false;
};

}  // namespace mintport::ui
