#include "app/git/blobs.hh"

#include <git2/sys/filter.h>

#include "app/git/failure.hh"
#include "app/git/git_work_tree.hh"

namespace mintport {
namespace {

tl::unexpected<Error> refuse_filter(const std::string& path, const std::string& attribute) {
  return fail({ErrorKind::refused, path, 0, "the attribute " + attribute + " is not supported here",
               "stage the file with `git add`"});
}

// The value of an attribute; empty if it is unset, unspecified or a plain `true`.
Result<std::string> attribute(git_repository* repository, const std::string& path, const char* name) {
  const char* value = nullptr;
  const int code = git_attr_get(&value, repository, GIT_ATTR_CHECK_FILE_THEN_INDEX, path.c_str(), name);
  if (code < 0) return git_failure(code, "reading .gitattributes", path);
  return git_attr_value(value) == GIT_ATTR_VALUE_STRING ? std::string(value) : std::string();
}

Result<bool> has_setting(git_repository* repository, const std::string& name) {
  auto config = settings(repository);
  if (!config) return fail(config.error());
  const char* value = nullptr;
  return git_config_get_string(&value, config->get(), name.c_str()) == 0;
}

Result<FiltersHandle> filters_for(git_repository* repository, const std::string& path, git_blob* blob,
                                  git_filter_mode_t direction) {
  FiltersHandle filters;
  const int code =
      git_filter_list_load(out(filters), repository, blob, path.c_str(), direction, GIT_FILTER_DEFAULT);
  if (code < 0) return git_failure(code, "reading the filters", path);
  return filters;
}

Result<BlobHandle> lookup(git_repository* repository, const std::string& path, const StoredBlob& stored) {
  if (stored.mode == GIT_FILEMODE_COMMIT || stored.mode == GIT_FILEMODE_TREE) {
    return fail({ErrorKind::content, path, 0, "is a folder or a submodule", ""});
  }
  BlobHandle blob;
  if (int code = git_blob_lookup(out(blob), repository, &stored.id); code < 0) {
    return git_failure(code, "reading the blob", path);
  }
  return blob;
}

std::string bytes_of(const git_blob* blob) {
  return {static_cast<const char*>(git_blob_rawcontent(blob)),
          static_cast<std::size_t>(git_blob_rawsize(blob))};
}

}  // namespace

Result<StoredBlob> blob_in_tree(const git_tree* tree, const std::string& path) {
  TreeEntryHandle entry;
  const int code = git_tree_entry_bypath(out(entry), tree, path.c_str());
  if (code == GIT_ENOTFOUND) return StoredBlob{};
  if (code < 0) return git_failure(code, "reading a tree", path);
  return StoredBlob{true, *git_tree_entry_id(entry.get()),
                    static_cast<std::uint32_t>(git_tree_entry_filemode(entry.get()))};
}

Result<StoredBlob> blob_in_commit(const git_commit* commit, const std::string& path) {
  TreeHandle tree;
  if (int code = git_commit_tree(out(tree), commit); code < 0) return git_failure(code, "reading a commit");
  return blob_in_tree(tree.get(), path);
}

Result<std::string> stored_form(git_repository* repository, const std::string& path,
                                const StoredBlob& stored) {
  auto blob = lookup(repository, path, stored);
  if (!blob) return fail(blob.error());
  return bytes_of(blob->get());
}

Result<std::string> work_tree_form(git_repository* repository, const TreeFiles& files,
                                   const std::string& path, const StoredBlob& stored) {
  auto blob = lookup(repository, path, stored);
  if (!blob) return fail(blob.error());
  if (stored.mode == GIT_FILEMODE_LINK) return bytes_of(blob->get());
  auto filters = filters_for(repository, path, blob->get(), GIT_FILTER_TO_WORKTREE);
  if (!filters) return fail(filters.error());
  if (!filters->get()) return bytes_of(blob->get());
  if (git_filter_list_contains(filters->get(), GIT_FILTER_CRLF)) {
    const auto there = files.read(path);
    if (there && !there->empty() && there->find("\r\n") == std::string::npos) return bytes_of(blob->get());
  }
  Buffer buffer;
  if (int code = git_filter_list_apply_to_blob(buffer.get(), filters->get(), blob->get()); code < 0) {
    return git_failure(code, "applying the filters", path);
  }
  return std::string(buffer.view());
}

Result<void> check_filters(git_repository* repository, const std::string& path) {
  if (int code = git_attr_cache_flush(repository); code < 0)
    return git_failure(code, "reading .gitattributes");
  auto encoding = attribute(repository, path, "working-tree-encoding");
  if (!encoding) return fail(encoding.error());
  if (!encoding->empty() && *encoding != "UTF-8") {
    return refuse_filter(path, "working-tree-encoding=" + *encoding);
  }
  auto filter = attribute(repository, path, "filter");
  if (!filter) return fail(filter.error());
  if (filter->empty()) return {};
  for (const char* program : {".clean", ".process"}) {
    auto set = has_setting(repository, "filter." + *filter + program);
    if (!set) return fail(set.error());
    if (*set) return refuse_filter(path, "filter=" + *filter);
  }
  return {};
}

Result<std::string> filtered_for_storing(git_repository* repository, const std::string& path,
                                         std::string_view bytes) {
  if (auto ok = check_filters(repository, path); !ok) return fail(ok.error());
  auto filters = filters_for(repository, path, nullptr, GIT_FILTER_TO_ODB);
  if (!filters) return fail(filters.error());
  if (!filters->get()) return std::string(bytes);
  Buffer buffer;
  const int code = git_filter_list_apply_to_buffer(buffer.get(), filters->get(), bytes.data(), bytes.size());
  if (code < 0) return git_failure(code, "applying the filters", path);
  return std::string(buffer.view());
}

}  // namespace mintport
