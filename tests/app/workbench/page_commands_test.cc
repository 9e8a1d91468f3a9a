// The effect of every command's key on every page, recorded in tests/app/workbench/page_commands/PAGE.txt.
// MINTPORT_UPDATE=1 rewrites the files; review the diff before you keep it. MINTPORT_PAGE_SCREENS=FOLDER
// writes the whole screens there, to compare two builds.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "app/workbench/bench.hh"

namespace mintport::ui {
namespace {

namespace fs = std::filesystem;

const std::string kModel =
    "import torch\nimport torch.nn as nn\n\n\ndef f(x, y):\n    y = y.repeat(2, 1)\n"
    "    z = torch.cat([x, y])\n    return torch.linalg.lstsq(z, y)\n\n\n"
    "class Block(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
    "        self.norm = nn.LayerNorm(4)\n        self.proj = nn.Linear(4, 4)\n";
const std::string kA = "port/models/a.py", kB = "port/b.py";

// A page, and the keys that lead to it. In all of them models/a.py is open and converted; b.py is converted
// and under the cursor in lists of files, so that keys that act on the wrong file are noticed.
struct Place {
  const char* name;
  const char* keys;
  enum class With { nothing, edit, conflict, broken } with = With::nothing;
};
void PrintTo(const Place& place, std::ostream* out) {
  *out << place.name;
}

const Place kPlaces[] = {
    {"tree", "1 G"},
    {"tree-folder", "1 g"},
    {"code", "2 g ]"},
    {"selection", "2 g ] v j"},
    {"findings", "3"},
    {"detail", "2 g ] enter"},
    {"symbols", "f"},
    {"symbols-places", "f enter"},
    {"batch", "f / . r e p e a t enter F"},
    {"entry", "2 E", Place::With::edit},
    {"weights", "p"},
    {"validation", "L"},
    {"staging", "4 k"},
    {"staging-hunks", "4 k tab"},
    {"conflicts", "C", Place::With::conflict},
    {"no-conflicts", "C"},
    {"commit", "2 a c"},
    {"breaks", "2 a c ctrl-s", Place::With::broken},
    {"explain", "2 g ] ?"},
    {"help", "f1"},
    {"start", "0"},
    {"steps", "S j"},
    {"picker", "ctrl-p"},
    {"command-line", ": u n d o"},
    {"waive", "2 g ] w"},
    {"search", "2 /"},
    {"question", "2 a c ctrl-s c", Place::With::broken},
};

std::string read(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// Everything that a key may change, except the screen.
struct World {
  FakeWorkTree::Files work, index;
  std::size_t commits = 0, waived = 0, done = 0;
  std::map<std::string, Fingerprint> marks;
  std::map<std::string, std::set<Fingerprint>> hunk_marks;
};

class PageCommands : public Bench, public ::testing::WithParamInterface<Place> {
 protected:
  void prepare() {
    tree = FakeWorkTree({{"hf/models/a.py", kModel},
                         {"hf/models/c.py", kModel},
                         {"hf/b.py", "import torch\n\nx = torch.linalg.lstsq(1, 2)\n"},
                         {"mintport.json", kManifest}});
    desk = {};
    desk.typed = "typed in the editor\n";
    desk.editor = [this](const std::string& path, std::uint32_t line) {
      edited = path + ":" + std::to_string(line);
    };
    start(30, 110);
    for (const char* path : {"b.py", "models/a.py"}) {
      bench->open(path);
      keys("enter");
    }
    const std::string ported = tree.work[kA];
    switch (GetParam().with) {
      case Place::With::nothing:
        break;
      case Place::With::edit: {
        std::string& text = tree.work[kA];
        text.replace(text.find("mint.cat"), 8, "lin.cat");
        text.insert(0, "import ours.lin as lin\n");
        keys("r g /");
        type("lin.cat");
        keys("enter");
        break;
      }
      case Place::With::conflict:
        tree.work[kB] = "<<<<<<< port\nx = 1\n||||||| old\nx = 0\n=======\nx = 2\n>>>>>>> new\n";
        keys("r");
        break;
      case Place::With::broken:
        tree.work[kA] = ported + "import torch\nx = torch.cat(1)\n";
        keys("r");
        break;
    }
    keys(GetParam().keys);
    session->count_all();
    bench->draw(grid);
    edited.clear();
  }

  World world() {
    return {tree.work,
            tree.index,
            tree.commits.size(),
            session->state().manifest.waived.size(),
            session->state().history.done,
            session->state().marks,
            session->state().hunk_marks};
  }

  static std::string differing(const FakeWorkTree::Files& before, const FakeWorkTree::Files& after) {
    std::string out;
    for (const auto& [path, text] : after) {
      const auto at = before.find(path);
      if (at == before.end() || at->second != text) out += " " + path;
    }
    for (const auto& [path, text] : before) {
      if (!after.contains(path)) out += " -" + path;
    }
    return out;
  }

  // The body of the screen, without bars.
  std::string body() {
    std::string out;
    for (int i = 1; i < grid.height() - 2; ++i) out += row(i) + "\n";
    return out;
  }
  static std::string trimmed(std::string text) {
    text.erase(text.find_last_not_of(' ') + 1);
    return text.erase(0, text.find_first_not_of(' '));
  }

  std::string outcome(const World& before, const std::string& body_before) {
    const World now = world();
    std::string out;
    auto add = [&](const std::string& what) { out += (out.empty() ? "" : "; ") + what; };
    if (const auto paths = differing(before.work, now.work); !paths.empty()) add("writes" + paths);
    if (const auto paths = differing(before.index, now.index); !paths.empty()) add("stages" + paths);
    if (now.commits != before.commits) add("commits");
    if (now.waived != before.waived) add("waives");
    if (now.marks != before.marks) add("marks a file");
    if (now.hunk_marks != before.hunk_marks) add("marks a hunk");
    if (now.done != before.done) add(now.done > before.done ? "a step" : "a step back");
    if (!edited.empty()) add("edits " + edited);
    if (!desk.clipboard.empty())
      add("copies \"" + trimmed(desk.clipboard.substr(0, desk.clipboard.find('\n'))) + "\"");
    if (bench->done()) add("quits");
    if (body() != body_before) add("screen");
    return out.empty() ? "nothing" : out;
  }

  std::string edited;
};

TEST_P(PageCommands, DoWhatTheirTableSays) {
  const char* screens = std::getenv("MINTPORT_PAGE_SCREENS");
  std::string got;
  for (const CommandInfo& command : commands()) {
    if (command.keys.empty()) continue;
    prepare();
    ASSERT_FALSE(HasFailure());
    const World before = world();
    const std::string body_before = body(), key(command.keys.substr(0, command.keys.find(' ')));
    if (got.empty()) got = std::string(GetParam().name) + ": " + trimmed(status()) + "\n\n";
    keys(key);
    std::string name(command.name);
    name.resize(18, ' ');
    got += name + outcome(before, body_before) + "\n" + std::string(18, ' ') + trimmed(status()) + "\n";
    if (screens != nullptr) {
      fs::create_directories(screens);
      std::ofstream(fs::path(screens) / (std::string(GetParam().name) + "." + std::string(command.name)))
          << grid.text();
    }
  }
  const fs::path golden = fs::path(MINTPORT_PAGE_COMMANDS) / (std::string(GetParam().name) + ".txt");
  if (std::getenv("MINTPORT_UPDATE") != nullptr) {
    fs::create_directories(golden.parent_path());
    std::ofstream(golden, std::ios::binary) << got;
  }
  EXPECT_EQ(got, read(golden)) << "MINTPORT_UPDATE=1 writes " << golden << " anew";
}

TEST_P(PageCommands, ArePastedAsTextOnly) {
  prepare();
  std::mt19937 random(1);
  std::string bytes;
  for (int i = 0; i < 10'000; ++i) bytes += static_cast<char>(random());
  const World before = world();
  const std::string body_before = body(), typed = bench->where().typed, focus = to_string(bench->where());
  bench->handle(Paste{bytes});
  bench->draw(grid);
  EXPECT_FALSE(bench->done());
  if (typed.empty() && bench->where().typed.empty()) {
    EXPECT_EQ(outcome(before, body_before), "nothing");
    EXPECT_EQ(to_string(bench->where()), focus);
    EXPECT_EQ(trimmed(status()), "not pasted: only text fields take pasted text");
  } else {
    EXPECT_EQ(outcome(before, body_before), "screen");
    EXPECT_NE(bench->where().typed, typed);
  }
}

INSTANTIATE_TEST_SUITE_P(Pages, PageCommands, ::testing::ValuesIn(kPlaces), [](const auto& place) {
  std::string name = place.param.name;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace mintport::ui
