#include "views/terminal/terminal.hh"

#include <gtest/gtest.h>
#include <signal.h>

#include "core/base/text.hh"
#include "support/process.hh"
#include "support/pty.hh"
#include "views/terminal/echo/random_grid.hh"

namespace mintport::ui {
namespace {

using testing::Pty;
using testing::PtyOptions;

const std::vector<std::string> kEcho = {MINTPORT_TERMINAL_ECHO};

// Rows arrive from top to bottom, the cursor last.
void expect_screen(Pty& pty, const std::vector<std::string>& rows) {
  pty.wait_until([&] { return pty.screen() == rows && pty.cursor() == std::pair(1, 2); });
  EXPECT_EQ(pty.screen(), rows);
  EXPECT_EQ(pty.cursor(), std::pair(1, 2));
}

void expect_row(Pty& pty, int row, const std::string& text) {
  pty.wait_until([&] { return pty.row(row) == text; });
  EXPECT_EQ(pty.row(row), text);
}

// Expects the restored terminal, without any of our modes.
void expect_in_order(const Pty& pty) {
  EXPECT_FALSE(pty.alternate_screen());
  EXPECT_TRUE(pty.cursor_visible());
  EXPECT_FALSE(pty.mouse_reported());
  EXPECT_TRUE(pty.echoes());
}

void expect_taken_over(const Pty& pty) {
  EXPECT_TRUE(pty.alternate_screen());
  EXPECT_TRUE(pty.mouse_reported());
  EXPECT_FALSE(pty.echoes());
}

TEST(Terminal, DrawnGridIsWhatTheScreenShows) {
  Pty pty(kEcho, {.rows = 12, .columns = 30});
  ASSERT_TRUE(pty.wait_for("ready")) << pty.text();
  expect_screen(pty, {"plain 漢字 wide", "e\u0301 a\u0323 marks", "removed added word", "status line", "",
                      "ready", "", "", "", "", "", std::string(24, ' ') + "corner"});
  EXPECT_EQ(pty.cell(0, 6).text, "漢");
  EXPECT_EQ(pty.cell(0, 7).text, "");
  EXPECT_EQ(pty.find("wide"), std::pair(0, 11));
  EXPECT_TRUE(pty.wait_until([&] { return pty.cursor_visible(); }));
  expect_taken_over(pty);
}

TEST(Terminal, PastedTextIsOneEvent) {
  Pty pty(kEcho, {.rows = 14});
  ASSERT_TRUE(pty.wait_for("ready"));
  EXPECT_NE(pty.output().find("\033[?2004h"), std::string::npos);
  const std::string text = "q\r\033[A\033OP\x03\x1a\tü" + std::string(5000, 'q');
  pty.type("x\033[200~" + text + "\033[201~y");
  EXPECT_TRUE(pty.wait_for("3 key y")) << pty.text();
  expect_row(pty, 7, "2 paste " + grouped(text.size()) + " bytes");
  pty.type("\033[200~" + std::string("in") + "\033[20");  // the end arrives later
  pty.wait_idle();
  pty.type("1~z");
  EXPECT_TRUE(pty.wait_for("5 key z")) << pty.text();
  expect_row(pty, 9, "4 paste 2 bytes");
  pty.keys("q");
  EXPECT_EQ(pty.wait_exit(), 0);
  EXPECT_NE(pty.output().rfind("\033[?2004l"), std::string::npos);
  EXPECT_GT(pty.output().rfind("\033[?2004l"), pty.output().rfind("\033[?2004h"));
}

TEST(Terminal, FacesGetTheThemesColours) {
  Pty pty(kEcho);
  ASSERT_TRUE(pty.wait_for("ready"));
  const Style added = style_of(Theme::dark, ColourDepth::ansi256, Face::normal, Face::added_word);
  const Style status = style_of(Theme::dark, ColourDepth::ansi256, Face::status, Face::normal);
  EXPECT_EQ(pty.cell(2, 8), (testing::PtyCell{.text = "a", .paper = index_256(*added.paper)}));
  EXPECT_EQ(
      pty.cell(3, 0),
      (testing::PtyCell{.text = "s", .ink = index_256(*status.ink), .paper = index_256(*status.paper)}));
  EXPECT_EQ(pty.cell(0, 0), (testing::PtyCell{.text = "p"}));
}

TEST(Terminal, EightColoursDo) {
  Pty pty(kEcho, {.environment = {{"TERM", "xterm"}}});
  ASSERT_TRUE(pty.wait_for("ready"));
  EXPECT_EQ(pty.cell(2, 0), (testing::PtyCell{.text = "r", .ink = 1}));
  EXPECT_EQ(pty.cell(2, 8), (testing::PtyCell{.text = "a", .ink = 2, .reverse = true}));
}

TEST(Terminal, NoColorHasNoColour) {
  Pty pty(kEcho, {.environment = {{"NO_COLOR", "1"}}});
  ASSERT_TRUE(pty.wait_for("ready"));
  for (int row = 0; row < pty.rows(); ++row) {
    for (int column = 0; column < pty.columns(); ++column) {
      ASSERT_EQ(pty.cell(row, column).ink, -1);
      ASSERT_EQ(pty.cell(row, column).paper, -1);
    }
  }
  EXPECT_TRUE(pty.cell(3, 0).reverse);  // the status line is still highlighted
}

TEST(Terminal, KeysAreDecoded) {
  Pty pty(kEcho, {.rows = 16, .columns = 40});
  ASSERT_TRUE(pty.wait_for("ready"));
  int count = 0;
  const auto expect_key = [&](std::string_view sent, std::string_view name) {
    pty.keys(sent);
    const std::string row = std::to_string(++count) + " key " + std::string(name);
    EXPECT_TRUE(pty.wait_for(row)) << row << "\n" << pty.text();
  };
  for (const char* name :
       {"j",        "G",     "]",         "?",    "space", "enter", "tab",    "shift-tab", "backspace",
        "esc",      "up",    "down",      "left", "right", "home",  "end",    "pgup",      "pgdn",
        "ins",      "del",   "f1",        "f4",   "f5",    "f12",   "ctrl-d", "ctrl-c",    "ctrl-left",
        "shift-up", "alt-x", "alt-enter", "é",    "漢",    "🙂"}) {
    expect_key(name, name);
  }
  expect_key("\x1b[A", "up");  // cursor keys of terminals without application mode
  expect_key("\x1b[1;6D", "ctrl-shift-left");
  expect_key(std::string_view("\0", 1), "ctrl-space");
  pty.type("abc");
  EXPECT_TRUE(pty.wait_for(std::to_string(count + 3) + " key c"));
  EXPECT_GE(pty.find(std::to_string(count + 1) + " key a").first, 0);
}

TEST(Terminal, MouseIsDecoded) {
  Pty pty(kEcho, {.rows = 16, .columns = 40});
  ASSERT_TRUE(pty.wait_for("ready"));
  pty.mouse(0, 3, 14);
  EXPECT_TRUE(pty.wait_for("1 mouse press left 3,14")) << pty.text();
  pty.mouse(32, 4, 15);
  EXPECT_TRUE(pty.wait_for("2 mouse drag left 4,15"));
  pty.mouse(0, 4, 15, true);
  EXPECT_TRUE(pty.wait_for("3 mouse release left 4,15"));
  pty.mouse(64, 0, 0);
  EXPECT_TRUE(pty.wait_for("4 mouse press wheel-up 0,0"));
  pty.mouse(65, 0, 300);
  EXPECT_TRUE(pty.wait_for("5 mouse press wheel-down 0,300"));
  pty.mouse(16 + 2, 1, 1);
  EXPECT_TRUE(pty.wait_for("6 mouse ctrl-press right 1,1"));
  pty.type("\x1b[<0;1;;;Mj");  // an invalid report is neither an event nor a key
  EXPECT_TRUE(pty.wait_for("7 key j")) << pty.text();
}

TEST(Terminal, ResizeIsAnEventAndDrawsAnew) {
  Pty pty(kEcho, {.rows = 12, .columns = 30});
  ASSERT_TRUE(pty.wait_for("ready"));
  pty.resize(20, 50);
  ASSERT_TRUE(pty.wait_for("1 resize 20x50")) << pty.text();
  expect_row(pty, 19, std::string(44, ' ') + "corner");
  pty.resize(1, 1);
  pty.wait_idle();
  pty.resize(10, 25);
  ASSERT_TRUE(pty.wait_for("resize 10x25")) << pty.text();
  expect_row(pty, 0, "plain 漢字 wide");
  expect_row(pty, 9, std::string(19, ' ') + "corner");
}

std::vector<std::string> rows_of(const Grid& grid) {
  std::vector<std::string> rows(1);
  for (const char c : grid.text()) {
    if (c == '\n') {
      rows.emplace_back();
    } else {
      rows.back() += c;
    }
  }
  rows.pop_back();
  return rows;
}

// Wide characters that appear, disappear and overlap between grids.
TEST(Terminal, AnyGridAfterAnyOther) {
  Pty pty(kEcho, {.rows = 8, .columns = 21});
  ASSERT_TRUE(pty.wait_for("ready"));
  for (unsigned seed = 0; seed < 200; ++seed) {
    pty.keys("r");
    const std::vector<std::string> rows = rows_of(random_grid(8, 21, seed));
    ASSERT_TRUE(pty.wait_until([&] { return pty.screen() == rows; }, std::chrono::seconds(5)))
        << "seed " << seed << ", want\n"
        << random_grid(8, 21, seed).text() << "have\n"
        << pty.text();
  }
}

TEST(Terminal, OldAndOtherTerminalsDo) {
  for (const char* name :
       {"xterm", "screen", "screen-256color", "tmux-256color", "linux", "vt100", "vt220", "rxvt"}) {
    Pty pty(kEcho, {.environment = {{"TERM", name}}});
    ASSERT_TRUE(pty.wait_for("ready")) << name << pty.text();
    expect_row(pty, 0, "plain 漢字 wide");
    pty.keys("up");
    EXPECT_TRUE(pty.wait_for("1 key up")) << name << pty.text();
    pty.mouse(0, 3, 14);
    EXPECT_TRUE(pty.wait_for("2 mouse press left 3,14")) << name << pty.text();
    pty.keys("q");
    EXPECT_EQ(pty.wait_exit(), 0) << name;
    EXPECT_TRUE(pty.echoes()) << name;
    EXPECT_FALSE(pty.mouse_reported()) << name;
  }
}

TEST(Terminal, OnlyChangesAreSent) {
  Pty pty(kEcho);
  ASSERT_TRUE(pty.wait_for("ready"));
  pty.wait_idle();
  const std::size_t before = pty.output().size();
  pty.keys("j");
  ASSERT_TRUE(pty.wait_for("1 key j"));
  pty.wait_idle();
  EXPECT_LT(pty.output().size() - before, 80u) << pty.output().substr(before);
}

TEST(Terminal, StopsOnCtrlZAndGoesOn) {
  Pty pty(kEcho);
  ASSERT_TRUE(pty.wait_for("ready"));
  pty.keys("ctrl-z");
  ASSERT_TRUE(pty.wait_stopped());
  pty.wait_idle();
  expect_in_order(pty);
  pty.signal(SIGCONT);
  ASSERT_TRUE(pty.wait_for("1 resize 24x80")) << pty.text();
  expect_row(pty, 0, "plain 漢字 wide");
  expect_taken_over(pty);
  pty.keys("j");
  EXPECT_TRUE(pty.wait_for("2 key j"));
}

TEST(Terminal, StopsOnSignalsFromOutside) {
  Pty pty(kEcho);
  ASSERT_TRUE(pty.wait_for("ready"));
  pty.signal(SIGTSTP);
  ASSERT_TRUE(pty.wait_stopped());
  pty.wait_idle();
  expect_in_order(pty);
  pty.signal(SIGCONT);
  ASSERT_TRUE(pty.wait_for("1 resize 24x80"));
  pty.signal(SIGSTOP);
  ASSERT_TRUE(pty.wait_stopped());
  pty.signal(SIGCONT);
  ASSERT_TRUE(pty.wait_for("2 resize 24x80")) << pty.text();
  expect_taken_over(pty);
}

TEST(Terminal, SignalsToEndLeaveTheTerminalInOrder) {
  for (const int signal : {SIGTERM, SIGHUP, SIGINT}) {
    Pty pty(kEcho);
    ASSERT_TRUE(pty.wait_for("ready"));
    pty.signal(signal);
    EXPECT_EQ(pty.wait_exit(), 128 + signal);
    expect_in_order(pty);
  }
}

TEST(Terminal, AProgramThatHangsCanBeEnded) {
  Pty pty(kEcho);
  ASSERT_TRUE(pty.wait_for("ready"));
  pty.keys("h");
  ASSERT_TRUE(pty.wait_for("hanging"));
  // Signals that arrive together count as one, so repeat until the limit is reached.
  ASSERT_TRUE(pty.wait_until([&] {
    pty.signal(SIGTERM);
    return pty.wait_exit(std::chrono::milliseconds(5)).has_value();
  }));
  EXPECT_EQ(pty.wait_exit(), 128 + SIGTERM);
  expect_in_order(pty);
}

TEST(Terminal, QuittingLeavesTheTerminalInOrder) {
  Pty pty(kEcho);
  ASSERT_TRUE(pty.wait_for("ready"));
  pty.keys("q");
  EXPECT_EQ(pty.wait_exit(), 0);
  expect_in_order(pty);
}

TEST(Terminal, CrashesLeaveTheTerminalInOrder) {
  Pty aborted(kEcho);
  ASSERT_TRUE(aborted.wait_for("ready"));
  aborted.keys("!");
  EXPECT_NE(aborted.wait_exit(), 0);
  expect_in_order(aborted);
  Pty fault(kEcho);
  ASSERT_TRUE(fault.wait_for("ready"));
  fault.signal(SIGSEGV);
  EXPECT_NE(fault.wait_exit(), 0);
  expect_in_order(fault);
}

TEST(Terminal, GivesTheTerminalToAnEditor) {
  Pty pty(kEcho);
  ASSERT_TRUE(pty.wait_for("ready"));
  pty.keys("e");
  ASSERT_TRUE(pty.wait_for("editor is here")) << pty.text();
  expect_in_order(pty);
  pty.type("some words\r");
  ASSERT_TRUE(pty.wait_for("2 resize 24x80")) << pty.text();
  EXPECT_NE(pty.output().find("got some words"), std::string::npos);
  expect_taken_over(pty);
  expect_row(pty, 0, "plain 漢字 wide");
}

TEST(Terminal, TicksWakesAndCopies) {
  Pty pty(kEcho);
  ASSERT_TRUE(pty.wait_for("ready"));
  pty.keys("w");
  EXPECT_TRUE(pty.wait_for("2 wake"));
  pty.keys("t");
  EXPECT_TRUE(pty.wait_for("tick"));
  pty.keys("y");
  EXPECT_TRUE(pty.wait_for("4 key y"));
  pty.wait_idle();
  EXPECT_NE(pty.output().find("\x1b]52;c;dGV4dCDDqQ==\a"), std::string::npos);
}

TEST(Terminal, TakesUtf8WhenTheLocaleDoesNot) {
  Pty pty(kEcho, {.environment = {{"LC_ALL", "C"}}});
  ASSERT_TRUE(pty.wait_for("ready"));
  expect_row(pty, 0, "plain 漢字 wide");
}

TEST(Terminal, RefusesTerminalsThatCanDoTooLittle) {
  for (const char* name : {"dumb", "no-such-terminal", ""}) {
    Pty pty(kEcho, {.environment = {{"TERM", name}}});
    EXPECT_EQ(pty.wait_exit(), exit_status(ErrorKind::refused)) << name;
    EXPECT_TRUE(pty.wait_for("TERM")) << pty.text();
    expect_in_order(pty);
  }
}

TEST(Terminal, RefusesWhatIsNoTerminal) {
  const testing::ProcessResult result = testing::run(kEcho);
  EXPECT_EQ(result, (testing::ProcessResult{
                        exit_status(ErrorKind::refused), "",
                        "stdin is not a terminal; run the workbench in a terminal, without pipes\n"}));
  Pty piped({"/bin/sh", "-c", kEcho[0] + " | cat"});
  EXPECT_TRUE(piped.wait_for("stdout is not a terminal")) << piped.text();
}

}  // namespace
}  // namespace mintport::ui
