// Proposes table entries from a manual edit. Compares the edited code with the conversion and with the HF
// code that both come from, by their syntax trees and the meaning of names, never by text alone. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/line_hunk.hh"
#include "core/convert/convert.hh"

namespace mintport {

struct EntryProposal {
  std::string title;                 // "torch.linalg.solve -> ours.solve"
  std::string table;                 // a table with this entry only, in the format of a mapping file
  std::vector<std::string> remarks;  // evidence, replaced entries, and what to check
  friend bool operator==(const EntryProposal&, const EntryProposal&) = default;
};

struct EntryProposals {
  std::vector<EntryProposal> entries;
  std::vector<std::string> unsaid;  // parts of the edit that no table can express, and why
  friend bool operator==(const EntryProposals&, const EntryProposals&) = default;
};

struct HandEdit {
  const Conversion& conversion;
  std::string_view port_text;
  LineHunk hunk;  // from the conversion's text to the port's
};

// `options` are those of the conversion. Proposes entries for: a torch name replaced by a name of any module,
// a method whose receiver is known to be a tensor or module, renamed or removed keyword arguments of these, a
// method that became a function or was removed, an import from another module, a word of the project's
// interface or of a text.
EntryProposals propose_entries(const HandEdit& edit, const Tables& tables, const ConvertOptions& options);

}  // namespace mintport
