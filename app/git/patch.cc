#include "app/git/patch.hh"

#include <fmt/format.h>

#include "app/git/handles.hh"

namespace mintport {
namespace {

Error patch_failure(std::string_view path) {
  const git_error* last = git_error_last();
  return {.kind = ErrorKind::git,
          .file = std::string(path),
          .what = "cannot make a patch: " + std::string(last != nullptr ? last->message : "unknown error")};
}

// libgit2 writes every new file with mode 0100644.
std::string with_mode(std::string_view patch, unsigned mode) {
  constexpr std::string_view kUsual = "\nnew file mode 100644\n";
  std::string out(patch);
  const auto at = out.find(kUsual);
  if (mode != 0100644 && at != std::string::npos) {
    out.replace(at, kUsual.size(), fmt::format("\nnew file mode {:o}\n", mode));
  }
  return out;
}

}  // namespace

Result<std::string> unified_diff(const PatchInput& input) {
  const Library library;
  const std::string path(input.path);
  git_diff_options options = GIT_DIFF_OPTIONS_INIT;
  options.flags = GIT_DIFF_SHOW_BINARY | GIT_DIFF_PATIENCE;
  // A null buffer means that the file does not exist; an empty file needs a buffer.
  const char* before = !input.before ? nullptr : input.before->empty() ? "" : input.before->data();
  const char* after = input.after.empty() ? "" : input.after.data();
  PatchHandle patch;
  const int code = git_patch_from_buffers(out(patch), before, input.before ? input.before->size() : 0,
                                          path.c_str(), after, input.after.size(), path.c_str(), &options);
  Buffer text;
  if (code != 0 || (patch && git_patch_to_buf(text.get(), patch.get()) != 0))
    return fail(patch_failure(path));
  return patch ? with_mode(text.view(), input.mode) : std::string();
}

}  // namespace mintport
