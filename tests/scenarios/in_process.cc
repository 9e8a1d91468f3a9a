#include <map>

#include "app/commands/tables.hh"
#include "app/git/repository.hh"
#include "app/workbench/desktop.hh"
#include "app/workbench/headless.hh"
#include "core/project/manifest.hh"
#include "scenarios/player.hh"

namespace mintport::ui::scenarios {
namespace {

template <class T>
T need(Result<T> result) {
  if (!result) throw Failure(to_string(result.error()));
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

// The tables of load_project_tables. Cached, because reading the embedded ones takes longer than most
// scenarios.
Result<Tables> tables_of(const std::string& root, const Manifest& manifest) {
  static std::map<std::string, Tables> read;  // by profile
  if (!manifest.mappings.empty()) return cli::load_project_tables(root, manifest, {});
  if (!read.contains(manifest.profile))
    read.emplace(manifest.profile, need(cli::load_project_tables(root, manifest, {})));
  return read.at(manifest.profile).copy();
}

// Real notes in the repository; .git/editor as the editor, a clipboard that accepts everything, a fixed date.
class TestDesk : public Desktop {
 public:
  explicit TestDesk(const World& world, const WorkTree& tree) : Desktop(tree), world_(world) {}

  Result<void> edit(const std::string& path, std::uint32_t line) override {
    return run_editor("+" + std::to_string(line) + " '" + path + "'");
  }
  std::string today() override { return "2026-01-31"; }
  std::int64_t now() override { return 1769860800; }  // noon of that day
  bool copy(std::string_view) override { return true; }

 private:
  Result<void> run_editor(const std::string& arguments) {
    try {
      world_.run("sh .git/editor " + arguments);
    } catch (const Failure& failure) {
      return fail({ErrorKind::io, "", 0, failure.what(), ""});
    }
    return {};
  }

  const World& world_;
};

class InProcess : public Player {
 public:
  explicit InProcess(World& world) : world_(world), rows_(world.rows()), columns_(world.columns()) {
    start();
  }

  void press(const std::vector<Key>& keys) override {
    for (const Key& key : keys) handle(key);
  }
  void mouse(const MouseEvent& event) override { handle(event); }
  void resize(int rows, int columns) override {
    rows_ = rows;
    columns_ = columns;
    bench_->resize(rows, columns);
  }
  void look() override { handle(Tick{}); }
  void restart() override {
    look();  // a terminal ticks every second, which saves the notes
    start();
  }
  bool step(const std::string&, const std::string&) override { return false; }

  bool sees(const std::string& text) override { return screen().find(text) != std::string::npos; }
  bool sees_no(const std::string& text) override { return !sees(text); }
  std::string screen() override { return world_.steady(bench_->screen().text()); }
  std::optional<std::string> focus() override { return to_string(bench_->bench().where()); }
  std::optional<std::string> look_of(const std::string&) override { return std::nullopt; }
  std::optional<Spot> find(const std::string& text) override {
    const std::vector<std::string> rows = lines_of(bench_->screen().text());
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const std::size_t at = rows[row].find(text);
      if (at != std::string::npos) return Spot{static_cast<int>(row), display_width(rows[row].substr(0, at))};
    }
    return std::nullopt;
  }

 private:
  void start() {
    bench_.reset();
    desk_.reset();
    const std::string root = world_.root().string();
    tree_ = need(open_repository(root));
    desk_ = std::make_unique<TestDesk>(world_, *tree_);
    auto load = [root](const Manifest& now) { return tables_of(root, now); };
    tables_ = need(load(need(parse_manifest(need(tree_->read(std::string(kManifestName)))))));
    bench_ = std::make_unique<Headless>(*tree_, *tables_, *desk_, rows_, columns_, load);
    need(bench_->start());
    bench_->resume();
  }
  void handle(const Event& event) {
    if (!bench_->handle(event)) throw Failure("the workbench has ended");
  }

  World& world_;
  int rows_, columns_;
  std::unique_ptr<WorkTree> tree_;
  std::optional<Tables> tables_;
  std::unique_ptr<TestDesk> desk_;
  std::unique_ptr<Headless> bench_;
};

}  // namespace

std::unique_ptr<Player> play_in_process(World& world) {
  return std::make_unique<InProcess>(world);
}

}  // namespace mintport::ui::scenarios
