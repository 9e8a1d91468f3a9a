// Resolving the last conflict of a file also stages it, in the same step, unless the file does not parse.
#include "app/session/merges.hh"

#include "core/base/text.hh"
#include "core/names/names.hh"
#include "core/syntax/tree.hh"

namespace mintport {
namespace {

bool is_in_conflict(const FileStatus& status) {
  return status.index == TreeState::conflicted || status.work == TreeState::conflicted;
}

// The 1-based line of the first syntax error; 0 if there is none or the file is not Python.
std::uint32_t broken_line(const std::string& path, const std::string& text) {
  if (!is_python(path)) return 0;
  auto source = Source::make(path, text);
  if (!source) return 1;
  const Tree tree = Tree::parse(std::make_shared<const Source>(*std::move(source)));
  const auto errors = tree.errors();
  return errors.empty() ? 0 : tree.source().line_at(errors.front().begin);
}

}  // namespace

std::vector<ConflictFile> Merges::conflicts() {
  std::vector<ConflictFile> out;
  for (const auto& [path, status] : project_.status) {
    const bool in_conflict = is_in_conflict(status);
    if (!in_conflict && status.work != TreeState::modified && status.index == TreeState::unmodified) continue;
    auto text = read_if_there(project_.tree, path);
    if (!text) continue;
    auto places = find_conflicts(*text);
    if (places.empty() && !in_conflict) continue;
    out.push_back({path, *std::move(text), std::move(places)});
  }
  return out;
}

Result<std::string> Merges::after_resolving(const std::string& path) {
  const auto text = read_if_there(project_.tree, path);
  if (!text) return "resolved " + path + ": deleted";
  const std::size_t left = find_conflicts(*text).size();
  if (left > 0) return "resolved a conflict of " + path + ", " + plural(left, "conflict") + " left in it";
  if (const std::uint32_t line = broken_line(path, *text)) {
    return fail(
        {ErrorKind::content, path, line, "resolved, but it does not parse", "edit it, then stage the file"});
  }
  if (auto staged = project_.tree.stage_file(path); !staged) return fail(staged.error());
  return "resolved and staged " + path;
}

Result<std::string> Merges::resolve(const ConflictFile& file, std::size_t place, Favor favor) {
  const std::string& path = file.path;
  const auto now = read_if_there(project_.tree, path);
  if (now != file.text) {
    return fail({ErrorKind::refused, path, 0, "was changed outside mintport", "check it again"});
  }
  Step step = steps_.index_step("resolved a conflict of " + path, {path});
  step.texts.push_back({path, now, now});
  auto said = steps_.perform(std::move(step), [&]() -> Result<std::string> {
    if (!file.places.empty()) {
      auto written = project_.tree.write(path, without_conflict(*now, file.places.at(place), favor));
      if (!written) return fail(written.error());
    } else if (favor == Favor::theirs) {  // deleted upstream
      if (auto gone = project_.tree.remove(path); !gone) return fail(gone.error());
      if (auto staged = project_.tree.stage_file(path); !staged) return fail(staged.error());
    }
    return after_resolving(path);
  });
  files_.refresh();
  return said;
}

Result<std::string> Merges::edit(const std::string& path, std::uint32_t line) {
  const auto before = read_if_there(project_.tree, path);
  Step step = steps_.index_step("edited " + path, {path});
  step.texts.push_back({path, before, before});
  Result<void> edited;
  auto said = steps_.perform(std::move(step), [&]() -> Result<std::string> {
    edited = project_.surroundings.edit(project_.tree.root() + "/" + path, line);
    return read_if_there(project_.tree, path) == before ? Result<std::string>("nothing was changed")
                                                        : after_resolving(path);
  });
  files_.refresh();
  return !edited ? fail(edited.error()) : said;
}

}  // namespace mintport
