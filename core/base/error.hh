// What can go wrong because of a user, a file or the machine. Bugs are asserts, not Errors.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>

namespace mintport {

enum class ErrorKind {
  usage,      // wrong arguments or settings
  not_found,  // a file, a folder, a revision
  io,         // reading or writing failed: permissions, full disk
  content,    // bytes that cannot be handled: binary, broken encoding, too long
  mapping,    // a mapping table that its schema refuses
  git,        // libgit2 or a hook said no
  refused,    // stopped to protect somebody's work
};

struct Error {
  ErrorKind kind = ErrorKind::io;
  std::string file;        // empty when no file is concerned
  std::uint32_t line = 0;  // 1-based; 0 when no line is concerned
  std::string what;        // what happened, a clause without a full stop
  std::string hint;        // what to do about it; may be empty

  friend bool operator==(const Error&, const Error&) = default;
};

// "FILE:LINE: what; hint"; empty parts are left out.
std::string to_string(const Error& error);

// The exit status of a command that ended with this error (see exit_statuses() of app/cli/model.hh).
int exit_status(ErrorKind kind);

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Error error) {
  return tl::make_unexpected(std::move(error));
}

}  // namespace mintport
