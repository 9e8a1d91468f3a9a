#include "app/git/repository.hh"

#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "app/git/failure.hh"
#include "app/git/git_work_tree.hh"

namespace mintport {
namespace {

bool is_true(const char* text) {
  const std::string_view value = text ? text : "";
  return !value.empty() && value != "0" && value != "false" && value != "no" && value != "off";
}

// Applies GIT_CONFIG_GLOBAL, GIT_CONFIG_SYSTEM and GIT_CONFIG_NOSYSTEM, which libgit2 ignores.
int follow_environment(git_repository* repository) {
  ConfigHandle config;
  int code = git_repository_config(out(config), repository);
  auto replace = [&](git_config_level_t level, const char* file) {
    if (code >= 0) code = git_config_add_file_ondisk(config.get(), file, level, repository, true);
  };
  if (const char* file = std::getenv("GIT_CONFIG_GLOBAL")) {
    replace(GIT_CONFIG_LEVEL_GLOBAL, file);
    replace(GIT_CONFIG_LEVEL_XDG, "/dev/null");
  }
  if (is_true(std::getenv("GIT_CONFIG_NOSYSTEM"))) {
    replace(GIT_CONFIG_LEVEL_SYSTEM, "/dev/null");
  } else if (const char* file = std::getenv("GIT_CONFIG_SYSTEM")) {
    replace(GIT_CONFIG_LEVEL_SYSTEM, file);
  }
  return code;
}

Result<std::unique_ptr<WorkTree>> as_work_tree(RepositoryHandle repository, const std::string& path) {
  const char* folder = git_repository_workdir(repository.get());
  if (git_repository_is_bare(repository.get()) || !folder) {
    return fail({ErrorKind::git, path, 0, "a bare repository has no work tree",
                 "clone it, or add a work tree with `git worktree add`"});
  }
  std::error_code error;
  std::string root = std::filesystem::canonical(folder, error).string();
  if (error) return io_failure(error.value(), "opening the work tree", folder);
  if (int code = follow_environment(repository.get()); code < 0) {
    return git_failure(code, "reading git's configuration", path);
  }
  return std::make_unique<GitWorkTree>(std::move(repository), std::move(root));
}

}  // namespace

Result<std::unique_ptr<WorkTree>> open_repository(const std::string& path) {
  Library library;
  std::error_code error;
  std::filesystem::path start = std::filesystem::canonical(path.empty() ? "." : path, error);
  if (error) return io_failure(error.value(), "opening the work tree", path);
  if (!std::filesystem::is_directory(start, error)) start = start.parent_path();
  RepositoryHandle repository;
  const int code =
      git_repository_open_ext(out(repository), start.c_str(), 0, std::getenv("GIT_CEILING_DIRECTORIES"));
  if (is_owner_failure(code)) {
    return fail(
        {ErrorKind::git, path, 0, "the repository belongs to another user",
         "if you trust it, run `git config --global --add safe.directory FOLDER` for its root folder"});
  }
  if (code == GIT_ENOTFOUND) {
    return fail({ErrorKind::not_found, path, 0, "not a git repository (nor any parent folder)",
                 "run `git init` in your folder and commit once"});
  }
  if (code < 0) return git_failure(code, "opening the repository", path);
  return as_work_tree(std::move(repository), path);
}

}  // namespace mintport
