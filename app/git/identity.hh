// The author and the committer, found as git finds them: in the environment (GIT_AUTHOR_NAME, ...), then
// author.* and committer.*, then user.*. Private to this folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/git/handles.hh"
#include "core/base/error.hh"

namespace mintport {

enum class Role { author, committer };

// Kind git, with a hint that names the missing setting or the invalid date.
Result<SignatureHandle> signature(git_repository* repository, Role role);

// The identity of mintport's own commits, which must not fail because a name is missing.
SignatureHandle machine_signature(git_repository* repository);

// The date formats that git documents: "@1700000000 +0100", "2023-11-14T22:13:20+01:00" (with 'T' or a space;
// without an offset it is local time), "Tue, 14 Nov 2023 22:13:20 +0100".
struct Moment {
  std::int64_t seconds = 0;  // since the epoch
  int offset = 0;            // minutes east of UTC
  friend bool operator==(const Moment&, const Moment&) = default;
};
std::optional<Moment> parse_date(std::string_view text);

}  // namespace mintport
