#include "app/session/checks.hh"

#include <sys/resource.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>

#include "app/tree/check_files.hh"
#include "app/tree/files.hh"
#include "app/tree/sources.hh"
#include "core/check/baseline.hh"
#include "core/names/names.hh"

namespace mintport {

// A file to check, and all that this needs: the thread touches nothing else.
struct Checks::Wanted {
  std::string path, text;  // below the port's root; its text
  std::filesystem::path disk;
  CheckPlaces places;
  CheckSettings settings;
  std::string baseline;  // its text
  std::shared_ptr<const Tables> tables;

  CheckedText run() const;
};

struct Checks::Shared {
  std::mutex mutex;
  std::condition_variable changed;
  std::optional<Wanted> wanted;
  std::optional<std::pair<std::string, CheckedText>> done;
  bool quit = false;
};

CheckedText Checks::Wanted::run() const {
  CheckedText out{text, {}};
  auto files = check_files({disk.string()}, places, settings, *tables, 1);
  if (!files || files->size() != 1 || files->front().text != text) return out;
  out.findings = std::move(files->front().findings);
  if (baseline.empty()) return out;
  if (auto known = Baseline::parse(settings.baseline, baseline)) {
    std::erase_if(out.findings,
                  [&](const CheckFinding& found) { return known->take(files->front().path, found); });
  }
  return out;
}

Checks::~Checks() {
  if (!shared_) return;
  {
    const std::lock_guard lock(shared_->mutex);
    shared_->quit = true;
  }
  shared_->changed.notify_all();
  if (thread_.joinable()) thread_.join();
}

// The open file, unless its text was checked before.
std::optional<Checks::Wanted> Checks::wanted_now() const {
  const auto& file = files_.file();
  constexpr std::size_t kMost = 1024 * 1024;  // bytes: a larger file would keep the thread for long
  if (!file || !file->port_text || files_.provisional() || !is_python(file->path)) return std::nullopt;
  if (file->port_text->size() > kMost) return std::nullopt;
  const auto known = project_.checked.find(file->path);
  if (known != project_.checked.end() && known->second.text == *file->port_text) return std::nullopt;
  const auto settings = parse_check_settings(project_.state.manifest_text);
  const std::string full = project_.state.port_path(file->path);
  if (!settings || settings->excludes(full)) return std::nullopt;
  const std::filesystem::path root = real_path(project_.tree.root());
  const Manifest& manifest = project_.state.manifest;
  Wanted out{.path = file->path,
             .text = *file->port_text,
             .disk = root / full,
             .places = {.root = root},
             .settings = *settings,
             .baseline = {},
             .tables = project_.tables};
  out.places.known = {{real_path(root / manifest.port.root), out.tables->library().port},
                      {source_location(project_.tree, manifest), manifest.source.package}};
  if (!settings->baseline.empty())
    out.baseline = project_.tree.read(settings->baseline).value_or(std::string());
  return out;
}

void Checks::take(const std::string& path, CheckedText checked) {
  const auto known = project_.checked.find(path);
  const bool had = known != project_.checked.end() && !known->second.findings.empty();
  const bool has = !checked.findings.empty();
  project_.checked[path] = std::move(checked);
  if (!had && !has) return;
  conversions_.check_again(path);
  if (files_.file() && files_.file()->path == path) (void)files_.reopen();
  changed_ = true;
}

void Checks::check_now() {
  if (const auto wanted = wanted_now()) take(wanted->path, wanted->run());
}

void Checks::work() {
  if (shared_) {
    std::optional<std::pair<std::string, CheckedText>> done;
    {
      const std::lock_guard lock(shared_->mutex);
      done = std::exchange(shared_->done, std::nullopt);
    }
    if (done) take(done->first, std::move(done->second));
  }
  if (const auto& file = files_.file();
      file && file->port_text && handed_.first == file->path && handed_.second == *file->port_text)
    return;
  auto wanted = wanted_now();
  if (!wanted) return;
  handed_ = {wanted->path, wanted->text};
  if (!shared_) shared_ = std::make_shared<Shared>();
  const std::lock_guard lock(shared_->mutex);
  shared_->wanted = std::move(wanted);
  shared_->changed.notify_all();
  if (!thread_.joinable()) {
    thread_ = std::thread([shared = shared_, &surroundings = project_.surroundings] {
      constexpr int kNicer = 10;
      (void)setpriority(PRIO_PROCESS, 0, kNicer);
      std::unique_lock lock(shared->mutex);
      while (true) {
        shared->changed.wait(lock, [&] { return shared->quit || shared->wanted; });
        if (shared->quit) return;
        const Wanted next = *std::exchange(shared->wanted, std::nullopt);
        lock.unlock();
        CheckedText checked = next.run();
        lock.lock();
        shared->done.emplace(next.path, std::move(checked));
        surroundings.wake();
      }
    });
  }
}

}  // namespace mintport
