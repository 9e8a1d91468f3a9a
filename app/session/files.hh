// The file that is looked at: both texts, how they differ, what its lines are from.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/conversions.hh"
#include "app/session/project.hh"
#include "core/review/code_file.hh"

namespace mintport {

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

class Files {
 public:
  // Both must outlive this.
  Files(Project& project, Conversions& conversions) : project_(project), conversions_(conversions) {}

  const std::optional<OpenFile>& file() const { return file_; }
  Result<void> open(const std::string& path);
  Result<void> reopen();
  void close();
  // The open file is shown as it is: how it is converted is not known yet.
  bool provisional() const { return provisional_; }
  // Waits until it is known.
  void know();
  // Opens it again when it has become known. True then.
  bool take_known();
  // Looks again at what may have changed outside. True when something did.
  bool refresh();
  // What keeps the project's changed tables, as refresh() found them, from being used: once.
  std::optional<Error> take_tables_error() { return std::exchange(tables_error_, std::nullopt); }
  // What the gutter says: after the index or the marks have changed.
  void mark_lines();

  // The findings and changes of a line, with what the tables and the catalog of rules say of them. Lines of
  // both sides, 0 where a side has none; empty when there is nothing to say.
  std::string explain_line(std::uint32_t source_line, std::uint32_t port_line) const;
  // Which rule or hand made the lines of a row of the diff, which commit brought them, and who: as text to be
  // shown.
  std::string origin_of(std::size_t diff_row) const;
  // The conversion (which there is) between HF and the port.
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
  std::optional<Error> tables_error_;
};

// Two texts beside each other, for a preview of the edits.
CodeFile compared(const std::string& before, const std::string& after, const std::vector<Edit>& edits);

}  // namespace mintport
