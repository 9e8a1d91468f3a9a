// Pages of text: the list of keys, and the explanation of a line.
#pragma once

#include <string>
#include <vector>

#include "app/workbench/host.hh"
#include "core/base/pattern.hh"

namespace mintport::ui {

// All keys and their commands; those of the page below first.
class HelpPage : public Page {
 public:
  explicit HelpPage(Host& host);
  Handled command(Command command) override;
  void move(Move move) override;
  void draw(Rect body, Grid& grid) override { draw_help(lines_, top_, body, grid); }
  Bar bar() const override { return {"keys", ""}; }
  std::vector<Hint> hints() const override;
  void where(Where& out) const override { out.page = "keys"; }
  bool is_about_open_file() const override { return false; }

 private:
  void narrow(Pattern to);

  Host& host_;
  const std::vector<Hint> here_;  // the keys of the page below
  std::vector<HelpLine> lines_;   // the lines that match the search
  std::size_t top_ = 0;
  bool narrowed_ = false;
};

// Explains a line of the open file: its findings and changes, or its origin.
class ExplanationPage : public Page {
 public:
  ExplanationPage(Host& host, std::string title, std::string text)
      : host_(host), title_(std::move(title)), text_(std::move(text)), subject_(of_file(host.subject())) {}
  Handled command(Command command) override;
  void move(Move move) override;
  void draw(Rect body, Grid& grid) override { draw_text(title_, text_, top_, body, grid); }
  Bar bar() const override { return {place_of(subject_.path, subject_.line.value_or(1)), ""}; }
  std::vector<Hint> hints() const override;
  void where(Where& out) const override { out.page = "explanation"; }
  // The explained file and line.
  Subject subject() const override { return subject_; }
  bool is_there() const override { return host_.session().file().has_value(); }

 private:
  // The fields that stay valid when the file is read again.
  static Subject of_file(const Subject& subject) {
    return {.path = subject.path, .changed = subject.changed, .line = subject.line};
  }

  Host& host_;
  const std::string title_, text_;
  const Subject subject_;
  std::size_t top_ = 0;
};

}  // namespace mintport::ui
