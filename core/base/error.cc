#include "core/base/error.hh"

namespace mintport {

std::string to_string(const Error& error) {
  std::string out;
  if (!error.file.empty()) {
    out += error.file;
    if (error.line > 0) out += ":" + std::to_string(error.line);
    out += ": ";
  }
  out += error.what;
  if (!error.hint.empty()) out += "; " + error.hint;
  return out;
}

int exit_status(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage:
    case ErrorKind::mapping:
      return 2;
    case ErrorKind::refused:
      return 4;
    case ErrorKind::not_found:
    case ErrorKind::io:
    case ErrorKind::content:
    case ErrorKind::git:
      return 3;
  }
  return 3;
}

}  // namespace mintport
