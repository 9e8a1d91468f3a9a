#include "app/workbench/overlays/prompt.hh"

#include <algorithm>

#include "app/workbench/typing.hh"
#include "core/base/text.hh"

namespace mintport::ui {

Question::Question(Host& host, std::string title, std::string text,
                   std::function<void(const std::string&)> then, std::string_view typed,
                   std::vector<std::string> past)
    : host_(host),
      prompt_{std::move(title), std::move(text), TextField{}},
      then_(std::move(then)),
      past_(std::move(past)) {
  prompt_.field->insert(typed);
}

void Question::key(const Key& key) {
  const auto command = host_.keys().find(key, Context::prompt);
  if (command == Command::text_cancel) return host_.pop();
  if (command == Command::text_accept) {
    host_.pop();
    return then_(std::string(trim(prompt_.field->text)));
  }
  if (command == Command::text_up || command == Command::text_down)
    return recall(command == Command::text_up);
  if (command == Command::text_complete) return complete();
  type_key(key, host_.keys(), Context::prompt, *prompt_.field);
  recalled_ = 0;
}

void Question::recall(bool older) {
  if (older ? recalled_ == past_.size() : recalled_ == 0) return;
  if (recalled_ == 0) typed_ = prompt_.field->text;
  recalled_ += older ? 1 : -1;
  prompt_.field = TextField{};
  prompt_.field->insert(recalled_ == 0 ? typed_ : past_[recalled_ - 1]);
}

// To the newest past text that begins with what stands before the cursor.
void Question::complete() {
  const std::string begun = prompt_.field->text.substr(0, prompt_.field->cursor);
  const auto found = std::find_if(past_.begin(), past_.end(), [&](const std::string& text) {
    return text.size() > begun.size() && text.starts_with(begun);
  });
  if (found == past_.end()) return;
  prompt_.field = TextField{};
  prompt_.field->insert(*found);
}

bool Question::paste(std::string_view bytes) {
  paste_into(*prompt_.field, bytes, Context::prompt);
  return true;
}

std::vector<Hint> Question::hints() const {
  std::vector<Hint> out{host_.hint(Command::text_accept, "accept", Context::prompt),
                        host_.hint(Command::text_cancel, "leave", Context::prompt)};
  if (past_.empty()) return out;
  out.push_back(host_.hint(Command::text_up, "earlier texts", Context::prompt));
  out.push_back(host_.hint(Command::text_complete, "complete", Context::prompt));
  return out;
}

Notice::Notice(Host& host, std::string title, std::string text)
    : host_(host), prompt_{std::move(title), std::move(text), std::nullopt} {}

void Question::where(Where& out) const {
  out.above = "prompt: " + prompt_.title;
  out.typed = with_cursor(*prompt_.field);
}

void Notice::where(Where& out) const {
  out.above = "notice: " + prompt_.title;
}

}  // namespace mintport::ui
