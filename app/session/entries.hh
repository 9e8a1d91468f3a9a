// Makes a table entry from a manual edit: proposes, previews and writes it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/session/conversions.hh"
#include "app/session/files.hh"
#include "app/session/steps.hh"
#include "core/review/entry.hh"
#include "core/review/entry_places.hh"

namespace mintport {

// A place that the entry changes.
struct EntrySpot {
  std::string path;  // below both roots
  EntryPlace place;
  bool ported = false;   // false: its file is only in the conversion
  bool by_hand = false;  // the file has manual changes, here or elsewhere
  bool chosen = false;

  bool can_take() const { return ported && place.state == EntryPlace::State::open; }
  friend bool operator==(const EntrySpot&, const EntrySpot&) = default;
};

// An entry under review before it is written: its text, its file, and the places that it changes.
struct EntryLook {
  std::string table;               // a table with this entry only
  std::string file;                // the file of the work tree that will hold it
  std::vector<std::string> said;   // names that the project's own tables already define
  std::vector<EntrySpot> spots;    // by path and line
  std::size_t tried = 0, of = 0;   // files
  long findings = 0;               // findings with the entry minus findings without it
  std::optional<bool> as_by_hand;  // whether it reproduces the manual edit; nullopt: not known yet
  friend bool operator==(const EntryLook&, const EntryLook&) = default;
};

class Entries {
 public:
  // The references must outlive this.
  Entries(Project& project, Conversions& conversions, Files& files, Steps& steps);
  ~Entries();

  // Proposes entries for the edit at this row of the open file's diff. Errors (kind refused): there is no
  // edit, or no entry can express it.
  Result<EntryProposals> propose(std::size_t diff_row);
  // Starts to compute the places that this table, made from the edit at that row, would change. Errors: the
  // text is not a valid table.
  Result<void> look_at(const std::string& table, std::size_t diff_row);
  const EntryLook* look() const;
  void leave();
  // Selects or deselects one place, if it can be changed; choose_all() selects all, or none if all are
  // selected.
  void choose(std::size_t spot);
  void choose_all();
  Result<CodeFile> preview(std::size_t spot);
  // Writes the entry into the project's own mapping folder and the chosen places into the port, as one step.
  // Errors (kind refused): some files are not checked yet, or an entry of this name exists (unless
  // `replace`).
  Result<std::string> write(bool replace);

  // work() takes results from the thread; finish() waits for all of them.
  void work();
  void finish();

  // The import path of the port's root.
  std::string port_package() const;

 private:
  struct Tried;
  struct Trying;
  struct Placed;
  Result<LineHunk> edit_at(std::size_t diff_row) const;
  std::string own_table_folder() const;
  void place_table(EntryLook& look) const;
  Job::Part try_part(const std::string& path, std::shared_ptr<const Tables> with);
  void add_tried(Tried tried, std::string without);
  void add_spots(const Tried& tried, std::string without);
  // The conversion without the entry, made anew if it is not the port's text.
  std::string without(const Tried& tried, const std::optional<std::string>& port);
  Result<Placed> placed(const Tried& tried, const std::optional<std::string>& port, std::string without);
  Result<std::string> text_with(const std::string& path, const std::optional<std::string>& port,
                                const std::vector<EntryPlace>& places);

  const std::optional<OpenFile>& file() const { return files_.file(); }

  Project& project_;
  Conversions& conversions_;
  Files& files_;
  Steps& steps_;
  std::unique_ptr<Trying> entry_;  // its thread reads the signatures of conversions_
};

}  // namespace mintport
