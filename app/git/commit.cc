// Commits in the same steps as `git commit -m`: pre-commit hook, re-read the index, message,
// prepare-commit-msg and commit-msg hooks, re-read the message, commit, post-commit hook.

#include <unistd.h>

#include <fstream>
#include <iterator>

#include "app/git/failure.hh"
#include "app/git/git_work_tree.hh"
#include "app/git/hooks.hh"
#include "app/git/identity.hh"
#include "app/git/merging.hh"
#include "app/git/signing.hh"
#include "core/base/text.hh"

namespace mintport {
namespace {

// Removes trailing blanks and surplus empty lines. Keeps lines with '#', as `git commit -m` does.
Result<std::string> clean_message(std::string_view message) {
  Buffer buffer;
  if (message.find('\0') != message.npos)
    return git_refuses("the commit message contains a NUL byte", "remove it");
  const int code = git_message_prettify(buffer.get(), std::string(message).c_str(), false, '#');
  if (code < 0) return git_failure(code, "cleaning the commit message");
  if (buffer.view().empty()) return git_refuses("the commit message is empty", "write a subject line");
  return std::string(buffer.view());
}

Result<void> check_state(git_repository* repository) {
  const std::string index = std::string(git_repository_path(repository)) + "index";
  if (access((index + ".lock").c_str(), F_OK) == 0) return index_locked(index);
  switch (git_repository_state(repository)) {
    case GIT_REPOSITORY_STATE_NONE:
    case GIT_REPOSITORY_STATE_MERGE:
    case GIT_REPOSITORY_STATE_BISECT:
      return {};
    case GIT_REPOSITORY_STATE_REVERT:
    case GIT_REPOSITORY_STATE_REVERT_SEQUENCE:
      return git_refuses("a revert is in progress", "finish it with `git revert --continue`");
    case GIT_REPOSITORY_STATE_CHERRYPICK:
    case GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE:
      return git_refuses("a cherry-pick is in progress", "finish it with `git cherry-pick --continue`");
    default:
      return git_refuses("a rebase is in progress",
                         "finish it with `git rebase --continue`, or `git am --continue`");
  }
}

struct Identities {
  SignatureHandle author, committer;
};

Result<Identities> identities(git_repository* repository) {
  auto author = signature(repository, Role::author);
  if (!author) return fail(author.error());
  auto committer = signature(repository, Role::committer);
  if (!committer) return fail(committer.error());
  return Identities{std::move(*author), std::move(*committer)};
}

std::map<std::string, std::string> author_variables(const git_signature& author) {
  const int minutes = author.when.offset < 0 ? -author.when.offset : author.when.offset;
  std::string digits = std::to_string(minutes / 60 * 100 + minutes % 60);
  digits.insert(0, 4 - digits.size(), '0');
  return {{"GIT_AUTHOR_NAME", author.name},
          {"GIT_AUTHOR_EMAIL", author.email},
          {"GIT_AUTHOR_DATE",
           "@" + std::to_string(author.when.time) + (author.when.offset < 0 ? " -" : " +") + digits}};
}

// Runs the hook and adds its output to `output`. If the hook fails, nothing is committed.
Result<bool> pass_hook(const Hooks& hooks, const std::string& name, const std::vector<std::string>& arguments,
                       std::string& output) {
  auto run = hooks.run(name, arguments);
  if (!run) return fail(run.error());
  output += run->output;
  if (run->stopped) return git_refuses("the " + name + " hook was stopped", "nothing was committed");
  if (run->status != 0) {
    return git_refuses(
        "the " + name + " hook refused the commit (exit status " + std::to_string(run->status) + ")",
        std::string(trim(run->output)));
  }
  return run->invoked;
}

Result<void> save_message(const std::string& file, std::string_view message) {
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream << message << std::flush;
  if (!stream) return io_failure(errno, "writing the commit message", file);
  return {};
}

Result<std::string> load_message(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return io_failure(errno, "reading the commit message", file);
  return clean_message(std::string(std::istreambuf_iterator<char>(stream), {}));
}

// The message after the hooks have run.
Result<std::string> final_message(const Hooks& hooks, const std::string& root, const std::string& file,
                                  std::string_view message, std::string& output) {
  auto cleaned = clean_message(message);
  if (!cleaned) return cleaned;
  if (auto ok = save_message(file, *cleaned); !ok) return fail(ok.error());
  const std::string name = path_for_hooks(root, file);
  if (auto ok = pass_hook(hooks, "prepare-commit-msg", {name, "message"}, output); !ok)
    return fail(ok.error());
  if (auto ok = pass_hook(hooks, "commit-msg", {name}, output); !ok) return fail(ok.error());
  return load_message(file);
}

// Writes the index as a tree, without intent-to-add entries.
Result<TreeHandle> write_tree(git_repository* repository, git_index* index) {
  if (git_index_has_conflicts(index)) {
    return git_refuses("files are in conflict", "resolve and stage them; `git status` lists them");
  }
  IndexHandle copy;
  int code = git_index_new(out(copy));
  for (std::size_t i = 0, count = git_index_entrycount(index); i < count && code >= 0; ++i) {
    const git_index_entry* entry = git_index_get_byindex(index, i);
    if (!(entry->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD)) code = git_index_add(copy.get(), entry);
  }
  git_oid id;
  TreeHandle tree;
  if (code >= 0) code = git_index_write_tree_to(&id, copy.get(), repository);
  if (code >= 0) code = git_tree_lookup(out(tree), repository, &id);
  if (code < 0) return git_failure(code, "writing the index as a tree");
  return tree;
}

using Parents = std::vector<CommitHandle>;

// HEAD, and the heads of a merge in progress. Empty for the first commit.
Result<Parents> find_parents(git_repository* repository) {
  Parents parents;
  auto head = head_commit(repository);
  if (!head) return fail(head.error());
  if (head->get()) parents.push_back(std::move(*head));
  const auto merged = merge_heads(repository);
  if (!merged) return fail(merged.error());
  for (const git_oid& id : *merged) {
    CommitHandle commit;
    if (int code = git_commit_lookup(out(commit), repository, &id); code < 0) {
      return git_failure(code, "reading MERGE_HEAD");
    }
    parents.push_back(std::move(commit));
  }
  return parents;
}

bool is_nothing_new(const git_tree* tree, const Parents& parents) {
  if (parents.empty()) return git_tree_entrycount(tree) == 0;
  return parents.size() == 1 && git_oid_equal(git_commit_tree_id(parents.front().get()), git_tree_id(tree));
}

struct Content {
  TreeHandle tree;
  Parents parents;
};

// `amended` is the commit to replace; null: the new commit follows HEAD.
Result<Content> find_content(git_repository* repository, git_commit* amended) {
  auto index = fresh_index(repository);
  if (!index) return fail(index.error());
  auto tree = write_tree(repository, index->get());
  if (!tree) return fail(tree.error());
  if (amended) {
    Parents parents(git_commit_parentcount(amended));
    for (unsigned i = 0; i < parents.size(); ++i) {
      if (int code = git_commit_parent(out(parents[i]), amended, i); code < 0) {
        return git_failure(code, "reading the commit's parents");
      }
    }
    return Content{std::move(*tree), std::move(parents)};
  }
  auto parents = find_parents(repository);
  if (!parents) return fail(parents.error());
  if (is_nothing_new(tree->get(), *parents)) {
    return git_refuses("nothing is staged", "stage a hunk or a file first");
  }
  return Content{std::move(*tree), std::move(*parents)};
}

// Creates the commit object; no branch refers to it yet.
Result<git_oid> create(git_repository* repository, const std::string& root, const Identities& who,
                       const Content& content, const std::string& message) {
  std::vector<const git_commit*> parents;
  for (const CommitHandle& parent : content.parents) parents.push_back(parent.get());
  Buffer buffer;
  int code =
      git_commit_create_buffer(buffer.get(), repository, who.author.get(), who.committer.get(), nullptr,
                               message.c_str(), content.tree.get(), parents.size(), parents.data());
  if (code < 0) return git_failure(code, "committing");
  const auto signature = sign_commit(repository, root, *who.committer, buffer.view());
  if (!signature) return fail(signature.error());
  git_oid id;
  code = git_commit_create_with_signature(&id, repository, buffer.get()->ptr,
                                          signature->empty() ? nullptr : signature->c_str(), nullptr);
  if (code < 0) return git_failure(code, "committing");
  return id;
}

// Moves HEAD's branch from `from` (null: the branch is unborn) to the new commit.
Result<void> move_tip(git_repository* repository, const Identities& who, const git_commit* from,
                      const git_oid& to, const std::string& why) {
  git_repository_set_ident(repository, who.committer->name, who.committer->email);  // for the reflog
  ReferenceHandle head, moved;
  int code = git_reference_lookup(out(head), repository, "HEAD");
  const char* target = code < 0 ? nullptr : git_reference_symbolic_target(head.get());
  if (code >= 0) {
    code = git_reference_create_matching(out(moved), repository, target ? target : "HEAD", &to,
                                         from != nullptr, from ? git_commit_id(from) : nullptr, why.c_str());
  }
  if (code < 0) return git_failure(code, "committing");
  return {};
}

// HEAD's commit, if it may be replaced.
Result<CommitHandle> amendable(git_repository* repository) {
  auto head = head_commit(repository);
  if (!head) return head;
  if (!head->get()) return git_refuses("no commit to amend", "commit first");
  if (git_repository_state(repository) != GIT_REPOSITORY_STATE_NONE) {
    return git_refuses("a merge or another operation is in progress", "finish it first");
  }
  auto ok = check_not_pushed(repository, *git_commit_id(head->get()), "make a new commit");
  if (!ok) return fail(ok.error());
  return head;
}

// See find_content for `amended`.
Result<CommitResult> commit_as(git_repository* repository, const std::string& root, const Patience& patience,
                               std::string_view message, git_commit* amended) {
  if (auto ok = clean_message(message); !ok) return fail(ok.error());
  if (auto ok = check_state(repository); !ok) return fail(ok.error());
  auto who = identities(repository);
  if (!who) return fail(who.error());
  if (amended && git_signature_dup(out(who->author), git_commit_author(amended)) < 0) {
    return git_failure(-1, "reading the author");
  }
  const Hooks hooks(repository, root, author_variables(*who->author), patience);
  CommitResult result;
  if (auto ok = pass_hook(hooks, "pre-commit", {}, result.hook_output); !ok) return fail(ok.error());
  auto content = find_content(repository, amended);  // after the hook, which may have staged more
  if (!content) return fail(content.error());
  const std::string file = std::string(git_repository_path(repository)) + "COMMIT_EDITMSG";
  auto text = final_message(hooks, root, file, message, result.hook_output);
  if (!text) return fail(text.error());
  auto id = create(repository, root, *who, *content, *text);
  if (!id) return fail(id.error());
  const git_commit* from = amended                    ? amended
                           : content->parents.empty() ? nullptr
                                                      : content->parents.front().get();
  const std::string kind = amended                       ? " (amend)"
                           : from == nullptr             ? " (initial)"
                           : content->parents.size() > 1 ? " (merge)"
                                                         : "";
  auto moved =
      move_tip(repository, *who, from, *id, "commit" + kind + ": " + text->substr(0, text->find('\n')));
  if (!moved) return fail(moved.error());
  end_merge(repository);
  result.id = git_oid_tostr_s(&*id);
  if (auto after = hooks.run("post-commit", {})) {  // too late to refuse
    result.hook_output += after->output;
    if (after->stopped) result.hook_output += "the post-commit hook was stopped\n";
  }
  return result;
}

}  // namespace

Result<CommitResult> GitWorkTree::commit(std::string_view message) {
  return commit_as(repository_.get(), root(), patience_, message, nullptr);
}

Result<CommitResult> GitWorkTree::amend(std::string_view message) {
  auto head = amendable(repository_.get());
  if (!head) return fail(head.error());
  return commit_as(repository_.get(), root(), patience_, message, head->get());
}

}  // namespace mintport
