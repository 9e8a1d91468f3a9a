#include "core/mapping/table_file.hh"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "core/base/text.hh"
#include "core/mapping/table_words.hh"

namespace mintport {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 9> kCategories = {
    "function", "layer", "class", "dtype", "value", "method", "module", "device-check", "constant"};

// Joins the choices for an error: "name", "tuple" or ...
template <class Choices>
std::string one_of(const Choices& choices) {
  std::string out;
  for (const auto& choice : choices) {
    std::string_view name;
    if constexpr (requires { choice.first; }) {
      name = choice.first;
    } else {
      name = choice;
    }
    fmt::format_to(std::back_inserter(out), "{}\"{}\"", out.empty() ? "" : ", ", name);
  }
  return "one of " + out;
}

bool is_dotted_name(std::string_view text) {
  const auto parts = split(text, '.');
  return std::all_of(parts.begin(), parts.end(), is_identifier);
}

// Reads one file. Keeps the first error in `error_` and stops.
class TableReader {
 public:
  explicit TableReader(std::string_view file) : file_(file) {}

  Result<TableFile> read(std::string_view text) {
    const Json json = parse(text);
    if (!error_) read_file(json);
    if (error_) return fail(*std::move(error_));
    return std::move(out_);
  }

 private:
  Json parse(std::string_view text) {
    try {
      return Json::parse(text);
    } catch (const Json::parse_error& e) {
      const std::size_t at = std::min(e.byte, text.size());
      const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
      error_ = Error{ErrorKind::mapping, file_, static_cast<std::uint32_t>(line), "not valid JSON",
                     "see mappings/schema.json"};
      return {};
    }
  }

  void wrong(std::string reason) {
    if (error_) return;
    std::string what = where_.empty() ? std::move(reason) : where_ + ": " + std::move(reason);
    error_ = Error{ErrorKind::mapping, file_, 0, std::move(what), ""};
  }

  std::string text(const Json& value, std::string_view field) {
    if (value.is_string()) return value.get<std::string>();
    wrong(fmt::format("\"{}\" must be a string, not {}", field, value.type_name()));
    return {};
  }

  std::string dotted(const Json& value, std::string_view field) {
    std::string name = text(value, field);
    if (!error_ && !is_dotted_name(name))
      wrong(fmt::format("\"{}\" is not a dotted name: \"{}\"", field, name));
    return name;
  }

  bool is(const Json& value, bool right, std::string_view field, std::string_view wanted) {
    if (!right) wrong(fmt::format("\"{}\" must be {}, not {}", field, wanted, value.type_name()));
    return right;
  }

  template <class Choices, class Value>
  void choose(const Json& value, std::string_view field, const Choices& choices, Value& out) {
    const std::string name = text(value, field);
    if (error_) return;
    const auto at =
        std::find_if(choices.begin(), choices.end(), [&](const auto& c) { return c.first == name; });
    if (at == choices.end()) return wrong(fmt::format("unknown {} \"{}\", {}", field, name, one_of(choices)));
    out = at->second;
  }

  std::string category(const Json& value) {
    std::string name = text(value, "category");
    if (!error_ && std::find(kCategories.begin(), kCategories.end(), name) == kCategories.end()) {
      wrong(fmt::format("unknown category \"{}\", {}", name, one_of(kCategories)));
    }
    return name;
  }

  std::vector<Entry::Drop> drops(const Json& value, std::string_view field) {
    std::vector<Entry::Drop> out;
    if (!is(value, value.is_object(), field, "an object")) return out;
    for (const auto& [argument, values] : value.items()) {
      if (!is_identifier(argument))
        wrong(fmt::format("\"{}\" has an invalid argument name: \"{}\"", field, argument));
      Entry::Drop drop{argument, {}};
      if (!is(values, values.is_array(), argument, "an array of source strings")) break;
      for (const Json& one : values) drop.harmless.push_back(text(one, argument));
      out.push_back(std::move(drop));
    }
    return out;
  }

  std::vector<Entry::Rename> renames(const Json& value, std::string_view field) {
    std::vector<Entry::Rename> out;
    if (!is(value, value.is_object(), field, "an object")) return out;
    for (const auto& [from, to] : value.items()) {
      Entry::Rename rename{from, text(to, from)};
      if (error_) break;
      if (!is_identifier(rename.from) || !is_identifier(rename.to)) {
        wrong(fmt::format("\"{}\" from \"{}\" to \"{}\" must map one argument name to another", field, from,
                          rename.to));
      }
      out.push_back(std::move(rename));
    }
    return out;
  }

  std::vector<Entry::Unlike> unlike(const Json& value) {
    std::vector<Entry::Unlike> out;
    if (!is(value, value.is_array(), "unlike", "an array of objects")) return out;
    for (const Json& one : value) {
      if (error_ || !is(one, one.is_object(), "unlike", "an array of objects")) return out;
      Entry::Unlike& read = out.emplace_back();
      for (const auto& [field, part] : one.items()) {
        if (field == "argument") {
          read.argument = text(part, field);
        } else if (field == "given") {
          choose(part, field, kGiven, read.given);
        } else if (field == "says") {
          read.says = text(part, field);
        } else if (field == "write") {
          read.write = text(part, field);
        } else {
          wrong(fmt::format("unknown field \"{}\" in \"unlike\"", field));
        }
        if (error_) return out;
      }
      check_unlike(read);
    }
    return out;
  }

  void check_unlike(const Entry::Unlike& one) {
    constexpr std::array<std::string_view, 6> kWritten = {"tuple", "list",   "float",
                                                          "int",   "tensor", "position"};
    if (!is_identifier(one.argument)) return wrong("\"unlike\" needs the \"argument\" that it is about");
    if (one.says.empty() == one.write.empty())
      return wrong("\"unlike\" either \"says\" what differs or has something to \"write\"");
    const bool known = std::find(kWritten.begin(), kWritten.end(), one.write) != kWritten.end();
    if (!one.write.empty() && one.given != Entry::Unlike::Given::absent && !known)
      wrong(fmt::format("unknown \"write\" \"{}\", {}", one.write, one_of(kWritten)));
  }

  Entry::Numpy numpy(const Json& value) {
    Entry::Numpy out;
    if (!is(value, value.is_object(), "numpy", "an object")) return out;
    for (const auto& [field, one] : value.items()) {
      if (error_) break;
      if (field == "function") {
        out.function = dotted(one, field);
      } else if (field == "of_number") {
        if (is(one, one.is_boolean(), field, "true or false")) out.of_number = one.get<bool>();
      } else if (field == "of_two") {
        if (is(one, one.is_boolean(), field, "true or false")) out.of_two = one.get<bool>();
      } else if (field == "difference") {
        out.difference = text(one, field);
      } else {
        wrong(fmt::format("unknown field \"{}\" in \"numpy\"", field));
      }
    }
    if (out.function.empty()) wrong("\"numpy\" needs a \"function\"");
    return out;
  }

  void read_entry_field(Entry& entry, const std::string& field, const Json& value) {
    if (field == "source") {
      entry.source = dotted(value, field);
    } else if (field == "target") {
      if (!value.is_null()) entry.target = dotted(value, field);
    } else if (field == "category") {
      entry.category = category(value);
    } else if (field == "form") {
      choose(value, field, kForms, entry.form);
    } else if (field == "applicability") {
      choose(value, field, kApplicabilities, entry.certain);
    } else if (field == "rename") {
      entry.renames = renames(value, field);
    } else if (field == "drop") {
      entry.drops = drops(value, field);
    } else if (field == "takes") {
      for (Entry::Drop& one : drops(value, field)) {
        if (one.harmless.empty()) wrong(fmt::format("\"takes\" lists no value of \"{}\"", one.argument));
        entry.takes.push_back({std::move(one.argument), std::move(one.harmless)});
      }
    } else if (field == "unlike") {
      entry.unlike = unlike(value);
    } else if (field == "difference") {
      entry.difference = text(value, field);
    } else if (field == "note") {
      entry.note = text(value, field);
    } else if (field == "since") {
      entry.since = text(value, field);
    } else if (field == "arguments") {
      entry.arguments = text(value, field);
    } else if (field == "numpy") {
      entry.numpy = numpy(value);
    } else if (field == "element") {
      entry.element = dotted(value, field);
    } else if (field == "suffix") {
      entry.suffix = text(value, field);
    } else {
      wrong(fmt::format("unknown field \"{}\"", field));
    }
  }

  Entry read_entry(const Json& value, const std::string& category) {
    Entry entry;
    entry.category = category;
    entry.file = file_;
    for (const auto& [field, one] : value.items()) {
      read_entry_field(entry, field, one);
      if (error_) return entry;
    }
    check_entry(entry, value.contains("target"));
    return entry;
  }

  void check_entry(const Entry& entry, bool has_target) {
    if (entry.source.empty()) return wrong("\"source\" is missing");
    if (entry.source.find('.') == std::string::npos)
      return wrong("\"source\" must be a full name, like torch.cat");
    if (!has_target) return wrong("\"target\" is missing; write null if there is none");
    if (entry.category.empty()) return wrong("\"category\" is missing in the entry and in the file");
    const bool needs_target = entry.form != Form::name && entry.form != Form::drop_call &&
                              entry.form != Form::drop_override && entry.form != Form::decorator;
    if (needs_target && entry.target.empty()) return wrong("this form needs a \"target\"");
    if ((entry.form == Form::drop_call || entry.form == Form::drop_override) && !entry.target.empty())
      return wrong(fmt::format("form \"{}\" takes no \"target\"",
                               entry.form == Form::drop_call ? "drop_call" : "drop_override"));
    if (entry.target.empty() && !entry.renames.empty()) return wrong("\"rename\" needs a \"target\"");
  }

  void read_entries(const Json& value, const std::string& category) {
    if (!is(value, value.is_array(), "entries", "an array")) return;
    std::set<std::string, std::less<>> seen;
    std::size_t number = 0;
    out_.entries.reserve(value.size());
    for (const Json& one : value) {
      ++number;
      where_ = fmt::format("entry {}", number);
      if (!one.is_object()) return wrong(fmt::format("must be an object, not {}", one.type_name()));
      const auto source = one.find("source");
      if (source != one.end() && source->is_string())
        where_ += fmt::format(" ({})", source->get_ref<const std::string&>());
      out_.entries.push_back(read_entry(one, category));
      if (error_) return;
      if (!seen.insert(out_.entries.back().source).second) return wrong("this source already has an entry");
    }
    where_.clear();
  }

  void read_moves(const Json& value) {
    if (!is(value, value.is_object(), "module_moves", "an object")) return;
    for (const auto& [from, to] : value.items()) {
      if (!is_dotted_name(from))
        return wrong(fmt::format("\"module_moves\" needs dotted names, not \"{}\"", from));
      ModuleMove move{from, {}, false, {}};
      if (to.is_object()) {
        read_move_fields(move, to);
      } else {
        move.to = dotted(to, from);
      }
      if (error_) return;
      if (move.to.empty()) return wrong(fmt::format("\"module_moves\": \"{}\" needs a \"to\"", from));
      out_.module_moves.push_back(std::move(move));
    }
  }

  void read_move_fields(ModuleMove& move, const Json& value) {
    for (const auto& [field, one] : value.items()) {
      if (error_) return;
      if (field == "to") {
        move.to = dotted(one, field);
      } else if (field == "by_name") {
        if (is(one, one.is_boolean(), field, "true or false")) move.by_name = one.get<bool>();
      } else if (field == "stay") {
        if (!is(one, one.is_array(), field, "an array of name suffixes")) return;
        for (const Json& end : one) move.stay.push_back(text(end, field));
      } else {
        wrong(fmt::format("unknown field \"{}\" in the move of \"{}\"", field, move.from));
      }
    }
  }

  void read_words(const Json& value) {
    if (!is(value, value.is_array(), "words", "an array")) return;
    for (const Json& one : value) {
      if (!is(one, one.is_object(), "words", "an array of objects")) return;
      Word word;
      for (const auto& [field, part] : one.items()) {
        if (field == "use") {
          choose(part, field, kUses, word.use);
        } else if (field == "from") {
          word.from = text(part, field);
        } else if (field == "to") {
          word.to = text(part, field);
        } else if (field == "of") {
          word.of = text(part, field);
        } else if (field == "reason") {
          word.reason = text(part, field);
        } else if (field == "functions") {
          word.functions = identifiers(part, field);
        } else {
          wrong(fmt::format("unknown field \"{}\" in a word", field));
        }
        if (error_) return;
      }
      if (word.from.empty()) return wrong("a word needs a \"from\"");
      if (!one.contains("use")) return wrong(fmt::format("the word \"{}\" needs a \"use\"", word.from));
      if (!one.contains("to")) return wrong(fmt::format("the word \"{}\" needs a \"to\"", word.from));
      if (word.reason.empty()) return wrong(fmt::format("the word \"{}\" needs a \"reason\"", word.from));
      if ((word.use == Word::Use::option) == word.of.empty())
        return wrong(fmt::format("the word \"{}\": only \"option\" takes \"of\"", word.from));
      out_.words.push_back(std::move(word));
    }
  }

  void read_returns(const Json& value) {
    if (!is(value, value.is_object(), "returns", "an object")) return;
    for (const auto& [kind, names] : value.items()) {
      Returns returns = Returns::unknown;
      choose(Json(kind), "returns", kReturns, returns);
      if (error_ || !is(names, names.is_array(), kind, "an array of names")) return;
      for (const Json& one : names) {
        std::string name = dotted(one, kind);
        if (error_) return;
        if (!out_.returns.emplace(name, returns).second)
          return wrong(fmt::format("\"{}\" is listed twice", name));
      }
    }
  }

  // A non-empty list of names of arguments, methods or fields.
  std::vector<std::string> identifiers(const Json& value, std::string_view field) {
    std::vector<std::string> out;
    if (!is(value, value.is_array(), field, "an array of names")) return out;
    if (value.empty()) wrong(fmt::format("\"{}\" is empty", field));
    for (const Json& one : value) {
      out.push_back(text(one, field));
      if (!error_ && !is_identifier(out.back()))
        wrong(fmt::format("\"{}\" lists \"{}\", which is not a name", field, out.back()));
      if (error_) break;
    }
    return out;
  }

  void read_pairs(const Json& value) {
    if (!is(value, value.is_array(), "pairs", "an array of names")) return;
    for (const Json& one : value) {
      out_.pairs.push_back(dotted(one, "pairs"));
      if (error_) return;
    }
  }

  void read_model_outputs(const Json& value) {
    if (!is(value, value.is_object(), "model_outputs", "an object")) return;
    for (const auto& [name, fields] : value.items()) {
      if (!is_dotted_name(name))
        return wrong(fmt::format("\"model_outputs\" needs dotted names, not \"{}\"", name));
      out_.model_outputs[name] = identifiers(fields, name);
      if (error_) return;
    }
  }

  void read_torch_packages(const Json& value) {
    if (!is(value, value.is_object(), "torch_packages", "an object")) return;
    for (const auto& [name, note] : value.items()) {
      if (!is_identifier(name))
        return wrong(fmt::format("\"torch_packages\" has an invalid package name: \"{}\"", name));
      out_.torch_packages[name] = text(note, name);
      if (note == "") wrong(fmt::format("\"torch_packages\": \"{}\" needs a note", name));
      if (error_) return;
    }
  }

  void read_fixed_parameters(const Json& value) {
    if (!is(value, value.is_array(), "fixed_parameters", "an array")) return;
    for (const Json& one : value) {
      if (!is(one, one.is_object(), "fixed_parameters", "an array of objects")) return;
      FixedParameter fixed;
      for (const auto& [field, part] : one.items()) {
        if (field == "name") {
          fixed.name = text(part, field);
        } else if (field == "value") {
          if (is(part, part.is_boolean(), field, "true or false")) fixed.value = part.get<bool>();
        } else if (field == "note") {
          fixed.note = text(part, field);
        } else {
          wrong(fmt::format("unknown field \"{}\" in a fixed parameter", field));
        }
        if (error_) return;
      }
      if (!is_identifier(fixed.name)) return wrong("a fixed parameter needs a \"name\"");
      if (!one.contains("value"))
        return wrong(fmt::format("the parameter \"{}\" needs a \"value\"", fixed.name));
      if (fixed.note.empty()) return wrong(fmt::format("the parameter \"{}\" needs a \"note\"", fixed.name));
      out_.fixed_parameters.push_back(std::move(fixed));
    }
  }

  void read_target_aliases(const Json& value) {
    if (!is(value, value.is_object(), "target_aliases", "an object")) return;
    for (const auto& [alias, name] : value.items()) {
      if (!is_dotted_name(alias))
        return wrong(fmt::format("\"target_aliases\" needs dotted names, not \"{}\"", alias));
      out_.target_aliases.emplace_back(alias, dotted(name, alias));
    }
  }

  void read_file(const Json& json) {
    if (!json.is_object())
      return wrong(fmt::format("the file must contain an object, not {}", json.type_name()));
    std::string default_category;
    if (const auto at = json.find("category"); at != json.end()) default_category = category(*at);
    for (const auto& [field, value] : json.items()) {
      if (error_) return;
      if (field == "entries") {
        read_entries(value, default_category);
      } else if (field == "drop_everywhere") {
        out_.drop_everywhere = drops(value, field);
      } else if (field == "rename_everywhere") {
        out_.rename_everywhere = renames(value, field);
      } else if (field == "module_moves") {
        read_moves(value);
      } else if (field == "words") {
        read_words(value);
      } else if (field == "returns") {
        read_returns(value);
      } else if (field == "shared_methods") {
        out_.shared_methods = identifiers(value, field);
      } else if (field == "pairs") {
        read_pairs(value);
      } else if (field == "fixed_parameters") {
        read_fixed_parameters(value);
      } else if (field == "model_outputs") {
        read_model_outputs(value);
      } else if (field == "torch_packages") {
        read_torch_packages(value);
      } else if (field == "target_aliases") {
        read_target_aliases(value);
      } else if (field != "category" && field != "$schema" && field != "description") {
        wrong(fmt::format("unknown field \"{}\"", field));
      }
    }
  }

  std::string file_;
  std::string where_;
  std::optional<Error> error_;
  TableFile out_;
};

}  // namespace

Result<TableFile> read_table_file(std::string_view file, std::string_view json) {
  return TableReader(file).read(json);
}

}  // namespace mintport
