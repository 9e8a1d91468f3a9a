// The workers and their pool, with a fake harness.
#include "app/validate/pool.hh"

#include <gtest/gtest.h>
#include <signal.h>

#include <cstdlib>
#include <fstream>
#include <thread>

#include "app/validate/interpreter.hh"
#include "support/temp_dir.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;
using testing::TempDir;
using testing::write_file;
using validation::ClassCase;

class Pool : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(folder_ / "scratch");
    write_file(folder_ / "harness/worker.py", testing::read_file(MINTPORT_FAKE_WORKER));
    ::setenv("FAKE_PROCESSES", (folder_ / "processes").c_str(), 1);
  }
  void TearDown() override {
    for (const char* name : {"FAKE_PROCESSES", "FAKE_BROKEN", "FAKE_DIES"}) ::unsetenv(name);
  }

  PoolSettings settings() const {
    return {.python = find_interpreter("python3", "").value(),
            .harness = folder_ / "harness",
            .start = {.port_root = (folder_ / "tree").string(),
                      .port_package = "port",
                      .source_package = "source",
                      .scratch = (folder_ / "scratch").string()}};
  }

  // Writes port/FILE.py with these classes, each after an empty line, and lists them.
  std::vector<ClassCase> file_with(const std::string& name, const std::vector<std::string>& classes) const {
    std::string text;
    std::vector<ClassCase> out;
    for (const std::string& one : classes) {
      text += "\nclass " + one + "(ModelMixin):\n    pass\n";
      out.push_back({"port/" + name, one, ClassKind::model, static_cast<std::uint32_t>(out.size() * 3 + 2)});
    }
    write_file(folder_ / "tree/port" / name, text);
    return out;
  }

  // The results in the order of their ends.
  std::vector<ClassResult> run(WorkerPool& pool, const std::vector<ClassCase>& wanted, double seconds = 60) {
    std::vector<ClassResult> out;
    PoolWatcher watcher;
    watcher.result = [&](const ClassCase&, ClassResult result) {
      result.seconds = 0;
      out.push_back(std::move(result));
    };
    const auto done = pool.run(wanted, {.seconds = seconds}, watcher);
    EXPECT_TRUE(done) << (done ? "" : to_string(done.error()));
    EXPECT_TRUE(done.value_or(false));
    return out;
  }

  // Whether all processes of the fake harness end within two seconds: a killed process that is not our child
  // cannot be waited for.
  bool all_end() const {
    for (int i = 0; i < 200 && running() > 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return running() == 0;
  }
  // How many of them run; a zombie does not.
  int running() const {
    std::ifstream file(folder_ / "processes");
    int out = 0;
    for (pid_t id = 0; file >> id;) {
      std::ifstream stat("/proc/" + std::to_string(id) + "/stat");
      std::string text;
      std::getline(stat, text);
      if (const std::size_t at = text.rfind(") "); at != text.npos && text[at + 2] != 'Z') ++out;
    }
    return out;
  }

  static ClassResult passed(const std::string& name, const std::string& file) {
    return {.name = name,
            .file = "port/" + file,
            .origin = CaseOrigin::port,
            .case_name = "cases.py: 1",
            .rung = Rung::equal,
            .ok = true,
            .max_abs = 2.5e-7,
            .max_rel = 1e-6};
  }
  static ClassResult stopped(const std::string& name, const std::string& file, ClassError error) {
    return {
        .name = name, .file = "port/" + file, .rung = Rung::builds, .ok = false, .error = std::move(error)};
  }

  TempDir folder_;
};

TEST_F(Pool, ListsTheClassesOfFilesWithoutTheFrameworks) {
  file_with("a.py", {"B", "A"});
  write_file(folder_ / "tree/port/b.py", "x = (\n");
  ::setenv("FAKE_BROKEN", "1", 1);
  WorkerPool pool(settings());
  const auto listed = pool.classes({"port/a.py", "port/b.py"}, {});
  ASSERT_TRUE(listed);
  const std::vector<validation::Classes> wanted{
      {"port/a.py",
       {{"port/a.py", "B", ClassKind::model, 2}, {"port/a.py", "A", ClassKind::model, 5}},
       std::nullopt},
      {"port/b.py", {}, ClassError{"SyntaxError", "'(' was never closed", "port/b.py", 1}}};
  EXPECT_EQ(*listed, wanted);
}

TEST_F(Pool, GivesResultsAndTellsTheRungs) {
  const auto wanted = file_with("a.py", {"Passes"});
  WorkerPool pool(settings());
  std::vector<std::string> said;
  std::vector<ClassResult> results;
  PoolWatcher watcher;
  watcher.doing = [&](const std::string& name, const std::string& doing) {
    said.push_back(name + ": " + doing);
  };
  watcher.result = [&](const ClassCase& one, ClassResult result) {
    EXPECT_EQ(one, wanted[0]);
    result.seconds = 0;
    results.push_back(std::move(result));
  };
  const auto done = pool.run(wanted, {}, watcher);
  ASSERT_TRUE(done);
  EXPECT_TRUE(*done);
  EXPECT_EQ(results, std::vector{passed("Passes", "a.py")});
  EXPECT_EQ(said,
            (std::vector<std::string>{": imports the frameworks", "Passes: imports", "Passes: builds"}));
  EXPECT_EQ(pool.versions(),
            (std::map<std::string, std::string>{
                {"mindspore", "2.10.0"}, {"python", "3"}, {"source", "0.35.1"}, {"torch", "2.11.0"}}));
}

TEST_F(Pool, ReadsOverLinesThatLibrariesPrint) {
  WorkerPool pool(settings());
  EXPECT_EQ(run(pool, file_with("a.py", {"Prints", "Passes"})),
            (std::vector{passed("Prints", "a.py"), passed("Passes", "a.py")}));
}

TEST_F(Pool, ACrashEndsOneCaseAndNamesItsPlace) {
  WorkerPool pool(settings());
  EXPECT_EQ(run(pool, file_with("a.py", {"Crashes", "Passes"})),
            (std::vector{stopped("Crashes", "a.py",
                                 {"Crash", "the interpreter was ended by signal 11 (Segmentation fault)",
                                  "port/a.py", 2}),
                         passed("Passes", "a.py")}));
}

TEST_F(Pool, AnExitEndsOneCase) {
  WorkerPool pool(settings());
  EXPECT_EQ(run(pool, file_with("a.py", {"Exits", "Passes"})),
            (std::vector{stopped("Exits", "a.py", {"Exit", "the code ended the interpreter with status 5"}),
                         passed("Passes", "a.py")}));
}

TEST_F(Pool, AnEndlessLoopEndsAtTheTimeoutAndNamesItsPlace) {
  PoolSettings strict = settings();
  strict.grace_seconds = 0;
  WorkerPool pool(strict);
  const auto results = run(pool, file_with("a.py", {"Passes", "Loops"}), 0.5);
  ASSERT_EQ(results.size(), 2U);
  EXPECT_EQ(results[0], passed("Passes", "a.py"));
  EXPECT_EQ(results[1], stopped("Loops", "a.py",
                                {"Timeout", "the class took longer than 0.5 s; allow more with --timeout",
                                 "port/a.py", 5}));
}

TEST_F(Pool, MemoryEndsOneCaseAndNamesItsPlace) {
  PoolSettings limited = settings();
  limited.memory = 300'000'000;
  WorkerPool pool(limited);
  EXPECT_EQ(run(pool, file_with("a.py", {"Eats", "Passes"})),
            (std::vector{
                stopped("Eats", "a.py",
                        {"OutOfMemory", "the class took more than 0.3 GB of memory; allow more with --memory",
                         "port/a.py", 2}),
                passed("Passes", "a.py")}));
}

TEST_F(Pool, AnEventThatIsNotValidAndARefusedRequestAreErrorsOfTheWorker) {
  WorkerPool pool(settings());
  EXPECT_EQ(
      run(pool, file_with("a.py", {"Wrong", "Refuses", "Passes"})),
      (std::vector{stopped("Wrong", "a.py",
                           {"Worker", "an event of the worker is not valid: rung: unknown value \"roof\""}),
                   stopped("Refuses", "a.py", {"Worker", "not understood"}), passed("Passes", "a.py")}));
}

TEST_F(Pool, NoSpaceEndsTheRun) {
  WorkerPool pool(settings());
  const auto done = pool.run(file_with("a.py", {"Full", "Passes"}), {}, {});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error(),
            (Error{ErrorKind::io, (folder_ / "scratch").string(), 0, "no space left on the device",
                   "free some, or set TMPDIR to a folder elsewhere"}));
  EXPECT_TRUE(all_end());
}

TEST_F(Pool, AnInterpreterWithoutMindSporeIsAnError) {
  ::setenv("FAKE_BROKEN", "1", 1);
  WorkerPool pool(settings());
  const auto done = pool.run(file_with("a.py", {"Passes"}), {}, {});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error(),
            (Error{ErrorKind::not_found, settings().python, 0,
                   "MindSpore does not import: No module named 'mindspore'",
                   "give an interpreter with --python, or make one: mintport validate --setup DIR"}));
}

TEST_F(Pool, AnInterpreterThatDiesIsAnErrorWithItsLastWords) {
  ::setenv("FAKE_DIES", "1", 1);
  WorkerPool pool(settings());
  const auto done = pool.run(file_with("a.py", {"Passes"}), {}, {});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().what,
            "the code ended the interpreter with status 127 before it was ready: libfake.so: cannot open "
            "shared object "
            "file");
}

TEST_F(Pool, AProgramThatCannotBeStartedIsAnError) {
  PoolSettings missing = settings();
  missing.python = (folder_ / "nothing").string();
  WorkerPool pool(missing);
  const auto done = pool.run(file_with("a.py", {"Passes"}), {}, {});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error(), (Error{ErrorKind::not_found, missing.python, 0,
                                 "cannot start the program: No such file or directory",
                                 "give a Python interpreter with --python"}));
}

TEST_F(Pool, StopEndsEveryProcess) {
  PoolSettings two = settings();
  two.workers = 2;
  WorkerPool pool(two);
  bool stop = false;
  int results = 0, sleeping = 0;
  PoolWatcher watcher;
  watcher.stopped = [&] { return stop; };
  watcher.doing = [&](const std::string& name, const std::string& doing) {
    if (name.starts_with("Sleeps") && doing == "builds") stop = ++sleeping == 2;
    if (stop) {
      EXPECT_EQ(running(), 4);  // two workers, and a child of each
    }
  };
  watcher.result = [&](const ClassCase&, const ClassResult&) { ++results; };
  const auto done = pool.run(file_with("a.py", {"Passes", "Sleeps1", "Sleeps2", "Passes2"}), {}, watcher);
  ASSERT_TRUE(done);
  EXPECT_FALSE(*done);
  EXPECT_EQ(results, 1);
  EXPECT_TRUE(all_end());
}

TEST_F(Pool, AWorkerStaysAndLoadsFilesAnew) {
  const auto wanted = file_with("a.py", {"Counts"});
  WorkerPool pool(settings());
  const auto first = run(pool, wanted);
  file_with("a.py", {"Counts", "More"});
  const auto as_before = run(pool, wanted);
  pool.reload({"port/a.py"});
  const auto anew = run(pool, wanted);
  EXPECT_EQ(first[0].notes, std::vector<std::string>{"36 bytes"});
  EXPECT_EQ(as_before[0].notes, first[0].notes);
  EXPECT_EQ(anew[0].notes, std::vector<std::string>{"70 bytes"});
  EXPECT_EQ(running(), 2);  // one worker and its child
}

TEST_F(Pool, ThePoolLeavesNothingRunning) {
  {
    WorkerPool pool(settings());
    run(pool, file_with("a.py", {"Passes", "Crashes"}));
  }
  EXPECT_TRUE(all_end());
}

}  // namespace
}  // namespace mintport
