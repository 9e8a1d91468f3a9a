#include <charconv>

#include "app/cli/program.hh"

namespace mintport::cli {
namespace {

// Parses "100x30".
std::optional<ScreenSize> parse_size(std::string_view text) {
  constexpr int kMost = 1000;
  ScreenSize size;
  const std::size_t cross = text.find('x');
  if (cross == std::string_view::npos) return std::nullopt;
  auto number = [](std::string_view digits, int& value) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() && value >= 1 && value <= kMost;
  };
  if (!number(text.substr(0, cross), size.columns) || !number(text.substr(cross + 1), size.rows)) {
    return std::nullopt;
  }
  return size;
}

struct OpenOptions {
  OpenCommand command;
  std::string dump;

  Result<OpenCommand> checked() const {
    OpenCommand c = command;
    if (!dump.empty()) {
      c.dump = parse_size(dump);
      if (!c.dump) {
        return fail(usage("open: '" + dump + "' is not a screen size",
                          "give columns and rows, at most 1000 each: --dump 100x30"));
      }
    } else if (!c.keys_file.empty() || !c.dump_to.empty()) {
      return fail(usage("open: --keys and --dump-to need --dump", "give a screen size: --dump 100x30"));
    }
    const bool known = c.dump_to.empty() || c.dump_to.ends_with(".txt") || c.dump_to.ends_with(".ansi") ||
                       c.dump_to.ends_with(".svg");
    if (!known) {
      return fail(usage("open: unknown output format '" + c.dump_to + "'",
                        "end the file name in .txt, .ansi or .svg"));
    }
    return c;
  }
};

}  // namespace

void OpenCommand::declare(Program& program) {
  auto [app, options] = program.add<OpenOptions>(
      program.app(), "open", "Open the workbench: review, fix, stage and commit (the default command)");
  OpenCommand& c = options.command;
  app.add_option("repo", c.repository, "The git work tree, or a folder in it; default: the current folder")
      ->type_name("REPO");
  add_choice<std::string>(
      app, "--theme", c.theme,
      {{"dark", "dark"}, {"light", "light"}, {"high-contrast", "high-contrast"}, {"none", "none"}},
      "Colours; default: the theme in your settings, else the one that fits the terminal");
  app.add_option(
         "--keys", c.keys_file,
         "With --dump: press the keys of this file first; - is standard input. Separate keys by blanks and "
         "quote text to type; a line that begins with '# ' is a comment")
      ->type_name("FILE");
  app.add_option("--dump", options.dump,
                 "Draw the screen without a terminal, in this size (columns x rows): 100x30")
      ->type_name("SIZE");
  app.add_option(
         "--dump-to", c.dump_to,
         "With --dump: write the screen to this file, by its extension as text (.txt), with colour codes "
         "(.ansi) or as a picture (.svg); default: text on standard output")
      ->type_name("FILE");
  add_mappings(app, c.mappings);
}

}  // namespace mintport::cli
