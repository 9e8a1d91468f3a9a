// A table entry that is looked at before it is written: what it says, where it goes, what it changes.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/workbench/job.hh"
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

// What came of converting one file without and with the entry: one text and how the other differs, as an
// entry may change most files of a project.
struct Tried {
  std::string path;         // below the source root
  std::string without;      // empty where the entry changes nothing
  std::vector<Edit> edits;  // of that text: what the entry changes
  long findings = 0;        // more with the entry than without; below 0: fewer

  std::string with() const { return mintport::apply(without, edits); }
};

// The look with what it is made of.
struct EntryTrying {
  EntryLook look;
  bool of_modules = false;             // the entry is about modules: imports are places
  std::string path;                    // the file of the edit
  LineHunk edit;                       // there, from the conversion to the port's text
  std::map<std::string, Tried> tried;  // files that it changes
  std::unique_ptr<JobRunner> runner;
};

}  // namespace mintport
