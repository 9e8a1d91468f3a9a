#include "app/git/merge_lines.hh"

#include <utility>

#include "app/git/handles.hh"

namespace mintport {

namespace {

struct Merged {
  bool clean = false;
  std::string text;
};

std::optional<Merged> merged(std::string_view base, std::string_view ours, std::string_view theirs,
                             unsigned flags) {
  const Library library;
  const auto input = [](std::string_view text) {
    git_merge_file_input out = GIT_MERGE_FILE_INPUT_INIT;
    out.ptr = text.data();
    out.size = text.size();
    return out;
  };
  const git_merge_file_input sides[] = {input(base), input(ours), input(theirs)};
  git_merge_file_options options = GIT_MERGE_FILE_OPTIONS_INIT;
  options.flags = flags;
  git_merge_file_result result{};
  if (git_merge_file(&result, &sides[0], &sides[1], &sides[2], &options) < 0) return std::nullopt;
  Merged out{result.automergeable != 0, std::string(result.ptr, result.len)};
  git_merge_file_result_free(&result);
  return out;
}

}  // namespace

std::optional<std::string> merge_lines(std::string_view base, std::string_view ours,
                                       std::string_view theirs) {
  auto out = merged(base, ours, theirs, GIT_MERGE_FILE_DIFF_PATIENCE | GIT_MERGE_FILE_DIFF_MINIMAL);
  return out && out->clean ? std::optional(std::move(out->text)) : std::nullopt;
}

std::string merge_with_markers(std::string_view base, std::string_view ours, std::string_view theirs) {
  auto out = merged(base, ours, theirs, GIT_MERGE_FILE_STYLE_DIFF3);
  return out ? std::move(out->text) : "";
}

}  // namespace mintport
