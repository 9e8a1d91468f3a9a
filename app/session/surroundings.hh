// What the workbench needs besides a work tree: an editor, the clock, and a place for notes of its own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/error.hh"

namespace mintport {

class Surroundings {
 public:
  virtual ~Surroundings() = default;
  // Opens a file (absolute path) at a 1-based line in the person's editor and waits for its end.
  virtual Result<void> edit(const std::string& path, std::uint32_t line) = 0;
  // The text after the person has edited it in a file of its own; editors tell by its name what it is.
  virtual Result<std::string> edit_text(std::string_view text, const std::string& name) = 0;
  virtual std::string today() = 0;  // "2026-01-31"
  virtual std::int64_t now() = 0;   // seconds since 1970
  // Notes of this clone, in <git dir>/mintport; an empty text when there is none.
  virtual std::string read_note(const std::string& name) = 0;
  virtual void write_note(const std::string& name, std::string_view text) = 0;
  // Behind what is there, on disk when this returns.
  virtual Result<void> append_note(const std::string& name, std::string_view text) = 0;
  // Puts text into the clipboard. False: there is none, or the text is longer than it takes.
  virtual bool copy(std::string_view text) = 0;
  // Something happened in another thread: the loop should look. Called from any thread.
  virtual void wake() = 0;
};

}  // namespace mintport
