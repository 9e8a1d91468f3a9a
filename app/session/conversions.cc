#include "app/session/conversions.hh"

#include <algorithm>
#include <atomic>
#include <iterator>

#include "core/base/parallel.hh"
#include "core/check/catalog.hh"
#include "core/names/names.hh"
#include "core/review/notes.hh"
#include "core/review/validation.hh"

namespace mintport {
namespace {

constexpr std::size_t kHuge = 512 * 1024;  // bytes: comparing such texts takes seconds
constexpr std::size_t kWaitingJobs = 4;    // enough to keep the thread busy while the screen waits for a key

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

// Reads the signatures of the HF tree on `jobs` threads (0: one per core), so that conversions equal those of
// `mintport convert` on the whole tree.
SignatureIndex read_signatures(const SourceFiles& sources, const Modules& modules, unsigned jobs,
                               const std::atomic<bool>& stop) {
  std::vector<std::optional<FileHeaders>> found(modules.size());
  for_each_index(modules.size(), jobs, [&](std::size_t i) {
    const auto& [path, module] = modules[i];
    const auto text = stop ? Result<std::string>(fail({})) : sources.read(path);
    if (text) found[i] = headers_in(*text, module, path.ends_with("__init__.py"));
  });
  SignatureIndex out;
  for (std::optional<FileHeaders>& headers : found) {
    if (headers) out.add(*std::move(headers));
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
        return read_signatures(sources, modules, 1, stop);
      },
      [&surroundings = project_.surroundings] { surroundings.wake(); });
}

const SignatureIndex& Conversions::signatures() {
  if (thread_) return thread_->signatures();
  if (!signatures_) signatures_ = read_signatures(project_.sources, hf_modules(project_.state), 0, false);
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
    const bool huge = bytes->size() > kHuge;
    thread_->add({path, std::move(*bytes), project_.options_of(path), project_.tables, true,
                  huge ? compare_in_thread(path) : nullptr});
  }
}

std::function<std::optional<KnownDiff>(const Conversion&)> Conversions::compare_in_thread(
    const std::string& path) const {
  return [&tree = project_.tree,
          path = project_.state.port_path(path)](const Conversion& conversion) -> std::optional<KnownDiff> {
    const auto port = read_if_there(tree, path);
    auto hunks = port ? tree.diff(conversion.text, *port) : fail(refused(""));
    if (!hunks) return std::nullopt;
    return KnownDiff{hash_of_text(conversion.text), hash_of_text(*port), *std::move(hunks)};
  };
}

PortText Conversions::port_of(const std::string& path, const std::string& pure) const {
  PortText out{read_if_there(project_.tree, project_.state.port_path(path)), {}};
  if (out.text && *out.text != pure) out.by_hand = diff(pure, *out.text).value_or(std::vector<LineHunk>());
  return out;
}

FileEntry* Conversions::take_note(FileConversion& converted) {
  FileEntry* file = project_.state.find(converted.path);
  if (file == nullptr) return nullptr;
  known_ += !file->counted;
  if (converted.large) large_[converted.path] = std::move(converted.large);
  if (converted.by_hand) keep(*std::move(converted.by_hand));
  if (!thread_) facts_due_.insert(converted.path);
  return file;
}

void Conversions::track_file(FileConversion converted) {
  if (FileEntry* file = take_note(converted)) keep(*file, std::move(converted));
}

void Conversions::track_file(FileConversion converted, std::string_view source, const PortText& port) {
  if (FileEntry* file = take_note(converted)) keep(*file, std::move(converted), source, port);
}

void Conversions::keep(FileEntry& file, FileConversion converted) const {
  if (const auto conversion = converted.conversion) {
    const PortText port = port_of(file.path, conversion->text);
    return keep(file, std::move(converted), conversion->source->text(), port);
  }
  const auto source = project_.sources.read_if_there(file.path);
  const PortText port{read_if_there(project_.tree, project_.state.port_path(file.path)), {}};
  keep(file, std::move(converted), source.value_or(""), port);
}

void Conversions::keep(FileEntry& file, FileConversion converted, std::string_view source,
                       const PortText& port) const {
  file.counted = true;
  file.error = std::move(converted.error);
  file.ported = port.text.has_value();
  const std::string_view pure = converted.conversion ? converted.conversion->text : source;
  file.by_hand = port.text && *port.text != pure;
  const auto kept = project_.validations.of_file(project_.state.port_path(file.path));
  file.reach = kept.empty() || !port.text
                   ? FileReach()
                   : reach_of(kept, {project_.tree.blob_id(*port.text),
                                     source.empty() ? "" : project_.tree.blob_id(source)});
  const auto mark = project_.state.marks.find(file.path);
  file.reviewed =
      port.text && mark != project_.state.marks.end() && mark->second == fingerprint(source, *port.text);
  if (!converted.conversion) return;
  const std::vector<Waiver> waivers = project_.waivers_of(file.path);
  file.changes = converted.conversion->changes.size();
  file.rules.clear();
  for (const Change& change : converted.conversion->changes) ++file.rules[change.rule];
  file.findings = track(*converted.conversion, port.text ? *port.text : converted.conversion->text,
                        port.by_hand, waivers);
  if (!port.text) return;
  add_placed(file, *port.text);
}

void Conversions::add_placed(FileEntry& file, std::string_view port_text) const {
  const std::vector<Waiver> waivers = project_.waivers_of(file.path);
  auto placed = validation_findings(project_.validations, file.path, project_.state.port_path(file.path),
                                    port_text, waivers);
  const auto add = [&placed](std::vector<TrackedFinding> more) {
    std::move(more.begin(), more.end(), std::back_inserter(placed));
  };
  add(note_findings(project_.state.manifest.notes, file.path, port_text, waivers));
  if (const auto checked = project_.checked.find(file.path); checked != project_.checked.end())
    add(checked_findings(checked->second, file.path, port_text, waivers, file.findings));
  if (placed.empty()) return;
  std::move(placed.begin(), placed.end(), std::back_inserter(file.findings));
  std::stable_sort(file.findings.begin(), file.findings.end(),
                   [](const TrackedFinding& a, const TrackedFinding& b) { return a.at.begin < b.at.begin; });
}

// Without a new conversion: only the findings beside it change.
void Conversions::check_again(const std::string& path) {
  FileEntry* file = project_.state.find(path);
  const auto text = read_if_there(project_.tree, project_.state.port_path(path));
  if (file == nullptr || !file->counted || !text) return;
  std::erase_if(file->findings, [](const TrackedFinding& found) {
    return found.finding.kind == FindingKind::validation || found.finding.kind == FindingKind::note ||
           find_check_rule(found.finding.rule) != nullptr;
  });
  add_placed(*file, *text);
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
    const std::string& package = project_.state.manifest.source.package;
    for (const std::string& path : std::exchange(facts_due_, {})) {
      const FileEntry* file = project_.state.find(path);
      const auto text =
          file != nullptr && file->convertible ? project_.sources.read_if_there(path) : std::nullopt;
      if (text) facts_.add(facts_of(path, *text, package));
    }
    order_ = facts_.order(package, signatures().classes);
  }
  return *order_;
}

// In the thread, if there is one: one undo can concern many files.
void Conversions::again(const std::string& path) {
  if (!thread_) {
    FileEntry* file = project_.state.find(path);
    if (file != nullptr && file->counted) track_file(converted_now(*file));
    return;
  }
  waiting_.push_front(path);
  feed();
}

void Conversions::first(const std::string& path) {
  std::erase(waiting_, path);
  waiting_.push_front(path);
  feed();
}

void Conversions::convert_all() {
  convert_only([](const std::string&) { return true; });
}

// Each thread changes only the entry of its file; everything else that it reads stays as it is meanwhile.
void Conversions::convert_only(const std::function<bool(const std::string&)>& wanted) {
  std::set<FileEntry*> chosen;  // a file may wait twice
  std::deque<std::string> left;
  for (const std::string& path : std::exchange(waiting_, {})) {
    if (!wanted(path)) {
      left.push_back(path);
    } else if (FileEntry* file = project_.state.find(path)) {
      chosen.insert(file);
    }
  }
  waiting_ = std::move(left);
  const std::vector<FileEntry*> files(chosen.begin(), chosen.end());
  for (const FileEntry* file : files) {
    known_ += !file->counted;
    facts_due_.insert(file->path);
    if (file->convertible) (void)signatures();  // the threads only read them
  }
  for_each_index(files.size(), 0, [&](std::size_t i) { keep(*files[i], converted_now(*files[i])); });
}

FileConversion Conversions::converted_now(const FileEntry& file) {
  if (!file.convertible) return {file.path, nullptr, ""};
  auto bytes = project_.sources.read(file.path);
  if (!bytes) return {file.path, nullptr, to_string(bytes.error())};
  return convert_now(file.path, *std::move(bytes));
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
  return [job = ConversionJob{path, std::move(bytes), project_.options_of(path), project_.tables,
                              thread_ != nullptr},
          known = signatures_in_thread()] {
    ConversionJob now = job;
    now.options.signatures = &known();
    return run_conversion(std::move(now));
  };
}

FileConversion Conversions::convert_now(const std::string& path, std::string bytes) {
  return conversion_of(path, std::move(bytes))();
}

Result<std::vector<LineHunk>> Conversions::diff(std::string_view before, std::string_view after) const {
  if (!diffs_.empty()) {
    const std::size_t old_hash = hash_of_text(before), new_hash = hash_of_text(after);
    for (const KnownDiff& known : diffs_) {
      if (known.before == old_hash && known.after == new_hash) return known.hunks;
    }
  }
  return project_.tree.diff(before, after);
}

void Conversions::keep(const std::string& path, std::shared_ptr<const LargeFile> large,
                       std::vector<KnownDiff> diffs) {
  if (large) large_[path] = std::move(large);
  for (KnownDiff& diff : diffs) keep(std::move(diff));
}

void Conversions::keep(KnownDiff diff) {
  constexpr std::size_t kMost = 8;
  if (diffs_.size() == kMost) diffs_.erase(diffs_.begin());
  diffs_.push_back(std::move(diff));
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
