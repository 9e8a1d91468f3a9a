// Validates classes of the port in the background while the review goes on, and turns the results into
// findings.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/session/conversions.hh"
#include "app/session/files.hh"
#include "app/session/project.hh"
#include "app/validate/results.hh"
#include "app/validate/validator.hh"
#include "core/base/error.hh"

namespace mintport {

class Validations {
 public:
  // The references must outlive this. Without `in_background` start() runs the classes itself.
  Validations(Project& project, Conversions& conversions, Files& files, bool in_background)
      : project_(project), conversions_(conversions), files_(files), in_background_(in_background) {}
  ~Validations();  // ends all workers
  Validations(const Validations&) = delete;
  Validations& operator=(const Validations&) = delete;

  // Whether the user agreed to execute the code of this work tree.
  bool agreed() const { return !read_habits(project_.tree).consent.empty(); }
  Result<void> agree();

  // Runs the classes of the files of the port that `path` (a file or a folder below both roots) names. The
  // workers stay for the next time. Errors: a run is under way; no such file in the port; no interpreter.
  Result<void> start(const std::string& path);
  // Ends the run at once. Results so far are kept.
  void stop();
  bool running() const { return running_; }
  std::string progress() const;  // "validating 1/3 UNet2DModel: builds"

  // The message of a run that has ended, once; its findings are known then. The caller refreshes what it
  // shows.
  std::optional<Result<std::string>> take_end();

  // The results of the file's classes, and whether they hold for the texts as they are now.
  std::vector<const KeptResult*> of_file(const std::string& path) const;
  ValidatedBlobs blobs_now(const std::string& path) const;

 private:
  struct Shared;  // with the thread
  void loop();
  static void validate(Shared& shared, std::vector<std::string> files, const std::function<void()>& wake);
  void know_results();

  Project& project_;
  Conversions& conversions_;
  Files& files_;
  const bool in_background_;
  bool running_ = false;
  std::shared_ptr<Shared> shared_;
  std::thread thread_;
};

}  // namespace mintport
