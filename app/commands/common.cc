#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "app/commands/commands.hh"

namespace mintport {

Result<Tables> load_tables(const std::vector<std::string>& folders, const std::string& profile) {
  auto tables = Tables::embedded();
  if (!tables) return tables;
  auto habits = Profile::load(profile);
  if (!habits) return fail(habits.error());
  tables->set_profile(*std::move(habits));
  for (const std::string& folder : folders) {
    if (const auto added = tables->add_folder(folder); !added) return fail(added.error());
  }
  return tables;
}

void print_error(const Error& error) {
  fmt::print(stderr, "mintport: error: {}\n", to_string(error));
}

bool wants_colour(std::FILE* stream) {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
  return (no_colour == nullptr || *no_colour == '\0') && !dumb && ::isatty(::fileno(stream)) == 1;
}

}  // namespace mintport
