// Opens huge files in steps: the slow parts run in a job, which leaves the screen alive and can be stopped.
#include "app/session/files.hh"
#include "core/names/names.hh"

namespace mintport {
namespace {

// In bytes, of both sides. The largest file of diffusers and its port have 330 KB and open at once.
constexpr std::size_t kSlow = 1024 * 1024;

// Owned by the parts of one job, which run one after the other.
struct Preparing {
  std::string source;
  std::optional<std::string> port, staged, head;
  std::function<FileConversion()> convert;  // empty: the file is copied
  std::shared_ptr<const Conversion> conversion;
  LargeFile large;
  std::vector<KnownDiff> diffs;
};

}  // namespace

bool Files::is_slow(const std::string& path) const {
  const auto source = project_.sources.read_if_there(path),
             port = read_if_there(project_.tree, project_.state.port_path(path));
  if (!source || source->size() + (port ? port->size() : 0) < kSlow) return false;
  return prepared_ != std::vector{hash_of_text(*source), hash_of_text(port.value_or(""))};
}

Result<Job> Files::prepare(const std::string& path) {
  const FileEntry* entry = project_.state.find(path);
  auto source = project_.sources.read(path);
  if (!source) return fail(source.error());
  if (source->find('\0') != std::string::npos)
    return fail({ErrorKind::content, path, 0, "must be a string", ""});
  auto work = std::make_shared<Preparing>();
  const std::string port_path = project_.state.port_path(path);
  const auto text_of = [](const Result<std::string>& read) {
    return read ? std::optional(*read) : std::nullopt;
  };
  work->source = *source;
  work->port = read_if_there(project_.tree, port_path);
  work->staged = text_of(project_.tree.staged_text(port_path));
  work->head = text_of(project_.tree.head_text(project_.head_path(port_path)));
  if (entry != nullptr && entry->convertible) work->convert = conversions_.conversion_of(path, *source);

  const auto convert = [work] {
    if (work->convert) work->conversion = work->convert().conversion;
  };
  const auto colour = [work, python = is_python(path)] {
    work->large.conversion = work->conversion;
    work->large.sides.push_back(CodeSide::make("", work->source, python));
    if (work->conversion) work->large.sides.push_back(CodeSide::make("", work->conversion->text, python));
    if (work->port && (!work->conversion || *work->port != work->conversion->text))
      work->large.sides.push_back(CodeSide::make("", *work->port, python));
  };
  const auto diff = [work, &tree = project_.tree](const std::optional<std::string>& before) {
    if (!before || !work->port || *before == *work->port) return;
    if (auto hunks = tree.diff(*before, *work->port))
      work->diffs.push_back({hash_of_text(*before), hash_of_text(*work->port), *std::move(hunks)});
  };
  const std::vector<std::function<void()>> parts = {
      convert, colour, [work, diff] { diff(work->conversion ? work->conversion->text : work->source); },
      [work, diff] { diff(work->staged); }, [work, diff] { diff(work->head); }};
  Job job{.doing = "opening " + path, .parts = parts.size(), .part = {}, .end = {}};
  job.part = [parts](std::size_t at) -> Job::Part {
    return [part = parts[at]]() -> Job::Take {
      part();
      return [] { return Result<void>(); };
    };
  };
  job.end = [this, work, path](const Job::End& end) -> Result<std::string> {
    if (end.stopped) return fail(refused("stopped: " + path + " was not opened"));
    prepared_ = {hash_of_text(work->source), hash_of_text(work->port.value_or(""))};
    const bool converted = work->conversion != nullptr;
    conversions_.keep(path, converted ? std::make_shared<const LargeFile>(std::move(work->large)) : nullptr,
                      std::move(work->diffs));
    return "";
  };
  return job;
}

}  // namespace mintport
