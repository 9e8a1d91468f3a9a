// Saves the current place for the next start, in one line each: the file, the port's line, which lines
// are folded; then the open folders.
#include <charconv>

#include "app/workbench/pages/files/files_page.hh"
#include "core/base/text.hh"

namespace mintport::ui {
namespace {

constexpr std::string_view kFolds[] = {"", "folded", "settled"};  // by Fold

}  // namespace

std::string FilesPage::place() const {
  std::string out = file() ? file()->path : "";
  out += "\n" + std::to_string(port_line().value_or(1)) + "\n" +
         std::string(kFolds[static_cast<std::size_t>(code_.fold())]) + "\n";
  for (const std::string& folder : tree_.open_folders()) out += folder + "\n";
  return out;
}

// Returns false if the place does not exist any more.
bool FilesPage::restore(std::string_view place) {
  const auto lines = split_lines(place);
  if (lines.size() < 3) return false;
  for (std::size_t i = 3; i < lines.size(); ++i) tree_.open_folder(std::string(trim(lines[i])));
  for (std::size_t i = 0; i < std::size(kFolds); ++i) {
    if (trim(lines[2]) == kFolds[i]) code_.set_fold(static_cast<Fold>(i));
  }
  const std::string path(trim(lines[0]));
  host_.refresh();
  std::uint32_t line = 1;
  std::from_chars(lines[1].data(), lines[1].data() + lines[1].size(), line);
  return session().state().find(path) != nullptr &&
         open(path, [this, line] { go_to_line(line, Side::right); });
}

}  // namespace mintport::ui
