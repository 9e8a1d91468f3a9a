// What is said to the person, what is asked, and what is typed for an answer.
#include "app/workbench/typing.hh"
#include "app/workbench/workbench.hh"
#include "core/base/text.hh"

namespace mintport {

void Workbench::say(const Result<std::string>& result) {
  said_error_ = !result;
  if (result) {
    said_ = result->substr(0, result->find('\n'));
    if (said_ != *result) notice("Done", *result);
    return;
  }
  said_ = to_string(result.error());
  if (result.error().kind == ErrorKind::git && session_.tree().index_lock()) {
    said_ += "; :unlock removes it when it was left behind";
  }
  // What does not fit in a line (a hook's output) gets a box.
  if (said_.find('\n') != std::string::npos || display_width(said_) > width_ - 4)
    notice("This did not work", said_);
}

// While something is typed or done, it waits.
void Workbench::say_tables_error() {
  if (typing() || busy()) return;
  if (auto error = session_.files().take_tables_error()) say(fail(*std::move(error)));
}

void Workbench::notice(std::string title, std::string text) {
  asking_ = Asking::notice;
  prompt_ = {std::move(title), std::move(text), std::nullopt};
}

void Workbench::ask(Asking what, std::string title, std::string text) {
  asking_ = what;
  prompt_ = {std::move(title), std::move(text), TextField{}};
}

void Workbench::text_key(const Key& key, Context context, TextField& field) {
  const std::string before = field.text;
  if (const auto found = keys_.find(key, context)) {
    text_command(*found, field);
  } else {
    type_into(field, key);
  }
  // What was typed outlives whatever ends the program.
  if (context == Context::message && page_ == Page::commit && !amending_ && field.text != before) {
    message_typed_ = true;
    surroundings_.write_note(kMessageNote, field.text);
  }
}

void Workbench::text_command(Command command, TextField& field) {
  switch (command) {
    case Command::text_accept:
      return accept();
    case Command::text_cancel:
      if (asking_ != Asking::nothing) {
        asking_ = Asking::nothing;
      } else {
        said_ = amending_ ? "not amended" : "not committed; the message is kept";
        leave_commit();
      }
      return;
    case Command::text_editor:
      if (auto text = surroundings_.edit_text(field.text, "COMMIT_EDITMSG")) {
        field = {std::move(*text), 0};
      } else {
        say(fail(text.error()));
      }
      return;
    default:
      return edit_text_field(command, field);
  }
}

void Workbench::accept() {
  if (asking_ == Asking::nothing) return accept_commit();
  const std::string text(trim(prompt_.field->text));
  const Asking what = std::exchange(asking_, Asking::nothing);
  if (what == Asking::waive) {
    if (text.empty()) {
      said_ = "not waived: a reason is needed";
      said_error_ = true;
      return;
    }
    const auto waived = is_meant(waive_) ? session_.review().waive(waive_, text)
                                         : Result<std::string>(fail(refused("the finding is gone")));
    say(waived);
    reason_ = waived ? "" : text;  // not typed twice
    if (waived) detail_.reset();
    refresh_views();
  } else if (what == Asking::breaks || what == Asking::unlock || what == Asking::replace_entry) {
    if (text != "yes") {
      said_ = "nothing was done: only yes is taken for yes";
    } else if (what == Asking::replace_entry) {
      accept_entry(true);
    } else if (what == Asking::unlock) {
      unlock();
    } else {
      finish_commit(pending_);
    }
  } else if (what == Asking::filter) {
    symbols_.filter = text;
    symbols_.list = symbols_.places = {};
    refresh_views();
  } else if (what == Asking::search) {
    search_ = text;
    search(true, true);
  }
}

}  // namespace mintport
