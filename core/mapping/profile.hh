// Conventions of a port that are a matter of style: licence lines, order of imports, lint comments, lazy
// loading of packages. Data (mappings/profiles/*.json), validated on loading, then read only. Without a
// profile, none of them apply.
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
  // Comment lines to insert before the first comment line that starts with `before`, in the top comment of a
  // file, unless it already contains `has`.
  struct Licence {
    std::string before, has;
    std::vector<std::string> lines;
    friend bool operator==(const Licence&, const Licence&) = default;
  };
  // Import statements are grouped in sections, in this order.
  struct Section {
    std::string name;
    std::vector<std::string> modules;  // top-level packages, sorted
    bool standard = false;             // takes Python's standard modules
    bool rest = false;                 // takes modules that no other section takes
    bool relative = false;             // takes relative imports
    friend bool operator==(const Section&, const Section&) = default;
  };
  struct ImportOrder {
    std::size_t line_length = 0;  // columns; a longer statement is written with one name per line
    std::vector<Section> sections;
    friend bool operator==(const ImportOrder&, const ImportOrder&) = default;
  };
  // Lines of code with more than `over` columns end with the comment.
  struct LongLines {
    std::size_t over = 0;
    std::string comment;
    friend bool operator==(const LongLines&, const LongLines&) = default;
  };

  // Ranges of numbers are computed with numpy, in classes with one of these bases (last names).
  struct NumpyRanges {
    std::vector<std::string> classes;
    std::map<std::string, std::string, std::less<>> functions;  // torch's function, numpy's function
    friend bool operator==(const NumpyRanges&, const NumpyRanges&) = default;
  };
  // `while len(s.shape) < len(x.shape): s = s.unsqueeze(-1)` becomes one reshape. `shape` is the name for x's
  // shape, bound at the start of the function.
  struct Broadcasts {
    std::string shape;
    friend bool operator==(const Broadcasts&, const Broadcasts&) = default;
  };
  // If only the number of positions of nonzero() is used, it becomes the sum of the condition. `suffix` ends
  // the name of the number, `position` names the position used.
  struct Counts {
    std::string suffix, position;
    friend bool operator==(const Counts&, const Counts&) = default;
  };

  std::string name;
  bool is_default = false;              // used if nothing else is given
  std::optional<LibraryFacts> library;  // nullopt: the library of the default profile
  std::optional<Licence> licence;
  // Docstring for files in folders without a comment at the top; "{path}" is the file's path; empty: none. A
  // line with more than `docstring_over` columns is broken before the path.
  std::string docstring;
  std::size_t docstring_over = 0;
  std::vector<std::string> unmarked;  // top folders whose files get no licence lines or docstring
  std::optional<ImportOrder> imports;
  std::optional<LongLines> long_lines;
  // Modules whose names are written in full (ms.nn.Cell) where the source writes torch's in full
  // (torch.nn.Module) and binds no shorter name for the module.
  std::vector<std::string> written_out;
  // Lazily loaded packages list their names without checking which libraries are installed.
  bool flat_packages = false;
  NumpyRanges numpy_ranges;
  std::optional<Broadcasts> broadcasts;
  std::optional<Counts> counts;
  // Methods of tensors that the port calls by a synonym: "torch.Tensor.clone", "copy".
  std::map<std::string, std::string, std::less<>> methods;
  // Arguments of networks whose lists and dicts are marked as mutable, for graph mode.
  std::vector<std::string> mutable_arguments;
  // Functions with a parameter `return_dict` return a tuple unless an object is requested.
  bool return_tuples = false;
  // The mode that scripts set first ("mindspore.PYNATIVE_MODE"); empty: none.
  std::string script_mode;
  // Texts that the port writes where a rule adds code, by the place: comment lines without their "#", and
  // lines of code of messages. A place without a text gets the rule's own words, or no comment.
  std::map<std::string, std::vector<std::string>, std::less<>> texts;
  // Attention layers of the port compute attention with a method of their own, which takes the arguments of
  // the module's function.
  struct AttentionMethod {
    std::string layer;   // qualified name of the layer's class
    std::string method;  // its method, which has the name of the port's function
    friend bool operator==(const AttentionMethod&, const AttentionMethod&) = default;
  };
  std::optional<AttentionMethod> attention_method;
  // In networks' `construct`, `self.config` is read by its keys.
  bool config_keys = false;
  // Keywords for the first argument of layers: "torch.nn.Dropout", "p".
  std::map<std::string, std::string, std::less<>> keywords;
  // Comments begin with one `#`.
  bool single_hash = false;
  // Keep a module's variables that only hold a decided condition, even if nothing reads them any more.
  bool keep_flags = false;
  std::map<std::string, bool, std::less<>>
      constants;  // conditions that the port has decided: qualified name, value

  // The lines of texts[place]; nullptr: none.
  const std::vector<std::string>* text(std::string_view place) const {
    const auto at = texts.find(place);
    return at == texts.end() ? nullptr : &at->second;
  }

  // Loads an embedded profile by name, or a JSON file by path; "none" returns nullopt. Errors: not_found, io,
  // mapping (with field and reason).
  static Result<std::optional<Profile>> load(std::string_view name_or_path);
  static Result<Profile> parse(std::string_view file, std::string_view json);

  friend bool operator==(const Profile&, const Profile&) = default;
};

// The profile of mappings/profiles/ that is marked as the default.
const Profile& default_profile();

}  // namespace mintport
