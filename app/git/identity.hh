// Who commits, as git decides it: the environment (GIT_AUTHOR_NAME, ...), then author.* and committer.*, then
// user.*. Private to this folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/git/handles.hh"
#include "core/base/error.hh"

namespace mintport {

enum class Role { author, committer };

// Kind git with a hint that says which setting is missing, or which date is not understood.
Result<SignatureHandle> signature(git_repository* repository, Role role);

// For commits of the tool's own that must not fail for want of a name.
SignatureHandle machine_signature(git_repository* repository);

// The date forms that git documents: "@1700000000 +0100", "2023-11-14T22:13:20+01:00" (with 'T' or a space,
// the offset may be missing: local time), "Tue, 14 Nov 2023 22:13:20 +0100".
struct Moment {
  std::int64_t seconds = 0;  // since the epoch
  int offset = 0;            // minutes east of UTC
  friend bool operator==(const Moment&, const Moment&) = default;
};
std::optional<Moment> parse_date(std::string_view text);

}  // namespace mintport
