// A table entry proposed from what a person changed by hand: the edited code beside the code that the
// converter wrote and the HF code that both come from. What an edit says is read from the three syntax trees
// and from what their names mean, never from the texts alone. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/line_hunk.hh"
#include "core/convert/convert.hh"

namespace mintport {

struct EntryProposal {
  std::string title;                 // "torch.linalg.solve -> ours.solve"
  std::string table;                 // a table that says this alone, as a mapping folder's file holds it
  std::vector<std::string> remarks;  // what it rests on, what it takes the place of, what to look at
  friend bool operator==(const EntryProposal&, const EntryProposal&) = default;
};

struct EntryProposals {
  std::vector<EntryProposal> entries;
  std::vector<std::string> unsaid;  // what of the edit no table can say, and why
  friend bool operator==(const EntryProposals&, const EntryProposals&) = default;
};

struct HandEdit {
  const Conversion& conversion;
  std::string_view port_text;
  LineHunk hunk;  // from the conversion's text to the port's
};

// `options` are those of the conversion. Entries for: a name of torch (with a name of any module in its
// place), a method that is surely a tensor's or a module's, their keyword arguments renamed or gone, a method
// that became a function or went, an import from another module, a word of the project's interface or of a
// text.
EntryProposals propose_entries(const HandEdit& edit, const Tables& tables, const ConvertOptions& options);

}  // namespace mintport
