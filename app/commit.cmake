# Writes OUT, a C++ source with the commit of the work tree SOURCE; an empty one for sources without git.
execute_process(COMMAND git -C ${SOURCE} describe --always --dirty --exclude=* --abbrev=12
                OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
file(CONFIGURE OUTPUT ${OUT} @ONLY CONTENT [[
// Made by commit.cmake.
#include "app/commands/version.hh"

namespace mintport::cli {
const char* const kCommit = "@commit@";
}
]])
