#include <algorithm>
#include <filesystem>

#include "app/commands/commands.hh"
#include "app/commands/review.hh"

namespace mintport::cli {
namespace {

// Where a review writes: the port, mintport.json, and the project's own tables.
std::vector<std::string> written_places(const Manifest& manifest) {
  std::vector<std::string> out{manifest.port.root, std::string(kManifestName)};
  out.insert(out.end(), manifest.mappings.begin(), manifest.mappings.end());
  return out;
}

// From the root of the work tree, of what the user typed. Errors: neither git nor the disk knows it.
Result<std::vector<std::string>> typed_places(const std::vector<std::string>& typed, CommandReview& review,
                                              const std::vector<ChangedFile>& changed) {
  namespace fs = std::filesystem;
  const State& state = review.state();
  const std::string root = review.session().tree().root();
  std::vector<std::string> out;
  for (const std::string& one : typed) {
    const std::string path = review.in_tree(one);
    bool known = false;
    for (const std::string& place : {path == "." ? "" : path, state.port_path(path)}) {
      const bool holds_change = std::any_of(changed.begin(), changed.end(), [&](const ChangedFile& file) {
        return is_at(file.path, std::vector<std::string>{place});
      });
      if (holds_change) out.push_back(place);
      known = known || holds_change || fs::exists(fs::path(root) / place);
    }
    if (known) continue;
    return fail({ErrorKind::usage, "", 0, "no file or folder '" + one + "'",
                 "give a path on disk, or below '" + state.manifest.port.root + "'"});
  }
  return out;
}

}  // namespace

Result<int> StageCommand::run() const {
  const auto review = CommandReview::open(*this, Session::Access::change);
  if (!review) return fail(review.error());
  Index& index = (*review)->session().index();
  const std::vector<ChangedFile> changed = index.changed_files();
  const auto places = paths.empty()
                          ? Result<std::vector<std::string>>(written_places((*review)->state().manifest))
                          : typed_places(paths, **review, changed);
  if (!places) return fail(places.error());
  std::vector<std::string> chosen;
  for (const ChangedFile& file : changed) {
    if (places->empty() || !is_at(file.path, *places)) continue;
    if (file.letter == 'U') {
      return fail({ErrorKind::refused, file.path, 0, "the file is in conflict, nothing was staged",
                   "resolve the conflict, then `git add` the file"});
    }
    if (file.staged != Staged::all) chosen.push_back(file.path);
  }
  const auto said = chosen.empty() ? Result<std::string>("nothing to stage") : index.stage_files(chosen);
  if (!said) return fail(said.error());
  Json out = json_header();
  out["staged"] = chosen;
  out["message"] = *said;
  const auto printed = json ? print_json(out) : print_line(*said);
  if (!printed) return fail(printed.error());
  return 0;
}

}  // namespace mintport::cli
