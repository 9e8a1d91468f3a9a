// Background jobs: their parts, and stopping them.
#include "app/session/job.hh"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <string>
#include <vector>

#include "app/session/finish.hh"
#include "support/waker.hh"

namespace mintport {
namespace {

using testing::Waker;

// A job that records its parts. `error_at` is the part whose result causes an error.
Job noting(std::vector<std::string>& notes, std::size_t parts, std::size_t error_at = 99) {
  Job job{.doing = "noting", .parts = parts, .part = {}, .end = {}};
  job.part = [&notes, error_at](std::size_t at) -> Job::Part {
    return [&notes, at, error_at]() -> Job::Take {
      return [&notes, at, error_at]() -> Result<void> {
        if (at == error_at) return fail(Error{ErrorKind::io, "", 0, "no", ""});
        notes.push_back(std::to_string(at));
        return {};
      };
    };
  };
  job.end = [&notes](const Job::End& end) -> Result<std::string> {
    notes.push_back((end.stopped ? "stopped after " : "ended after ") + std::to_string(end.done));
    return "end";
  };
  return job;
}

using Strings = std::vector<std::string>;

TEST(Jobs, AreTakenInOrderAndEndOnce) {
  for (const bool in_background : {false, true}) {
    Strings notes;
    Waker waker;
    JobRunner runner(in_background, waker.wake());
    runner.start(noting(notes, 9));
    EXPECT_EQ(runner.progress(), "noting 0/9");
    std::optional<Result<std::string>> ended;
    while (!ended) {
      if (in_background) waker.wait();
      ended = runner.work();
    }
    EXPECT_EQ(*ended, "end");
    EXPECT_EQ(notes, (Strings{"0", "1", "2", "3", "4", "5", "6", "7", "8", "ended after 9"}));
    EXPECT_FALSE(runner.running());
    EXPECT_EQ(runner.work(), std::nullopt);
  }
}

TEST(Jobs, WithoutPartsEndToo) {
  Strings notes;
  Waker waker;
  JobRunner runner(true, waker.wake());
  runner.start(noting(notes, 0));
  waker.wait();
  EXPECT_TRUE(runner.work().has_value());
  EXPECT_EQ(notes, (Strings{"ended after 0"}));
}

TEST(Jobs, EndAtAnError) {
  Strings notes;
  EXPECT_EQ(finish(noting(notes, 3, 1)),
            (Result<std::string>(fail(Error{ErrorKind::io, "", 0, "no", "before that: end"}))));
  EXPECT_EQ(notes, (Strings{"0", "ended after 1"}));
}

TEST(Jobs, StopAfterThePartThatAsks) {
  Strings notes;
  Waker waker;
  JobRunner runner(false, waker.wake());
  Job job = noting(notes, 3);
  job.part = [&, part = job.part](std::size_t at) -> Job::Part {
    return [&, take = part(at)()]() -> Job::Take {
      return [&, take]() -> Result<void> {
        if (notes.size() == 1) runner.stop_soon();
        return take();
      };
    };
  };
  runner.start(std::move(job));
  std::optional<Result<std::string>> ended;
  while (!ended) ended = runner.work();
  EXPECT_EQ(notes, (Strings{"0", "1", "stopped after 2"}));
}

// stop() does not wait for the current part. Its result is dropped, also by the next job.
TEST(Jobs, DropWhatIsInWorkWhenStopped) {
  Strings notes;
  Waker waker;
  std::promise<void> begun, go;
  std::atomic<int> taken = 0;
  JobRunner runner(true, waker.wake());
  Job job = noting(notes, 2);
  job.part = [&, going = go.get_future().share()](std::size_t at) -> Job::Part {
    return [&, going, at]() -> Job::Take {
      if (at == 0) begun.set_value();
      going.wait();
      return [&]() -> Result<void> {
        ++taken;
        return {};
      };
    };
  };
  runner.start(std::move(job));
  begun.get_future().wait();
  EXPECT_EQ(runner.stop(), "end");
  EXPECT_EQ(notes, (Strings{"stopped after 0"}));
  runner.start(noting(notes, 1));
  go.set_value();
  std::optional<Result<std::string>> ended;
  while (!ended) {
    waker.wait();
    ended = runner.work();
  }
  EXPECT_EQ(taken, 0);
  EXPECT_EQ(notes, (Strings{"stopped after 0", "0", "ended after 1"}));
}

}  // namespace
}  // namespace mintport
