# The licences of the libraries that the program is linked with, in one file of every package.
set(licences ${CMAKE_BINARY_DIR}/third-party-licences.txt)
set(sources ${MINTPORT_DEPS}/debian-sources)
set(zig ${MINTPORT_DEPS}/ziglang/ziglang/lib)
set(texts "tree-sitter=${MINTPORT_DEPS}/tree-sitter/LICENSE" "tree-sitter-python=${MINTPORT_DEPS}/tree-sitter-python/LICENSE"
    "fmt=${sources}/fmtlib/LICENSE.rst" "http-parser=${sources}/http-parser/LICENSE-MIT" "libgit2=${sources}/libgit2/COPYING"
    "libpng=${sources}/libpng1.6/LICENSE" "minizip=${sources}/minizip/debian/copyright" "ncurses=${sources}/ncurses/COPYING"
    "Protocol Buffers=${sources}/protobuf/LICENSE" "RE2=${sources}/re2/LICENSE" "zlib=${sources}/zlib/LICENSE"
    "JSON for Modern C++=/usr/share/doc/nlohmann-json3-dev/copyright" "CLI11=/usr/share/doc/libcli11-dev/copyright"
    "tl::expected=/usr/share/doc/libexpected-dev/copyright" "toml++=/usr/share/doc/libtomlplusplus-dev/copyright"
    "LLVM's libc++, libc++abi, libunwind and compiler-rt=${zig}/libcxx/LICENSE.TXT")
set(all "The program mintport contains the following libraries. Their licences follow.\n")
foreach(text IN LISTS texts)
  string(REGEX MATCH "^([^=]+)=(.+)$" matched "${text}")
  set(name "${CMAKE_MATCH_1}")
  file(READ "${CMAKE_MATCH_2}" content)
  string(REGEX REPLACE "." "=" rule "${name}")
  string(APPEND all "\n\n${name}\n${rule}\n\n${content}")
endforeach()
file(WRITE ${licences} "${all}")
foreach(layout mintport debian)
  install(FILES ${licences} DESTINATION share/doc/mintport COMPONENT ${layout} EXCLUDE_FROM_ALL)
endforeach()
if(SKBUILD)
  install(FILES ${licences} DESTINATION ${SKBUILD_METADATA_DIR}/licenses COMPONENT wheel EXCLUDE_FROM_ALL)
endif()
