// `# Copied from` blocks, as upstream's own tool (diffusers/utils/check_copies.py) understands them: a
// definition that is to be the same as another one, words replaced: `# Copied from diffusers.models.x.A.f
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

// A block that is not what its source says, or was not.
struct CopyDrift {
  std::string path;        // of the block
  std::uint32_t line = 0;  // of the comment, 1-based
  std::string source;      // "hf.models.x.A.f"
  friend auto operator<=>(const CopyDrift&, const CopyDrift&) = default;
};

struct FollowedCopies {
  std::map<std::string, std::string> texts;  // files in which blocks were updated
  std::vector<CopyDrift> updated, drifts;    // sorted
  friend bool operator==(const FollowedCopies&, const FollowedCopies&) = default;
};

// Calls `work` with every number below `count`, in any order, maybe several at a time; returns when all are
// done.
using ForEach = std::function<void(std::size_t count, const std::function<void(std::size_t)>& work)>;

// Blocks of `after` that followed their source in `before` and no longer do, because only the source changed,
// are updated with it. All other blocks that differ from their source, layout aside, have drifted. Blocks
// whose source is not among the files are left out. Files are read by `for_each`.
FollowedCopies follow_copies(const std::map<std::string, std::string>& before,
                             const std::map<std::string, std::string>& after, std::string_view package,
                             const ForEach& for_each);

}  // namespace mintport
