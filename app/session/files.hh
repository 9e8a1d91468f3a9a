// The open file: both texts, their diff, and the origin of each line.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/conversions.hh"
#include "app/session/job.hh"
#include "app/session/project.hh"
#include "core/review/code_file.hh"

namespace mintport {

struct OpenFile {
  std::string path;  // below both roots
  std::string source_text;
  std::optional<std::string> port_text;  // nullopt: not converted yet; the conversion is shown instead
  std::shared_ptr<const Conversion> conversion;  // null: not Python, or it cannot be parsed
  std::vector<LineHunk> by_hand;                 // from the conversion to the port's text
  std::vector<TrackedFinding> findings;
  CodeFile code;
  std::vector<bool> reviewed_hunks;  // by hunk of code.diff

  std::string_view shown_text() const { return code.right.text; }
};

class Files {
 public:
  // The references must outlive this.
  Files(Project& project, Conversions& conversions) : project_(project), conversions_(conversions) {}

  const std::optional<OpenFile>& file() const { return file_; }
  Result<void> open(const std::string& path);
  // True if open() would block the screen: the file is huge, and prepare() was not run for its texts.
  bool is_slow(const std::string& path) const;
  // A job that does the slow parts of opening a file, so that open() is fast then.
  Result<Job> prepare(const std::string& path);
  Result<void> reopen();
  void close();
  // True while the open file is shown without its conversion, which is not known yet.
  bool provisional() const { return provisional_; }
  // Both texts of a file; empty where there is none.
  struct Texts {
    std::string source, port;
  };
  Texts texts_of(const std::string& path) const;
  // Waits for the conversion.
  void know();
  // Reopens the file if its conversion has become known; returns whether it has.
  bool take_known();
  // Checks for outside changes. Returns true if there are any.
  bool refresh();
  // Returns, once, why the project's changed tables, as refresh() found them, cannot be used.
  std::optional<Error> take_tables_error() { return std::exchange(tables_error_, std::nullopt); }
  // Updates the marks in the gutter, after a change of the index or of review marks.
  void mark_lines();

  // Describes the findings and changes of a line, with the tables and rules behind them. Takes the line on
  // both sides, 0 if a side has none. Empty if there is nothing to report.
  std::string explain_line(std::uint32_t source_line, std::uint32_t port_line) const;
  // The rule or person that made the lines of a diff row, their commit and its author, as a text to show.
  std::string origin_of(std::size_t diff_row) const;
  // The conversion between HF and the port. The open file must have one.
  PureText pure_text() const;

 private:
  void mark_hunks();
  bool refresh_manifest();
  std::vector<const Change*> changes_at(std::uint32_t source_line) const;
  std::string commit_of(Side side, std::uint32_t line) const;
  std::string maker_of(const Row& row) const;

  Project& project_;
  Conversions& conversions_;
  std::optional<OpenFile> file_;
  bool provisional_ = false;
  std::vector<std::size_t> prepared_;  // hashes of the texts that prepare() was run for
  std::optional<Error> tables_error_;
};

// Compares a text with itself after edits side by side, to preview them.
CodeFile compared(CodeSide before, const std::vector<Edit>& edits);
// The same of two Python texts.
Result<CodeFile> compared(WorkTree& tree, const std::string& before, const std::string& after);

}  // namespace mintport
