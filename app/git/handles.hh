// RAII handles of libgit2's objects. Private to this folder.
#pragma once

#include <git2.h>

#include <memory>
#include <string_view>

namespace mintport {

template <auto release>
struct Release {
  template <class T>
  void operator()(T* object) const {
    release(object);
  }
};

using RepositoryHandle = std::unique_ptr<git_repository, Release<git_repository_free>>;
using IndexHandle = std::unique_ptr<git_index, Release<git_index_free>>;
using ConfigHandle = std::unique_ptr<git_config, Release<git_config_free>>;
using ReferenceHandle = std::unique_ptr<git_reference, Release<git_reference_free>>;
using ReferenceIteratorHandle = std::unique_ptr<git_reference_iterator, Release<git_reference_iterator_free>>;
using ObjectHandle = std::unique_ptr<git_object, Release<git_object_free>>;
using CommitHandle = std::unique_ptr<git_commit, Release<git_commit_free>>;
using TreeHandle = std::unique_ptr<git_tree, Release<git_tree_free>>;
using TreeBuilderHandle = std::unique_ptr<git_treebuilder, Release<git_treebuilder_free>>;
using OdbHandle = std::unique_ptr<git_odb, Release<git_odb_free>>;
using TreeEntryHandle = std::unique_ptr<git_tree_entry, Release<git_tree_entry_free>>;
using BlobHandle = std::unique_ptr<git_blob, Release<git_blob_free>>;
using WalkHandle = std::unique_ptr<git_revwalk, Release<git_revwalk_free>>;
using StatusHandle = std::unique_ptr<git_status_list, Release<git_status_list_free>>;
using BlameHandle = std::unique_ptr<git_blame, Release<git_blame_free>>;
using FiltersHandle = std::unique_ptr<git_filter_list, Release<git_filter_list_free>>;
using PatchHandle = std::unique_ptr<git_patch, Release<git_patch_free>>;
using SignatureHandle = std::unique_ptr<git_signature, Release<git_signature_free>>;

// Used as `git_x_lookup(out(handle), ...)`. The handle owns the result from the end of the full expression.
template <class Handle>
class Out {
 public:
  explicit Out(Handle& handle) : handle_(handle) {}
  Out(const Out&) = delete;
  Out& operator=(const Out&) = delete;
  ~Out() { handle_.reset(raw_); }
  operator typename Handle::pointer *() { return &raw_; }

 private:
  Handle& handle_;
  typename Handle::pointer raw_ = nullptr;
};

template <class Handle>
Out<Handle> out(Handle& handle) {
  return Out<Handle>(handle);
}

// Owns a git_buf that libgit2 fills.
class Buffer {
 public:
  Buffer() = default;
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  ~Buffer() { git_buf_dispose(&raw_); }
  git_buf* get() { return &raw_; }
  std::string_view view() const {
    return raw_.ptr ? std::string_view(raw_.ptr, raw_.size) : std::string_view();
  }

 private:
  git_buf raw_ = GIT_BUF_INIT;
};

// Initializes libgit2, which counts its users. Must outlive every other handle.
class Library {
 public:
  Library() {
    git_libgit2_init();
    keep_objects();
  }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  ~Library() { git_libgit2_shutdown(); }

 private:
  // By default libgit2 caches no blobs and no trees above 4 kB, so blaming several lines would unpack and
  // hash the same objects several times for each line. All cached objects together may take 4 MB instead of
  // 256. Sizes are in bytes.
  static void keep_objects() {
    constexpr std::size_t kLargest = 512 * 1024;
    constexpr ssize_t kAll = 4 * 1024 * 1024;
    git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_BLOB, kLargest);
    git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE, kLargest);
    git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, kAll);
  }
};

}  // namespace mintport
