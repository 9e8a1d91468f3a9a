#include "app/session/name_search.hh"

#include <algorithm>
#include <iterator>

#include "core/base/text.hh"
#include "core/names/names.hh"

namespace mintport {

Job NameSearch::find(const std::string& name, std::function<void(std::vector<NameFound>)> take) {
  constexpr std::size_t kFilesInPart = 40;
  struct File {
    std::string path;
    bool ported = false;
  };
  std::vector<File> files;
  for (const FileEntry& file : project_.state.files) {
    if (is_python(file.path)) files.push_back({file.path, file.ported});
  }
  auto found = std::make_shared<std::vector<NameFound>>();
  Job job{.doing = "looking for " + name,
          .parts = (files.size() + kFilesInPart - 1) / kFilesInPart,
          .part = {},
          .end = {}};
  job.part = [this, name, files = std::move(files), found](std::size_t part) -> Job::Part {
    const std::size_t begin = part * kFilesInPart, end = std::min(begin + kFilesInPart, files.size());
    std::vector<File> own(files.begin() + static_cast<long>(begin), files.begin() + static_cast<long>(end));
    return [name, own = std::move(own), found, &tree = project_.tree, sources = project_.sources,
            root = project_.state.manifest.port.root + "/"]() -> Job::Take {
      std::vector<NameFound> here;
      for (const File& file : own) {
        const auto text = file.ported ? tree.read(root + file.path) : sources.read(file.path);
        if (!text) continue;
        for (Mention& mention : mentions_of(name, *text))
          here.push_back({file.path, file.ported ? Side::right : Side::left, std::move(mention)});
      }
      return [found, here = std::move(here)]() -> Result<void> {
        found->insert(found->end(), here.begin(), here.end());
        return {};
      };
    };
  };
  job.end = [found, name, take = std::move(take)](const Job::End& end) -> Result<std::string> {
    if (end.stopped) return fail(refused("stopped looking for " + name));
    std::stable_partition(found->begin(), found->end(),
                          [](const NameFound& at) { return at.mention.defines; });
    take(std::move(*found));
    return "";
  };
  return job;
}

std::optional<std::pair<std::string, std::string>> NameSearch::place_of(std::string_view qualified) const {
  for (auto& place : places_of_name(qualified)) {
    if (project_.state.find(place.first) != nullptr) return std::move(place);
  }
  return std::nullopt;
}

}  // namespace mintport
