// `# Copied from` blocks, with the semantics of upstream's own tool (diffusers/utils/check_copies.py): a
// definition that must equal another one after replacing words, as in `# Copied from diffusers.models.x.A.f
// with A->B`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mintport {

// A block that differs, or differed, from its source.
struct CopyDrift {
  std::string path;        // path of the file with the block
  std::uint32_t line = 0;  // of the comment, 1-based
  std::string source;      // "hf.models.x.A.f"
  friend auto operator<=>(const CopyDrift&, const CopyDrift&) = default;
};

struct FollowedCopies {
  std::map<std::string, std::string> texts;  // files with updated blocks
  std::vector<CopyDrift> updated, drifts;    // sorted
  friend bool operator==(const FollowedCopies&, const FollowedCopies&) = default;
};

// Calls `work` with every number below `count`, in any order and possibly in parallel. Returns when all calls
// have returned.
using ForEach = std::function<void(std::size_t count, const std::function<void(std::size_t)>& work)>;

// Updates blocks of `after` that equalled their source in `before` and no longer do because only the source
// changed. All other blocks that differ from their source by more than layout have drifted. Skips blocks
// whose source is not among the files. Reads the files with `for_each`.
FollowedCopies follow_copies(const std::map<std::string, std::string>& before,
                             const std::map<std::string, std::string>& after, std::string_view package,
                             const ForEach& for_each);

}  // namespace mintport
