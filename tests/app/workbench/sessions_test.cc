// Files ported from scratch on a real layout: mindone 0.5.0 is a git repository, and HF's diffusers 0.35.1 is
// an installed package. The keys of each session are in sessions/, to be played by `mintport open --keys` as
// well. What is typed in the editor is in their comments, and counts.
#include <gtest/gtest.h>

#include <cstdlib>
#include <deque>
#include <iostream>
#include <memory>
#include <set>

#include "app/git/repository.hh"
#include "app/workbench/desktop.hh"
#include "app/workbench/workbench.hh"
#include "core/base/text.hh"
#include "support/git_sandbox.hh"
#include "support/temp_dir.hh"
#include "views/input/key_file.hh"

namespace mintport::ui {
namespace {

namespace fs = std::filesystem;

const std::string kPortRoot = "mindone/diffusers/";

struct Recorded {
  const char* name;
  const char* path;
  std::size_t most;  // keys: half of what they took before
};
constexpr Recorded kSessions[] = {{"model", "models/transformers/transformer_wan.py", 25},
                                  {"scheduler", "schedulers/scheduling_ddpm.py", 40},
                                  {"pipeline", "pipelines/kandinsky2_2/pipeline_kandinsky2_2_prior.py", 60}};

// An editor that replaces texts in the line at which it is opened.
class Editor : public Desktop {
 public:
  using Desktop::Desktop;
  std::deque<std::pair<std::string, std::string>> edits;

  Result<void> edit(const std::string& path, std::uint32_t line) override {
    std::string text = testing::read_file(path);
    std::size_t begin = 0;
    while (--line > 0) begin = text.find('\n', begin) + 1;
    for (const auto& [before, after] : edits) {
      const std::size_t at = text.find(before, begin);
      EXPECT_LT(at, text.find('\n', begin)) << before << " is not in the line";
      if (at != std::string::npos) text.replace(at, before.size(), after);
    }
    edits.clear();
    testing::write_file(path, text);
    return {};
  }
};

class RealLayout : public ::testing::Test {
 protected:
  RealLayout() {
    const fs::path deps = MINTPORT_DEPS;
    fs::copy(deps / "mindone-0.5.0/mindone", git / "mindone", fs::copy_options::recursive);
    for (const Recorded& session : kSessions) EXPECT_TRUE(fs::remove(git / kPortRoot / session.path));
    const fs::path site = git.folder() / "env/lib/python3.11/site-packages";
    fs::create_directories(site.parent_path());
    fs::create_directory_symlink(deps / "diffusers-0.35.1", site);
    git.write("mintport.json", R"({
  "source": {"root": "diffusers==0.35.1", "version": "0.35.1", "python": "../env"},
  "port": {"root": "mindone/diffusers"}
}
)");
    git.git({"add", "--all"});
    git.git({"commit", "-q", "-m", "mindone 0.5.0"});
    tree = *open_repository(git.root().string());
    tables.set_profile(*Profile::load("mindone"));
    desk = std::make_unique<Editor>(*tree);
    session = std::make_unique<Session>(*tree, tables, *desk, false);
    const auto loaded = session->load();
    EXPECT_TRUE(loaded) << to_string(loaded.error());
    bench = std::make_unique<Workbench>(*session, *desk);
    bench->draw(grid);
  }

  // Plays the file and returns the number of keys in it.
  std::size_t play(const std::string& name) {
    std::size_t pressed = 0;
    const std::string text = testing::read_file(fs::path(MINTPORT_SESSIONS) / (name + ".keys"));
    for (const std::string_view whole : split_lines(text)) {
      const std::string line(trim(whole));
      if (line.starts_with("# vim: ")) {
        pressed += parse_keys(line.substr(7))->size();
      } else if (line.starts_with("# edit: ")) {
        const std::size_t arrow = line.find(" => ");
        desk->edits.emplace_back(line.substr(8, arrow - 8), line.substr(arrow + 4));
      } else {
        pressed += press(line);
      }
    }
    return pressed;
  }
  std::size_t press(const std::string& line) {
    const auto keys = parse_key_file(line, "");
    EXPECT_TRUE(keys) << line;
    for (const Key& key : *keys) {
      bench->handle(key);
      while (bench->busy()) bench->handle(Wake{});
      bench->draw(grid);
      if (std::getenv("MINTPORT_TRACE") != nullptr) std::cerr << to_string(key) << "\n" << grid.text();
    }
    EXPECT_FALSE(bench->complains()) << line << "\n" << grid.text();
    return keys->size();
  }

  testing::GitSandbox git;
  Tables tables = *Tables::embedded();
  std::unique_ptr<WorkTree> tree;
  std::unique_ptr<Editor> desk;
  std::unique_ptr<Session> session;
  std::unique_ptr<Workbench> bench;
  Grid grid{36, 120};
};

TEST_F(RealLayout, AModelASchedulerAndAPipelineArePortedInFewKeys) {
  for (const auto& [name, path, most] : kSessions) {
    SCOPED_TRACE(name);
    const std::size_t pressed = play(name);
    EXPECT_LE(pressed, most);
    RecordProperty(name, static_cast<int>(pressed));
    EXPECT_EQ(session->file()->path, path);
    EXPECT_EQ(session->state().find(path)->count(Life::open), 0u) << grid.text();
    EXPECT_TRUE(session->state().find(path)->committed);
    EXPECT_EQ(git.git({"log", "-1", "--format=%s"}),
              "Port " +
                  (std::string(path).size() <= 55 ? std::string(path) : fs::path(path).filename().string()) +
                  " to MindSpore\n");
    EXPECT_EQ(git.git({"status", "--short"}), "");
    const std::string text = git.read(kPortRoot + path);
    EXPECT_EQ(text.find("import torch\n"), std::string::npos);
    EXPECT_EQ(text.find(").image_embeds"), std::string::npos);
  }
  std::set<std::string> reasons;
  for (const Waiver& waiver : session->state().manifest.waived) reasons.insert(waiver.reason);
  EXPECT_EQ(session->state().manifest.waived.size(), 3u);
  EXPECT_EQ(reasons, (std::set<std::string>{"cast below", "a batch"}));  // each typed once
}

}  // namespace
}  // namespace mintport::ui
