// A table entry made of an edit by hand: proposed, looked at, written.
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
  bool ported = false;   // else its file comes with its conversion
  bool by_hand = false;  // the file differs from the conversion, here or elsewhere
  bool chosen = false;

  bool can_take() const { return ported && place.state == EntryPlace::State::open; }
  friend bool operator==(const EntrySpot&, const EntrySpot&) = default;
};

// An entry that is looked at before it is written: what it says, where it goes, what it changes.
struct EntryLook {
  std::string table;               // a table that says this alone
  std::string file;                // of the work tree, in which it is to be written
  std::vector<std::string> said;   // what it names and the project's own tables name already
  std::vector<EntrySpot> spots;    // by path and line
  std::size_t tried = 0, of = 0;   // files
  long findings = 0;               // more with the entry than without
  std::optional<bool> as_by_hand;  // whether it makes what was written by hand; nullopt: not known yet
  friend bool operator==(const EntryLook&, const EntryLook&) = default;
};

class Entries {
 public:
  // All must outlive this.
  Entries(Project& project, Conversions& conversions, Files& files, Steps& steps);
  ~Entries();

  // Of the edit at this row of the open file's diff. Errors (kind refused): there is none, or no entry says
  // it.
  Result<EntryProposals> propose(std::size_t diff_row);
  // Begins to look what this table, made of the edit at that row, would change. Errors: it is no table.
  Result<void> look_at(const std::string& table, std::size_t diff_row);
  const EntryLook* look() const;
  void leave();
  // Takes or refuses one of its places, where it can be taken; all of them, or none when all are.
  void choose(std::size_t spot);
  void choose_all();
  Result<CodeFile> preview(std::size_t spot);
  // Writes it into the project's own mapping folder, and the chosen places into the port: one step. Errors
  // (kind refused): not all files were looked at, or the project says something of the same name already
  // (unless `replace`).
  Result<std::string> write(bool replace);

  // Takes what a thread has found; finish(): all of it.
  void work();
  void finish();

 private:
  struct Tried;
  struct Trying;
  struct Placed;
  Result<LineHunk> edit_at(std::size_t diff_row) const;
  std::string port_package() const;
  std::string own_table_folder() const;
  void place_table(EntryLook& look) const;
  Job::Part try_part(const std::string& path, std::shared_ptr<const Tables> with);
  void add_tried(Tried tried);
  void add_spots(const Tried& tried);
  Result<Placed> placed(const Tried& tried, const std::optional<std::string>& port);
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
