// A text field in the last row of a page, which shows the effect of every key that is typed in it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "app/workbench/host.hh"

namespace mintport::ui {

class LiveField : public Page {
 public:
  // Applies a text; returns what it led to: "3 of 17".
  using Apply = std::function<std::string(const std::string&)>;

  // `hint` stands in the empty field. `apply` runs after every key, `accept` on enter; `leave` undoes what
  // `apply` did.
  LiveField(Host& host, std::string title, std::string hint, Apply apply,
            std::function<void(const std::string&)> accept, std::function<void()> leave)
      : host_(host),
        title_(std::move(title)),
        hint_(std::move(hint)),
        apply_(std::move(apply)),
        accept_(std::move(accept)),
        leave_(std::move(leave)) {}
  Handled command(Command) override { return Handled::no; }
  Context context() const override { return Context::prompt; }
  void key(const Key& key) override;
  bool paste(std::string_view bytes) override;
  void draw(Rect body, Grid& grid) override;
  std::vector<Hint> hints() const override;
  void where(Where& out) const override;
  bool is_overlay() const override { return true; }

 private:
  void apply();

  Host& host_;
  const std::string title_, hint_;
  TextField field_;
  Apply apply_;
  std::function<void(const std::string&)> accept_;
  std::function<void()> leave_;
  std::string result_;
};

}  // namespace mintport::ui
