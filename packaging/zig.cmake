# Toolchain file: zig as a C and C++ compiler for Linux with glibc 2.28 or later, on x86_64 or aarch64 (MINTPORT_ARCH).
# zig brings the C library's headers and its own static C++ library, so the result needs only the C library.
# `.ci/setup packaging` installs zig; packaging/libraries builds what MINTPORT_LIBRARIES holds.
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES MINTPORT_ARCH MINTPORT_LIBRARIES)

set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR ${MINTPORT_ARCH})
set(MINTPORT_GLIBC 2.28)

# ccache and ncurses' configure want one program each, so "zig cc -target ..." becomes a script. ccache knows the
# options of clang by the name, and asks the script for the version of zig.
cmake_path(SET packaging NORMALIZE ${CMAKE_CURRENT_LIST_DIR})
set(zig ${CMAKE_CURRENT_LIST_DIR}/../build/deps/ziglang/ziglang/zig)
set(MINTPORT_TOOLS ${MINTPORT_LIBRARIES}/tools)
foreach(tool "clang=cc -target ${MINTPORT_ARCH}-linux-gnu.${MINTPORT_GLIBC}"
             "clang++=c++ -target ${MINTPORT_ARCH}-linux-gnu.${MINTPORT_GLIBC}" "ar=ar" "ranlib=ranlib")
  string(REGEX MATCH "^([^=]+)=(.+)$" matched "${tool}")
  file(CONFIGURE OUTPUT ${MINTPORT_TOOLS}/zig-${CMAKE_MATCH_1} @ONLY
       CONTENT "#!/bin/sh\nexec '${zig}' ${CMAKE_MATCH_2} \"$@\"\n")
  file(CHMOD ${MINTPORT_TOOLS}/zig-${CMAKE_MATCH_1} FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
endforeach()
set(CMAKE_C_COMPILER ${MINTPORT_TOOLS}/zig-clang)
set(CMAKE_CXX_COMPILER ${MINTPORT_TOOLS}/zig-clang++)
set(CMAKE_AR ${MINTPORT_TOOLS}/zig-ar CACHE FILEPATH "")
set(CMAKE_RANLIB ${MINTPORT_TOOLS}/zig-ranlib CACHE FILEPATH "")
set(ENV{CCACHE_COMPILERCHECK} "string:${zig}")

set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXE_LINKER_FLAGS_INIT "-pie -s")
set(CMAKE_LINK_DEPENDS_USE_LINKER FALSE)  # zig's linker takes no --dependency-file

# Libraries and headers come from MINTPORT_LIBRARIES only, programs (protoc, pkg-config) from this machine.
set(CMAKE_FIND_ROOT_PATH ${MINTPORT_LIBRARIES})
set(CMAKE_PREFIX_PATH ${MINTPORT_LIBRARIES})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(ENV{PKG_CONFIG_LIBDIR} ${MINTPORT_LIBRARIES}/lib/pkgconfig)
set(ENV{PKG_CONFIG_PATH} "")
set(PKG_CONFIG_ARGN --static)
# Only the small library is linked, so only that is built; FindProtobuf asks for the full one.
set(Protobuf_LIBRARY ${MINTPORT_LIBRARIES}/lib/libprotobuf-lite.a)
