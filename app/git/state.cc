// Where HEAD stands, and the operation that is in progress.
#include <charconv>
#include <fstream>
#include <iterator>

#include "app/git/git_work_tree.hh"
#include "app/git/merging.hh"
#include "core/base/text.hh"

namespace mintport {
namespace {

using Operation = GitState::Operation;

constexpr std::string_view kHeads = "refs/heads/", kRemotes = "refs/remotes/";
constexpr std::size_t kShort = 7;  // of an id

std::string without(std::string_view prefix, std::string_view name) {
  return std::string(name.starts_with(prefix) ? name.substr(prefix.size()) : name);
}

// A file of the git directory; empty if there is none.
std::string file_in(git_repository* repository, std::string_view name) {
  std::ifstream stream(git_repository_path(repository) + std::string(name), std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string short_id_in(git_repository* repository, std::string_view name) {
  return std::string(trim(file_in(repository, name))).substr(0, kShort);
}

std::size_t number_in(git_repository* repository, const std::string& name) {
  const std::string text(trim(file_in(repository, name)));
  std::size_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

// The branch that git's message names ("Merge branch 'topic'"); else the short id of the merged commit.
std::string merged_name(git_repository* repository, std::string_view message) {
  const std::string_view subject = message.substr(0, message.find('\n'));
  const std::size_t open = subject.find('\''), close = subject.find('\'', open + 1);
  if (subject.starts_with("Merge ") && open != subject.npos && close != subject.npos)
    return std::string(subject.substr(open + 1, close - open - 1));
  return short_id_in(repository, "MERGE_HEAD");
}

void read_rebase(git_repository* repository, GitState& out) {
  const bool merging = !file_in(repository, "rebase-merge/head-name").empty();
  const std::string folder = merging ? "rebase-merge/" : "rebase-apply/";
  if (const std::string name(trim(file_in(repository, folder + "head-name"))); !name.empty()) {
    out.branch = without(kHeads, name);
    out.detached = name == "detached HEAD";
  }
  out.other = short_id_in(repository, folder + "onto");
  out.step = number_in(repository, folder + (merging ? "msgnum" : "next"));
  out.steps = number_in(repository, folder + (merging ? "end" : "last"));
}

void read_operation(git_repository* repository, GitState& out) {
  switch (git_repository_state(repository)) {
    case GIT_REPOSITORY_STATE_NONE:
      return;
    case GIT_REPOSITORY_STATE_MERGE:
      out.operation = Operation::merge;
      out.message = file_in(repository, "MERGE_MSG");
      out.other = merged_name(repository, out.message);
      return;
    case GIT_REPOSITORY_STATE_CHERRYPICK:
    case GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE:
      out.operation = Operation::cherry_pick;
      out.other = short_id_in(repository, "CHERRY_PICK_HEAD");
      return;
    case GIT_REPOSITORY_STATE_REVERT:
    case GIT_REPOSITORY_STATE_REVERT_SEQUENCE:
      out.operation = Operation::revert;
      out.other = short_id_in(repository, "REVERT_HEAD");
      return;
    case GIT_REPOSITORY_STATE_BISECT:
      out.operation = Operation::bisect;
      return;
    default:  // git am is a rebase of patches
      out.operation = Operation::rebase;
      return read_rebase(repository, out);
  }
}

}  // namespace

GitState GitWorkTree::state() {
  git_repository* repository = repository_.get();
  GitState out{.branch = branch()};
  out.detached = git_repository_head_detached(repository) == 1;
  if (!out.detached) {
    const std::string name = std::string(kHeads) + out.branch;
    Buffer upstream;
    git_oid here, there;
    if (git_branch_upstream_name(upstream.get(), repository, name.c_str()) >= 0 &&
        git_reference_name_to_id(&here, repository, name.c_str()) >= 0 &&
        git_reference_name_to_id(&there, repository, std::string(upstream.view()).c_str()) >= 0) {
      out.upstream = without(kHeads, without(kRemotes, upstream.view()));
      Distance now{git_oid_tostr_s(&here), "", 0, 0};
      now.upstream = git_oid_tostr_s(&there);
      if (now.head != distance_.head || now.upstream != distance_.upstream) {
        if (git_graph_ahead_behind(&now.ahead, &now.behind, repository, &here, &there) >= 0)
          distance_ = std::move(now);
      }
      out.ahead = distance_.ahead;
      out.behind = distance_.behind;
    }
  }
  read_operation(repository, out);
  return out;
}

}  // namespace mintport
