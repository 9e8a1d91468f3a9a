// A workbench on a work tree in memory, driven by keys.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "app/session/fake_desktop.hh"
#include "app/session/finish.hh"
#include "app/workbench/workbench.hh"
#include "core/worktree/fake.hh"

namespace mintport::ui {

inline const std::string kSource =
    "import torch\n\n\ndef f(x):\n    y = torch.cat([x, x])\n    return torch.linalg.lstsq(y)\n";
inline const std::string kManifest =
    R"({"source": {"root": "hf", "version": "0.35.1"}, "port": {"root": "port"}, "target": "mindspore 2.10"})";

inline const std::string kPort = "port/models/a.py";  // the port of the only file, hf/models/a.py

// A workbench on a work tree in memory with hf/models/a.py and hf/b.py, opened and counted.
class Bench : public ::testing::Test {
 protected:
  Bench() : tree({{"hf/models/a.py", kSource}, {"hf/b.py", "x = 1\n"}, {"mintport.json", kManifest}}) {}

  void start(int rows = 24, int columns = 80) {
    grid = Grid(rows, columns);
    bench.reset();  // destroy it before the session that it refers to
    session = std::make_unique<Session>(tree, tables, desk, false);
    const auto loaded = session->load();
    ASSERT_TRUE(loaded) << to_string(loaded.error());
    session->count_all();
    bench = std::make_unique<Workbench>(*session, desk);
    bench->draw(grid);
  }
  void keys(std::string_view names) {
    const auto parsed = parse_keys(names);
    ASSERT_TRUE(parsed);
    for (const Key& key : *parsed) {
      bench->handle(key);
      while (bench->busy()) bench->handle(Wake{});
      bench->draw(grid);
    }
  }
  void type(std::string_view text) {
    for (const char c : text) bench->handle(key_of(static_cast<char32_t>(c)));
    bench->draw(grid);
  }
  std::string row(int number) {
    std::vector<std::string> rows;
    const std::string text = grid.text();
    for (std::size_t at = 0, end; at < text.size(); at = end + 1) {
      end = text.find('\n', at);
      rows.push_back(text.substr(at, end - at));
    }
    return rows.at(static_cast<std::size_t>(number < 0 ? static_cast<int>(rows.size()) + number : number));
  }
  bool shows(std::string_view text) { return grid.text().find(text) != std::string::npos; }
  // The status line, with the rows above it that a long message takes.
  std::string status() {
    const auto is_status = [&](int at) {
      return grid.at(at, 0).face == Face::status && grid.at(at, 0).back == Face::selected;
    };
    int at = grid.height() - 2;
    std::string out = row(at);
    while (at > 1 && is_status(at - 1)) {
      std::string above = row(--at);
      above.erase(above.find_last_not_of(' ') + 1);
      out = above + out;
    }
    return out;
  }

  // Converts models/a.py as a user does: opens it and presses enter.
  void convert_file() {
    start();
    keys("enter j enter enter");
    ASSERT_TRUE(tree.work.contains(kPort)) << grid.text();
    pure = tree.work[kPort];
  }
  void convert() {
    convert_file();
    ASSERT_NE(pure.find("mint.cat"), std::string::npos) << pure;
    ASSERT_FALSE(session->file()->findings.empty()) << pure;
  }

  FakeWorkTree tree;
  Tables tables = *Tables::embedded();
  FakeDesktop desk;
  std::unique_ptr<Session> session;
  std::unique_ptr<Workbench> bench;
  Grid grid{24, 80};
  std::string pure;
};

}  // namespace mintport::ui
