// What undo restores: texts stored as blobs, index entries, and the tip of the branch.
#include <algorithm>
#include <filesystem>

#include "app/git/failure.hh"
#include "app/git/git_work_tree.hh"
#include "app/git/merging.hh"
#include "core/worktree/path.hh"

namespace mintport {
namespace {

// All work trees of a repository share its references, but each work tree has its own journal.
std::string undo_reference(git_repository* repository) {
  std::string out = "refs/mintport/undo";
  if (!git_repository_is_worktree(repository)) return out;
  const std::filesystem::path folder = git_repository_path(repository);
  return out + "-" + (folder.has_filename() ? folder : folder.parent_path()).filename().string();
}

Result<git_oid> parse_id(const std::string& id) {
  git_oid out;
  if (git_oid_fromstr(&out, id.c_str()) < 0) {
    return fail({ErrorKind::not_found, "", 0, "'" + id + "' is not an object id", ""});
  }
  return out;
}

// The sides of a conflict; empty if the file is not in conflict.
std::vector<IndexSide> sides_of(git_index* index, const std::string& path) {
  std::vector<IndexSide> out;
  for (int stage = GIT_INDEX_STAGE_ANCESTOR; stage <= GIT_INDEX_STAGE_THEIRS; ++stage) {
    const git_index_entry* entry = git_index_get_bypath(index, path.c_str(), stage);
    if (entry) out.push_back({stage, entry->mode, git_oid_tostr_s(&entry->id)});
  }
  return out;
}

// Leaves out times and size, so that git compares contents next time.
Result<void> add_entry(git_index* index, const std::string& path, const IndexSide& side) {
  const auto id = parse_id(side.id);
  if (!id) return fail(id.error());
  git_index_entry entry{};
  entry.path = path.c_str();
  entry.mode = side.mode;
  entry.id = *id;
  GIT_INDEX_ENTRY_STAGE_SET(&entry, side.stage);
  const int code = git_index_add(index, &entry);
  if (code < 0) return git_failure(code, "restoring the index", path);
  return {};
}

// Of the commits that moving from `tip` to `to` (null: to no commit) takes back, the oldest one. A remote
// that holds any of them holds this one.
git_oid oldest_taken_back(git_repository* repository, git_oid tip, const git_oid* to) {
  while (true) {
    CommitHandle commit;
    if (git_commit_lookup(out(commit), repository, &tip) < 0) return tip;
    if (git_commit_parentcount(commit.get()) == 0) return tip;
    const git_oid parent = *git_commit_parent_id(commit.get(), 0);
    if (to && (git_oid_equal(&parent, to) || git_graph_descendant_of(repository, to, &parent) == 1))
      return tip;
    tip = parent;
  }
}

bool equal(const git_oid& a, const git_oid& b) {
  return git_oid_equal(&a, &b) != 0;
}

// Whether the commit `to` concludes the merge in progress on `from`.
bool concludes(git_repository* repository, const git_oid& from, const git_oid& to) {
  const auto heads = merge_heads(repository);
  CommitHandle commit;
  if (!heads || heads->empty() || git_commit_lookup(out(commit), repository, &to) < 0) return false;
  const std::vector<git_oid> merged = merged_by(commit.get());
  return std::equal(heads->begin(), heads->end(), merged.begin(), merged.end(), equal) &&
         equal(*git_commit_parent_id(commit.get(), 0), from);
}

// Whether moving back from the commit `from` to `to`, its first parent, takes back a merge.
bool takes_back_merge(git_repository* repository, const HeadPlace& from, const git_oid& id,
                      const std::string& to) {
  if (to.empty() || to != from.parent) return false;
  CommitHandle commit;
  if (git_commit_lookup(out(commit), repository, &id) < 0) return false;
  return !merged_by(commit.get()).empty();
}

// Makes libgit2 sync objects while this lives.
class SyncedObjects {
 public:
  SyncedObjects() { git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1); }
  SyncedObjects(const SyncedObjects&) = delete;
  SyncedObjects& operator=(const SyncedObjects&) = delete;
  ~SyncedObjects() { git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 0); }
};

}  // namespace

Result<void> check_not_pushed(git_repository* repository, const git_oid& commit, std::string hint) {
  ReferenceIteratorHandle iterator;
  int code = git_reference_iterator_glob_new(out(iterator), repository, "refs/remotes/*");
  const char* name = nullptr;
  while (code >= 0 && (code = git_reference_next_name(&name, iterator.get())) >= 0) {
    git_oid tip;
    if (git_reference_name_to_id(&tip, repository, name) < 0) continue;  // a dangling reference
    if (git_oid_equal(&tip, &commit) || git_graph_descendant_of(repository, &tip, &commit) == 1) {
      return refuse(
          "the commit " + std::string(git_oid_tostr_s(&commit)).substr(0, 7) + " is already in " + name,
          std::move(hint));
    }
  }
  if (code < 0 && code != GIT_ITEROVER) return git_failure(code, "reading the remote branches");
  return {};
}

Result<IndexEntries> GitWorkTree::index_entries(const std::vector<std::string>& paths) {
  auto index = fresh_index(repository_.get());
  if (!index) return fail(index.error());
  IndexEntries out;
  for (const std::string& path : paths) {
    if (auto sides = sides_of(index->get(), path); !sides.empty()) {
      out[path] = IndexEntry{.mode = 0, .sides = std::move(sides)};
      continue;
    }
    const git_index_entry* entry = git_index_get_bypath(index->get(), path.c_str(), GIT_INDEX_STAGE_NORMAL);
    const bool there = entry && !(entry->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD);
    out[path] = there ? std::optional(IndexEntry{entry->mode, git_oid_tostr_s(&entry->id)}) : std::nullopt;
  }
  return out;
}

Result<void> GitWorkTree::set_index_entries(const IndexEntries& entries) {
  auto index = fresh_index(repository_.get());
  if (!index) return fail(index.error());
  for (const auto& [path, wanted] : entries) {
    if (auto ok = check_tree_path(path); !ok) return ok;
    const int code = git_index_remove_bypath(index->get(), path.c_str());
    if (code < 0 && code != GIT_ENOTFOUND) return git_failure(code, "restoring the index", path);
    if (!wanted) continue;
    const std::vector<IndexSide> one = {{GIT_INDEX_STAGE_NORMAL, wanted->mode, wanted->id}};
    for (const IndexSide& side : wanted->sides.empty() ? one : wanted->sides) {
      if (auto ok = add_entry(index->get(), path, side); !ok) return ok;
    }
  }
  return write_index(index->get());
}

Result<std::string> GitWorkTree::store(std::string_view bytes) {
  const SyncedObjects synced;
  git_oid id;
  const int code = git_blob_create_from_buffer(&id, repository_.get(), bytes.data(), bytes.size());
  if (code < 0) return git_failure(code, "storing a blob for undo");
  return std::string(git_oid_tostr_s(&id));
}

std::string GitWorkTree::blob_id(std::string_view bytes) const {
  git_oid id;
  if (git_odb_hash(&id, bytes.data(), bytes.size(), GIT_OBJECT_BLOB) < 0) return "";
  return git_oid_tostr_s(&id);
}

Result<std::string> GitWorkTree::stored(const std::string& id) {
  const auto parsed = parse_id(id);
  if (!parsed) return fail(parsed.error());
  BlobHandle blob;
  const int code = git_blob_lookup(out(blob), repository_.get(), &*parsed);
  if (code == GIT_ENOTFOUND) return fail({ErrorKind::not_found, "", 0, "blob " + id + " is gone", ""});
  if (code < 0) return git_failure(code, "reading a blob for undo");
  return std::string(static_cast<const char*>(git_blob_rawcontent(blob.get())),
                     static_cast<std::size_t>(git_blob_rawsize(blob.get())));
}

bool GitWorkTree::has_stored(const std::string& id) {
  const auto parsed = parse_id(id);
  OdbHandle objects;
  const int code = git_repository_odb(out(objects), repository_.get());
  return parsed && code == 0 && git_odb_exists(objects.get(), &*parsed) == 1;
}

Result<void> GitWorkTree::keep(const std::set<std::string>& ids) {
  constexpr const char* kDoing = "storing the blobs for undo";
  const std::string reference = undo_reference(repository_.get());
  git_oid now;
  const bool named = git_reference_name_to_id(&now, repository_.get(), reference.c_str()) == 0;
  if (ids.empty()) {
    const int code = named ? git_reference_remove(repository_.get(), reference.c_str()) : 0;
    return code < 0 ? Result<void>(git_failure(code, kDoing)) : Result<void>();
  }
  TreeBuilderHandle builder;
  OdbHandle objects;
  int code = git_treebuilder_new(out(builder), repository_.get(), nullptr);
  if (code >= 0) code = git_repository_odb(out(objects), repository_.get());
  for (const std::string& id : ids) {
    const auto parsed = parse_id(id);
    if (!parsed || !git_odb_exists(objects.get(), &*parsed)) continue;
    if (code >= 0)
      code = git_treebuilder_insert(nullptr, builder.get(), id.c_str(), &*parsed, GIT_FILEMODE_BLOB);
  }
  git_oid tree;
  if (code >= 0) code = git_treebuilder_write(&tree, builder.get());
  if (code >= 0 && named && git_oid_equal(&now, &tree)) return {};
  ReferenceHandle made;
  if (code >= 0)
    code = git_reference_create(out(made), repository_.get(), reference.c_str(), &tree, 1, kDoing);
  return code < 0 ? Result<void>(git_failure(code, kDoing)) : Result<void>();
}

Result<HeadPlace> GitWorkTree::head_place() {
  HeadPlace out{"HEAD", "", ""};
  ReferenceHandle head;
  if (int code = git_reference_lookup(mintport::out(head), repository_.get(), "HEAD"); code < 0) {
    return git_failure(code, "reading HEAD");
  }
  if (const char* target = git_reference_symbolic_target(head.get())) out.branch = target;
  const auto commit = head_commit(repository_.get());
  if (!commit) return fail(commit.error());
  if (!commit->get()) return out;
  out.id = git_oid_tostr_s(git_commit_id(commit->get()));
  if (git_commit_parentcount(commit->get()) > 0) {
    out.parent = git_oid_tostr_s(git_commit_parent_id(commit->get(), 0));
  }
  return out;
}

Result<void> GitWorkTree::move_head(const HeadPlace& from, const std::string& to) {
  git_repository* repository = repository_.get();
  const auto now = head_place();
  if (!now) return fail(now.error());
  if (now->branch != from.branch || now->id != from.id) {
    return refuse("HEAD has moved", "look at `git log`");
  }
  const auto old_id = from.id.empty() ? Result<git_oid>(git_oid{}) : parse_id(from.id);
  if (!old_id) return fail(old_id.error());
  const auto new_id = to.empty() ? Result<git_oid>(git_oid{}) : parse_id(to);
  if (!new_id) return fail(new_id.error());
  const bool redoes_merge = !from.id.empty() && !to.empty() && concludes(repository, *old_id, *new_id);
  if (git_repository_state(repository) != GIT_REPOSITORY_STATE_NONE && !redoes_merge) {
    return refuse("a merge, a rebase or another operation is in progress", "finish it first");
  }
  const bool stays =
      from.id.empty() || (!to.empty() && git_graph_descendant_of(repository, &*new_id, &*old_id) == 1);
  if (!stays) {
    const git_oid first = oldest_taken_back(repository, *old_id, to.empty() ? nullptr : &*new_id);
    if (auto ok = check_not_pushed(repository, first, "use `git revert`"); !ok) return ok;
  }
  const bool undoes_merge = takes_back_merge(repository, from, *old_id, to);
  if (undoes_merge) {  // before the branch moves, so that no merge is lost if the program is killed
    if (auto ok = begin_merge(repository, *old_id); !ok) return ok;
  }
  ReferenceHandle branch;
  int code = 0;
  if (!to.empty()) {
    code = git_reference_create_matching(out(branch), repository, from.branch.c_str(), &*new_id,
                                         !from.id.empty(), from.id.empty() ? nullptr : &*old_id,
                                         "mintport: undo or redo a commit");
  } else if (from.branch == "HEAD") {
    return refuse("cannot undo the only commit of a detached HEAD", "create a branch first");
  } else {
    code = git_reference_lookup(out(branch), repository, from.branch.c_str());
    if (code >= 0) code = git_reference_delete(branch.get());
  }
  if (code < 0 ? undoes_merge : redoes_merge) end_merge(repository);
  if (code < 0) return git_failure(code, "moving the branch");
  return {};
}

}  // namespace mintport
