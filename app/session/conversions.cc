#include "app/session/conversions.hh"

#include <algorithm>
#include <atomic>

#include "core/names/names.hh"

namespace mintport {
namespace {

constexpr std::size_t kWaitingJobs = 4;  // enough to keep the thread busy while the screen waits for a key

// The path below the root and the module name of each Python file in the HF tree.
using Modules = std::vector<std::pair<std::string, std::string>>;

Modules hf_modules(const State& state) {
  Modules out;
  for (const FileEntry& file : state.files) {
    if (!is_python(file.path)) continue;
    out.emplace_back(file.path, module_of(file.path, state.manifest.source.package));
  }
  return out;
}

// Reads the signatures of the HF tree, so that conversions equal those of `mintport convert` on the whole
// tree.
SignatureIndex read_signatures(const SourceFiles& sources, const Modules& modules,
                               const std::atomic<bool>& stop) {
  SignatureIndex out;
  for (const auto& [path, module] : modules) {
    if (stop) break;
    const auto text = sources.read(path);
    if (!text) continue;
    out.add(headers_in(*text, module, path.ends_with("__init__.py")));
  }
  return out;
}

}  // namespace

void Conversions::start() {
  waiting_.clear();
  known_ = 0;
  for (const FileEntry& file : project_.state.files) waiting_.push_back(file.path);
  ordered_ = false;
  order_ = std::make_shared<const FileOrder>();
  order_due_ = true;
  signatures_.reset();
  if (!in_background_) return;
  thread_ = std::make_shared<BackgroundConverter>(
      [sources = project_.sources, modules = hf_modules(project_.state)](const std::atomic<bool>& stop) {
        return read_signatures(sources, modules, stop);
      },
      [&surroundings = project_.surroundings] { surroundings.wake(); });
}

const SignatureIndex& Conversions::signatures() {
  if (thread_) return thread_->signatures();
  if (!signatures_) signatures_ = read_signatures(project_.sources, hf_modules(project_.state), false);
  return *signatures_;
}

void Conversions::feed() {
  while (thread_ && !waiting_.empty() && thread_->waiting() < kWaitingJobs) {
    const std::string path = std::move(waiting_.front());
    waiting_.pop_front();
    const FileEntry* file = project_.state.find(path);
    if (file == nullptr) continue;
    auto bytes = file->convertible ? project_.sources.read(path) : Result<std::string>("");
    if (!file->convertible || !bytes) {
      track_file({path, nullptr, bytes ? "" : to_string(bytes.error())});
      continue;
    }
    thread_->add({path, std::move(*bytes), project_.options_of(path), project_.tables});
  }
}

PortText Conversions::port_of(const std::string& path, const std::string& pure) const {
  PortText out{read_if_there(project_.tree, project_.state.port_path(path)), {}};
  if (out.text && *out.text != pure)
    out.by_hand = project_.tree.diff(pure, *out.text).value_or(std::vector<LineHunk>());
  return out;
}

void Conversions::track_file(FileConversion converted) {
  if (project_.state.find(converted.path) == nullptr) return;
  if (const auto conversion = converted.conversion) {
    const PortText port = port_of(converted.path, conversion->text);
    return track_file(std::move(converted), conversion->source->text(), port);
  }
  const auto source = project_.sources.read_if_there(converted.path);
  const PortText port{read_if_there(project_.tree, project_.state.port_path(converted.path)), {}};
  track_file(std::move(converted), source.value_or(""), port);
}

void Conversions::track_file(FileConversion converted, std::string_view source, const PortText& port) {
  FileEntry* file = project_.state.find(converted.path);
  if (file == nullptr) return;
  known_ += !file->counted;
  if (converted.large) large_[converted.path] = converted.large;
  if (!converted.facts.path.empty()) facts_.add(std::move(converted.facts));
  file->counted = true;
  file->error = std::move(converted.error);
  file->ported = port.text.has_value();
  const std::string_view pure = converted.conversion ? converted.conversion->text : source;
  file->by_hand = port.text && *port.text != pure;
  const auto mark = project_.state.marks.find(converted.path);
  file->reviewed =
      port.text && mark != project_.state.marks.end() && mark->second == fingerprint(source, *port.text);
  if (!converted.conversion) return;
  file->changes = converted.conversion->changes.size();
  file->rules.clear();
  for (const Change& change : converted.conversion->changes) ++file->rules[change.rule];
  file->findings = track(*converted.conversion, port.text ? *port.text : converted.conversion->text,
                         port.by_hand, project_.waivers_of(converted.path));
}

bool Conversions::work() {
  if (!thread_) return false;
  const bool ordered = take_order();
  auto done = thread_->take();
  order_due_ = order_due_ || !done.empty();
  for (FileConversion& converted : done) {
    // Drop results made with older tables: follow_tables() has queued those files again.
    if (converted.tables == nullptr || converted.tables == project_.tables) track_file(std::move(converted));
  }
  feed();
  ask_for_order();
  return ordered || !done.empty();
}

// In the thread: computing the order would block the screen.
void Conversions::ask_for_order() {
  if (!order_due_ || !known_of_all() || !waiting_.empty() || thread_->waiting() > 0) return;
  order_due_ = false;
  thread_->order_all(project_.state.manifest.source.package);
}

bool Conversions::take_order() {
  auto order = thread_->take_order();
  if (!order) return false;
  ordered_ = true;
  return std::exchange(order_, order) != order;
}

const FileOrder& Conversions::order() {
  if (!thread_ && known_of_all()) {
    order_ = facts_.order(project_.state.manifest.source.package, signatures().classes);
  }
  return *order_;
}

// In the thread, if there is one: one undo can concern many files.
void Conversions::again(const std::string& path) {
  if (!thread_) return convert_waiting(path);
  waiting_.push_front(path);
  feed();
}

void Conversions::first(const std::string& path) {
  std::erase(waiting_, path);
  waiting_.push_front(path);
  feed();
}

void Conversions::convert_all() {
  for (; !waiting_.empty(); waiting_.pop_front()) convert_waiting(waiting_.front());
}

void Conversions::convert_only(const std::function<bool(const std::string&)>& wanted) {
  std::deque<std::string> left;
  for (const std::string& path : std::exchange(waiting_, {})) {
    wanted(path) ? convert_waiting(path) : left.push_back(path);
  }
  waiting_ = std::move(left);
}

void Conversions::convert_waiting(const std::string& path) {
  const FileEntry* file = project_.state.find(path);
  if (file == nullptr) return;
  auto bytes = file->convertible ? project_.sources.read(path) : Result<std::string>("");
  if (!file->convertible || !bytes) {
    return track_file({path, nullptr, bytes ? "" : to_string(bytes.error())});
  }
  track_file(convert_now(path, std::move(*bytes)));
}

Result<bool> Conversions::follow_tables() {
  auto followed = project_.follow_tables();
  if (!followed || !*followed) return followed;
  large_.clear();
  waiting_.clear();
  known_ = 0;
  for (FileEntry& file : project_.state.files) {
    file.counted = false;
    waiting_.push_back(file.path);
  }
  return true;
}

// The signatures may still be loading. The caller of the returned function waits for them.
std::function<const SignatureIndex&()> Conversions::signatures_in_thread() {
  if (thread_) return [thread = thread_]() -> const SignatureIndex& { return thread->signatures(); };
  return [&known = signatures()]() -> const SignatureIndex& { return known; };
}

std::function<FileConversion()> Conversions::conversion_of(const std::string& path, std::string bytes) {
  const auto kept = large_.find(path);
  if (kept != large_.end() && kept->second->conversion->source->text() == bytes) {
    return [converted = FileConversion{path, kept->second->conversion, ""}] { return converted; };
  }
  return [job = ConversionJob{path, std::move(bytes), project_.options_of(path), project_.tables},
          known = signatures_in_thread(), by_thread = thread_ != nullptr] {
    ConversionJob now = job;
    now.options.signatures = &known();
    FileFacts facts = by_thread ? FileFacts{} : facts_of(now.path, now.bytes, now.options.package);
    FileConversion out = run_conversion(std::move(now));
    out.facts = std::move(facts);
    return out;
  };
}

FileConversion Conversions::convert_now(const std::string& path, std::string bytes) {
  return conversion_of(path, std::move(bytes))();
}

CodeSide Conversions::coloured(const std::string& path, std::string title, const std::string& text) const {
  if (const auto kept = large_.find(path); kept != large_.end()) {
    for (const CodeSide& made : kept->second->sides) {
      if (made.text != text) continue;
      CodeSide out = made;
      out.title = std::move(title);
      return out;
    }
  }
  return CodeSide::make(std::move(title), text, is_python(path));
}

}  // namespace mintport
