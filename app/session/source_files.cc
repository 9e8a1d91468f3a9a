#include "app/session/source_files.hh"

#include <algorithm>

#include "app/tree/files.hh"
#include "app/tree/sources.hh"
#include "core/base/text.hh"

namespace mintport {

Result<SourceFiles> SourceFiles::open(WorkTree& tree, const Manifest& manifest,
                                      const std::vector<std::string>& tracked) {
  SourceFiles out;
  out.tree_ = &tree;
  out.root_ = manifest.source.root;
  const bool named_here = manifest.source.revision.empty() && !has_own_source(tree);
  for (const std::string& path : tracked) {
    if (named_here && is_in_folder(path, out.root_)) out.paths_.push_back(path.substr(out.root_.size() + 1));
  }
  std::sort(out.paths_.begin(), out.paths_.end());
  if (!out.paths_.empty()) return out;
  const auto folder = find_sources(tree, manifest);
  if (!folder) return fail(folder.error());
  const auto files = list_tree(*folder, {});
  if (!files) return fail(files.error());
  out.folder_ = folder->string();
  for (const TreeFile& file : *files) {
    if (file.kind == TreeFileKind::python || file.kind == TreeFileKind::other)
      out.paths_.push_back(file.path);
  }
  return out;
}

Result<std::string> SourceFiles::read(const std::string& path) const {
  return in_work_tree() ? tree_->read(root_ + "/" + path) : read_file(folder_ + "/" + path);
}

std::optional<std::string> SourceFiles::read_if_there(const std::string& path) const {
  auto text = read(path);
  return text ? std::optional(*std::move(text)) : std::nullopt;
}

}  // namespace mintport
