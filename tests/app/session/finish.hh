// Runs jobs without a screen.
#pragma once

#include "app/session/job.hh"

namespace mintport {

// Runs a whole job at once.
inline Result<std::string> finish(Result<Job> job) {
  if (!job) return fail(job.error());
  JobRunner runner(false, [] {});
  runner.start(*std::move(job));
  while (true) {
    if (auto ended = runner.work()) return *ended;
  }
}

}  // namespace mintport
