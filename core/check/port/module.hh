// One file of a port, parsed, and the facts about it that rules on other files ask for.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text_map.hh"
#include "core/mapping/tables.hh"
#include "core/names/names.hh"

namespace mintport {

// A function or class at the top of a module or of a class.
struct PortDefinition {
  std::string name;  // in its file: "A.f"
  bool is_class = false;
  std::vector<std::string> decorators;  // their texts without '@' and arguments: "torch.no_grad"
  bool several = false;                 // defined more than once; the facts are those of the first
  ByteRange code;                       // whole lines, without decorators
  std::vector<Parameter> parameters;    // of a function; of a method without self or cls
  std::vector<std::string> bases;       // of a class: qualified names; "" for other expressions
  friend bool operator==(const PortDefinition&, const PortDefinition&) = default;
};

// An entry of a package's `_import_structure`: its module offers the name when somebody asks for it.
struct LazyEntry {
  std::string module;  // dotted, below the package
  std::string name;
  NodeId where = kNoNode;  // the string
  friend bool operator==(const LazyEntry&, const LazyEntry&) = default;
};

// The names that a module offers.
struct ModuleFacts {
  std::string name;                // dotted
  bool package = false;            // an __init__.py
  bool open = false;               // offers names that its text does not show
  TextMap<std::string> names;      // bound at the top, and what an import of it means ("" for others)
  std::vector<std::string> stars;  // modules of `from M import *`
  std::vector<LazyEntry> lazy;
  TextMap<PortDefinition> definitions;  // by name in the file
};

// A parsed file. Its address stays the same, because its names refer to its tree.
class PortFile {
 public:
  // `path` is its path in reports, `in_package` that below the folder of `package`: "models/a.py" and
  // "port.hf" make the module "port.hf.models.a". Errors are those of Source::make.
  static Result<std::unique_ptr<const PortFile>> make(std::string path, std::string_view in_package,
                                                      std::string_view package, std::string bytes);

  PortFile(const PortFile&) = delete;
  PortFile& operator=(const PortFile&) = delete;

  const std::string& path() const { return path_; }
  const Tree& tree() const { return tree_; }
  const Names& names() const { return names_; }
  const ModuleFacts& facts() const { return facts_; }

 private:
  PortFile(std::string path, std::string_view in_package, std::string_view package,
           std::shared_ptr<const Source> source);
  std::string path_;
  Tree tree_;
  Names names_;
  ModuleFacts facts_;
};

// "_import_structure", the variable of a lazily loaded package.
inline constexpr std::string_view kImportStructure = "_import_structure";

}  // namespace mintport
