#include "app/git/git_work_tree.hh"

#include <utility>

#include "app/git/blobs.hh"
#include "app/git/failure.hh"
#include "app/git/identity.hh"
#include "core/worktree/path.hh"

namespace mintport {
namespace {

std::string without_slash(std::string_view folder) {
  while (folder.size() > 1 && folder.back() == '/') folder.remove_suffix(1);
  return std::string(folder);
}

// A callback of libgit2, which no exception may leave. Only growing the vector can throw, and lack of memory
// ends the program anyway.
int take_hunk(const git_diff_delta*, const git_diff_hunk* hunk, void* hunks) {
  auto count = [](int lines) { return static_cast<std::uint32_t>(lines); };
  static_cast<std::vector<LineHunk>*>(hunks)->push_back(
      {count(hunk->old_start), count(hunk->old_lines), count(hunk->new_start), count(hunk->new_lines)});
  return 0;
}

}  // namespace

CommitSummary summarize(git_commit* commit) {
  const char* subject = git_commit_summary(commit);
  const git_signature* author = git_commit_author(commit);
  return {git_oid_tostr_s(git_commit_id(commit)), subject ? subject : "",
          author && author->name ? author->name : "", git_commit_time(commit)};
}

Result<IndexHandle> fresh_index(git_repository* repository) {
  IndexHandle index;
  if (int code = git_repository_index(out(index), repository); code < 0) {
    return git_failure(code, "opening the index");
  }
  if (int code = git_index_read(index.get(), true); code < 0) return git_failure(code, "reading the index");
  return index;
}

Result<CommitHandle> head_commit(git_repository* repository) {
  git_oid id;
  CommitHandle commit;
  int code = git_reference_name_to_id(&id, repository, "HEAD");
  if (code == GIT_ENOTFOUND || code == GIT_EUNBORNBRANCH) return commit;
  if (code >= 0) code = git_commit_lookup(out(commit), repository, &id);
  if (code < 0) return git_failure(code, "reading HEAD");
  return commit;
}

Result<ConfigHandle> settings(git_repository* repository) {
  ConfigHandle config;
  if (int code = git_repository_config_snapshot(out(config), repository); code < 0) {
    return git_failure(code, "reading git's configuration");
  }
  return config;
}

GitWorkTree::GitWorkTree(RepositoryHandle repository, std::string root)
    : repository_(std::move(repository)), files_(std::move(root)) {}

std::string GitWorkTree::git_dir() const {
  return without_slash(git_repository_path(repository_.get()));
}

std::string GitWorkTree::branch() const {
  constexpr std::string_view prefix = "refs/heads/";
  ReferenceHandle head;
  if (git_reference_lookup(out(head), repository_.get(), "HEAD") < 0) return "HEAD";
  if (const char* target = git_reference_symbolic_target(head.get())) {
    const std::string_view name = target;
    return std::string(name.starts_with(prefix) ? name.substr(prefix.size()) : name);
  }
  auto commit = head_commit(repository_.get());
  Buffer id;
  if (!commit || !*commit) return "HEAD";
  if (git_object_short_id(id.get(), reinterpret_cast<git_object*>(commit->get())) < 0) return "HEAD";
  return std::string(id.view());
}

std::string GitWorkTree::setting(const std::string& name) const {
  const auto config = settings(repository_.get());
  Buffer value;
  if (!config || git_config_get_string_buf(value.get(), config->get(), name.c_str()) < 0) return {};
  return std::string(value.view());
}

Result<void> GitWorkTree::set_setting(const std::string& name, const std::string& value) {
  ConfigHandle all, own;
  int code = git_repository_config(out(all), repository_.get());
  if (code >= 0) code = git_config_open_level(out(own), all.get(), GIT_CONFIG_LEVEL_LOCAL);
  if (code >= 0) {
    code = value.empty() ? git_config_delete_entry(own.get(), name.c_str())
                         : git_config_set_string(own.get(), name.c_str(), value.c_str());
  }
  if (code < 0 && code != GIT_ENOTFOUND) return git_failure(code, "setting " + name);
  return {};
}

std::string GitWorkTree::author() const {
  const auto own = signature(repository_.get(), Role::author);
  if (!own) return {};
  return std::string((*own)->name) + " <" + (*own)->email + ">";
}

Result<std::string> GitWorkTree::read(const std::string& path) {
  return files_.read(path);
}

Result<void> GitWorkTree::write(const std::string& path, std::string_view bytes) {
  return files_.write(path, bytes);
}

Result<void> GitWorkTree::remove(const std::string& path) {
  return files_.remove(path);
}

Result<std::string> GitWorkTree::head_text(const std::string& path) {
  if (auto ok = check_tree_path(path); !ok) return fail(ok.error());
  auto commit = head_commit(repository_.get());
  if (!commit) return fail(commit.error());
  auto blob = commit->get() ? blob_in_commit(commit->get(), path) : Result<StoredBlob>(StoredBlob{});
  if (!blob) return fail(blob.error());
  if (!blob->found) return fail({ErrorKind::not_found, path, 0, "not in HEAD", ""});
  return work_tree_form(repository_.get(), files_, path, *blob);
}

Result<std::string> GitWorkTree::staged_text(const std::string& path) {
  if (auto ok = check_tree_path(path); !ok) return fail(ok.error());
  auto index = fresh_index(repository_.get());
  if (!index) return fail(index.error());
  const git_index_entry* entry = git_index_get_bypath(index->get(), path.c_str(), GIT_INDEX_STAGE_NORMAL);
  if (!entry) {
    if (git_index_get_bypath(index->get(), path.c_str(), GIT_INDEX_STAGE_OURS)) {
      return fail({ErrorKind::git, path, 0, "the file is in conflict", "resolve it, then stage the file"});
    }
    return fail({ErrorKind::not_found, path, 0, "not in the index", ""});
  }
  return work_tree_form(repository_.get(), files_, path, {true, entry->id, entry->mode});
}

Result<std::vector<LineHunk>> GitWorkTree::diff(std::string_view old_text, std::string_view new_text) {
  std::vector<LineHunk> hunks;
  if (old_text == new_text) return hunks;
  git_diff_options options = GIT_DIFF_OPTIONS_INIT;
  // The least diff of two texts takes time by the product of their changes: half a minute for 25,000 lines.
  constexpr std::size_t kHuge = 2 * 1024 * 1024;
  const bool huge = old_text.size() + new_text.size() > kHuge;
  options.flags = GIT_DIFF_PATIENCE | GIT_DIFF_INDENT_HEURISTIC | GIT_DIFF_FORCE_TEXT;
  if (!huge) options.flags |= GIT_DIFF_MINIMAL;
  options.context_lines = 0;
  options.interhunk_lines = 0;
  const int code =
      git_diff_buffers(old_text.data(), old_text.size(), nullptr, new_text.data(), new_text.size(), nullptr,
                       &options, nullptr, nullptr, take_hunk, nullptr, &hunks);
  if (code < 0) return git_failure(code, "comparing two blobs");
  return hunks;
}

Result<std::vector<CommitSummary>> GitWorkTree::log(std::size_t most) {
  std::vector<CommitSummary> commits;
  auto head = head_commit(repository_.get());
  if (!head) return fail(head.error());
  if (!head->get()) return commits;
  WalkHandle walk;
  int code = git_revwalk_new(out(walk), repository_.get());
  if (code >= 0) code = git_revwalk_sorting(walk.get(), GIT_SORT_TOPOLOGICAL | GIT_SORT_TIME);
  if (code >= 0) code = git_revwalk_push(walk.get(), git_commit_id(head->get()));
  git_oid id;
  while (code >= 0 && commits.size() < most) {
    code = git_revwalk_next(&id, walk.get());
    CommitHandle commit;
    if (code >= 0) code = git_commit_lookup(out(commit), repository_.get(), &id);
    if (code >= 0) commits.push_back(summarize(commit.get()));
  }
  if (code < 0 && code != GIT_ITEROVER) return git_failure(code, "reading the history");
  return commits;
}

}  // namespace mintport
