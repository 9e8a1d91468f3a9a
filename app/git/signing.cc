#include "app/git/signing.hh"

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/git/failure.hh"
#include "app/git/git_work_tree.hh"
#include "app/git/hooks.hh"
#include "app/git/program.hh"
#include "core/base/text.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

// A folder that only this user can read; the destructor removes it.
class PrivateFolder {
 public:
  PrivateFolder() {
    std::string name = (fs::temp_directory_path() / "mintport-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  ~PrivateFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }  // empty: creation failed
  std::string write(const std::string& name, std::string_view text) const {
    std::ofstream(path_ + "/" + name, std::ios::binary) << text;
    return path_ + "/" + name;
  }

 private:
  std::string path_;
};

class Signer {
 public:
  Signer(const git_config* config, const std::string& root, const git_signature& committer)
      : config_(config), root_(root), committer_(committer) {}

  Result<std::string> sign(std::string_view content) const {
    const std::string format = text("gpg.format");
    if (format.empty() || format == "openpgp")
      return by_gpg(first({"gpg.openpgp.program", "gpg.program"}, "gpg"), content);
    if (format == "x509") return by_gpg(first({"gpg.x509.program"}, "gpgsm"), content);
    if (format == "ssh") return by_ssh(first({"gpg.ssh.program"}, "ssh-keygen"), content);
    return git_refuses("gpg.format is '" + format + "'", "use openpgp, x509 or ssh");
  }

 private:
  // Also for paths: expands "~/" to the home folder. Empty if it is not set.
  std::string text(const char* name) const {
    Buffer value;
    if (git_config_get_path(value.get(), config_, name) < 0) return {};
    return std::string(value.view());
  }
  std::string first(std::initializer_list<const char*> names, std::string otherwise) const {
    for (const char* name : names) {
      if (std::string value = text(name); !value.empty()) return value;
    }
    return otherwise;
  }

  Result<ProgramRun> run(std::vector<std::string> words, std::string_view input) const {
    const std::string program = words.front();
    ProgramRun run;
    if (const int error = run_program({std::move(words), root_, child_environment({}), input}, run)) {
      return git_refuses("cannot start the signing program '" + program + "': " + std::strerror(error),
                         "install it, or set gpg.program (gpg.ssh.program) to its path");
    }
    return run;
  }

  Result<std::string> by_gpg(const std::string& program, std::string_view content) const {
    std::string key = text("user.signingkey");
    if (key.empty()) key = std::string(committer_.name) + " <" + committer_.email + ">";
    auto run = this->run({program, "--status-fd=2", "-bsau", key}, content);
    if (!run) return fail(run.error());
    if (run->status != 0 || ("\n" + run->errors).find("\n[GNUPG:] SIG_CREATED ") == std::string::npos) {
      return git_refuses("cannot sign the commit for " + key, std::string(trim(run->errors)));
    }
    return std::string(trim(run->output));
  }

  // The key as git accepts it: a file, or with `is_text` a public key that ssh-agent holds.
  Result<std::string> ssh_key(bool& is_text) const {
    std::string key = text("user.signingkey");
    const std::string command = text("gpg.ssh.defaultKeyCommand");
    if (key.empty() && !command.empty()) {
      auto run = this->run({"/bin/sh", "-c", command}, "");
      if (!run) return fail(run.error());
      key = std::string(split(run->output, '\n').front());
    }
    is_text = key.starts_with("key::") || key.starts_with("ssh-");
    if (key.starts_with("key::")) key.erase(0, 5);
    if (key.empty()) return git_refuses("no key for signing the commit", "set user.signingkey");
    return key;
  }

  Result<std::string> by_ssh(const std::string& program, std::string_view content) const {
    bool is_text = false;
    auto key = ssh_key(is_text);
    if (!key) return key;
    const PrivateFolder folder;
    if (folder.path().empty())
      return io_failure(errno, "signing the commit", fs::temp_directory_path().string());
    std::vector<std::string> words{
        program, "-Y", "sign", "-n", "git", "-f", is_text ? folder.write("key", *key + "\n") : *key};
    if (is_text) words.push_back("-U");  // the agent holds the private key
    const std::string commit = folder.write("commit", content);
    words.push_back(commit);
    auto run = this->run(std::move(words), "");
    if (!run) return fail(run.error());
    std::ifstream file(commit + ".sig", std::ios::binary);
    const std::string signature(std::istreambuf_iterator<char>(file), {});
    if (run->status != 0 || signature.empty()) {
      return git_refuses("cannot sign the commit with the key " + *key, std::string(trim(run->errors)));
    }
    return std::string(trim(signature));
  }

  const git_config* config_;
  const std::string& root_;
  const git_signature& committer_;
};

}  // namespace

Result<std::string> sign_commit(git_repository* repository, const std::string& root,
                                const git_signature& committer, std::string_view content) {
  auto config = settings(repository);
  if (!config) return fail(config.error());
  int wanted = 0;
  if (git_config_get_bool(&wanted, config->get(), "commit.gpgsign") < 0 || !wanted) return std::string();
  return Signer(config->get(), root, committer).sign(content);
}

}  // namespace mintport
