#include "app/git/blobs.hh"
#include "app/git/failure.hh"
#include "app/git/git_work_tree.hh"
#include "app/git/identity.hh"
#include "core/worktree/path.hh"

namespace mintport {
namespace {

constexpr const char* reference_name = "refs/mintport/converted";

// A null handle if nothing is recorded yet.
Result<CommitHandle> last_conversion(git_repository* repository) {
  git_oid id;
  CommitHandle commit;
  int code = git_reference_name_to_id(&id, repository, reference_name);
  if (code == GIT_ENOTFOUND) return commit;
  if (code >= 0) code = git_commit_lookup(out(commit), repository, &id);
  if (code < 0) return git_failure(code, std::string("reading ") + reference_name);
  return commit;
}

// Lays `files` over the tree of `last` (which may be null), in an index apart from the repository's own.
Result<git_oid> lay_over(git_repository* repository, const git_commit* last,
                         const std::map<std::string, std::string>& files) {
  IndexHandle index;
  TreeHandle tree;
  int code = git_index_new(out(index));
  if (code >= 0 && last) code = git_commit_tree(out(tree), last);
  if (code >= 0 && last) code = git_index_read_tree(index.get(), tree.get());
  if (code < 0) return git_failure(code, "reading the last conversion");
  for (const auto& [path, bytes] : files) {
    if (auto ok = check_tree_path(path); !ok) return fail(ok.error());
    git_index_entry entry{};
    entry.path = path.c_str();
    entry.mode = GIT_FILEMODE_BLOB;
    code = git_blob_create_from_buffer(&entry.id, repository, bytes.data(), bytes.size());
    if (code >= 0) code = git_index_add(index.get(), &entry);
    if (code < 0) return git_failure(code, "recording the conversion", path);
  }
  git_oid id;
  code = git_index_write_tree_to(&id, index.get(), repository);
  if (code < 0) return git_failure(code, "recording the conversion");
  return id;
}

}  // namespace

Result<std::string> GitWorkTree::converted_text(const std::string& path) {
  if (auto ok = check_tree_path(path); !ok) return fail(ok.error());
  auto last = last_conversion(repository_.get());
  if (!last) return fail(last.error());
  auto blob = last->get() ? blob_in_commit(last->get(), path) : Result<StoredBlob>(StoredBlob{});
  if (!blob) return fail(blob.error());
  if (!blob->found) return fail({ErrorKind::not_found, path, 0, "no recorded conversion of this file", ""});
  return stored_form(repository_.get(), path, *blob);
}

Result<void> GitWorkTree::record_converted(const std::map<std::string, std::string>& files,
                                           std::string_view message) {
  auto last = last_conversion(repository_.get());
  if (!last) return fail(last.error());
  auto tree_id = lay_over(repository_.get(), last->get(), files);
  if (!tree_id) return fail(tree_id.error());
  if (last->get() && git_oid_equal(git_commit_tree_id(last->get()), &*tree_id)) return {};
  TreeHandle tree;
  if (int code = git_tree_lookup(out(tree), repository_.get(), &*tree_id); code < 0) {
    return git_failure(code, "recording the conversion");
  }
  const SignatureHandle signature = machine_signature(repository_.get());
  git_oid id;  // libgit2 checks that the reference still points to the parent
  const int code = git_commit_create_v(&id, repository_.get(), reference_name, signature.get(),
                                       signature.get(), nullptr, std::string(message).c_str(), tree.get(),
                                       last->get() ? 1 : 0, static_cast<const git_commit*>(last->get()));
  if (code < 0) return git_failure(code, "recording the conversion");
  return {};
}

}  // namespace mintport
