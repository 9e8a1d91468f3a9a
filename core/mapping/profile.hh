// Habits of a port that are taste and not meaning: header text, order of imports, lint marks, how packages
// load lazily. Data (mappings/profiles/*.json), validated when loaded, read only then. Without a profile none
// of them is followed.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"
#include "core/mapping/library.hh"

namespace mintport {

struct Profile {
  // Comment lines put in front of the first comment line that starts with `before`, in the comment at the top
  // of a file that does not have `has` there already.
  struct Licence {
    std::string before, has;
    std::vector<std::string> lines;
    friend bool operator==(const Licence&, const Licence&) = default;
  };
  // Import statements stand in sections, in this order.
  struct Section {
    std::string name;
    std::vector<std::string> modules;  // top-level packages, sorted
    bool standard = false;             // takes Python's own modules
    bool rest = false;                 // takes what no other takes
    bool relative = false;             // takes relative imports
    friend bool operator==(const Section&, const Section&) = default;
  };
  struct ImportOrder {
    std::size_t line_length = 0;  // columns; a longer statement has a line for each name
    std::vector<Section> sections;
    friend bool operator==(const ImportOrder&, const ImportOrder&) = default;
  };
  // Lines of code of more than `over` columns end in the comment.
  struct LongLines {
    std::size_t over = 0;
    std::string comment;
    friend bool operator==(const LongLines&, const LongLines&) = default;
  };

  // Ranges of numbers that numpy computes, in classes with one of the bases (by their last names).
  struct NumpyRanges {
    std::vector<std::string> classes;
    std::map<std::string, std::string, std::less<>> functions;  // torch's, numpy's
    friend bool operator==(const NumpyRanges&, const NumpyRanges&) = default;
  };
  // `while len(s.shape) < len(x.shape): s = s.unsqueeze(-1)` becomes one reshape. `shape` is what x's shape
  // is called, bound at the start of the function.
  struct Broadcasts {
    std::string shape;
    friend bool operator==(const Broadcasts&, const Broadcasts&) = default;
  };
  // Where only the number of positions is asked of nonzero(), the condition's sum tells it. `suffix` ends the
  // name of the number, `position` is the name of the place taken.
  struct Counts {
    std::string suffix, position;
    friend bool operator==(const Counts&, const Counts&) = default;
  };

  std::string name;
  bool is_default = false;              // it is followed where nothing else is said
  std::optional<LibraryFacts> library;  // nullopt: the default profile's
  std::optional<Licence> licence;
  // At the top of files in folders that have no comment there; "{path}" is the file's; empty: none. A line of
  // more than `docstring_over` columns is broken before the path.
  std::string docstring;
  std::size_t docstring_over = 0;
  std::vector<std::string> unmarked;  // top folders whose files get neither licence lines nor docstring
  std::optional<ImportOrder> imports;
  std::optional<LongLines> long_lines;
  // Modules whose names are written out (ms.nn.Cell) where the source writes torch's out (torch.nn.Module)
  // and binds no shorter name for the module.
  std::vector<std::string> written_out;
  // Packages that load lazily list what they have without asking which libraries are installed.
  bool flat_packages = false;
  NumpyRanges numpy_ranges;
  std::optional<Broadcasts> broadcasts;
  std::optional<Counts> counts;
  // Methods of tensors that the port calls by another name of the same meaning: "torch.Tensor.clone", "copy".
  std::map<std::string, std::string, std::less<>> methods;
  // Arguments of networks whose lists and dicts are marked as changing from call to call, for graph mode.
  std::vector<std::string> mutable_arguments;
  // Functions with a parameter `return_dict` give a tuple unless they are asked for an object.
  bool return_tuples = false;
  // The mode that scripts set before anything else ("mindspore.PYNATIVE_MODE"); empty: none.
  std::string script_mode;
  // A module's own variables that only carry a decided answer stay, also when nothing reads them any more.
  bool keep_flags = false;
  std::map<std::string, bool, std::less<>>
      constants;  // conditions that the port decided: qualified name, value

  // The name of one that is part of the binary, or the path of a JSON file; "none" gives nothing. Errors:
  // not_found, io, mapping (with field and reason).
  static Result<std::optional<Profile>> load(std::string_view name_or_path);
  static Result<Profile> parse(std::string_view file, std::string_view json);

  friend bool operator==(const Profile&, const Profile&) = default;
};

// The profile of mappings/profiles/ that says so of itself.
const Profile& default_profile();

}  // namespace mintport
