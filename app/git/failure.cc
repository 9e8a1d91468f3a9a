#include "app/git/failure.hh"

#include <cerrno>
#include <cstring>

#include "app/git/handles.hh"

namespace mintport {
namespace {

// "failed to lock file '/x/.git/index' for writing" -> "/x/.git/index".
std::string quoted_part(std::string_view message) {
  const std::size_t begin = message.find('\'');
  const std::size_t end = message.rfind('\'');
  if (begin == message.npos || end <= begin) return {};
  return std::string(message.substr(begin + 1, end - begin - 1));
}

std::string lock_hint(const std::string& file) {
  const std::string name = file.substr(file.rfind('/') + 1);
  return "another git process holds " + name + ".lock; wait, or remove " + file + ".lock if no git runs";
}

std::string hint(int code, int category, std::string_view message) {
  switch (code) {
    case GIT_ELOCKED:
      return lock_hint(quoted_part(message));
    case GIT_EUNMERGED:
    case GIT_ECONFLICT:
      return "resolve the conflicts first (`git status` lists them)";
    case GIT_EMODIFIED:
      return "another process moved the branch; try again";
    default:
      break;
  }
  if (category == GIT_ERROR_ODB || category == GIT_ERROR_ZLIB) {
    return "check the repository with `git fsck`";
  }
  if (category == GIT_ERROR_OS || category == GIT_ERROR_FILESYSTEM) {
    return "check permissions and free space in the repository";
  }
  return "see `git status`";
}

}  // namespace

tl::unexpected<Error> git_failure(int code, std::string_view doing, std::string_view path) {
  const git_error* last = git_error_last();
  const std::string message = last && last->message ? last->message : "unknown reason";
  return fail({ErrorKind::git, std::string(path), 0, std::string(doing) + " failed: " + message,
               hint(code, last ? last->klass : GIT_ERROR_NONE, message)});
}

bool is_owner_failure(int code) {
  const git_error* last = git_error_last();
  const std::string_view message = last && last->message ? last->message : "";
  return code == GIT_EOWNER || (code < 0 && message.find("safe.directory") != message.npos);
}

tl::unexpected<Error> index_locked(std::string_view index_path, std::string_view path) {
  return fail(
      {ErrorKind::git, std::string(path), 0, "the index is locked", lock_hint(std::string(index_path))});
}

tl::unexpected<Error> refuse(std::string what, std::string hint) {
  return fail({ErrorKind::refused, "", 0, std::move(what), std::move(hint)});
}

tl::unexpected<Error> git_refuses(std::string what, std::string hint) {
  return fail({ErrorKind::git, "", 0, std::move(what), std::move(hint)});
}

tl::unexpected<Error> io_failure(int error_number, std::string_view doing, std::string_view path) {
  const bool missing = error_number == ENOENT;
  std::string hint;
  if (error_number == ENOSPC || error_number == EDQUOT) hint = "free some space and try again";
  if (error_number == EACCES || error_number == EPERM)
    hint = "check the permissions of the file and its folder";
  if (error_number == EROFS) hint = "the file system is mounted read-only";
  return fail({missing ? ErrorKind::not_found : ErrorKind::io, std::string(path), 0,
               std::string(doing) + " failed: " + std::strerror(error_number), hint});
}

}  // namespace mintport
