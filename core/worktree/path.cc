#include "core/worktree/path.hh"

#include <string>

#include "core/base/text.hh"

namespace mintport {
namespace {

bool is_git_folder(std::string_view part) {
  return to_lower(part) == ".git";
}

tl::unexpected<Error> refuse(std::string_view path, std::string what) {
  return fail({ErrorKind::refused, std::string(path), 0, std::move(what),
               "give a path below the root of the work tree"});
}

}  // namespace

Result<void> check_tree_path(std::string_view path) {
  if (path.empty()) return refuse(path, "the path is empty");
  if (path.find('\0') != path.npos) return refuse(path, "the path contains a NUL byte");
  if (path.front() == '/') return refuse(path, "the path is absolute");
  for (std::string_view part : split(path, '/')) {
    if (part.empty() || part == ".") return refuse(path, "the path has an empty component");
    if (part == "..") return refuse(path, "the path leads out of the work tree");
    if (is_git_folder(part)) return refuse(path, "the path leads into the .git folder");
  }
  return {};
}

}  // namespace mintport
