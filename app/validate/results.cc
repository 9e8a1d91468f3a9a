#include "app/validate/results.hh"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/tree/files.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

fs::path note(const WorkTree& tree, const char* name) {
  return fs::path(tree.git_dir()) / "mintport" / name;
}

constexpr const char* kHabits = "validate.json";
constexpr const char* kResults = "validated.json";

}  // namespace

ValidationHabits read_habits(const WorkTree& tree) {
  const auto text = read_file(note(tree, kHabits));
  if (!text) return {};
  const Json json = Json::parse(*text, nullptr, false);
  const auto text_of = [&](const char* name) {
    const auto found = json.is_object() ? json.find(name) : json.end();
    return json.is_object() && found != json.end() && found->is_string() ? found->get<std::string>() : "";
  };
  return {text_of("consent"), text_of("python")};
}

Result<void> write_habits(const WorkTree& tree, const ValidationHabits& habits) {
  const Json json{{"consent", habits.consent}, {"python", habits.python}};
  return write_file(note(tree, kHabits), json.dump(2) + "\n", std::nullopt);
}

Result<ValidationStore> read_results(const WorkTree& tree) {
  const fs::path file = note(tree, kResults);
  const auto text = read_file(file);
  if (!text) {
    if (text.error().kind == ErrorKind::not_found) return ValidationStore();
    return fail(text.error());
  }
  auto store = read_store(*text);
  if (!store) {
    Error error = store.error();
    error.file = file.string();
    return fail(std::move(error));
  }
  return store;
}

Result<void> write_results(const WorkTree& tree, const ValidationStore& store) {
  return write_file(note(tree, kResults), write_store(store), std::nullopt);
}

}  // namespace mintport
