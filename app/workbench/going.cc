// Moving between files: from a name to its definition and uses, and along the jumps.
#include <algorithm>

#include "app/workbench/overlays/picker.hh"
#include "app/workbench/pages/files/files_page.hh"
#include "app/workbench/workbench.hh"
#include "core/base/text.hh"
#include "core/project/copy_blocks.hh"

namespace mintport::ui {

void Workbench::go_to(const Subject& subject) {
  if (!subject.row || !is_home())
    return say("go to a line of the code: " + hint(Command::go_to) + " leads from its names");
  const CodeFile& code = session_.file()->code;
  const Side side = files().side();
  const auto line = code.diff.rows[*subject.row].line(side);
  std::vector<PickerRow> rows;
  std::vector<std::function<void()>> ways;
  const std::string_view text = line ? code.side(side).line(*line) : std::string_view();
  for (std::string& name : names_on(text)) {
    rows.push_back({name, "definition and uses"});
    ways.push_back([this, name = std::move(name)] { find_name(name); });
  }
  if (const std::string source = line ? copy_source_at(code.side(side), *line) : ""; !source.empty()) {
    rows.push_back({source, "# Copied from"});
    ways.push_back([this, source, side] { go_to_twin(source, side); });
  }
  if (rows.empty()) return say("no name on this line");
  if (rows.size() == 1) return ways.front()();
  push(std::make_shared<Picker>(*this, "Go to", std::move(rows),
                                [ways = std::move(ways)](std::size_t chosen) { ways[chosen](); }));
}

// What the line's comment names, else the one above the definition around the line.
std::string Workbench::copy_source_at(const CodeSide& side, std::uint32_t line) {
  if (std::string source = copy_source(side.line(line)); !source.empty()) return source;
  const auto& definitions = side.definitions;
  for (auto at = definition_at(definitions, line); at;) {
    const Definition& here = definitions[*at];
    for (std::uint32_t above = here.line; above > 1;) {
      const std::string_view text = trim(side.line(--above));
      if (std::string source = copy_source(text); !source.empty()) return source;
      if (!text.starts_with("@") && !text.starts_with("#")) break;
    }
    const auto around = std::find_if(
        std::make_reverse_iterator(definitions.begin() + static_cast<long>(*at)), definitions.rend(),
        [&](const Definition& outer) { return outer.depth < here.depth && outer.last_line >= here.line; });
    at = around == definitions.rend()
             ? std::nullopt
             : std::optional(static_cast<std::size_t>(definitions.rend() - around) - 1);
  }
  return "";
}

void Workbench::go_to_twin(const std::string& source, Side side) {
  const auto place = session_.names().place_of(source);
  if (!place) return complain("no file of the sources has " + source);
  files().open(place->first, [this, source, side, name = place->second] {
    const auto& definitions = session_.file()->code.side(side).definitions;
    const auto found = std::find_if(definitions.begin(), definitions.end(),
                                    [&](const Definition& at) { return at.path == name; });
    if (found == definitions.end()) return complain(session_.file()->path + " has no " + name);
    files().go_to_line(found->line, side);
    say("the twin: " + source + "; " + hint(Command::jump_back) + " goes back");
  });
}

// Looks for the name in all files, and lists where it is.
void Workbench::find_name(const std::string& name) {
  auto found = std::make_shared<std::vector<NameFound>>();
  auto take = [found](std::vector<NameFound> all) { *found = std::move(all); };
  begin(session_.names().find(name, take), [this, name, found](const Result<std::string>& done) {
    if (!done) return say(done);
    std::vector<PickerRow> rows;
    for (const NameFound& at : *found) {
      rows.push_back({std::string(at.mention.defines ? "defined in " : "used in ") + at.path + ":" +
                          std::to_string(at.mention.line),
                      at.mention.code});
    }
    push(std::make_shared<Picker>(*this, name + ": " + plural(rows.size(), "place"), std::move(rows),
                                  [this, found](std::size_t chosen) {
                                    const NameFound& at = (*found)[chosen];
                                    files().open(at.path, [this, at] {
                                      files().go_to_line(at.mention.line, at.side);
                                    });
                                  }));
  });
}

std::optional<Spot> Workbench::spot() {
  const auto line = files().port_line();
  if (!session_.file() || !line) return std::nullopt;
  return Spot{session_.file()->path, *line};
}

void Workbench::jump(bool back) {
  const auto now = spot();
  if (!now) return say("no file is open: " + hint(Command::find_file) + " finds one");
  const auto to = back ? jumps_.back(*now) : jumps_.forward();
  if (!to) return say(back ? "no jump before this one" : "no jump after this one");
  files().open(to->path, [this, line = to->line] { files().go_to_line(line, Side::right); });
}

}  // namespace mintport::ui
