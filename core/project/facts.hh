// What a plan asks of one file: what it imports and what it defines. A pure function of its text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mintport {

struct ImportFact {
  std::string module;  // absolute: "hf.models.attention"
  std::string name;    // empty for `import M`, "*" for a star
  // when_called: in a function, or only when something else failed.
  enum class When : std::uint8_t { at_import, when_called, type_checking } when = When::at_import;
  friend auto operator<=>(const ImportFact&, const ImportFact&) = default;
};

struct FileFacts {
  std::string path;  // below the package's folder
  std::uint32_t lines = 0;
  std::vector<ImportFact> imports;   // sorted, each once
  std::vector<std::string> defines;  // "Class", "Class.method", "Class.method(parameter)", "function"; sorted
  std::vector<std::string> exports;  // names in lists and keys of `_import_structure`; sorted
  friend bool operator==(const FileFacts&, const FileFacts&) = default;
};

// Text that cannot be read gives nothing but its path.
FileFacts facts_of(std::string path, std::string_view text, std::string_view package);

}  // namespace mintport
