#include "scenarios/world.hh"

#include "support/temp_dir.hh"

namespace mintport::ui::scenarios {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDate = "2026-01-31T12:00:00Z";

}  // namespace

World::World(const fs::path& base)
    : dates_{{"GIT_AUTHOR_DATE", kDate}, {"GIT_COMMITTER_DATE", kDate}}, root_(sandbox_.root()) {
  to_state("begun", [&] {
    fs::copy(base, root_, fs::copy_options::recursive);
    run("git add --all && git commit -q -m Begin");
  });
}

template <class Make>
void World::to_state(const std::string& name, Make make) {
  static const testing::TempDir states;
  const fs::path kept = states / name;
  if (untouched_ && fs::exists(kept)) {
    fs::remove_all(root_);
    fs::copy(kept, root_, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    return;
  }
  make();
  if (untouched_) fs::copy(root_, kept, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
}

void World::set_up(const std::string& line) {
  const auto [word, rest] = split_word(line);
  if (word == "$") {
    untouched_ = false;
    run(rest);
  } else if (line == "converted") {
    to_state(line, [this] { run("\"$MINTPORT\" convert --src-root hf --dst-root port >/dev/null"); });
  } else if (line == "ported") {
    to_state(line, [this] {
      set_up("converted");
      run("git add --all && git commit -q -m Port");
    });
  } else if (word == "size") {
    std::tie(columns_, rows_) = two_numbers(rest, 'x');
  } else if (word == "env") {
    const std::size_t equals = std::min(rest.find('='), rest.size());
    environment_[rest.substr(0, equals)] = rest.substr(std::min(equals + 1, rest.size()));
  } else if (!line.empty() && !line.starts_with("# ")) {
    throw Failure("not a line of a setup: " + line);
  }
}

void World::write(const std::string& path, const std::vector<std::string>& lines) {
  untouched_ = false;
  sandbox_.write(path, joined(lines));
}

void World::run(const std::string& command) const {
  const testing::ProcessResult result = shell("set -e\n" + command);
  if (result.status != 0) throw Failure(command + ": " + result.errors);
}

std::vector<std::string> World::transcript(const std::vector<std::string>& lines) const {
  std::vector<std::string> out;
  for (const std::string& line : lines) {
    if (!line.starts_with("$ ")) continue;
    out.push_back(line);
    const testing::ProcessResult result = shell(line.substr(2));
    for (std::string& printed : lines_of(steady(result.out + result.errors)))
      out.push_back(std::move(printed));
  }
  return out;
}

std::string World::steady(std::string text) const {
  const std::string name = root_.string();
  for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at)) {
    text.replace(at, name.size(), "ROOT");
  }
  return text;
}

testing::ProcessResult World::shell(const std::string& command) const {
  return testing::run({"sh", "-c", command},
                      {.folder = root_,
                       .environment = {{"MINTPORT", MINTPORT_PROGRAM}, {"DEPS", MINTPORT_DEPS}},
                       .input = {}});
}

}  // namespace mintport::ui::scenarios
