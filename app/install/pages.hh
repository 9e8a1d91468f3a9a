// The generated pages of docs/ in Markdown. Each is made from the table that the program itself uses, so no
// fact is written twice. `make docs` writes them; tests/docs compares them with the files.
#pragma once

#include <string>
#include <vector>

namespace mintport::cli {

struct Page {
  std::string path;  // below docs/: "rules.md"
  std::string text;
  friend bool operator==(const Page&, const Page&) = default;
};

std::vector<Page> generated_pages();

std::string keys_page();
std::string options_page();
std::string rules_page();
std::string checks_page();

}  // namespace mintport::cli
