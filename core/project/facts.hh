// The facts about a file that a plan needs: its imports and definitions. A pure function of its text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mintport {

struct ImportFact {
  std::string module;  // absolute: "hf.models.attention"
  std::string name;    // empty for `import M`, "*" for a star
  // when_called: inside a function, or as a fallback after an exception.
  enum class When : std::uint8_t { at_import, when_called, type_checking } when = When::at_import;
  friend auto operator<=>(const ImportFact&, const ImportFact&) = default;
};

struct FileFacts {
  std::string path;  // below the package's folder
  std::uint32_t lines = 0;
  std::vector<ImportFact> imports;   // sorted, without duplicates
  std::vector<std::string> defines;  // "Class", "Class.method", "Class.method(parameter)", "function"; sorted
  std::vector<std::string> exports;  // names in the lists and keys of `_import_structure`; sorted
  friend bool operator==(const FileFacts&, const FileFacts&) = default;
};

// For text that cannot be parsed, only the path is set.
FileFacts facts_of(std::string path, std::string_view text, std::string_view package);

}  // namespace mintport
