// A review on a work tree: reads, converts, writes, stages and commits for the workbench. Knows nothing of
// screens.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/workbench/counter.hh"
#include "app/workbench/entry.hh"
#include "app/workbench/import_order.hh"
#include "app/workbench/job.hh"
#include "app/workbench/journal.hh"
#include "app/workbench/surroundings.hh"
#include "core/convert/convert.hh"
#include "core/diff/stage.hh"
#include "core/merge/conflicts.hh"
#include "core/names/signatures.hh"
#include "core/review/entry.hh"
#include "core/review/guide.hh"
#include "core/review/overview.hh"
#include "core/review/state.hh"
#include "core/worktree/worktree.hh"
#include "views/panes/panes.hh"

namespace mintport {

// One place of a fix that many places share.
struct FixPlace {
  std::string path;
  std::size_t finding = 0, fix = 0;  // in that file's findings
  std::uint32_t line = 0;
  std::string code;
  bool chosen = true;
  friend bool operator==(const FixPlace&, const FixPlace&) = default;
};
struct FixGroup {
  std::string title;
  std::vector<FixPlace> places;
  friend bool operator==(const FixGroup&, const FixGroup&) = default;
};

// A file that a merge left in conflict. Without places it is one as a whole: deleted upstream, and changed
// here.
struct ConflictFile {
  std::string path;  // from the root of the work tree
  std::string text;
  std::vector<ConflictPlace> places;
  friend bool operator==(const ConflictFile&, const ConflictFile&) = default;
};

// The file that is looked at.
struct OpenFile {
  std::string path;  // below both roots
  std::string source_text;
  std::optional<std::string> port_text;          // nullopt: not converted yet; the pure conversion is shown
  std::shared_ptr<const Conversion> conversion;  // null: not Python, or it cannot be read
  std::vector<LineHunk> by_hand;                 // from the pure conversion to the port's text
  std::vector<TrackedFinding> findings;
  CodeFile code;
  std::vector<bool> reviewed_hunks;  // of code.diff

  std::string_view shown_text() const { return code.right.text; }
};

// What a commit of what is staged would break, and no finding or waiver speaks of.
struct StagedBreak {
  std::string path;  // from the root of the work tree
  std::uint32_t line = 1;
  std::string what, code;
  friend bool operator==(const StagedBreak&, const StagedBreak&) = default;
};

// Stopped to protect somebody's work, or for want of something to work on.
inline Error refused(std::string what, std::string hint = "") {
  return {ErrorKind::refused, "", 0, std::move(what), std::move(hint)};
}

bool is_staged(const FileStatus& status);  // not what is in conflict
Staged staged_of(const FileStatus& status);

// Two texts beside each other, for a preview of the edits.
CodeFile compared(const std::string& before, const std::string& after, const std::vector<Edit>& edits);

class Session {
 public:
  // The tables as a manifest wants them, with those of its mapping folders.
  using LoadTables = std::function<Result<Tables>(const Manifest& manifest)>;
  // All three must outlive this. `in_background`: a thread counts findings and does jobs; else count_all(),
  // and whoever runs the jobs. `tables` are in use until the project's own change; without `load_tables`
  // those are laid over `tables`.
  Session(WorkTree& tree, const Tables& tables, Surroundings& surroundings, bool in_background,
          LoadTables load_tables = {});

  // Reads mintport.json and the state of all files. Errors: no manifest, or one that cannot be read.
  Result<void> load();
  // Looks again at what may have changed outside. True when something did.
  bool refresh();
  // What keeps the project's changed tables, as refresh() found them, from being used: once.
  std::optional<Error> take_tables_error() { return std::exchange(tables_error_, std::nullopt); }
  // Takes what the thread has found, and gives it more. True when something is new.
  bool work();
  void count_all();

  const State& state() const { return state_; }
  const std::optional<OpenFile>& file() const { return file_; }
  WorkTree& tree() { return tree_; }
  bool counting() const { return !all_counted() || (counter_ && !ordered_); }
  // The open file is shown as it is: how it is converted is not known yet, and work() will tell.
  bool provisional() const { return provisional_; }
  // Waits until it is known.
  void know();
  bool in_background() const { return in_background_; }
  // Which file imports which, and which pipelines need it; empty until all files are counted. Changed files
  // are in it some time later.
  const ImportOrder& imports();

  Result<void> open(const std::string& path);
  // All of these give what to say.
  Result<std::string> convert_file();
  Result<std::string> act(const Action& action);
  Result<std::string> apply_fix(std::size_t finding, std::size_t fix);
  Result<std::string> waive(std::size_t finding, std::string reason);
  Result<std::string> mark_reviewed();
  // A hunk of the open file's diff. The last one that was not marked takes the file's mark along.
  Result<std::string> mark_hunk(std::size_t hunk);
  Result<std::string> edit(std::uint32_t line);
  // The git change at this line of the port: staged when it is not, else unstaged.
  Result<std::string> toggle_hunk(std::uint32_t line);
  // The same for what these lines alone changed; a line goes with the one that it replaces.
  Result<std::string> toggle_lines(std::uint32_t first, std::uint32_t last);
  // Paths from the root of the work tree. All of them are staged unless all are.
  Result<std::string> toggle_files(const std::vector<std::string>& paths);
  // What git calls changed in the port, at and below this path, deleted files too.
  std::vector<std::string> changed_below(const std::string& path) const;

  // The findings and changes of a line, with what the tables and the catalog of rules say of them. Lines of
  // both sides, 0 where a side has none; empty when there is nothing to say.
  std::string explain_line(std::uint32_t source_line, std::uint32_t port_line) const;

  // Which rule or hand made the lines of a row of the open file's diff, which commit brought them, and who:
  // as text to be shown.
  std::string origin_of(std::size_t diff_row) const;

  // For the staging page.
  std::vector<ChangedFile> changed_files() const;
  Result<std::pair<StagingPart, StagingPart>> staging_parts(const std::string& path);
  Result<std::string> toggle_part_hunk(const std::string& path, bool staged, std::size_t hunk);
  Result<std::string> toggle_part_lines(const std::string& path, bool staged, const ChosenLines& lines);
  // Looks through all that is staged for new syntax errors and silent breaks, as the index has the texts.
  // `found` must outlive the job.
  Job check_staged(std::vector<StagedBreak>& found);
  std::vector<std::string> staged_paths() const;
  // With commit.template's text in it.
  Result<std::string> proposed_message() const;
  Result<std::string> commit(const std::string& message);
  Result<std::string> amend(const std::string& message);  // in the place of HEAD's commit
  Result<std::string> commit_fixup(const std::string& subject);
  // A commit for each of these files, as far as it is staged, with a message of its own.
  Result<Job> commit_apart(const std::vector<std::string>& paths);
  // New files of the port: HF's text, then a commit for each rule that changed something, then the rest.
  Result<Job> commit_by_rules();
  Result<std::string> create_branch(const std::string& name);
  Result<std::string> switch_branch(const std::string& name);

  // Files with conflicts, sorted; found by git's index and by markers.
  std::vector<ConflictFile> conflicts();
  // The last conflict of a file that is resolved stages it.
  Result<std::string> resolve(const ConflictFile& file, std::size_t place, Favor favor);
  Result<std::string> edit_conflict(const std::string& path, std::uint32_t line);

  // The fixes that findings of the group offer in files that the port has, those with most places first.
  std::vector<FixGroup> fixes_of(const SymbolGroup& group) const;
  Result<CodeFile> preview(const FixPlace& place);
  // The chosen places, file by file, as one step. Places that cannot be done are counted in what it gives;
  // errors: none can.
  Result<Job> fix_places(const FixGroup& group);
  // What the port has not of this file or folder (empty: of all), file by file, as one step.
  Result<Job> convert_files(const std::string& path);

  // ---- a table entry made of an edit by hand
  // Of the edit at this row of the open file's diff. Errors (kind refused): there is none, or no entry says
  // it.
  Result<EntryProposals> propose_entry(std::size_t diff_row);
  // Begins to look what this table, made of the edit at that row, would change. Errors: it is no table.
  Result<void> try_entry(const std::string& table, std::size_t diff_row);
  const EntryLook* entry() const { return entry_ ? &entry_->look : nullptr; }
  void leave_entry();
  // Takes or refuses one of its places, where it can be taken; all of them, or none when all are.
  void choose_spot(std::size_t spot);
  void choose_all_spots();
  Result<CodeFile> preview_spot(std::size_t spot);
  // Writes it into the project's own mapping folder, and the chosen places into the port: one step. Errors
  // (kind refused): not all files were looked at, or the project says something of the same name already
  // (unless `replace`).
  Result<std::string> write_entry(bool replace);

  // The conversion of the open file (which has one) between HF and the port.
  PureText pure_text() const;

  // What the fix would change, for a preview.
  Result<CodeFile> preview(std::size_t finding, std::size_t fix) const;

 private:
  std::string full(const std::string& path) const { return tree_.root() + "/" + path; }
  ConvertOptions options_of(const std::string& path) const;
  const SignatureIndex& signatures();  // of the HF tree
  std::function<const SignatureIndex&()> signatures_in_thread();
  void read_status();
  void read_marks();
  void write_marks();
  bool all_counted() const { return counted_ == state_.files.size(); }
  void feed();
  void ask_for_order();
  bool take_order();
  void settle(Counted counted);
  void recount(const std::string& path);
  void count_now(const std::string& path);
  std::vector<std::string> table_files() const;
  std::map<std::string, std::string> table_texts() const;
  Result<Tables> load_tables() const;
  Result<bool> follow_tables();
  Result<LineHunk> edit_at(std::size_t diff_row) const;
  std::string port_package() const;
  std::string own_table_folder() const;
  void place_table(EntryLook& look) const;
  Job::Part try_part(const std::string& path, std::shared_ptr<const Tables> with);
  void take_tried();
  void add_tried(Tried tried);
  void add_spots(const Tried& tried);
  Result<std::string> text_with(const std::string& path, const std::optional<std::string>& port,
                                const std::vector<EntryPlace>& places);
  bool can_convert() const { return !counter_ || counter_->has_signatures(); }
  CodeSide coloured(const std::string& path, std::string title, const std::string& text) const;
  Counted convert_now(const std::string& path, std::string bytes);
  // For a thread: only waits for the signatures.
  std::function<Counted()> conversion_of(const std::string& path, std::string bytes);
  Result<void> reopen();
  void mark_lines();
  void mark_hunks();
  std::vector<const Change*> changes_at(std::uint32_t source_line) const;
  std::string commit_of(Side side, std::uint32_t line) const;
  std::string maker_of(const Row& row) const;
  Fingerprint fingerprint_of(std::size_t hunk) const;
  std::vector<Waiver> waivers_of(const std::string& path) const;
  Result<std::string> run(Update update);
  // Does what takes effect by itself, and records how it turned out as one step. `step` says what it may
  // change, as that is before.
  Result<std::string> perform(Step step, const std::function<Result<std::string>()>& effect);
  // What perform() does between the two is one step.
  // What the job does becomes one step for undo.
  Job one_step(Job job);
  // The text of a file in place of another, in perform(). False: it is not `before` any more, and stays.
  Result<bool> replace_text(const std::string& label, const std::string& path,
                            const std::optional<std::string>& before, std::string_view after);
  // What a job changed many files of: looks at them again. `said`: what it did, which is told.
  Result<std::string> after_job(std::string said, const std::vector<std::string>& paths, bool stopped);
  Step index_step(std::string label, const std::vector<std::string>& paths);
  void after_index_change();
  Result<void> read_tree();
  void start_counting();
  Result<void> reload();
  std::vector<std::string> staged_names() const;
  std::string message_for(const std::vector<std::string>& paths, std::string_view extra) const;
  Result<std::string> message_to_keep(const std::string& message) const;
  Result<std::string> commit_as(const std::string& label, const std::function<Result<CommitResult>()>& make);
  // Commits what `prepare` leaves of these paths in the index, which then has them as `after` says.
  struct IndexAfter {
    IndexEntries done, failed;
  };
  Result<std::string> commit_beside(const std::string& message, const std::vector<std::string>& paths,
                                    const std::function<Result<void>()>& prepare, const IndexAfter& after);
  struct RuleText {
    std::string text;
    std::map<std::string, std::size_t> changes;  // by rule
  };
  std::function<RuleText()> text_without(const std::string& path, const std::string& bytes,
                                         std::vector<std::string> rules);
  struct RuleCommits;
  Job::Part rule_part(const std::shared_ptr<RuleCommits>& work, std::size_t at);
  struct FixWork;
  std::vector<Fix> fixes_at(const std::vector<FixPlace>& places) const;
  Job::Part fix_part(const std::shared_ptr<FixWork>& work, std::size_t at);
  struct ConvertWork;
  Job::Part convert_part(const std::shared_ptr<ConvertWork>& work, std::size_t at);
  Result<std::string> commit_texts(const std::map<std::string, std::string>& texts,
                                   const IndexEntries& staged, const std::string& message);
  std::set<std::uint32_t> spoken_of(const std::string& path, const std::string& staged,
                                    const Conversion* conversion);
  Job::Part check_part(const std::string& full_path, std::vector<StagedBreak>& found);
  Result<std::string> after_resolving(const std::string& path);

  // Of what differs between two texts, the hunks that are to be staged or unstaged.
  struct Part {
    std::string what;
    std::vector<LineHunk> hunks;
    std::vector<bool> chosen;
  };
  Result<Part> part_between(const std::string& before, const std::string& after, std::uint32_t first,
                            std::uint32_t last, bool whole_hunk);
  Result<std::string> toggle_between(std::uint32_t first, std::uint32_t last, bool whole_hunk);
  // What a part of the staging page compares: the index with HEAD, or the file with the index.
  struct PartTexts {  // all empty where one of the texts is binary
    std::string before, after;
    std::vector<LineHunk> hunks;
  };
  Result<PartTexts> part_texts(const std::string& path, bool staged);
  Result<PartTexts> part_of(std::string before, std::string after);
  Result<std::string> stage_part(const std::string& path, const Part& part);
  Result<std::string> unstage_part(const std::string& path, const Part& part);
  std::string head_path(const std::string& path) const;

  WorkTree& tree_;
  const Tables& given_;
  const LoadTables load_tables_;
  std::shared_ptr<const Tables> tables_;
  std::map<std::string, std::string> table_texts_;  // of the project's own, by path
  std::optional<Error> tables_error_;
  Surroundings& surroundings_;
  Journal journal_;
  const bool in_background_;
  std::optional<SignatureIndex> signatures_;  // without a thread; else the counter has them
  State state_;
  std::map<std::string, FileStatus> status_;
  std::optional<OpenFile> file_;
  std::deque<std::string> to_count_;
  std::size_t counted_ = 0;
  std::shared_ptr<Counter> counter_;  // also of a stopped job's part that is in work
  std::map<std::string, std::shared_ptr<const LargeFile>> large_;
  bool provisional_ = false;
  enum class Group { none, empty, begun } group_ = Group::none;
  ImportFacts facts_;  // without a thread; else the counter has them
  std::shared_ptr<const ImportOrder> imports_ = std::make_shared<const ImportOrder>();
  bool ordered_ = false, order_due_ = true;  // since the tree was read; since files were counted
  std::optional<EntryTrying> entry_;         // after counter_, whose signatures its thread reads
};

}  // namespace mintport
