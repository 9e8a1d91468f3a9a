#include "app/workbench/session.hh"

#include <algorithm>
#include <atomic>

#include "core/base/text.hh"
#include "core/names/names.hh"

namespace mintport {
namespace {

constexpr std::size_t kWaitingJobs = 4;  // enough to keep the thread busy while the screen waits for a key

// Where each Python file of the HF tree is, and its module's name.
using Modules = std::vector<std::pair<std::string, std::string>>;

Modules hf_modules(const State& state) {
  Modules out;
  for (const FileEntry& file : state.files) {
    if (!is_python(file.path)) continue;
    out.emplace_back(state.source_path(file.path), module_of(file.path, state.manifest.source.package));
  }
  return out;
}

// What the HF tree's functions take: conversions here must be those that `mintport convert` makes of the
// whole tree.
SignatureIndex read_signatures(WorkTree& tree, const Modules& modules, const std::atomic<bool>& stop) {
  SignatureIndex out;
  for (const auto& [path, module] : modules) {
    if (stop) break;
    const auto text = tree.read(path);
    if (!text) continue;
    out.add(headers_in(*text, module, path.ends_with("__init__.py")));
  }
  return out;
}

}  // namespace

CodeFile compared(const std::string& before, const std::string& after, const std::vector<Edit>& edits) {
  CodeFile out;
  out.left = CodeSide::make("before", before, true);
  out.right = CodeSide::make("after", after, true);
  out.diff = diff_by_edits(before, after, edits);
  return out;
}

Session::Session(WorkTree& tree, const Tables& tables, Surroundings& surroundings, bool in_background,
                 LoadTables load_tables)
    : tree_(tree),
      given_(tables),
      load_tables_(std::move(load_tables)),
      tables_(std::shared_ptr<const Tables>(), &tables),
      surroundings_(surroundings),
      journal_(tree, surroundings),
      in_background_(in_background) {}

ConvertOptions Session::options_of(const std::string& path) const {
  ConvertOptions out;
  out.path = path;
  out.package = state_.manifest.source.package;
  return out;
}

Result<void> Session::read_tree() {
  auto text = tree_.read(std::string(kManifestName));
  if (!text) {
    return fail(
        {ErrorKind::not_found, std::string(kManifestName), 0, "this work tree has none",
         R"(write one: {"source": {"root": "FOLDER OF THE HF SOURCES"}, "port": {"root": "mindone/diffusers"}})"});
  }
  auto manifest = parse_manifest(*text);
  if (!manifest) return fail(manifest.error());
  state_.manifest = std::move(*manifest);
  state_.manifest_text = std::move(*text);
  state_.files.clear();
  to_count_.clear();
  counted_ = 0;
  ordered_ = false;
  imports_ = std::make_shared<const ImportOrder>();
  order_due_ = true;
  auto paths = tree_.list();
  if (!paths) return fail(paths.error());
  std::set<std::string> ported;
  for (const std::string& path : *paths) {
    if (is_in_folder(path, state_.manifest.port.root))
      ported.insert(path.substr(state_.manifest.port.root.size() + 1));
  }
  for (const std::string& path : *paths) {
    if (!is_in_folder(path, state_.manifest.source.root)) continue;
    FileEntry file;
    file.path = path.substr(state_.manifest.source.root.size() + 1);
    file.convertible = is_converted(file.path);
    file.ported = ported.contains(file.path);
    state_.files.push_back(std::move(file));
  }
  std::sort(state_.files.begin(), state_.files.end(),
            [](const FileEntry& a, const FileEntry& b) { return a.path < b.path; });
  if (state_.files.empty()) {
    return fail({ErrorKind::content, std::string(kManifestName), 0,
                 "there are no files in '" + state_.manifest.source.root + "'",
                 "set source.root to the HF sources"});
  }
  for (const FileEntry& file : state_.files) to_count_.push_back(file.path);
  return {};
}

// After another branch was checked out.
Result<void> Session::reload() {
  leave_entry();  // it refers to the signatures
  if (auto read = read_tree(); !read) return read;
  const auto followed = follow_tables();
  read_status();
  signatures_.reset();
  start_counting();
  if (file_ && !open(std::string(file_->path))) {
    file_.reset();
    provisional_ = false;
  }
  if (!in_background_) count_all();
  if (!followed) return fail(followed.error());  // the rest goes on with the tables in use
  return {};
}

Result<void> Session::load() {
  if (auto read = read_tree(); !read) return read;
  if (load_tables_) {
    table_texts_ = table_texts();  // the tables given have them
  } else if (auto followed = follow_tables(); !followed) {
    return fail(followed.error());
  }
  read_marks();
  state_.history = journal_.load(state_);
  read_status();
  start_counting();
  return {};
}

void Session::start_counting() {
  if (in_background_) {
    counter_ = std::make_shared<Counter>(
        [this, modules = hf_modules(state_)](const std::atomic<bool>& stop) {
          return read_signatures(tree_, modules, stop);
        },
        [this] { surroundings_.wake(); });
  }
}

const SignatureIndex& Session::signatures() {
  if (counter_) return counter_->signatures();
  if (!signatures_) signatures_ = read_signatures(tree_, hf_modules(state_), false);
  return *signatures_;
}

void Session::read_status() {
  auto status = tree_.status();
  if (!status) return;
  status_ = std::move(*status);
  for (FileEntry& file : state_.files) {
    const auto at = status_.find(state_.port_path(file.path));
    const FileStatus now = at == status_.end() ? FileStatus{} : at->second;
    if (now.work == TreeState::deleted) file.ported = false;
    if (now.work == TreeState::untracked || now.work == TreeState::modified) file.ported = true;
    const bool clean = now == FileStatus{};
    file.committed = file.ported && clean;
    file.new_file = now.work == TreeState::untracked || now.index == TreeState::added;
    file.staged = staged_of(now);
  }
}

void Session::feed() {
  while (counter_ && !to_count_.empty() && counter_->waiting() < kWaitingJobs) {
    const std::string path = std::move(to_count_.front());
    to_count_.pop_front();
    const FileEntry* file = state_.find(path);
    if (file == nullptr) continue;
    auto bytes = file->convertible ? tree_.read(state_.source_path(path)) : Result<std::string>("");
    if (!file->convertible || !bytes) {
      settle({path, nullptr, bytes ? "" : to_string(bytes.error())});
      continue;
    }
    counter_->add({path, std::move(*bytes), options_of(path), tables_});
  }
}

void Session::settle(Counted counted) {
  FileEntry* file = state_.find(counted.path);
  if (file == nullptr) return;
  counted_ += !file->counted;
  if (counted.large) large_[counted.path] = counted.large;
  if (!counted.facts.path.empty()) facts_.add(std::move(counted.facts));
  file->counted = true;
  file->error = std::move(counted.error);
  const auto port = read_if_there(tree_, state_.port_path(counted.path));
  const auto source = counted.conversion ? std::optional(std::string(counted.conversion->source->text()))
                                         : read_if_there(tree_, state_.source_path(counted.path));
  file->ported = port.has_value();
  const std::string pure = counted.conversion ? counted.conversion->text : source.value_or("");
  file->by_hand = port && *port != pure;
  const auto mark = state_.marks.find(counted.path);
  file->reviewed =
      port && mark != state_.marks.end() && mark->second == fingerprint(source.value_or(""), *port);
  if (!counted.conversion) return;
  const std::string& text = port ? *port : pure;
  const auto hunks =
      file->by_hand ? tree_.diff(pure, text).value_or(std::vector<LineHunk>()) : std::vector<LineHunk>();
  file->changes = counted.conversion->changes.size();
  file->rules.clear();
  for (const Change& change : counted.conversion->changes) ++file->rules[change.rule];
  file->findings = track(*counted.conversion, text, hunks, waivers_of(counted.path));
}

void Session::know() {
  if (!provisional_) return;
  (void)signatures();  // waits for them
  (void)reopen();
}

bool Session::work() {
  if (!counter_) return false;
  const bool ordered = take_order();
  auto done = counter_->take();
  order_due_ = order_due_ || !done.empty();
  for (Counted& counted : done) {
    // What was in work when the tables changed is counted again.
    if (counted.tables == nullptr || counted.tables == tables_) settle(std::move(counted));
  }
  feed();
  ask_for_order();
  take_tried();  // its page is drawn anew anyway
  // The thread converts the open file first: a large one would hold the screen.
  const FileEntry* shown = provisional_ && file_ ? state_.find(file_->path) : nullptr;
  const bool known = provisional_ && can_convert() && (shown == nullptr || shown->counted);
  if (known) (void)reopen();
  return known || ordered || !done.empty();
}

// By the thread: it would hold the screen.
void Session::ask_for_order() {
  if (!order_due_ || !all_counted() || !to_count_.empty() || counter_->waiting() > 0) return;
  order_due_ = false;
  counter_->order_all(state_.manifest.source.package);
}

bool Session::take_order() {
  auto order = counter_->take_order();
  if (!order) return false;
  ordered_ = true;
  return std::exchange(imports_, order) != order;
}

const ImportOrder& Session::imports() {
  if (!counter_ && all_counted()) {
    imports_ = facts_.order(state_.manifest.source.package, signatures().classes);
  }
  return *imports_;
}

// By the thread, when there is one: many files may be behind one undo.
void Session::recount(const std::string& path) {
  if (!counter_) return count_now(path);
  to_count_.push_front(path);
  feed();
}

void Session::count_now(const std::string& path) {
  const FileEntry* file = state_.find(path);
  if (file == nullptr) return;
  auto bytes = file->convertible ? tree_.read(state_.source_path(path)) : Result<std::string>("");
  if (!file->convertible || !bytes) return settle({path, nullptr, bytes ? "" : to_string(bytes.error())});
  settle(convert_now(path, std::move(*bytes)));
}

// They may still be read when this is called: who calls what it gives waits for them.
std::function<const SignatureIndex&()> Session::signatures_in_thread() {
  if (counter_) return [counter = counter_]() -> const SignatureIndex& { return counter->signatures(); };
  return [&known = signatures()]() -> const SignatureIndex& { return known; };
}

std::function<Counted()> Session::conversion_of(const std::string& path, std::string bytes) {
  const auto kept = large_.find(path);
  if (kept != large_.end() && kept->second->conversion->source->text() == bytes) {
    return [counted = Counted{path, kept->second->conversion, ""}] { return counted; };
  }
  return [job = CountJob{path, std::move(bytes), options_of(path), tables_}, known = signatures_in_thread(),
          by_thread = counter_ != nullptr] {
    CountJob now = job;
    now.options.signatures = &known();
    FileFacts facts = by_thread ? FileFacts{} : facts_of(now.path, now.bytes, now.options.package);
    Counted out = count(std::move(now));
    out.facts = std::move(facts);
    return out;
  };
}

Counted Session::convert_now(const std::string& path, std::string bytes) {
  return conversion_of(path, std::move(bytes))();
}

// A text of the file `path`, with the colours that were kept where it is the same.
CodeSide Session::coloured(const std::string& path, std::string title, const std::string& text) const {
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

void Session::count_all() {
  while (entry_ && entry_->runner->running()) take_tried();
  for (; !to_count_.empty(); to_count_.pop_front()) count_now(to_count_.front());
}

std::vector<Waiver> Session::waivers_of(const std::string& path) const {
  std::vector<Waiver> out;
  for (const Waiver& waiver : state_.manifest.waived) {
    if (waiver.file == path) out.push_back(waiver);
  }
  return out;
}

Result<void> Session::open(const std::string& path) {
  FileEntry* entry = state_.find(path);
  if (entry == nullptr) return fail({ErrorKind::not_found, path, 0, "not in the HF sources", ""});
  auto source = tree_.read(state_.source_path(path));
  if (!source) return fail(source.error());
  if (source->find('\0') != std::string::npos) return fail({ErrorKind::content, path, 0, "is not text", ""});
  OpenFile file;
  file.path = path;
  file.source_text = *source;
  file.port_text = read_if_there(tree_, state_.port_path(path));
  Counted counted{path, nullptr, ""};
  provisional_ = entry->convertible && !can_convert();
  if (provisional_) {
    std::erase(to_count_, path);
    to_count_.push_front(path);
    feed();
  }
  if (entry->convertible && !provisional_) counted = convert_now(path, *source);
  file.conversion = counted.conversion;
  const std::string pure = file.conversion ? file.conversion->text : *source;
  const std::string shown = file.port_text.value_or(pure);
  if (shown != pure) file.by_hand = tree_.diff(pure, shown).value_or(std::vector<LineHunk>());
  if (!provisional_) settle(std::move(counted));
  file.findings = entry->findings;
  file.code.left = coloured(path, state_.source_path(path), file.source_text);
  file.code.right =
      coloured(path, state_.port_path(path) + (file.port_text ? "" : "  (not converted yet)"), shown);
  const std::vector<Edit> none;
  const std::vector<Edit>& edits = file.conversion ? file.conversion->edits : none;
  const std::vector<bool> expected =
      file.conversion ? expected_edits(edits, file.conversion->changes) : std::vector<bool>();
  file.code.diff = diff_by_edits(*source, pure, edits, expected);
  if (!file.by_hand.empty()) file.code.diff = compose(file.code.diff, file.by_hand, *source, shown);
  file_ = std::move(file);
  mark_lines();
  return {};
}

Result<void> Session::reopen() {
  return file_ ? open(std::string(file_->path)) : Result<void>();
}

bool Session::refresh() {
  const auto before = status_;
  read_status();
  bool changed = before != status_;
  if (changed) {
    for (const auto& [path, status] : status_) {
      const auto old = before.find(path);
      if (old != before.end() && old->second == status) continue;
      const auto inside = state_.in_port(path);
      if (inside && state_.find(*inside) != nullptr) to_count_.push_back(*inside);
    }
  }
  if (auto text = read_if_there(tree_, std::string(kManifestName)); text && *text != state_.manifest_text) {
    if (auto manifest = parse_manifest(*text)) {
      for (const std::string& path : waived_otherwise(state_.manifest, *manifest)) {
        if (state_.find(path) != nullptr) to_count_.push_back(path);
      }
      state_.manifest = std::move(*manifest);
      state_.manifest_text = std::move(*text);
      changed = true;
    }
  }
  const auto followed = follow_tables();
  if (!followed) tables_error_ = followed.error();
  if (followed && *followed) changed = true;
  if (!file_) return changed;
  const auto source = read_if_there(tree_, state_.source_path(file_->path)),
             port = read_if_there(tree_, state_.port_path(file_->path));
  if (changed || source != file_->source_text || port != file_->port_text) {
    if (source) (void)reopen();
    changed = true;
  }
  return changed;
}

void Session::after_index_change() {
  read_status();
  if (file_) mark_lines();
}

Result<std::string> Session::apply_fix(std::size_t finding, std::size_t fix) {
  if (!file_->port_text)
    return fail(refused("this file is not converted yet", "enter in the code converts it"));
  const TrackedFinding& tracked = file_->findings.at(finding);
  auto text = mintport::apply_fix(*file_->conversion, *file_->port_text, file_->by_hand,
                                  tracked.finding.fixes.at(fix));
  if (!text) return fail(text.error());
  return act(action::ChangeText{"fixed " + tracked.finding.symbol + ": " + tracked.finding.fixes[fix].title,
                                {state_.port_path(file_->path), *file_->port_text, std::move(*text)}});
}

Result<CodeFile> Session::preview(std::size_t finding, std::size_t fix) const {
  const Fix& chosen = file_->findings.at(finding).finding.fixes.at(fix);
  const std::string before(file_->shown_text());
  const auto edits = fix_edits(*file_->conversion, before, file_->by_hand, chosen);
  if (!edits) return fail(edits.error());
  const std::string after = mintport::apply(before, *edits);
  return compared(before, after, *edits);
}

Result<std::string> Session::waive(std::size_t finding, std::string reason) {
  return act(action::Waive{file_->path, finding, std::move(reason), tree_.author(), surroundings_.today()});
}

}  // namespace mintport
