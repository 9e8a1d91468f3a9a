// Runs the rules of `mintport check` on the open file, in the background, and shows what they find as
// findings of the file.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "app/session/conversions.hh"
#include "app/session/files.hh"
#include "app/session/project.hh"

namespace mintport {

class Checks {
 public:
  // The references must outlive this.
  Checks(Project& project, Conversions& conversions, Files& files)
      : project_(project), conversions_(conversions), files_(files) {}
  ~Checks();  // waits for the file that is checked
  Checks(const Checks&) = delete;
  Checks& operator=(const Checks&) = delete;

  // Takes what the thread found, and gives it the open file if its text was not checked yet.
  void work();
  // True, once, if findings came or went: what is shown of them must be read again.
  bool take_changed() { return std::exchange(changed_, false); }
  // Checks the open file in this thread.
  void check_now();

 private:
  struct Shared;  // with the thread
  struct Wanted;
  std::optional<Wanted> wanted_now() const;
  void take(const std::string& path, CheckedText checked);

  Project& project_;
  Conversions& conversions_;
  Files& files_;
  bool changed_ = false;
  std::pair<std::string, std::string> handed_;  // path and text of the last file that the thread got
  std::shared_ptr<Shared> shared_;
  std::thread thread_;
};

}  // namespace mintport
