#include "core/project/manifest.hh"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/base/text.hh"

namespace mintport {
namespace {

using Json = nlohmann::ordered_json;

Error broken(std::string what, std::uint32_t line = 0) {
  return {ErrorKind::content, std::string(kManifestName), line, std::move(what),
          "correct it, or delete it and run mintport"};
}

// The library's message without its prefix and its position, which the Error holds separately.
Error broken_json(std::string_view text, const Json::parse_error& error) {
  const std::string_view before = text.substr(0, error.byte > 0 ? error.byte - 1 : 0);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  std::string what = error.what();
  if (const std::size_t at = what.find("syntax error"); at != std::string::npos) what = what.substr(at);
  return broken(std::move(what), static_cast<std::uint32_t>(line));
}

// True for a relative path inside the tree.
bool stays_inside(std::string_view path) {
  if (path.empty() || path.front() == '/') return false;
  for (std::string_view part : split(path, '/')) {
    if (part == "..") return false;
  }
  return true;
}

std::string without_slash(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

// Normalized as in git: "./a//b/" becomes "a/b".
std::string plain_folder(const std::string& path) {
  return without_slash(std::filesystem::path(path).lexically_normal().generic_string());
}

// An invalid field. Thrown by the readers of fields, caught by parse_manifest.
struct WrongField {
  std::string name, wanted;
};

std::string text_in(const Json& object, const std::string& name, const char* field) {
  const auto found = object.find(field);
  if (found == object.end()) return {};
  if (!found->is_string()) throw WrongField{name + field, "a string"};
  return found->get<std::string>();
}

std::string text_of(const Json& object, const char* field) {
  return text_in(object, "waived: ", field);
}

std::string note_text(const Json& object, const char* field) {
  return text_in(object, "notes: ", field);
}

const Json& section_in(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_object()) throw WrongField{name, "an object"};
  return *found;
}

std::string root_in(const Json& section, const std::string& name) {
  std::string out = text_in(section, name + ".", "root");
  if (out.empty()) throw WrongField{name + ".root", "a folder"};
  return without_slash(std::move(out));
}

const Json& list_in(const Json& json, const char* name) {
  static const Json none = Json::array();
  const auto found = json.find(name);
  if (found == json.end()) return none;
  if (!found->is_array()) throw WrongField{name, "a list"};
  return *found;
}

std::uint32_t number_in(const Json& object, const std::string& name, const char* field) {
  const auto found = object.find(field);
  if (found == object.end()) return 1;
  if (!found->is_number_unsigned() || found->get<std::uint64_t>() == 0 ||
      found->get<std::uint64_t>() > 1'000'000)
    throw WrongField{name + field, "a number, 1 or more"};
  return found->get<std::uint32_t>();
}

Waiver read_waiver(const Json& json) {
  return {text_of(json, "file"),   text_of(json, "kind"),
          text_of(json, "symbol"), text_of(json, "code"),
          text_of(json, "reason"), text_of(json, "author"),
          text_of(json, "date"),   number_in(json, "waived: ", "nth")};
}

Json write_waiver(const Waiver& waiver) {
  Json out = {{"file", waiver.file}, {"kind", waiver.kind}, {"symbol", waiver.symbol}, {"code", waiver.code}};
  if (waiver.nth > 1) out["nth"] = waiver.nth;
  out["reason"] = waiver.reason;
  if (!waiver.author.empty()) out["author"] = waiver.author;
  if (!waiver.date.empty()) out["date"] = waiver.date;
  return out;
}

Note read_note(const Json& json) {
  return {note_text(json, "file"), note_text(json, "code"),   number_in(json, "notes: ", "line"),
          note_text(json, "text"), note_text(json, "author"), note_text(json, "date")};
}

Json write_note(const Note& note) {
  Json out = {{"file", note.file}, {"line", note.line}, {"code", note.code}, {"text", note.text}};
  if (!note.author.empty()) out["author"] = note.author;
  if (!note.date.empty()) out["date"] = note.date;
  return out;
}

std::string dumped(const Json& json, std::size_t indent) {
  std::string out = json.dump(2, ' ', false, Json::error_handler_t::replace);
  for (std::size_t at = 0; (at = out.find('\n', at)) != std::string::npos; ++at)
    out.insert(at + 1, indent, ' ');
  return out;
}

constexpr const char* kDecisions[] = {"waived", "notes"};  // the lists that the program adds to

bool only_decisions_differ(Json before, Json after) {
  for (const char* list : kDecisions) {
    before.erase(list);
    after.erase(list);
  }
  return before == after;
}

// Where the value of the field `list` stands in a valid JSON object; nullopt: the object has no such field.
std::optional<std::pair<std::size_t, std::size_t>> place_of_list(std::string_view json,
                                                                 std::string_view list) {
  int depth = 0;
  std::size_t begin = 0;  // of the value, once it is found
  std::string_view name;  // the last string of the object itself
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (c == '"') {
      std::size_t end = at + 1;
      while (json[end] != '"') end += json[end] == '\\' ? 2 : 1;
      if (depth == 1 && begin == 0) name = json.substr(at + 1, end - at - 1);
      at = end;
    } else if (c == ':' && depth == 1 && begin == 0 && name == list) {
      begin = json.find_first_not_of(" \t\r\n", at + 1);
      at = begin - 1;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
      if (begin != 0 && depth == 1) return std::pair(begin, at + 1);
    }
  }
  return std::nullopt;
}

// Changes nothing but this list, so that the layout and the order of a person's file stay.
std::string with_list(std::string json, const std::string& list, const Json& value) {
  constexpr std::size_t kIndent = 2;
  const std::string text = dumped(value, kIndent);
  if (const auto place = place_of_list(json, list)) {
    return json.replace(place->first, place->second - place->first, text);
  }
  const std::size_t last = json.find_last_not_of(" \t\r\n", json.rfind('}') - 1);
  return json.substr(0, last + 1) + (json[last] == '{' ? "" : ",") + "\n  \"" + list + "\": " + text +
         "\n}\n";
}

Manifest read(const Json& json) {
  if (!json.is_object()) throw WrongField{"", "an object"};
  Manifest out;
  const Json& source = section_in(json, "source");
  out.source = {root_in(source, "source"), text_in(source, "source.", "version"),
                source.contains("package") ? text_in(source, "source.", "package") : out.source.package,
                text_in(source, "source.", "revision"), text_in(source, "source.", "python")};
  out.port.root = root_in(section_in(json, "port"), "port");
  out.target = text_in(json, "", "target");
  if (json.contains("profile")) out.profile = text_in(json, "", "profile");
  for (const Json& folder : list_in(json, "mappings")) {
    if (!folder.is_string()) throw WrongField{"mappings", "a list of folders"};
    out.mappings.push_back(plain_folder(folder.get<std::string>()));
  }
  for (const Json& waiver : list_in(json, "waived")) {
    if (!waiver.is_object()) throw WrongField{"waived", "a list of objects"};
    out.waived.push_back(read_waiver(waiver));
  }
  for (const Json& note : list_in(json, "notes")) {
    if (!note.is_object()) throw WrongField{"notes", "a list of objects"};
    out.notes.push_back(read_note(note));
  }
  return out;
}

}  // namespace

Result<Manifest> parse_manifest(std::string_view text) {
  try {
    const Json json = Json::parse(text);
    Manifest out = read(json);
    if (!stays_inside(out.port.root))
      return fail(broken("'" + out.port.root + "' is not a folder below the work tree"));
    return out;
  } catch (const Json::parse_error& error) {
    return fail(broken_json(text, error));
  } catch (const WrongField& field) {
    return fail(broken((field.name.empty() ? "" : "'" + field.name + "' ") + "must be " + field.wanted));
  }
}

std::string write_manifest(const Manifest& manifest, std::string_view previous) {
  const Json before = Json::parse(previous, nullptr, false);
  const bool fresh = !before.is_object();
  Json out = fresh ? Json::object() : before;
  auto section = [&](const char* name) -> Json& {
    if (!out.contains(name) || !out[name].is_object()) out[name] = Json::object();
    return out[name];
  };
  // A file of a person's hand gets no field that says what goes without saying.
  const auto put = [&](Json& at, const char* name, const auto& value, const auto& usual) {
    if (fresh || at.contains(name) || value != usual) at[name] = value;
  };
  const Manifest usual;
  Json& source = section("source");
  source["root"] = manifest.source.root;
  put(source, "version", manifest.source.version, usual.source.version);
  put(source, "package", manifest.source.package, usual.source.package);
  if (!manifest.source.revision.empty()) source["revision"] = manifest.source.revision;
  if (!manifest.source.python.empty()) source["python"] = manifest.source.python;
  section("port")["root"] = manifest.port.root;
  put(out, "target", manifest.target, usual.target);
  put(out, "mappings", manifest.mappings, usual.mappings);
  put(out, "profile", manifest.profile, usual.profile);
  Json waived = Json::array();
  for (const Waiver& waiver : manifest.waived) waived.push_back(write_waiver(waiver));
  Json notes = Json::array();
  for (const Note& note : manifest.notes) notes.push_back(write_note(note));
  if (!fresh && only_decisions_differ(before, out)) {
    std::string kept(previous);
    if (before.value("waived", Json::array()) != waived) kept = with_list(std::move(kept), "waived", waived);
    if (before.value("notes", Json::array()) != notes) kept = with_list(std::move(kept), "notes", notes);
    return kept;
  }
  put(out, "waived", waived, Json::array());
  if (out.contains("notes") || !notes.empty()) out["notes"] = notes;
  return dumped(out, 0) + "\n";
}

std::vector<std::string> past_reasons(const Manifest& manifest) {
  std::vector<std::string> out;
  for (auto waiver = manifest.waived.rbegin(); waiver != manifest.waived.rend(); ++waiver) {
    if (std::find(out.begin(), out.end(), waiver->reason) == out.end()) out.push_back(waiver->reason);
  }
  return out;
}

std::set<std::string> decided_otherwise(const Manifest& a, const Manifest& b) {
  struct Decisions {
    std::vector<Waiver> waived;
    std::vector<Note> notes;
    bool operator==(const Decisions&) const = default;
  };
  std::map<std::string, std::pair<Decisions, Decisions>> by_file;
  for (const Waiver& waiver : a.waived) by_file[waiver.file].first.waived.push_back(waiver);
  for (const Waiver& waiver : b.waived) by_file[waiver.file].second.waived.push_back(waiver);
  for (const Note& note : a.notes) by_file[note.file].first.notes.push_back(note);
  for (const Note& note : b.notes) by_file[note.file].second.notes.push_back(note);
  std::set<std::string> out;
  for (const auto& [file, decisions] : by_file) {
    if (decisions.first != decisions.second) out.insert(file);
  }
  return out;
}

}  // namespace mintport
