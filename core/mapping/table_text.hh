// Mapping tables as text: formats an entry, and inserts entries into a file of a project's mapping folder.
// Pure. The texts are in the format of read_table_file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/mapping/tables.hh"

namespace mintport {

// A table with this entry only, one entry per line. Omits fields with default values.
std::string table_text(const Entry& entry);
std::string table_text(const ModuleMove& move);
std::string table_text(const Word& word);

// The subjects of a table, for messages: "torch.cat", "the module hf.utils.x", "the word pt". Two tables with
// a common subject conflict. Errors as in read_table_file.
Result<std::vector<std::string>> named_in(std::string_view file, std::string_view json);

// The subjects that both `added` and `table` (empty: no table yet) have.
Result<std::vector<std::string>> named_twice(std::string_view file, std::string_view table,
                                             std::string_view added);

// Inserts the entries of `added` into `table`, replacing entries with the same subjects. Keeps other fields
// and their order; the layout is that of table_text. Errors (kind mapping) if either text, or the result, is
// not a valid table.
Result<std::string> table_with(std::string_view file, std::string_view table, std::string_view added);

}  // namespace mintport
