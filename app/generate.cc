// Writes the generated pages of docs/. For the build and `make docs`; users have no need of it.
//
//   mintport_generate pages DIR
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "app/install/pages.hh"

namespace mintport {
namespace {

bool write(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  out << text;
  return static_cast<bool>(out.flush());
}

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() != 2 || arguments[0] != "pages") {
    std::fprintf(stderr, "usage: mintport_generate pages DIR\n");
    return 2;
  }
  for (const Page& page : generated_pages()) {
    const std::filesystem::path file = std::filesystem::path(arguments[1]) / page.path;
    if (!write(file, page.text)) {
      std::fprintf(stderr, "mintport_generate: error: %s: cannot write\n", file.c_str());
      return 3;
    }
  }
  return 0;
}

}  // namespace
}  // namespace mintport

int main(int count, char** values) {
  return mintport::run(std::vector<std::string>(values + 1, values + count));
}
