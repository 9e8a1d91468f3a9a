// Boxes above a page: a question with an answer field, and a notice.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/workbench/host.hh"

namespace mintport::ui {

class Question : public Page {
 public:
  // `past`: earlier answers, newest first. Keys recall and complete them.
  Question(Host& host, std::string title, std::string text, std::function<void(const std::string&)> then,
           std::string_view typed, std::vector<std::string> past = {});
  Handled command(Command) override { return Handled::no; }
  Context context() const override { return Context::prompt; }
  void key(const Key& key) override;
  bool paste(std::string_view bytes) override;
  void draw(Rect body, Grid& grid) override { draw_prompt(prompt_, body, grid); }
  std::vector<Hint> hints() const override;
  void where(Where& out) const override;
  bool is_overlay() const override { return true; }

 private:
  void recall(bool older);
  void complete();

  Host& host_;
  Prompt prompt_;
  std::function<void(const std::string&)> then_;
  const std::vector<std::string> past_;
  std::size_t recalled_ = 0;  // 0: what was typed; else one more than the index in past_
  std::string typed_;         // kept while past texts are shown
};

// Any key closes it.
class Notice : public Page {
 public:
  Notice(Host& host, std::string title, std::string text);
  Handled command(Command) override { return Handled::no; }
  Context context() const override { return Context::prompt; }
  void key(const Key&) override { host_.pop(); }
  void draw(Rect body, Grid& grid) override { draw_prompt(prompt_, body, grid); }
  std::vector<Hint> hints() const override { return {{"any key", "goes on"}}; }
  void where(Where& out) const override;
  bool is_overlay() const override { return true; }

 private:
  Host& host_;
  Prompt prompt_;
};

}  // namespace mintport::ui
