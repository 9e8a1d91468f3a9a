// Signs commits with the program that git's configuration names: commit.gpgsign, gpg.format, gpg.program,
// gpg.ssh.*, gpg.x509.program, user.signingkey. Private to this folder.
#pragma once

#include <string>
#include <string_view>

#include "app/git/handles.hh"
#include "core/base/error.hh"

namespace mintport {

// The signature of a commit's `content`, without a final line end; empty if git is not configured to sign.
// Errors (kind git): the program cannot be started or fails; there is no key.
Result<std::string> sign_commit(git_repository* repository, const std::string& root,
                                const git_signature& committer, std::string_view content);

}  // namespace mintport
