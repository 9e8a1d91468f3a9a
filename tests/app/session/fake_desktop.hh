// Surroundings in memory.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "app/session/surroundings.hh"
#include "support/waker.hh"

namespace mintport {

class FakeDesktop : public Surroundings {
 public:
  std::map<std::string, std::string> notes;
  std::function<void(const std::string&, std::uint32_t)> editor;
  Result<void> edited;    // what the editor ends with
  Result<void> appended;  // what append_note gives; on errors nothing is appended
  std::string typed;
  std::string clipboard;
  std::int64_t clock = 1769860800;  // noon of that day

  Result<void> edit(const std::string& path, std::uint32_t line) override {
    editor(path, line);
    return edited;
  }
  Result<std::string> edit_text(std::string_view, const std::string&) override { return typed; }
  std::string today() override { return "2026-01-31"; }
  std::int64_t now() override { return clock; }
  std::string read_note(const std::string& name) override {
    const auto found = notes.find(name);
    return found == notes.end() ? "" : found->second;
  }
  void write_note(const std::string& name, std::string_view text) override { notes[name] = text; }
  Result<void> append_note(const std::string& name, std::string_view text) override {
    if (appended) notes[name] += text;
    return appended;
  }
  bool copy(std::string_view text) override {
    clipboard = text;
    return true;
  }
  void wake() override {}
};

// The same, for sessions with a thread: the test waits until it wakes.
class WakingDesk : public FakeDesktop {
 public:
  testing::Waker waker;
  void wake() override { waker.wake()(); }
};

}  // namespace mintport
