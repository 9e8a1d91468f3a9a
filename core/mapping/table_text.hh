// Mapping tables as text: an entry written down, and entries put into a file of a project's mapping folder.
// Pure; the texts are those that read_table_file reads.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/mapping/tables.hh"

namespace mintport {

// A table that says this alone, an entry a line. Fields that say nothing are left out.
std::string table_text(const Entry& entry);
std::string table_text(const ModuleMove& move);
std::string table_text(const Word& word);

// What a table speaks of, for people: "torch.cat", "the module hf.utils.x", "the word pt". Two tables
// that name the same cannot both be right. Errors as those of read_table_file.
Result<std::vector<std::string>> named_in(std::string_view file, std::string_view json);

// What `added` names and `table` (empty: there is none yet) does already.
Result<std::vector<std::string>> named_twice(std::string_view file, std::string_view table,
                                             std::string_view added);

// `table` with all that `added` says, which takes the place of what names the same. Other fields and their
// order stay; the layout is the one of table_text. Errors (kind mapping) when either, or the result, is no
// table.
Result<std::string> table_with(std::string_view file, std::string_view table, std::string_view added);

}  // namespace mintport
