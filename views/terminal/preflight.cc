#include "views/terminal/preflight.hh"

#include <langinfo.h>
#include <locale.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

// Included last, because they define macros with common names.
#include <curses.h>
#include <term.h>

namespace mintport::ui {
namespace {

Error refused(std::string what, std::string hint) {
  return {ErrorKind::refused, "", 0, std::move(what), std::move(hint)};
}

// Sets only the character type, so that the formats of numbers and the language of messages stay.
bool use_utf8() {
  for (const char* locale : {"", "C.UTF-8", "C.utf8", "en_US.UTF-8"}) {
    if (::setlocale(LC_CTYPE, locale) != nullptr && std::strcmp(::nl_langinfo(CODESET), "UTF-8") == 0)
      return true;
  }
  return false;
}

// A terminfo string without its padding ("$<5>"); empty if the terminal lacks it.
std::string capability(const char* name) {
  const char* value = ::tigetstr(name);
  if (value == nullptr || value == reinterpret_cast<const char*>(-1)) return "";
  std::string out;
  for (std::string_view rest = value; !rest.empty();) {
    const std::size_t padding = rest.find("$<");
    out += rest.substr(0, padding);
    const std::size_t end = padding == rest.npos ? rest.npos : rest.find('>', padding);
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
  }
  return out;
}

std::string restore_bytes(bool mouse) {
  return std::string(kPasteOff) + std::string(mouse ? kMouseOff : "") + capability("sgr0") +
         capability("rmkx") + capability("cnorm") + capability("rmcup");
}

}  // namespace

Result<std::string> check_terminal(bool mouse) {
  if (::isatty(STDIN_FILENO) == 0 || ::isatty(STDOUT_FILENO) == 0) {
    const bool in = ::isatty(STDIN_FILENO) == 0;
    return fail(refused(in ? "stdin is not a terminal" : "stdout is not a terminal",
                        "run the workbench in a terminal, without pipes"));
  }
  const char* name = std::getenv("TERM");
  if (name == nullptr || *name == '\0') {
    return fail(refused("TERM is not set", "set it to the type of the terminal, such as xterm-256color"));
  }
  int status = 0;
  if (::setupterm(name, STDOUT_FILENO, &status) == ERR) {
    return fail(refused("the terminal TERM=" + std::string(name) + " is unknown or lacks a needed capability",
                        "set TERM to a similar terminal, such as xterm-256color"));
  }
  const bool places = !capability("cup").empty() && std::strcmp(name, "dumb") != 0;
  std::string restore = restore_bytes(mouse);
  ::del_curterm(::cur_term);
  if (!places) {
    return fail(refused("the terminal TERM=" + std::string(name) + " cannot place the cursor",
                        "use another terminal, or a command that prints"));
  }
  if (!use_utf8())
    return fail(refused("no UTF-8 locale is installed", "install C.UTF-8 or set LC_ALL to one"));
  return restore;
}

}  // namespace mintport::ui
