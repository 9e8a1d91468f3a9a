// Session's part that converts many files at once, and what jobs that change many files share.
#include "app/workbench/session.hh"
#include "core/base/text.hh"

namespace mintport {

Job Session::one_step(Job job) {
  group_ = Group::empty;
  job.end = [this, end = std::move(job.end)](const Job::End& at) {
    group_ = Group::none;
    return end(at);
  };
  return job;
}

Result<bool> Session::replace_text(const std::string& label, const std::string& path,
                                   const std::optional<std::string>& before, std::string_view after) {
  if (read_if_there(tree_, path) != before) return false;
  auto said = perform({.label = label, .texts = {{path, before, before}}}, [&]() -> Result<std::string> {
    auto written = tree_.write(path, after);
    if (!written) return fail(written.error());
    return label;
  });
  if (!said) return fail(said.error());
  return true;
}

Result<std::string> Session::after_job(std::string said, const std::vector<std::string>& paths,
                                       bool stopped) {
  read_status();
  (void)reopen();
  if (!stopped) return said;
  if (paths.empty()) return "stopped: " + said;
  constexpr std::size_t kShown = 12;
  said = "stopped: " + said + "\n\nWhole and done, and one step for undo:";
  for (std::size_t i = 0; i < paths.size() && i < kShown; ++i) said += "\n" + paths[i];
  if (paths.size() > kShown) said += "\nand " + std::to_string(paths.size() - kShown) + " more";
  return said;
}

struct Session::ConvertWork {
  std::string path;                // as it was asked for
  std::vector<std::string> to_do;  // files below the roots
  std::vector<std::string> done, failed;
  std::map<std::string, std::string> texts;  // by the port's path

  std::string label() const {
    return "converted " + counted(done.size(), "file") + (path.empty() ? "" : " of " + path);
  }
};

Job::Part Session::convert_part(const std::shared_ptr<ConvertWork>& work, std::size_t at) {
  const std::string path = work->to_do[at];
  auto bytes = tree_.read(state_.source_path(path));
  const FileEntry* file = state_.find(path);
  if (!bytes || file == nullptr) {
    return only([work, path] {
      work->failed.push_back(path);
      return Result<void>();
    });
  }
  // What is not Python is copied as it is.
  auto convert = file->convertible ? conversion_of(path, *bytes) : [path] {
    return Counted{path, nullptr, ""};
  };
  return [this, work, path, bytes = std::move(*bytes), convert = std::move(convert)]() -> Job::Take {
    return [this, work, path, bytes, counted = convert()]() -> Result<void> {
      if (!counted.error.empty()) {
        work->failed.push_back(path);
        return {};
      }
      const std::string& text = counted.conversion ? counted.conversion->text : bytes;
      const std::string port = state_.port_path(path);
      work->done.push_back(path);
      const auto written = replace_text(work->label(), port, std::nullopt, text);
      if (written && *written) work->texts[port] = text;
      if (!written || !*written) work->done.pop_back();  // somebody else made it meanwhile
      if (!written) return fail(written.error());
      settle(counted);
      return {};
    };
  };
}

Result<Job> Session::convert_files(const std::string& path) {
  auto work = std::make_shared<ConvertWork>();
  work->path = path;
  for (const FileEntry& file : state_.files) {
    const bool inside = file.path == path || is_in_folder(file.path, path);
    if (inside && !file.ported) work->to_do.push_back(file.path);
  }
  if (work->to_do.empty()) return fail(refused("the port has all of this already"));
  Job job{.doing = "converting", .parts = work->to_do.size(), .part = {}, .end = {}};
  job.part = [this, work](std::size_t at) { return convert_part(work, at); };
  job.end = [this, work](const Job::End& end) {
    if (!work->texts.empty()) {
      (void)tree_.record_converted(work->texts, "Convert " + counted(work->done.size(), "file"));
    }
    std::string said = work->done.empty() ? "nothing was converted" : work->label();
    if (!work->failed.empty()) said += "; " + counted(work->failed.size(), "file") + " cannot be read";
    return after_job(std::move(said), work->done, end.stopped);
  };
  return one_step(std::move(job));
}

}  // namespace mintport
