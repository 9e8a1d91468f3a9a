#include "core/project/copies.hh"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "core/base/text.hh"
#include "core/edit/edit.hh"
#include "core/project/copy_blocks.hh"
#include "core/syntax/tree.hh"

namespace mintport {
namespace {

class Package {
 public:
  Package(const std::map<std::string, std::string>& files, std::string_view package)
      : files_(files), package_(package) {}

  // Reads the files with blocks among `paths`, and the files that those blocks copy from.
  void read(const std::vector<std::string>& paths, const ForEach& for_each) {
    std::set<std::string> wanted;
    for (const std::string& path : paths) {
      const auto text = files_.find(path);
      if (text == files_.end()) continue;
      wanted.insert(path);
      for (std::size_t at = text->second.find(kCopyMark); at != std::string::npos;
           at = text->second.find(kCopyMark, at + 1)) {
        const std::string_view line = std::string_view(text->second).substr(at);
        if (const auto place = place_of(copy_source(line.substr(0, line.find('\n')))))
          wanted.insert(place->path);
      }
    }
    std::vector<std::pair<const std::string*, CopyFile*>> work;
    for (const std::string& path : wanted) work.emplace_back(&files_.at(path), &read_[path]);
    for_each(work.size(), [&work](std::size_t i) {
      if (const auto tree = Tree::parse("", *work[i].first)) *work[i].second = copies_in(*tree);
    });
  }

  // A file that was read; nullptr for others.
  const CopyFile* file(const std::string& path) const {
    const auto found = read_.find(path);
    return found == read_.end() ? nullptr : &found->second;
  }

  std::string_view code(const std::string& path, ByteRange range) const {
    return std::string_view(files_.at(path)).substr(range.begin, range.size());
  }

  // The text that the block should have; nullopt if its source is not among the files.
  std::optional<std::string> wanted(const std::string& path, const CopyBlock& block) const {
    const auto place = place_of(block.source);
    const CopyFile* found = place ? file(place->path) : nullptr;
    if (found == nullptr) return std::nullopt;
    const auto range = found->definitions.find(place->name);
    if (range == found->definitions.end()) return std::nullopt;
    return copy_of(code(place->path, range->second), code(path, block.code), block);
  }

 private:
  struct Place {
    std::string path, name;
  };

  // Splits "hf.models.x.A.f" into a file and "A.f"; nullopt if there is no such file.
  std::optional<Place> place_of(const std::string& source) const {
    const std::size_t package = ("." + source).find("." + package_ + ".");
    if (package == std::string::npos) return std::nullopt;
    const std::string dotted = source.substr(package + package_.size() + 1);
    for (std::size_t dot = dotted.find('.'); dot != dotted.npos; dot = dotted.find('.', dot + 1)) {
      std::string path = dotted.substr(0, dot) + ".py";
      std::replace(path.begin(), path.end() - 3, '.', '/');
      if (files_.contains(path)) return Place{std::move(path), dotted.substr(dot + 1)};
    }
    return std::nullopt;
  }

  const std::map<std::string, std::string>& files_;
  std::string package_;
  std::map<std::string, CopyFile> read_;
};

// True if the block equalled its source and is unchanged.
bool followed(const Package& old, const std::string& path, const std::string& name, std::string_view code) {
  const CopyFile* file = old.file(path);
  if (file == nullptr) return false;
  return std::any_of(file->blocks.begin(), file->blocks.end(), [&](const CopyBlock& block) {
    if (block.name != name || old.code(path, block.code) != code) return false;
    const auto wanted = old.wanted(path, block);
    return wanted && same_but_for_spacing(*wanted, code);
  });
}

struct Differing {
  const CopyBlock* block;
  std::string wanted;  // its expected text
};

// Blocks that differ from their source by more than layout.
std::vector<Differing> differing_blocks(const Package& package, const std::string& path) {
  std::vector<Differing> out;
  for (const CopyBlock& block : package.file(path)->blocks) {
    auto wanted = package.wanted(path, block);
    if (!wanted || same_but_for_spacing(*wanted, package.code(path, block.code))) continue;
    out.push_back({&block, *std::move(wanted)});
  }
  return out;
}

}  // namespace

FollowedCopies follow_copies(const std::map<std::string, std::string>& before,
                             const std::map<std::string, std::string>& after, std::string_view package,
                             const ForEach& for_each) {
  std::vector<std::string> paths;
  for (const auto& [path, text] : after) {
    if (path.ends_with(".py") && text.find(kCopyMark) != text.npos) paths.push_back(path);
  }
  Package old(before, package), now(after, package);
  now.read(paths, for_each);
  std::vector<std::vector<Differing>> differing(paths.size());
  for_each(paths.size(), [&](std::size_t i) { differing[i] = differing_blocks(now, paths[i]); });
  std::vector<std::string> changed;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (!differing[i].empty()) changed.push_back(paths[i]);
  }
  old.read(changed, for_each);

  FollowedCopies out;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const std::string& path = paths[i];
    std::vector<Edit> edits;
    for (const auto& [block, wanted] : differing[i]) {
      if (!followed(old, path, block->name, now.code(path, block->code))) {
        out.drifts.push_back({path, block->line, block->source});
      } else if (edits.empty() || edits.back().range.end <= block->code.begin) {
        out.updated.push_back({path, block->line, block->source});
        edits.push_back({block->code, wanted});  // a nested block is part of its replaced parent
      }
    }
    if (edits.empty()) continue;
    out.texts.emplace(path, mintport::apply(after.at(path), edits));
  }
  for (auto* list : {&out.updated, &out.drifts}) std::sort(list->begin(), list->end());
  return out;
}

}  // namespace mintport
