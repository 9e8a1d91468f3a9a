#include "app/workbench/overlays/prompt.hh"

#include "app/workbench/typing.hh"
#include "core/base/text.hh"

namespace mintport::ui {

Question::Question(Host& host, std::string title, std::string text,
                   std::function<void(const std::string&)> then, std::string_view typed)
    : host_(host), prompt_{std::move(title), std::move(text), TextField{}}, then_(std::move(then)) {
  prompt_.field->insert(typed);
}

void Question::key(const Key& key) {
  const auto command = host_.keys().find(key, Context::prompt);
  if (command == Command::text_cancel) return host_.pop();
  if (command == Command::text_accept) {
    host_.pop();
    return then_(std::string(trim(prompt_.field->text)));
  }
  type_key(key, host_.keys(), Context::prompt, *prompt_.field);
}

bool Question::paste(std::string_view bytes) {
  paste_into(*prompt_.field, bytes, Context::prompt);
  return true;
}

std::vector<Hint> Question::hints() const {
  return {host_.hint(Command::text_accept, "accept", Context::prompt),
          host_.hint(Command::text_cancel, "leave", Context::prompt)};
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
