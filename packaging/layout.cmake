# Read by CPack for each kind of package: the files that belong into it.
if(CPACK_GENERATOR STREQUAL "DEB")
  set(layout debian)
  set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
else()
  set(layout mintport)
endif()
set(CPACK_INSTALL_CMAKE_PROJECTS "${CPACK_BUILD_DIR};mintport;${layout};/")
