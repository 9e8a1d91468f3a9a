// Reads and validates one JSON file of mappings/. The format is mappings/schema.json.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/mapping/tables.hh"

namespace mintport {

struct TableFile {
  std::vector<Entry> entries;  // with their own renames and drops only
  std::vector<Entry::Drop> drop_everywhere;
  std::vector<Entry::Rename> rename_everywhere;
  std::vector<ModuleMove> module_moves;
  std::vector<Word> words;
  std::map<std::string, Returns, std::less<>> returns;
  std::vector<std::string> shared_methods, pairs;
  std::map<std::string, std::vector<std::string>, std::less<>> model_outputs;
  std::map<std::string, std::string, std::less<>> torch_packages;  // package, and the text of its finding
  std::vector<FixedParameter> fixed_parameters;
  std::vector<std::pair<std::string, std::string>> target_aliases;  // alias of a module, its name in the list
};

// Errors (kind mapping) name `file`, the entry by its source (or 1-based number), and the reason.
Result<TableFile> read_table_file(std::string_view file, std::string_view json);

}  // namespace mintport
