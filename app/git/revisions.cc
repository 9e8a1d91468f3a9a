#include "app/git/revisions.hh"

#include <algorithm>

#include "app/git/failure.hh"
#include "app/git/git_work_tree.hh"
#include "app/git/handles.hh"

namespace mintport {
namespace {

using DiffHandle = std::unique_ptr<git_diff, Release<git_diff_free>>;

// An open repository and the library that it needs.
struct Opened {
  Library library;
  RepositoryHandle repository;

  git_repository* get() const { return repository.get(); }
};

Result<void> open_at(Opened& opened, const std::string& path) {
  const int code = git_repository_open_ext(out(opened.repository), path.c_str(), 0, nullptr);
  if (code < 0) return git_failure(code, "opening the repository", path);
  return {};
}

Result<CommitHandle> commit_at(const Opened& opened, const std::string& revision) {
  ObjectHandle object;
  int code = git_revparse_single(out(object), opened.get(), revision.c_str());
  ObjectHandle peeled;
  if (code >= 0) code = git_object_peel(out(peeled), object.get(), GIT_OBJECT_COMMIT);
  if (code == GIT_ENOTFOUND || code == GIT_EINVALIDSPEC) {
    return fail({ErrorKind::not_found, revision, 0, "is not a folder, an archive or a revision",
                 "give --clone DIR for a revision of a git clone"});
  }
  if (code < 0) return git_failure(code, "finding the revision", revision);
  return CommitHandle(reinterpret_cast<git_commit*>(peeled.release()));
}

struct Collector {
  git_repository* repository;
  std::map<std::string, std::string> files;
  int code = 0;
};

int collect(const char* folder, const git_tree_entry* entry, void* payload) {
  auto& to = *static_cast<Collector*>(payload);
  const git_filemode_t mode = git_tree_entry_filemode(entry);
  if (mode != GIT_FILEMODE_BLOB && mode != GIT_FILEMODE_BLOB_EXECUTABLE) return 0;
  BlobHandle blob;
  to.code = git_blob_lookup(out(blob), to.repository, git_tree_entry_id(entry));
  if (to.code < 0) return -1;
  to.files.emplace(std::string(folder) + git_tree_entry_name(entry),
                   std::string(static_cast<const char*>(git_blob_rawcontent(blob.get())),
                               static_cast<std::size_t>(git_blob_rawsize(blob.get()))));
  return 0;
}

Result<void> add_conflict(git_repository* repository, git_index* index, const std::string& path,
                          const ConflictSides& sides) {
  git_index_entry entries[3]{};
  const std::string* texts[] = {&sides.base, &sides.ours, &sides.theirs};
  int code = 0;
  for (int i = 0; i < 3 && code >= 0; ++i) {
    entries[i].path = path.c_str();
    entries[i].mode = GIT_FILEMODE_BLOB;
    code = git_blob_create_from_buffer(&entries[i].id, repository, texts[i]->data(), texts[i]->size());
  }
  const auto side = [&](int i) { return texts[i]->empty() ? nullptr : &entries[i]; };
  if (code >= 0) code = git_index_conflict_add(index, side(0), side(1), side(2));
  if (code < 0) return git_failure(code, "recording the conflict", path);
  return {};
}

Result<std::vector<std::string>> touched(git_repository* repository, git_commit* commit) {
  TreeHandle tree, before;
  CommitHandle parent;
  DiffHandle diff;
  int code = git_commit_tree(out(tree), commit);
  if (code >= 0 && git_commit_parentcount(commit) > 0) {
    code = git_commit_parent(out(parent), commit, 0);
    if (code >= 0) code = git_commit_tree(out(before), parent.get());
  }
  if (code >= 0) code = git_diff_tree_to_tree(out(diff), repository, before.get(), tree.get(), nullptr);
  if (code < 0) return git_failure(code, "reading a commit");
  std::vector<std::string> paths;
  for (std::size_t i = 0; i < git_diff_num_deltas(diff.get()); ++i) {
    paths.emplace_back(git_diff_get_delta(diff.get(), i)->new_file.path);
  }
  return paths;
}

}  // namespace

Result<std::map<std::string, std::string>> files_at(const std::string& repository,
                                                    const std::string& revision) {
  Opened opened;
  if (auto ok = open_at(opened, repository); !ok) return fail(ok.error());
  auto commit = commit_at(opened, revision);
  if (!commit) return fail(commit.error());
  TreeHandle tree;
  int code = git_commit_tree(out(tree), commit->get());
  Collector to{opened.get(), {}};
  if (code >= 0) code = git_tree_walk(tree.get(), GIT_TREEWALK_PRE, collect, &to);
  if (code < 0) return git_failure(code, "reading the revision", revision);
  return std::move(to.files);
}

Result<std::string> commit_of(const std::string& repository, const std::string& revision) {
  Opened opened;
  if (auto ok = open_at(opened, repository); !ok) return fail(ok.error());
  const auto commit = commit_at(opened, revision);
  if (!commit) return fail(commit.error());
  return std::string(git_oid_tostr_s(git_commit_id(commit->get())));
}

Result<std::vector<CommitFiles>> commits_between(const std::string& repository, const std::string& from,
                                                 const std::string& to) {
  Opened opened;
  if (auto ok = open_at(opened, repository); !ok) return fail(ok.error());
  auto first = commit_at(opened, from);
  if (!first) return fail(first.error());
  auto last = commit_at(opened, to);
  if (!last) return fail(last.error());
  WalkHandle walk;
  int code = git_revwalk_new(out(walk), opened.get());
  if (code >= 0) code = git_revwalk_sorting(walk.get(), GIT_SORT_TOPOLOGICAL | GIT_SORT_REVERSE);
  if (code >= 0) code = git_revwalk_push(walk.get(), git_commit_id(last->get()));
  if (code >= 0) code = git_revwalk_hide(walk.get(), git_commit_id(first->get()));
  if (code < 0) return git_failure(code, "reading the commits", from + ".." + to);
  std::vector<CommitFiles> commits;
  git_oid id;
  while (git_revwalk_next(&id, walk.get()) == 0) {
    CommitHandle commit;
    if (code = git_commit_lookup(out(commit), opened.get(), &id); code < 0) {
      return git_failure(code, "reading a commit");
    }
    if (git_commit_parentcount(commit.get()) > 1) continue;
    auto paths = touched(opened.get(), commit.get());
    if (!paths) return fail(paths.error());
    commits.push_back({git_oid_tostr_s(&id), git_commit_summary(commit.get()), *std::move(paths)});
  }
  return commits;
}

Result<std::string> reference_id(const std::string& repository, const std::string& name) {
  Opened opened;
  if (auto ok = open_at(opened, repository); !ok) return fail(ok.error());
  git_oid id;
  const int code = git_reference_name_to_id(&id, opened.get(), name.c_str());
  if (code == GIT_ENOTFOUND) return std::string();
  if (code < 0) return git_failure(code, "reading " + name);
  return std::string(git_oid_tostr_s(&id));
}

Result<void> restore_reference(const std::string& repository, const std::string& name,
                               const std::string& id) {
  Opened opened;
  if (auto ok = open_at(opened, repository); !ok) return ok;
  int code = 0;
  if (id.empty()) {
    code = git_reference_remove(opened.get(), name.c_str());
  } else {
    git_oid oid;
    ReferenceHandle reference;
    code = git_oid_fromstr(&oid, id.c_str());
    if (code >= 0)
      code = git_reference_create(out(reference), opened.get(), name.c_str(), &oid, 1, "mintport: restore");
  }
  if (code < 0 && code != GIT_ENOTFOUND) return git_failure(code, "restoring " + name);
  return {};
}

Result<void> stage_conflicts(const std::string& repository,
                             const std::map<std::string, ConflictSides>& conflicts) {
  Opened opened;
  if (auto ok = open_at(opened, repository); !ok) return ok;
  auto index = fresh_index(opened.get());
  if (!index) return fail(index.error());
  for (const auto& [path, sides] : conflicts) {
    if (auto ok = add_conflict(opened.get(), index->get(), path, sides); !ok) return ok;
  }
  return write_index(index->get());
}

}  // namespace mintport
