#include "app/git/merge_lines.hh"

#include "app/git/handles.hh"

namespace mintport {

std::optional<std::string> merge_lines(std::string_view base, std::string_view ours,
                                       std::string_view theirs) {
  static const GitLibrary library;
  const auto input = [](std::string_view text) {
    git_merge_file_input out = GIT_MERGE_FILE_INPUT_INIT;
    out.ptr = text.data();
    out.size = text.size();
    return out;
  };
  const git_merge_file_input sides[] = {input(base), input(ours), input(theirs)};
  git_merge_file_options options = GIT_MERGE_FILE_OPTIONS_INIT;
  options.flags = GIT_MERGE_FILE_DIFF_PATIENCE | GIT_MERGE_FILE_DIFF_MINIMAL;
  git_merge_file_result result{};
  if (git_merge_file(&result, &sides[0], &sides[1], &sides[2], &options) < 0) return std::nullopt;
  std::optional<std::string> out;
  if (result.automergeable) out.emplace(result.ptr, result.len);
  git_merge_file_result_free(&result);
  return out;
}

}  // namespace mintport
