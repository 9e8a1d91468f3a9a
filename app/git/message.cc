// Initial commit messages: HEAD's message, and commit.template.
#include <fstream>
#include <iterator>

#include "app/git/failure.hh"
#include "app/git/git_work_tree.hh"

namespace mintport {

Result<std::string> GitWorkTree::head_message() {
  auto head = head_commit(repository_.get());
  if (!head) return fail(head.error());
  if (!head->get()) return fail({ErrorKind::not_found, "", 0, "no commit yet", ""});
  const char* message = git_commit_message(head->get());
  return std::string(message ? message : "");
}

Result<MessageTemplate> GitWorkTree::message_template() {
  auto config = settings(repository_.get());
  if (!config) return fail(config.error());
  MessageTemplate out;
  Buffer comment, path;
  if (git_config_get_string_buf(comment.get(), config->get(), "core.commentChar") >= 0 &&
      !comment.view().empty() && comment.view() != "auto") {
    out.comment = comment.view();
  }
  if (git_config_get_path(path.get(), config->get(), "commit.template") < 0) return out;
  const std::string name(path.view()), full = name.starts_with('/') ? name : root() + "/" + name;
  std::ifstream file(full, std::ios::binary);
  if (!file) {
    return fail({ErrorKind::git, name, 0, "cannot read commit.template",
                 "create the file, or unset commit.template"});
  }
  out.text.assign(std::istreambuf_iterator<char>(file), {});
  return out;
}

}  // namespace mintport
