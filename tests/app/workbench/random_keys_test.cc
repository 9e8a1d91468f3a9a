// Random keys, clicks and sizes, with edits by the user and by others in between: nothing may break, and no
// text may be lost. Seeds are fixed. MINTPORT_RANDOM_KEYS sets another number of keys (`make random-keys`
// presses 10,000), MINTPORT_RANDOM_SEEDS other seeds ("4 5 6").
#include <gtest/gtest.h>

#include <cstdlib>
#include <deque>
#include <memory>
#include <random>
#include <set>
#include <sstream>
#include <vector>

#include "app/git/repository.hh"
#include "app/workbench/desktop.hh"
#include "app/workbench/workbench.hh"
#include "support/git_sandbox.hh"

namespace mintport::ui {
namespace {

namespace fs = std::filesystem;

constexpr int kKeys = 1800;  // the long run has its own make target

int keys_to_press() {
  const char* asked = std::getenv("MINTPORT_RANDOM_KEYS");
  return asked != nullptr ? std::atoi(asked) : kKeys;
}

// An editor that writes a new text each time, and sometimes fails.
class RandomEditor : public Desktop {
 public:
  RandomEditor(const WorkTree& tree, std::mt19937& random) : Desktop(tree), random_(random) {}
  Result<void> edit(const std::string& path, std::uint32_t line) override {
    std::istringstream in(testing::read_file(path));
    std::string text, row;
    for (std::uint32_t i = 1; std::getline(in, row); ++i) {
      text += row + "\n";
      if (i == line) text += "mine = " + std::to_string(++edits_ * 1000 + random_() % 1000) + "\n";
    }
    testing::write_file(path, text);
    if (random_() % 8 == 0) return fail({ErrorKind::io, "", 0, "the editor failed", ""});
    return {};
  }
  Result<std::string> edit_text(std::string_view text, const std::string&) override {
    return std::string(text) + "\nMore.\n";
  }

 private:
  std::mt19937& random_;
  unsigned edits_ = 0;
};

class RandomKeys : public ::testing::TestWithParam<unsigned> {
 protected:
  RandomKeys() : random_(GetParam()) {
    for (const char* name : {"a", "b", "c"}) {
      sandbox_.write("hf/models/" + std::string(name) + ".py",
                     "import torch\n\n\ndef f(x, y):\n    y = y.repeat(2, 1)\n    z = torch.cat([x, y])\n"
                     "    return torch.linalg.lstsq(z, y)\n\n\nname = \"" +
                         std::string(name) + "\"\n");
    }
    sandbox_.commit({{"hf/__init__.py", ""},
                     {"mintport.json", R"({"source": {"root": "hf"}, "port": {"root": "port"}})"}});
    start();
  }

  void start() {
    bench_.reset();
    session_.reset();
    desk_.reset();
    auto opened = open_repository(sandbox_.root().string());
    ASSERT_TRUE(opened);
    tree_ = *std::move(opened);
    desk_ = std::make_unique<RandomEditor>(*tree_, random_);
    session_ = std::make_unique<Session>(*tree_, tables_, *desk_, false);
    ASSERT_TRUE(session_->load());
    session_->count_all();
    bench_ = std::make_unique<Workbench>(*session_, *desk_);
  }

  std::size_t below(std::size_t count) { return random_() % count; }

  // Most often a command's key, else typed text.
  Key any_key() {
    static const std::vector<Key> bound = [] {
      const KeyTable table;
      std::vector<Key> out;
      for (const KeyTable::Binding& binding : table.bindings()) out.push_back(binding.key);
      return out;
    }();
    constexpr std::string_view kTyped = "aefmnorst .:/(=1 ";
    constexpr SpecialKey kOften[] = {SpecialKey::enter, SpecialKey::enter, SpecialKey::escape,
                                     SpecialKey::down, SpecialKey::tab};
    switch (below(6)) {
      case 0:
        return key_of(static_cast<char32_t>(kTyped[below(kTyped.size())]));
      case 1:
      case 2:
        return key_of(kOften[below(std::size(kOften))]);
      default:
        return bound[below(bound.size())];
    }
  }

  // Common sequences of keys, so that chance alone need not find them.
  void queue_work() {
    constexpr const char* kWays[] = {"esc esc esc 1 ctrl-p a enter enter",
                                     "esc esc esc 1 ctrl-p c enter enter",
                                     "esc esc 2 ] enter enter",
                                     "esc esc 2 e",
                                     "esc 3 G w n o enter",
                                     "esc esc 2 a",
                                     "esc esc c ctrl-s",
                                     "u",
                                     "u u u",
                                     "U U",
                                     "esc esc f F a enter",
                                     "esc 2 g space"};
    const auto keys = parse_keys(kWays[below(std::size(kWays))]);
    queue_.insert(queue_.end(), keys->begin(), keys->end());
  }

  Event any_event() {
    if (queue_.empty() && below(8) == 0) queue_work();
    if (!queue_.empty()) {
      const Key key = queue_.front();
      queue_.pop_front();
      return key;
    }
    switch (below(40)) {
      case 0:
        return Resize{static_cast<int>(1 + below(60)), static_cast<int>(1 + below(220))};
      case 1:
        return Resize{static_cast<int>(24 + below(40)), static_cast<int>(80 + below(140))};
      case 2:
      case 3:
        return MouseEvent{.row = static_cast<int>(below(60)),
                          .column = static_cast<int>(below(220)),
                          .button = below(3) == 0 ? MouseButton::wheel_down : MouseButton::left,
                          .action = static_cast<MouseAction>(below(3))};
      case 4:
        return Tick{};
      default:
        return any_key();
    }
  }

  // Another program overwrites or removes a file of the port; the previous text is its loss.
  void others() {
    const auto texts = texts_now();
    if (texts.empty()) return;
    auto at = texts.begin();
    std::advance(at, static_cast<long>(below(texts.size())));
    if (at->first == "mintport.json") return;
    sandbox_.write(at->first, at->second + "theirs = " + std::to_string(random_() % 1000) + "\n");
  }

  // The files that the workbench may change.
  std::map<std::string, std::string> texts_now() const {
    std::map<std::string, std::string> out{{"mintport.json", sandbox_.read("mintport.json")}};
    if (!fs::exists(sandbox_ / "port")) return out;
    for (const auto& entry : fs::recursive_directory_iterator(sandbox_ / "port")) {
      if (!entry.is_regular_file()) continue;
      out[fs::relative(entry.path(), sandbox_.root()).generic_string()] = testing::read_file(entry.path());
    }
    return out;
  }

  // All texts that git keeps: those of HEAD, the index and the journal.
  std::set<std::string> kept() const {
    std::set<std::string> out;
    std::istringstream in(sandbox_.git({"cat-file", "--batch-check=%(objectname)", "--batch-all-objects"}));
    for (std::string id; std::getline(in, id);) out.insert(id);
    return out;
  }
  std::string id_of(const std::string& text) const {
    testing::write_file(sandbox_.folder() / "text", text);
    std::string id = sandbox_.git({"hash-object", "--no-filters", (sandbox_.folder() / "text").string()});
    id.pop_back();
    return id;
  }

  std::mt19937 random_;
  std::deque<Key> queue_;
  testing::GitSandbox sandbox_;
  Tables tables_ = *Tables::embedded();
  std::unique_ptr<WorkTree> tree_;
  std::unique_ptr<RandomEditor> desk_;
  std::unique_ptr<Session> session_;
  std::unique_ptr<Workbench> bench_;
};

TEST_P(RandomKeys, LoseNothing) {
  std::set<std::string> replaced;  // texts that the workbench replaced in the work tree
  auto before = texts_now();
  int rows = 24, columns = 80;
  for (int i = 0, keys = keys_to_press(); i < keys; ++i) {
    const Event event = any_event();
    SCOPED_TRACE("event " + std::to_string(i) + ": " + to_string(event));
    if (const auto* size = std::get_if<Resize>(&event))
      std::tie(rows, columns) = std::pair(size->rows, size->columns);
    bench_->handle(event);
    while (bench_->busy() && below(4) != 0) bench_->handle(Wake{});  // otherwise the next key meets the job
    if (below(20) == 0) session_->count_all();
    Grid grid(rows, columns);
    bench_->draw(grid);
    auto now = texts_now();
    for (const auto& [path, text] : before) {
      const auto at = now.find(path);
      if (at == now.end() || at->second != text) replaced.insert(text);
    }
    if (bench_->done()) start();
    if (below(200) == 0) others();
    before = texts_now();
  }
  const std::set<std::string> objects = kept();
  for (const std::string& text : replaced) {
    EXPECT_TRUE(objects.contains(id_of(text))) << "lost:\n" << text;
  }
  EXPECT_GT(replaced.size(), 10u);  // it did change something
  EXPECT_EQ(sandbox_.git({"fsck", "--no-dangling"}), "");
}

std::vector<unsigned> seeds() {
  const char* asked = std::getenv("MINTPORT_RANDOM_SEEDS");
  std::vector<unsigned> out;
  std::istringstream in(asked != nullptr ? asked : "1 2 3");
  for (unsigned seed; in >> seed;) out.push_back(seed);
  return out;
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomKeys, ::testing::ValuesIn(seeds()));

}  // namespace
}  // namespace mintport::ui
