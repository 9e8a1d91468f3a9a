#include "app/session/validations.hh"

#include <algorithm>
#include <set>

#include "app/validate/interpreter.hh"
#include "core/base/text.hh"
#include "core/validate/report.hh"

namespace mintport {

// Members behind `mutex` are written by both threads.
struct Validations::Shared {
  std::unique_ptr<Validator> validator;
  Manifest manifest;  // that `validator` was made for
  std::atomic<bool> stop = false;

  std::mutex mutex;
  std::condition_variable changed;
  std::optional<std::vector<std::string>> wanted;  // files of the next run
  std::string doing;                               // "UNet2DModel: builds"
  std::size_t done = 0, classes = 0;
  std::optional<Result<std::string>> end;
  bool quit = false;
};

Validations::~Validations() {
  if (!shared_) return;
  shared_->stop = true;
  {
    const std::lock_guard lock(shared_->mutex);
    shared_->quit = true;
  }
  shared_->changed.notify_all();
  if (thread_.joinable()) thread_.join();
}

Result<void> Validations::agree() {
  ValidationHabits habits = read_habits(project_.tree);
  habits.consent = project_.surroundings.today();
  return write_habits(project_.tree, habits);
}

Result<void> Validations::start(const std::string& path) {
  if (running_) return fail(refused("a validation runs already", "wait for its end, or stop it"));
  std::vector<std::string> files;
  for (const FileEntry& file : project_.state.files) {
    const bool named = file.path == path || is_in_folder(file.path, path);
    if (named && file.ported && file.path.ends_with(".py"))
      files.push_back(project_.state.port_path(file.path));
  }
  if (files.empty()) return fail(refused("the port has no Python file here", "convert it first"));
  if (!shared_) shared_ = std::make_shared<Shared>();
  if (!shared_->validator || shared_->manifest != project_.state.manifest) {
    shared_->validator.reset();  // the older workers end first
    const auto python = find_interpreter("", read_habits(project_.tree).python);
    if (!python) return fail(python.error());
    auto made = Validator::make(project_.tree, project_.state.manifest, project_.tables->library(),
                                {.python = *python, .workers = 1});
    if (!made) return fail(made.error());
    shared_->validator = *std::move(made);
    shared_->manifest = project_.state.manifest;
  }
  running_ = true;
  shared_->stop = false;
  if (!in_background_) {
    validate(*shared_, std::move(files), {});
    return {};
  }
  {
    const std::lock_guard lock(shared_->mutex);
    shared_->wanted = std::move(files);
    shared_->doing = "starting";
    shared_->done = shared_->classes = 0;
  }
  if (!thread_.joinable()) thread_ = std::thread([this] { loop(); });
  shared_->changed.notify_all();
  return {};
}

void Validations::stop() {
  if (shared_) shared_->stop = true;
}

std::string Validations::progress() const {
  if (!running_) return "";
  const std::lock_guard lock(shared_->mutex);
  const std::string count =
      shared_->classes == 0 ? ""
                            : " " + std::to_string(shared_->done) + "/" + std::to_string(shared_->classes);
  return "validating" + count + (shared_->doing.empty() ? "" : " " + shared_->doing);
}

// One thread for all runs, because the workers end with the thread that started them.
void Validations::loop() {
  Shared& shared = *shared_;
  std::unique_lock lock(shared.mutex);
  while (true) {
    shared.changed.wait(lock, [&] { return shared.quit || shared.wanted; });
    if (shared.quit) break;
    const std::vector<std::string> files = *std::exchange(shared.wanted, std::nullopt);
    lock.unlock();
    validate(shared, files, [this] { project_.surroundings.wake(); });
    project_.surroundings.wake();
    lock.lock();
  }
  lock.unlock();
  shared.validator.reset();
}

void Validations::validate(Shared& shared, std::vector<std::string> files,
                           const std::function<void()>& wake) {
  std::vector<ClassResult> results;
  PoolWatcher watcher;
  watcher.stopped = [&] { return shared.stop.load(); };
  watcher.doing = [&](const std::string& name, const std::string& doing) {
    {
      const std::lock_guard lock(shared.mutex);
      shared.doing = name.empty() ? doing : name + ": " + doing;
    }
    if (wake) wake();
  };
  watcher.result = [&](const validation::ClassCase&, ClassResult result) {
    results.push_back(std::move(result));
    const std::lock_guard lock(shared.mutex);
    ++shared.done;
  };
  const auto run = [&]() -> Result<std::string> {
    const auto listed = shared.validator->classes(files, watcher);
    if (!listed) return fail(listed.error());
    std::vector<validation::ClassCase> wanted;
    for (const validation::Classes& file : *listed) {
      if (file.error)
        return fail(
            {ErrorKind::content, file.file, file.error->line, file.error->message, "correct the file first"});
      wanted.insert(wanted.end(), file.classes.begin(), file.classes.end());
    }
    {
      const std::lock_guard lock(shared.mutex);
      shared.classes = wanted.size();
    }
    const auto whole = shared.validator->run(wanted, {}, watcher);
    if (!whole) return fail(whole.error());
    return (*whole ? "validated " : "stopped after ") + summary_of(totals(results));
  };
  auto end = run();
  const std::lock_guard lock(shared.mutex);
  shared.end = std::move(end);
}

std::optional<Result<std::string>> Validations::take_end() {
  if (!running_) return std::nullopt;
  std::optional<Result<std::string>> out;
  {
    const std::lock_guard lock(shared_->mutex);
    out = std::exchange(shared_->end, std::nullopt);
  }
  if (!out) return out;
  running_ = false;
  know_results();
  return out;
}

// Looks again at the files that have results, or have findings of older ones.
void Validations::know_results() {
  project_.read_validations();
  const auto& open = files_.file();
  for (const FileEntry& file : project_.state.files) {
    const bool had = std::any_of(file.findings.begin(), file.findings.end(), [](const TrackedFinding& found) {
      return found.finding.kind == FindingKind::validation;
    });
    const std::string port_path = project_.state.port_path(file.path);
    const bool has = !project_.validations.of_file(port_path).empty() ||
                     !project_.validations.errors_in(port_path).empty();
    if ((had || has) && (!open || open->path != file.path)) conversions_.again(file.path);
  }
  (void)files_.reopen();
}

std::vector<const KeptResult*> Validations::of_file(const std::string& path) const {
  return project_.validations.of_file(project_.state.port_path(path));
}

ValidatedBlobs Validations::blobs_now(const std::string& path) const {
  return Validator::blobs_of(project_.tree, project_.state.port_path(path),
                             project_.sources.read_if_there(path));
}

}  // namespace mintport
