#include "support/git_sandbox.hh"

#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace mintport::testing {
namespace {

using Variables = std::map<std::string, std::optional<std::string>>;

void set(const std::string& name, const std::optional<std::string>& value) {
  if (value) {
    setenv(name.c_str(), value->c_str(), 1);
  } else {
    unsetenv(name.c_str());
  }
}

Variables without_machine(const std::string& home) {
  Variables result{{"EMAIL", std::nullopt}, {"XDG_CONFIG_HOME", std::nullopt}};
  for (char** entry = environ; entry && *entry; ++entry) {
    const std::string_view text = *entry;
    if (text.starts_with("GIT_")) result[std::string(text.substr(0, text.find('=')))] = std::nullopt;
  }
  result["HOME"] = home;
  result["GIT_CONFIG_NOSYSTEM"] = "1";
  result["TZ"] = "UTC";
  return result;
}

}  // namespace

ScopedEnvironment::ScopedEnvironment(const Variables& variables) {
  for (const auto& [name, value] : variables) {
    const char* before = std::getenv(name.c_str());
    before_[name] = before ? std::optional<std::string>(before) : std::nullopt;
    set(name, value);
  }
}

ScopedEnvironment::~ScopedEnvironment() {
  for (const auto& [name, value] : before_) set(name, value);
}

GitSandbox::GitSandbox() : environment_(without_machine((folder_ / "home").string())) {
  write_file(home() / ".gitconfig", "[user]\n\tname = Ada Tester\n\temail = ada@example.com\n");
  std::filesystem::create_directories(root());
  git({"init", "-q"});
  git({"symbolic-ref", "HEAD", "refs/heads/main"});
}

ProcessResult GitSandbox::try_git(const std::vector<std::string>& arguments) const {
  std::vector<std::string> words{"git"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return run(words, {.folder = root(), .environment = {}, .input = {}});
}

std::string GitSandbox::git(const std::vector<std::string>& arguments) const {
  const ProcessResult result = try_git(arguments);
  if (result.status != 0) throw std::runtime_error("git " + arguments.front() + ": " + result.errors);
  return result.out;
}

void GitSandbox::commit(const std::map<std::string, std::string>& files, const std::string& message) const {
  for (const auto& [path, bytes] : files) write(path, bytes);
  git({"add", "--all"});
  git({"commit", "-q", "-m", message});
}

void GitSandbox::hook(std::string_view name, std::string_view script) const {
  const std::filesystem::path path = root() / ".git/hooks" / name;
  write_file(path, "#!/bin/sh\n" + std::string(script));
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
}

}  // namespace mintport::testing
