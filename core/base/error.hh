// Errors that a user, a file or the machine can cause. Bugs are asserts, not Errors.
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
  mapping,    // a mapping table that its schema rejects
  git,        // libgit2 or a hook failed
  refused,    // stopped to protect somebody's work
};

struct Error {
  ErrorKind kind = ErrorKind::io;
  std::string file;        // empty if no file is concerned
  std::uint32_t line = 0;  // 1-based; 0 if no line is concerned
  std::string what;        // what is wrong; a clause without a full stop
  std::string hint;        // what to do; may be empty

  friend bool operator==(const Error&, const Error&) = default;
};

// "FILE:LINE: what; hint" without the empty parts.
std::string to_string(const Error& error);

// The exit status of a command that ends with this error (see exit_statuses() in app/cli/model.hh).
int exit_status(ErrorKind kind);

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Error error) {
  return tl::make_unexpected(std::move(error));
}

}  // namespace mintport
