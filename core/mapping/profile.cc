#include "core/mapping/profile.hh"

#include <algorithm>
#include <cassert>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/mapping/embedded.hh"

namespace mintport {
namespace {

using Json = nlohmann::json;

// Reads the fields and keeps the first error.
class ProfileReader {
 public:
  Profile profile(const Json& json) {
    Profile out;
    if (!fields(json, "",
                {"description",      "default",           "library",     "licence",       "docstring",
                 "unmarked",         "imports",           "noqa",        "flat_packages", "keep_flags",
                 "constants",        "numpy_ranges",      "broadcasts",  "counts",        "methods",
                 "return_tuples",    "mutable_arguments", "written_out", "script_mode",   "texts",
                 "attention_method", "config_keys",       "keywords",    "single_hash"})) {
      return out;
    }
    if (json.contains("default")) out.is_default = truth(json, "", "default");
    if (json.contains("library")) out.library = library(json["library"]);
    if (json.contains("licence")) out.licence = licence(json["licence"]);
    if (json.contains("docstring")) docstring(json["docstring"], out);
    if (json.contains("unmarked")) out.unmarked = texts(json, "", "unmarked");
    if (json.contains("imports")) out.imports = imports(json["imports"]);
    if (json.contains("noqa")) out.long_lines = long_lines(json["noqa"]);
    if (json.contains("flat_packages")) out.flat_packages = truth(json, "", "flat_packages");
    if (json.contains("mutable_arguments")) out.mutable_arguments = texts(json, "", "mutable_arguments");
    if (json.contains("return_tuples")) out.return_tuples = truth(json, "", "return_tuples");
    if (json.contains("script_mode")) out.script_mode = text(json, "", "script_mode");
    if (json.contains("keep_flags")) out.keep_flags = truth(json, "", "keep_flags");
    if (json.contains("constants")) constants(json["constants"], out);
    if (json.contains("numpy_ranges")) out.numpy_ranges = numpy_ranges(json["numpy_ranges"]);
    if (json.contains("broadcasts") && fields(json["broadcasts"], "broadcasts", {"shape"}))
      out.broadcasts = Profile::Broadcasts{text(json["broadcasts"], "broadcasts", "shape")};
    if (json.contains("counts") && fields(json["counts"], "counts", {"suffix", "position"})) {
      out.counts = Profile::Counts{text(json["counts"], "counts", "suffix"),
                                   text(json["counts"], "counts", "position")};
    }
    if (json.contains("written_out")) out.written_out = texts(json, "", "written_out");
    if (json.contains("methods")) out.methods = names(json["methods"], "methods");
    if (json.contains("keywords")) out.keywords = names(json["keywords"], "keywords");
    if (json.contains("config_keys")) out.config_keys = truth(json, "", "config_keys");
    if (json.contains("single_hash")) out.single_hash = truth(json, "", "single_hash");
    if (json.contains("attention_method")) out.attention_method = attention_method(json["attention_method"]);
    if (json.contains("texts")) places(json["texts"], out);
    return out;
  }

  const std::string& wrong() const { return wrong_; }

 private:
  void fail_with(std::string why) {
    if (wrong_.empty()) wrong_ = std::move(why);
  }

  bool fields(const Json& json, const std::string& where, std::vector<std::string_view> known) {
    if (!json.is_object()) {
      fail_with((where.empty() ? "the file" : where) + " must be an object");
      return false;
    }
    for (const auto& [key, value] : json.items()) {
      if (std::find(known.begin(), known.end(), key) == known.end()) {
        fail_with((where.empty() ? "" : where + ": ") + "unknown field \"" + key + "\"");
        return false;
      }
    }
    return true;
  }

  static std::string place(const std::string& where, std::string_view key) {
    return where.empty() ? std::string(key) : where + "." + std::string(key);
  }

  std::string text(const Json& json, const std::string& where, const char* key) {
    if (!json.contains(key) || !json[key].is_string() || json[key].get_ref<const std::string&>().empty()) {
      fail_with(place(where, key) + " must be a non-empty string");
      return {};
    }
    return json[key].get<std::string>();
  }

  std::size_t columns(const Json& json, const std::string& where, const char* key) {
    if (!json.contains(key) || !json[key].is_number_unsigned() || json[key].get<std::size_t>() == 0) {
      fail_with(place(where, key) + " must be a number of columns");
      return 0;
    }
    return json[key].get<std::size_t>();
  }

  bool truth(const Json& json, const std::string& where, const char* key) {
    if (!json[key].is_boolean()) {
      fail_with(place(where, key) + " must be true or false");
      return false;
    }
    return json[key].get<bool>();
  }

  std::vector<std::string> texts(const Json& json, const std::string& where, const char* key) {
    const bool good =
        json.contains(key) && json[key].is_array() &&
        std::all_of(json[key].begin(), json[key].end(), [](const Json& j) { return j.is_string(); });
    if (good) return json[key].get<std::vector<std::string>>();
    fail_with(place(where, key) + " must be a list of strings");
    return {};
  }

  std::string maybe(const Json& json, const std::string& where, const char* key) {
    return json.contains(key) ? text(json, where, key) : std::string();
  }

  LibraryFacts library(const Json& json) {
    constexpr const char* kWhere = "library";
    if (!fields(json, kWhere,
                {"package", "port", "helpers", "pipeline", "scheduler", "model_output", "module_roots",
                 "conventions"}))
      return {};
    LibraryFacts out;
    out.package = text(json, kWhere, "package");
    out.port = text(json, kWhere, "port");
    out.helpers = maybe(json, kWhere, "helpers");
    out.pipeline = maybe(json, kWhere, "pipeline");
    out.scheduler = maybe(json, kWhere, "scheduler");
    out.model_output = maybe(json, kWhere, "model_output");
    if (json.contains("module_roots")) out.module_roots = texts(json, kWhere, "module_roots");
    if (json.contains("conventions")) out.conventions = conventions(json["conventions"]);
    return out;
  }

  LibraryFacts::Conventions conventions(const Json& json) {
    constexpr const char* kWhere = "library.conventions";
    if (!fields(json, kWhere,
                {"config_base", "config_decorator", "registers", "packages", "attention", "fused_attention",
                 "no_grad", "support_list", "support_prefix"}))
      return {};
    LibraryFacts::Conventions out{.config_base = maybe(json, kWhere, "config_base"),
                                  .config_decorator = maybe(json, kWhere, "config_decorator")};
    if (json.contains("registers")) out.registers = texts(json, kWhere, "registers");
    out.attention = maybe(json, kWhere, "attention");
    if (json.contains("fused_attention")) out.fused_attention = texts(json, kWhere, "fused_attention");
    if (json.contains("packages")) out.packages = texts(json, kWhere, "packages");
    if (json.contains("no_grad")) out.no_grad = texts(json, kWhere, "no_grad");
    out.support_list = maybe(json, kWhere, "support_list");
    out.support_prefix = maybe(json, kWhere, "support_prefix");
    return out;
  }

  Profile::Licence licence(const Json& json) {
    if (!fields(json, "licence", {"before", "has", "lines"})) return {};
    Profile::Licence out{text(json, "licence", "before"), text(json, "licence", "has"),
                         texts(json, "licence", "lines")};
    for (const std::string& line : out.lines) {
      if (!line.starts_with('#') || line.find('\n') != std::string::npos) {
        fail_with("licence.lines must be comment lines");
      }
    }
    return out;
  }

  void docstring(const Json& json, Profile& out) {
    if (!fields(json, "docstring", {"text", "over"})) return;
    out.docstring = text(json, "docstring", "text");
    out.docstring_over = columns(json, "docstring", "over");
    if (out.docstring.find("{path}") == std::string::npos) fail_with("docstring.text must contain {path}");
  }

  Profile::ImportOrder imports(const Json& json) {
    Profile::ImportOrder out;
    if (!fields(json, "imports", {"line_length", "sections"})) return out;
    out.line_length = columns(json, "imports", "line_length");
    if (!json.contains("sections") || !json["sections"].is_array()) {
      fail_with("imports.sections must be a list");
      return out;
    }
    std::size_t rests = 0;
    for (const Json& part : json["sections"]) {
      const std::string where = "imports.sections[" + std::to_string(out.sections.size()) + "]";
      if (!fields(part, where, {"name", "modules", "standard", "rest", "relative"})) return out;
      Profile::Section section;
      section.name = text(part, where, "name");
      if (part.contains("modules")) section.modules = texts(part, where, "modules");
      if (part.contains("standard")) section.standard = truth(part, where, "standard");
      if (part.contains("rest")) section.rest = truth(part, where, "rest");
      if (part.contains("relative")) section.relative = truth(part, where, "relative");
      std::sort(section.modules.begin(), section.modules.end());
      rests += section.rest ? 1 : 0;
      out.sections.push_back(std::move(section));
    }
    if (rests != 1) fail_with("imports.sections: exactly one section must have \"rest\"");
    return out;
  }

  std::map<std::string, std::string, std::less<>> names(const Json& json, const std::string& where) {
    std::map<std::string, std::string, std::less<>> out;
    if (!json.is_object()) fail_with(where + " must be an object");
    for (const auto& [from, to] : json.items()) {
      if (!to.is_string()) fail_with(where + "." + from + " must be a string");
      if (to.is_string()) out[from] = to.get<std::string>();
    }
    return out;
  }

  Profile::AttentionMethod attention_method(const Json& json) {
    constexpr const char* kWhere = "attention_method";
    if (!fields(json, kWhere, {"layer", "method"})) return {};
    return {text(json, kWhere, "layer"), text(json, kWhere, "method")};
  }

  void places(const Json& json, Profile& out) {
    if (!fields(json, "texts", {"lora_refusal_comment", "lora_refusal", "lora_pop", "latents_branch"}))
      return;
    for (const auto& [place, lines] : json.items()) out.texts[place] = texts(json, "texts", place.c_str());
  }

  Profile::NumpyRanges numpy_ranges(const Json& json) {
    if (!fields(json, "numpy_ranges", {"classes", "functions"})) return {};
    Profile::NumpyRanges out{texts(json, "numpy_ranges", "classes"), {}};
    if (json.contains("functions")) out.functions = names(json["functions"], "numpy_ranges.functions");
    return out;
  }

  Profile::LongLines long_lines(const Json& json) {
    if (!fields(json, "noqa", {"over", "comment"})) return {};
    Profile::LongLines out{columns(json, "noqa", "over"), text(json, "noqa", "comment")};
    if (!out.comment.starts_with('#')) fail_with("noqa.comment must start with #");
    return out;
  }

  void constants(const Json& json, Profile& out) {
    if (!json.is_object()) return fail_with("constants must be an object");
    for (const auto& [name, value] : json.items()) {
      if (!value.is_boolean()) return fail_with("constants." + name + " must be true or false");
      out.constants[name] = value.get<bool>();
    }
  }

  std::string wrong_;
};

}  // namespace

Result<Profile> Profile::parse(std::string_view file, std::string_view json) {
  const Json parsed = Json::parse(json, nullptr, false);
  if (parsed.is_discarded()) return fail({ErrorKind::mapping, std::string(file), 0, "not valid JSON", ""});
  ProfileReader reader;
  Profile out = reader.profile(parsed);
  if (!reader.wrong().empty()) return fail({ErrorKind::mapping, std::string(file), 0, reader.wrong(), ""});
  out.name = std::filesystem::path(file).stem().string();
  return out;
}

namespace {

constexpr std::string_view kFolder = "profiles/";

// The names of the embedded profiles, each in quotes.
std::string known_names() {
  std::string out;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.name.starts_with(kFolder)) continue;
    const std::string_view name = file.name.substr(kFolder.size());
    out += "\"" + std::string(name.substr(0, name.find('.'))) + "\", ";
  }
  return out;
}

}  // namespace

const Profile& default_profile() {
  static const Profile kDefault = [] {
    for (const EmbeddedFile& file : embedded_files()) {
      if (!file.name.starts_with(kFolder)) continue;
      auto read = Profile::parse(file.name, file.text);
      if (read && read->is_default && read->library) return *std::move(read);
    }
    assert(false && "a profile of mappings/profiles must be the default");
    return Profile();
  }();
  return kDefault;
}

const LibraryFacts& default_library() {
  return *default_profile().library;
}

Result<std::optional<Profile>> Profile::load(std::string_view name_or_path) {
  if (name_or_path == "none") return std::optional<Profile>{};
  auto some = [](Result<Profile> read) -> Result<std::optional<Profile>> {
    if (!read) return fail(std::move(read.error()));
    return std::optional<Profile>(*std::move(read));
  };
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.name == std::string(kFolder) + std::string(name_or_path) + ".json")
      return some(parse(file.name, file.text));
  }
  const std::filesystem::path path(name_or_path);
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) {
    return fail({ErrorKind::not_found, std::string(name_or_path), 0, "unknown profile",
                 "give " + known_names() + "\"none\" or the path of a JSON file"});
  }
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in) return fail({ErrorKind::io, std::string(name_or_path), 0, "cannot read the file", ""});
  return some(parse(name_or_path, text));
}

}  // namespace mintport
