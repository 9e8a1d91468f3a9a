#include "app/git/nested_port.hh"

#include <filesystem>
#include <set>

#include "app/git/repository.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

class NestedPort : public WorkTree {
 public:
  // `below`: the folder of `inner` in `outer`, with '/' at its end.
  NestedPort(std::unique_ptr<WorkTree> outer, std::unique_ptr<WorkTree> inner, std::string below)
      : outer_(std::move(outer)), inner_(std::move(inner)), below_(std::move(below)) {}

  // ---- of the outer one: where it is, its files, and what mintport keeps beside them
  std::string root() const override { return outer_->root(); }
  std::string git_dir() const override { return outer_->git_dir(); }
  std::string setting(const std::string& name) const override { return outer_->setting(name); }
  Result<void> set_setting(const std::string& name, const std::string& value) override {
    return outer_->set_setting(name, value);
  }
  Result<std::string> converted_text(const std::string& path) override {
    return outer_->converted_text(path);
  }
  Result<void> record_converted(const std::map<std::string, std::string>& files,
                                std::string_view message) override {
    return outer_->record_converted(files, message);
  }
  std::string blob_id(std::string_view bytes) const override { return outer_->blob_id(bytes); }
  Result<std::vector<LineHunk>> diff(std::string_view before, std::string_view after) override {
    return outer_->diff(before, after);
  }

  // ---- of the inner one: commits, branches and what is in progress
  std::string branch() const override { return inner_->branch(); }
  GitState state() override { return inner_->state(); }
  std::string author() const override { return inner_->author(); }
  Result<HeadPlace> head_place() override { return inner_->head_place(); }
  Result<void> move_head(const HeadPlace& from, const std::string& to) override {
    return inner_->move_head(from, to);
  }
  Result<CommitResult> commit(std::string_view message) override { return inner_->commit(message); }
  Result<CommitResult> amend(std::string_view message) override { return inner_->amend(message); }
  void set_patience(Patience patience) override { inner_->set_patience(std::move(patience)); }
  Result<void> abort_merge() override { return inner_->abort_merge(); }
  Result<std::string> head_message() override { return inner_->head_message(); }
  Result<MessageTemplate> message_template() override { return inner_->message_template(); }
  Result<std::vector<CommitSummary>> log(std::size_t most) override { return inner_->log(most); }
  Result<std::vector<std::string>> branches() override { return inner_->branches(); }
  Result<void> create_branch(const std::string& name) override { return inner_->create_branch(name); }
  Result<void> switch_branch(const std::string& name) override { return inner_->switch_branch(name); }

  // ---- of the one that has the file
  Result<std::string> read(const std::string& path) override {
    const At at = place(path);
    return at.tree.read(at.path);
  }
  Result<void> write(const std::string& path, std::string_view bytes) override {
    const At at = place(path);
    return at.tree.write(at.path, bytes);
  }
  Result<void> remove(const std::string& path) override {
    const At at = place(path);
    return at.tree.remove(at.path);
  }
  Result<std::string> head_text(const std::string& path) override {
    const At at = place(path);
    return at.tree.head_text(at.path);
  }
  Result<std::string> staged_text(const std::string& path) override {
    const At at = place(path);
    return at.tree.staged_text(at.path);
  }
  Result<void> stage_text(const std::string& path, std::string_view bytes) override {
    const At at = place(path);
    return at.tree.stage_text(at.path, bytes);
  }
  Result<void> stage_file(const std::string& path) override {
    const At at = place(path);
    return at.tree.stage_file(at.path);
  }
  Result<void> unstage_file(const std::string& path) override {
    const At at = place(path);
    return at.tree.unstage_file(at.path);
  }
  Result<LineOrigin> blame(const std::string& path, std::string_view bytes, std::uint32_t line) override {
    const At at = place(path);
    return at.tree.blame(at.path, bytes, line);
  }

  // ---- of both
  Result<std::vector<std::string>> list() override {
    auto out = outer_->list();
    if (!out) return out;
    const auto inner = inner_->list();
    if (!inner) return inner;
    std::set<std::string> all(out->begin(), out->end());
    for (const std::string& path : *inner) all.insert(below_ + path);
    return std::vector<std::string>(all.begin(), all.end());
  }
  // Only of the inner one, whose changes are committed from here.
  Result<std::map<std::string, FileStatus>> status() override {
    auto inner = inner_->status();
    if (!inner) return inner;
    std::map<std::string, FileStatus> out;
    for (auto& [path, status] : *inner) {
      if (!status.renamed_from.empty()) status.renamed_from.insert(0, below_);
      out[below_ + path] = std::move(status);
    }
    return out;
  }
  Result<void> stage_files(const std::vector<std::string>& paths) override {
    const auto [outer, inner] = split(paths);
    if (auto done = outer.empty() ? Result<void>() : outer_->stage_files(outer); !done) return done;
    return inner.empty() ? Result<void>() : inner_->stage_files(inner);
  }
  Result<IndexEntries> index_entries(const std::vector<std::string>& paths) override {
    const auto [outer, inner] = split(paths);
    auto out = outer.empty() ? IndexEntries() : outer_->index_entries(outer);
    if (!out) return out;
    const auto below = inner.empty() ? IndexEntries() : inner_->index_entries(inner);
    if (!below) return below;
    for (const auto& [path, entry] : *below) (*out)[below_ + path] = entry;
    return out;
  }
  Result<void> set_index_entries(const IndexEntries& entries) override {
    IndexEntries outer, inner;
    for (const auto& [path, entry] : entries)
      (is_inner(path) ? inner[path.substr(below_.size())] : outer[path]) = entry;
    if (auto done = outer.empty() ? Result<void>() : outer_->set_index_entries(outer); !done) return done;
    return inner.empty() ? Result<void>() : inner_->set_index_entries(inner);
  }
  // Undo may need a blob in either.
  Result<std::string> store(std::string_view bytes) override {
    auto id = inner_->store(bytes);
    return id ? outer_->store(bytes) : id;
  }
  bool has_stored(const std::string& id) override { return outer_->has_stored(id) || inner_->has_stored(id); }
  Result<std::string> stored(const std::string& id) override {
    auto bytes = outer_->stored(id);
    return bytes ? bytes : inner_->stored(id);
  }
  Result<void> keep(const std::set<std::string>& ids) override {
    if (auto kept = outer_->keep(ids); !kept) return kept;
    return inner_->keep(ids);
  }
  std::optional<IndexLock> index_lock() override {
    auto lock = inner_->index_lock();
    return lock ? lock : outer_->index_lock();
  }
  Result<void> remove_index_lock() override {
    return inner_->index_lock() ? inner_->remove_index_lock() : outer_->remove_index_lock();
  }

 private:
  struct At {
    WorkTree& tree;
    std::string path;
  };
  bool is_inner(std::string_view path) const { return path.starts_with(below_); }
  At place(const std::string& path) {
    if (is_inner(path)) return {*inner_, path.substr(below_.size())};
    return {*outer_, path};
  }
  std::pair<std::vector<std::string>, std::vector<std::string>> split(
      const std::vector<std::string>& paths) const {
    std::pair<std::vector<std::string>, std::vector<std::string>> out;
    for (const std::string& path : paths) {
      if (is_inner(path)) {
        out.second.push_back(path.substr(below_.size()));
      } else {
        out.first.push_back(path);
      }
    }
    return out;
  }

  const std::unique_ptr<WorkTree> outer_, inner_;
  const std::string below_;
};

}  // namespace

Result<std::unique_ptr<WorkTree>> with_nested_port(std::unique_ptr<WorkTree> tree, const std::string& port) {
  // The folder may not exist yet; then the one above it decides.
  std::error_code ignored;
  fs::path folder = fs::path(tree->root()) / port;
  while (!fs::exists(folder, ignored) && folder != tree->root()) folder = folder.parent_path();
  auto inner = open_repository(folder.string());
  if (!inner) return fail(inner.error());
  const std::string& root = (*inner)->root();
  if (!root.starts_with(tree->root() + "/")) return tree;
  std::string below = root.substr(tree->root().size() + 1) + "/";
  return std::make_unique<NestedPort>(std::move(tree), *std::move(inner), std::move(below));
}

}  // namespace mintport
