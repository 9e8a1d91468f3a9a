#include "app/commands/commands.hh"

namespace mintport {

Result<int> run_open(const OpenCommand& command) {
  return fail({.kind = ErrorKind::usage,
               .file = command.repository,
               .what = "the workbench is not part of this build"});
}

}  // namespace mintport
