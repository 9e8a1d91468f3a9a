// The workbench: events in, a drawn grid out. All effects go through the Session's work tree and the
// Surroundings, so that it runs without a terminal.
#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "app/session/job.hh"
#include "app/session/session.hh"
#include "app/workbench/where.hh"
#include "core/review/guide.hh"
#include "views/input/commands.hh"
#include "views/input/event.hh"
#include "views/panes/batch.hh"
#include "views/panes/conflicts.hh"
#include "views/panes/entry.hh"
#include "views/panes/panes.hh"
#include "views/panes/picker.hh"
#include "views/screen/grid.hh"
#include "views/screen/theme.hh"

namespace mintport {

class Workbench {
 public:
  // `session` is loaded and outlives this; so do the surroundings.
  Workbench(Session& session, Surroundings& surroundings, KeyTable keys = {});

  void handle(const Event& event);
  void draw(Grid& grid);
  // False: draw() would give what it gave last, but for files that were counted since, of which a few
  // together are worth a look.
  bool stale() const { return stale_; }
  bool done() const { return done_; }
  // What came while `program` (a hook) runs, in the middle of an event: tells for how long, keeps the keys
  // for afterwards. False: it is to be stopped.
  bool meanwhile(const std::string& program, std::chrono::milliseconds so_far, std::span<const Event> events);
  // Long work goes on beside the screen; without a thread each Wake does a part of it.
  bool busy() const { return jobs_.running(); }
  // The theme that the person asked for since the start.
  std::optional<Theme> theme() const { return theme_; }
  // Shows a file (its path below the source root) side by side.
  void open(const std::string& path);
  // Where the migration stands, until a key is pressed.
  void show_start();
  // Goes to where the last workbench of this clone was, and from now on notes where this one is. False: there
  // is no such place.
  bool restore();
  // What is on screen and what the next key acts on.
  Where where() const;

 private:
  static constexpr const char* kMessageNote = "message";  // of the commit, as far as it is typed
  enum class Page {
    main,
    symbols,
    batch,
    entry,
    weights,
    staging,
    conflicts,
    commit,
    breaks,
    explain,
    help,
    start
  };
  enum class Pane { tree, code, findings };
  enum class Picking { nothing, command, file, symbol, copy, fixup };
  enum class Asking { nothing, waive, search, filter, notice, breaks, unlock, replace_entry };

  // What is where on a screen of this size.
  struct Layout {
    Rect top, body, status, tree, right, code, findings;
    bool shows_tree = false, shows_code = false;
  };
  Layout layout() const;

  // input.cc
  void look_again(bool outside);
  void key(const Key& key);
  void move(long by, bool page);
  void enter();
  void back();
  void focus(Pane pane);

  // command.cc
  void command(Command command);

  // prompts.cc
  void text_key(const Key& key, Context context, TextField& field);
  void text_command(Command command, TextField& field);
  void accept();
  void say(const Result<std::string>& result);
  void say_tables_error();
  void notice(std::string title, std::string text);
  void ask(Asking what, std::string title, std::string text);

  // running.cc: long work beside the screen
  using Then = std::function<void(const Result<std::string>&)>;
  void begin(Result<Job> job, Then then);  // an error that keeps it from beginning is said
  void begin(Result<Job> job);             // says how it ended
  void work_on_job();
  void end_job(const Result<std::string>& ended);
  void stop_job();
  bool typing() const {
    return asking_ != Asking::nothing || picking_ != Picking::nothing || page_ == Page::commit;
  }
  bool must_wait(const Key& key) const;
  bool stops_waiting(const Key& key) const;
  bool quits(const Key& key) const;
  bool postpone(const Key& key);
  void press_postponed();
  void after_meanwhile();
  std::string why_waiting() const;

  // mouse.cc
  void mouse(const MouseEvent& event);
  bool drag(const MouseEvent& event, const Layout& at);

  // pick.cc: lists that typing narrows
  void pick(Picking what);
  void pick_key(const Key& key);
  void narrow_picks();
  void complete_pick();
  void accept_pick();
  // line.cc: the command line
  std::vector<PickerRow> line_candidates() const;
  void run_line(const std::string& line);

  // search.cc
  void search(bool forward, bool from_here);
  void show_match(std::size_t diff_row);

  // guide.cc: what comes next
  void next_step();
  void step_in_file(std::optional<std::size_t> row);
  const FileEntry* file_to_do();
  void first_file();
  void next_file();
  void go_to_file(const FileEntry* next);
  std::string why_now(const std::string& path);
  void show_place(const std::vector<OpenPlace>& places, std::size_t at);
  void mark_hunk();

  // select.cc: lines to be staged by themselves
  struct Anchor {  // where the selection began
    Page page;
    std::string path;
    CodeRow row;        // of the code
    std::size_t index;  // of the changes
  };
  bool can_select() const;
  std::string selected_path() const;
  std::optional<RowRange> selection() const;
  void select_lines();
  void stage_selection(const RowRange& rows);

  // commit.cc: committing, after a look at what is staged
  using Commit = std::function<Result<Job>()>;
  void start_commit();
  void start_amend();
  void accept_commit();
  void leave_commit();
  void commit_checked(Commit commit);  // or shows what it would break
  void show_breaks(Commit commit);
  void finish_commit(const Commit& commit);
  void ask_to_break();
  void go_to_break();
  std::vector<std::string> files_here() const;
  std::string path_here() const;
  // What the command line knows of git; false: it is nothing of that.
  bool run_git_line(const std::string& line);
  void add_git_candidates(std::string_view typed, std::vector<PickerRow>& rows) const;
  void leave_what_is_gone();
  void ask_to_unlock();
  void unlock();

  // batch.cc: one fix at many places
  struct Batch {
    std::string symbol;
    std::vector<FixGroup> fixes;
    std::size_t fix = 0;
    ListState list;
    std::optional<CodeFile> preview;
    std::string refusal;
  };
  void start_batch();
  void update_batch();
  void move_batch(long by, long height, bool page);
  void next_batch_fix();
  void choose_places(bool all);
  void accept_batch();
  BatchPane batch_pane() const;

  // entry_page.cc: a table entry made of an edit by hand
  struct EntryChoice {
    EntryProposals proposals;
    std::size_t at = 0;   // of those
    std::size_t row = 0;  // of the open file's diff
    ListState list;
    std::optional<CodeFile> preview;
    std::string refusal;
    std::pair<std::string, std::uint32_t> shown;  // the place that the preview is of
  };
  void start_entry();
  bool try_proposal(const std::string& table);
  void update_entry();
  void move_entry(long by);
  void next_proposal();
  void leave_entry();
  void close_page();
  void keep_entry();
  void accept_entry(bool replace);
  void edit_entry();
  bool entry_command(Command command);  // false: it is none of this page
  EntryPane entry_pane() const;
  void draw_entry_page(Rect area, Grid& grid);

  // conflicts.cc: what a merge left to decide
  struct Conflicts {
    std::vector<ConflictFile> files;
    std::vector<std::pair<std::size_t, std::size_t>> places;  // file, and place in it
    std::size_t at = 0, choice = 0, top = 0;
  };
  void show_conflicts();
  void refresh_conflicts();
  void begin_conflict();
  bool conflict_command(Command command);  // false: it is none of this page
  void to_conflict(long by);
  void take(std::size_t choice);
  void edit_conflict();
  void scroll_conflict(long by);
  ConflictPane conflict_pane() const;
  void draw_conflicts(Rect area, Grid& grid) const;

  // explain.cc: why a line is as it is, and where it is from
  std::optional<std::size_t> row_here() const;
  void explain();
  void blame();

  // moves.cc: cursor and what follows it
  void refresh_views();
  void refresh_staging();
  void to_finding(std::size_t index);
  void next_finding(bool forward);
  void next_hunk(bool forward);
  std::optional<std::size_t> finding_here() const;
  std::optional<std::uint32_t> port_line() const;
  void open_detail(std::size_t finding);
  bool is_meant(std::size_t finding) const;
  void refresh_detail();
  void update_preview();
  void stage();
  void show_staging();
  void ask_waive();
  bool has_file() const { return session_.file().has_value(); }
  // On the main page, with a file that has rows, and not in the tree.
  bool in_code() const { return page_ == Page::main && pane_ != Pane::tree && has_file() && !rows_.empty(); }

  // code_view.cc: how the open file is shown
  CodeView code_view() const;
  RowOptions row_options() const;
  void rebuild_rows();
  // With a side: the row that shows that side of it, where each has its own.
  void show_code_row(std::size_t diff_row, std::optional<Side> side = std::nullopt);
  void show_part(Side side, std::uint32_t line, ByteRange part);
  void move_in_code(long by, bool page);
  void toggle_unified();
  void toggle_three();
  void toggle_wrap();
  void scroll_sideways(int by);

  // definition.cc: between the two sides
  Side cursor_side() const;
  std::optional<std::uint32_t> line_here(Side side) const;
  const Definition* definition_here(Side side) const;
  void to_definition();
  void go_to_line(std::uint32_t line, Side side);

  // copy.cc: the clipboard
  void copy(std::string_view text, const std::string& what);
  std::string path_of(Side side) const;
  void copy_line();
  void copy_rows(const RowRange& rows, Side side);
  std::vector<PickerRow> copies_here();
  void copy_chosen(std::size_t index);

  // weights.cc
  void show_weights();
  void enter_weights();

  // start.cc
  SummaryPane start_pane() const;
  std::string place() const;
  void remember();

  // where.cc
  void where_in_files(Where& out) const;
  void where_in_changes(Where& out) const;
  void where_above(Where& out) const;

  // screen.cc
  void draw_main(Grid& grid, const Layout& layout);
  void draw_bars(Grid& grid, const Layout& layout);
  std::vector<Hint> hints() const;
  SummaryPane summary_here() const;

  Session& session_;
  Surroundings& surroundings_;
  KeyTable keys_;
  bool done_ = false;
  int height_ = 24, width_ = 80;
  bool stale_ = true;
  int unseen_ = 0;  // files that were counted since the last refresh_views()

  Page page_ = Page::main;
  Pane pane_ = Pane::tree;
  std::set<std::string> folded_;
  std::vector<TreeRow> tree_;
  ListState tree_list_, findings_list_;
  Summary summary_;
  std::vector<std::pair<std::string, std::string>> commits_;

  std::vector<CodeRow> rows_;
  RowOptions rows_as_;            // what rows_ were made with
  std::optional<CodeView> view_;  // chosen by a key; else the width decides
  std::optional<PureText> pure_;  // of the open file, when it was asked for
  bool wrap_ = false;
  Side side_ = Side::right;          // the one that the cursor means where a row shows both
  std::vector<std::string> copies_;  // what is copied, by candidates_
  std::set<std::size_t> opened_folds_;
  bool fold_ = false;
  ListState code_list_;
  int scroll_ = 0;
  std::optional<Anchor> anchor_;

  std::optional<std::size_t> detail_;  // a finding
  Finding meant_;                      // the one that detail_ and waive_ are about
  std::size_t fix_ = 0, preview_top_ = 0;
  std::optional<CodeFile> preview_;
  std::string refusal_;

  std::vector<SymbolGroup> groups_;
  SymbolsPane symbols_;
  WeightsPane weights_;
  std::pair<std::string, Fingerprint> weights_of_;  // the file and its texts
  Batch batch_;
  EntryChoice entry_;
  Conflicts conflicts_;
  std::vector<ChangedFile> changed_;
  StagingPart parts_[2];
  std::vector<StagingRow> staging_rows_;
  StagingPane staging_;
  TextField message_;
  bool message_typed_ = false;
  bool amending_ = false;
  TextField kept_message_;  // while another is amended
  Commit pending_;          // waits until what it breaks was seen
  BreaksPane breaks_;
  std::vector<StagedBreak> broken_;
  Page before_breaks_ = Page::main;
  std::size_t help_top_ = 0;  // of the explanation too
  std::string explanation_, explanation_title_;

  Asking asking_ = Asking::nothing;
  Prompt prompt_;
  std::size_t waive_ = 0;
  std::string reason_;  // of a waiver that could not be written
  Pattern search_;
  Picking picking_ = Picking::nothing;
  std::vector<PickerRow> candidates_;  // all of them
  std::vector<std::size_t> matches_;   // those that match, by picker_.rows
  std::vector<std::uint32_t> lines_;   // of the candidates, when they are symbols
  PickerPane picker_;
  std::optional<Theme> theme_;
  enum class Divider { none, tree, findings } dragged_ = Divider::none;
  int tree_width_ = 0, findings_height_ = 0;  // as the person drew them; 0: as they fit
  bool remembers_ = false;
  std::string remembered_;  // the place as it is noted
  std::string said_;
  bool said_error_ = false;
  std::string meanwhile_;      // the hook that runs in the middle of this event, and for how long
  std::deque<Key> postponed_;  // until the job ends, or the open file's conversion is known
  Then then_;                  // what the end of the job brings
  JobRunner jobs_;
};

}  // namespace mintport
