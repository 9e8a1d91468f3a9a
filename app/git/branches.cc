// Creates, lists and switches branches without losing work.
#include <algorithm>

#include "app/git/blobs.hh"
#include "app/git/failure.hh"
#include "app/git/git_work_tree.hh"
#include "app/git/hooks.hh"
#include "core/base/text.hh"

namespace mintport {
namespace {

constexpr std::string_view kHeads = "refs/heads/";

// Whether the two commits hold different blobs at `path`. A null commit is an unborn branch.
Result<bool> differs(const git_commit* from, const git_commit* to, const std::string& path) {
  auto old_blob = from ? blob_in_commit(from, path) : Result<StoredBlob>(StoredBlob{});
  if (!old_blob) return fail(old_blob.error());
  auto new_blob = blob_in_commit(to, path);
  if (!new_blob) return fail(new_blob.error());
  return old_blob->found != new_blob->found || old_blob->mode != new_blob->mode ||
         !git_oid_equal(&old_blob->id, &new_blob->id);
}

std::string names_of(const std::vector<std::string>& paths) {
  constexpr std::size_t kMost = 3;
  std::string out;
  for (std::size_t i = 0; i < std::min(paths.size(), kMost); ++i) out += (i > 0 ? ", " : "") + paths[i];
  return paths.size() > kMost ? out + " and " + std::to_string(paths.size() - kMost) + " more" : out;
}

}  // namespace

Result<std::vector<std::string>> GitWorkTree::branches() {
  std::vector<std::string> out;
  ReferenceIteratorHandle iterator;
  int code = git_reference_iterator_glob_new(mintport::out(iterator), repository_.get(), "refs/heads/*");
  const char* name = nullptr;
  while (code >= 0 && (code = git_reference_next_name(&name, iterator.get())) >= 0) {
    out.emplace_back(std::string_view(name).substr(kHeads.size()));
  }
  if (code < 0 && code != GIT_ITEROVER) return git_failure(code, "reading the branches");
  std::sort(out.begin(), out.end());
  return out;
}

Result<void> GitWorkTree::create_branch(const std::string& name) {
  git_repository* repository = repository_.get();
  int valid = 0;
  if (git_branch_name_is_valid(&valid, name.c_str()) < 0 || !valid) {
    return refuse("'" + name + "' is not a valid branch name", "see `git check-ref-format --branch`");
  }
  const std::string full = std::string(kHeads) + name;
  git_oid id;
  if (git_reference_name_to_id(&id, repository, full.c_str()) == 0) {
    return refuse("branch '" + name + "' already exists", "switch to it");
  }
  auto head = head_commit(repository);
  if (!head) return fail(head.error());
  int code = 0;
  ReferenceHandle branch;
  if (head->get()) code = git_branch_create(out(branch), repository, name.c_str(), head->get(), false);
  if (code >= 0) code = git_repository_set_head(repository, full.c_str());
  if (code < 0) return git_failure(code, "creating the branch");
  return {};
}

Result<void> GitWorkTree::switch_branch(const std::string& name) {
  git_repository* repository = repository_.get();
  if (git_repository_state(repository) != GIT_REPOSITORY_STATE_NONE) {
    return refuse("a merge, a rebase or another operation is in progress", "finish it first");
  }
  const std::string full = std::string(kHeads) + name;
  git_oid id;
  if (git_reference_name_to_id(&id, repository, full.c_str()) < 0) {
    return refuse("no branch '" + name + "'", "create it with branch " + name);
  }
  CommitHandle target;
  if (int code = git_commit_lookup(out(target), repository, &id); code < 0) {
    return git_failure(code, "reading the branch");
  }
  auto from = head_commit(repository);
  if (!from) return fail(from.error());
  // Switching would lose files that are changed here and differ in the target. All other changes stay as they
  // are, staged or not.
  const auto changed = status();
  if (!changed) return fail(changed.error());
  std::vector<std::string> lost;
  for (const auto& [path, state] : *changed) {
    for (const std::string& at : {path, state.renamed_from}) {
      const auto other = at.empty() ? Result<bool>(false) : differs(from->get(), target.get(), at);
      if (!other) return fail(other.error());
      if (*other) lost.push_back(at);
    }
  }
  if (!lost.empty()) {
    return refuse("uncommitted changes would be lost: " + names_of(lost), "commit or stash them first");
  }
  git_checkout_options options = GIT_CHECKOUT_OPTIONS_INIT;
  options.checkout_strategy = GIT_CHECKOUT_SAFE | GIT_CHECKOUT_DONT_OVERWRITE_IGNORED;
  int code = git_checkout_tree(repository, reinterpret_cast<git_object*>(target.get()), &options);
  if (code == GIT_ECONFLICT) {
    return refuse("untracked files would be overwritten", "`git switch` names them");
  }
  if (code >= 0) code = git_repository_set_head(repository, full.c_str());
  if (code == GIT_ELOCKED) return index_locked(git_dir() + "/index");
  if (code < 0) return git_failure(code, "switching the branch");
  const std::string zero(40, '0');
  const std::string before = from->get() ? git_oid_tostr_s(git_commit_id(from->get())) : zero;
  (void)Hooks(repository, root(), {}, patience_)
      .run("post-checkout", {before, git_oid_tostr_s(&id), "1"});  // too late to refuse
  return {};
}

}  // namespace mintport
