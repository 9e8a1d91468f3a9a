// Runs jobs without a screen.
#pragma once

#include "app/session/job.hh"

namespace mintport {

// Runs a whole job at once.
inline Result<std::string> finish(Result<Job> job) {
  return run_job(std::move(job));
}

}  // namespace mintport
