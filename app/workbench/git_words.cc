#include "app/workbench/git_words.hh"

#include "core/base/text.hh"

namespace mintport::ui {
namespace {

using Operation = GitState::Operation;

std::string command_of(Operation operation) {
  switch (operation) {
    case Operation::rebase:
      return "git rebase";
    case Operation::cherry_pick:
      return "git cherry-pick";
    case Operation::revert:
      return "git revert";
    default:
      return "git";
  }
}

std::string conflicts_words(std::size_t conflicts, const std::string& show) {
  return plural(conflicts, "file") + (conflicts == 1 ? " is" : " are") + " in conflict; " + show +
         (conflicts == 1 ? " shows it" : " shows them");
}

}  // namespace

std::string head_words(const GitState& git) {
  std::string out = (git.detached ? "detached at " : "on ") + git.branch;
  if (git.ahead > 0) out += " ↑" + grouped(git.ahead);
  if (git.behind > 0) out += " ↓" + grouped(git.behind);
  return out;
}

std::string operation_words(const GitState& git) {
  const std::string step =
      git.steps > 0 ? " " + std::to_string(git.step) + "/" + std::to_string(git.steps) : "";
  switch (git.operation) {
    case Operation::none:
      return "";
    case Operation::merge:
      return "merging " + git.other;
    case Operation::rebase:
      return "rebasing" + step;
    case Operation::cherry_pick:
      return "picking " + git.other;
    case Operation::revert:
      return "reverting " + git.other;
    case Operation::bisect:
      return "bisecting";
  }
  return "";
}

std::vector<std::string> git_notes(const GitState& git, std::size_t conflicts, const std::string& show,
                                   const std::string& commit) {
  std::vector<std::string> out;
  const std::string open = conflicts_words(conflicts, show);
  switch (git.operation) {
    case Operation::none:
      if (conflicts > 0) out.push_back(open);
      break;
    case Operation::merge:
      out.push_back("merging " + git.other + " into " + git.branch + ": " +
                    (conflicts > 0 ? open : commit + " concludes it") + "; :abort gives it up");
      break;
    case Operation::bisect:
      out.push_back("bisecting: `git bisect reset` ends it");
      break;
    default:
      out.push_back(operation_words(git) + (git.operation == Operation::rebase ? " of " + git.branch : "") +
                    ": " + (conflicts > 0 ? open + "; then " : "") + "`" + command_of(git.operation) +
                    " --continue` goes on, `--abort` gives it up");
  }
  if (git.detached && git.operation != Operation::rebase && git.operation != Operation::bisect) {
    out.push_back("HEAD is detached at " + git.branch +
                  ": a commit here is on no branch; :branch NAME makes one");
  }
  if (git.ahead > 0 || git.behind > 0) {
    std::string words = git.branch + " is ";
    if (git.ahead > 0) words += plural(git.ahead, "commit") + " ahead of ";
    if (git.ahead > 0 && git.behind > 0) words += "and " + grouped(git.behind) + " behind ";
    if (git.ahead == 0) words += plural(git.behind, "commit") + " behind ";
    out.push_back(words + git.upstream);
  }
  return out;
}

SideTitles side_titles(const GitState& git) {
  switch (git.operation) {
    case Operation::merge:
      return {"ours: " + git.branch, "base: the common ancestor", "theirs: " + git.other};
    case Operation::rebase:
      return {"ours: " + git.other + ", what the rebase goes onto", "base: the commit's parent",
              "theirs: a commit of " + git.branch};
    case Operation::cherry_pick:
      return {"ours: " + git.branch, "base: the parent of " + git.other, "theirs: the picked " + git.other};
    case Operation::revert:
      return {"ours: " + git.branch, "base: the reverted " + git.other, "theirs: before " + git.other};
    case Operation::bisect:
    case Operation::none:
      break;
  }
  return {"ours: the port", "base: the old upstream", "theirs: the new upstream"};
}

}  // namespace mintport::ui
