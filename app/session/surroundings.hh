// What the workbench needs besides a work tree: an editor, the clock, and a place for notes of its own.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/error.hh"

namespace mintport {

class Surroundings {
 public:
  virtual ~Surroundings() = default;
  // Opens a file (absolute path) at a 1-based line in the user's editor and waits until it exits.
  virtual Result<void> edit(const std::string& path, std::uint32_t line) = 0;
  // Lets the user edit a text in a temporary file. Editors derive the file type from `name`.
  virtual Result<std::string> edit_text(std::string_view text, const std::string& name) = 0;
  virtual std::string today() = 0;  // "2026-01-31"
  virtual std::int64_t now() = 0;   // seconds since 1970
  // Notes of this clone, in <git dir>/mintport; an empty text when there is none.
  virtual std::string read_note(const std::string& name) = 0;
  virtual void write_note(const std::string& name, std::string_view text) = 0;
  // Appends to a note. The text is on disk when this returns.
  virtual Result<void> append_note(const std::string& name, std::string_view text) = 0;
  // The size of a note in bytes; 0 when there is none.
  virtual std::uintmax_t note_size(const std::string& name) { return read_note(name).size(); }
  // Keeps other sessions of this clone from taking steps while the result lives. Errors (kind refused):
  // another one takes a step, and did not end in time.
  virtual Result<std::shared_ptr<void>> claim() { return std::shared_ptr<void>(); }
  // Copies text to the clipboard. False: there is no clipboard, or the text is too long for it.
  virtual bool copy(std::string_view text) = 0;
  // Wakes the event loop after something happened in another thread. May be called from any thread.
  virtual void wake() = 0;
};

}  // namespace mintport
