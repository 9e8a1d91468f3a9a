// Writes the files that are generated from the program's own tables. Used by the build and `make docs`, not
// by users.
//
//   mintport_generate pages DIR    the generated pages of docs/
//   mintport_generate shell DIR    the manual page, and completions for bash, zsh and fish
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "app/install/completions.hh"
#include "app/install/manual.hh"
#include "app/install/pages.hh"

namespace mintport::cli {
namespace {

std::vector<Page> shell_files() {
  const std::vector<CommandModel> commands = command_models();
  return {{"mintport.1", manual_page(commands, MINTPORT_VERSION)},
          {"mintport.bash", bash_completion(commands)},
          {"_mintport", zsh_completion(commands)},
          {"mintport.fish", fish_completion(commands)}};
}

bool write(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  out << text;
  return static_cast<bool>(out.flush());
}

int run(const std::vector<std::string>& arguments) {
  const bool known = arguments.size() == 2 && (arguments[0] == "pages" || arguments[0] == "shell");
  if (!known) {
    std::fprintf(stderr, "usage: mintport_generate pages|shell DIR\n");
    return 2;
  }
  for (const Page& page : arguments[0] == "pages" ? generated_pages() : shell_files()) {
    const std::filesystem::path file = std::filesystem::path(arguments[1]) / page.path;
    if (!write(file, page.text)) {
      std::fprintf(stderr, "mintport_generate: error: %s: cannot write the file\n", file.c_str());
      return 3;
    }
  }
  return 0;
}

}  // namespace
}  // namespace mintport::cli

int main(int count, char** values) {
  return mintport::cli::run(std::vector<std::string>(values + 1, values + count));
}
