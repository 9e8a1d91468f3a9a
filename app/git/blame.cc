#include "app/git/failure.hh"
#include "app/git/git_work_tree.hh"
#include "core/base/text.hh"

namespace mintport {

Result<LineOrigin> GitWorkTree::blame(const std::string& path, std::string_view bytes, std::uint32_t line) {
  if (line == 0 || line > split_lines(bytes).size()) {
    return fail({ErrorKind::not_found, path, line, "no such line", ""});
  }
  const auto head = head_text(path);
  if (!head && head.error().kind == ErrorKind::not_found) return LineOrigin{{}, line};
  if (!head) return fail(head.error());
  const auto hunks = diff(*head, bytes);
  if (!hunks) return fail(hunks.error());
  const auto committed = line_before(*hunks, line);
  if (!committed) return LineOrigin{{}, line};
  git_blame_options options = GIT_BLAME_OPTIONS_INIT;
  options.min_line = options.max_line = *committed;  // history is followed for this line only
  BlameHandle blame;
  int code = git_blame_file(out(blame), repository_.get(), path.c_str(), &options);
  const git_blame_hunk* hunk = code >= 0 ? git_blame_get_hunk_byline(blame.get(), *committed) : nullptr;
  CommitHandle commit;
  if (hunk) code = git_commit_lookup(out(commit), repository_.get(), &hunk->final_commit_id);
  if (code < 0) return git_failure(code, "running blame", path);
  if (!hunk) return fail({ErrorKind::git, path, line, "no commit found for this line", ""});
  const auto number = hunk->orig_start_line_number + (*committed - hunk->final_start_line_number);
  return LineOrigin{summarize(commit.get()), static_cast<std::uint32_t>(number)};
}

}  // namespace mintport
