// The bottom page: the tree of files, the open file side by side, its findings. Other pages lead to a file, a
// line or a finding here.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/workbench/host.hh"
#include "app/workbench/pages/files/code_area.hh"
#include "app/workbench/pages/files/detail.hh"
#include "app/workbench/pages/files/tree_list.hh"
#include "core/review/guide.hh"

namespace mintport::ui {

class FilesPage : public Page {
 public:
  enum class Pane { tree, code, findings };

  explicit FilesPage(Host& host);

  // ---- files_page.cc, drawing.cc
  Handled command(Command command) override;
  void draw(Rect body, Grid& grid) override;
  Bar bar() const override;
  std::vector<Hint> hints() const override;
  void where(Where& out) const override;
  Subject subject() const override;
  void move(Move move) override;
  bool is_about_open_file() const override { return pane_ != Pane::tree; }
  void refresh() override;
  void resized();
  void refresh_tree() { tree_.refresh(); }
  bool in_tree() const { return pane_ == Pane::tree; }

  // These functions bring the page to the front. open() returns false, and shows a message, if the file
  // cannot be opened. `then` runs when the file is open: at once, or after the job that opens a huge one.
  bool open(const std::string& path, const std::function<void()>& then = {});
  void focus(Pane pane);
  void next_pane(bool forward);
  void go_to_line(std::uint32_t line, Side side);
  void go_to_row(std::size_t diff_row);
  void to_finding(std::size_t index);
  // Keeps the cursor at a line when the file is refreshed.
  void stay_at(std::uint32_t line);
  // The port's line at the cursor, or the nearest above.
  std::optional<std::uint32_t> port_line() const;
  std::optional<RowRange> selection() const;
  Side side() const { return code_.side(); }  // the active side of the code
  void close_detail() { detail_.reset(); }

  // ---- mouse.cc
  void mouse(const MouseEvent& event) override;

  // ---- guide.cc: the next step
  void next_step();
  void first_file();

  // ---- place.cc: the current place, kept across a restart
  std::string place() const;
  bool restore(std::string_view place);

  // ---- stage.cc
  // Stages the selected lines only. Returns a message.
  Result<std::string> stage_selection();

 private:
  struct Layout {
    Rect body, tree, right, code, findings;
    bool shows_tree = false, shows_code = false;
  };
  Layout layout() const;
  Session& session() const { return host_.session(); }
  const std::optional<OpenFile>& file() const { return host_.session().file(); }
  // True in the code or the findings of a file that has rows.
  bool in_code() const { return pane_ != Pane::tree && !code_.empty(); }

  bool open_now(const std::string& path);
  Handled detail_command(Command command);
  Handled tree_command(Command command);
  Handled code_command(Command command);
  void enter();
  void enter_detail();
  void back();
  std::optional<std::size_t> finding_here() const;
  void next_finding(bool forward);
  void next_finding_elsewhere(bool forward);
  void next_hunk(bool forward);
  void to_definition();
  const Definition* definition_here(Side side) const;
  void toggle_three();
  void next_fold();
  SummaryPane summary_here() const;
  FindingsPane findings_pane() const;

  // search.cc
  void ask_search();
  void search(bool forward);
  void say_found(const std::string& found);
  std::string found(bool forward, bool from_here);
  std::string search_code(bool forward, bool from_here);
  void show_match(std::size_t diff_row);

  // stage.cc
  void stage();
  void stage_file();
  void select_lines();

  // waive.cc
  void waive_selection();

  // guide.cc
  void step_in_file(std::optional<std::size_t> row);
  void show_place(const std::vector<OpenPlace>& places, std::size_t at);
  const FileEntry* file_to_do();
  void go_to_file(const FileEntry* next);
  bool wants_validation(const FileEntry& file) const;
  std::string why_now(const std::string& path);

  // copy.cc
  struct Copy {
    std::string text, what;
  };
  void copy(std::string_view text, const std::string& what);
  void copy_line();
  void copy_what();
  std::vector<Copy> copies_here() const;
  std::string path_of(Side side) const;

  // mouse.cc
  enum class Divider { none, tree, findings };
  bool drag(const MouseEvent& event, const Layout& at);

  Host& host_;
  Pane pane_ = Pane::tree;
  TreeList tree_;
  CodeArea code_;
  ListState findings_;
  std::optional<Detail> detail_;
  Pattern search_;
  std::string beyond_;  // where the next finding is, if a message has just said so
  Divider dragged_ = Divider::none;
  int tree_width_ = 0, findings_height_ = 0;  // set by dragging; 0: automatic
};

}  // namespace mintport::ui
