# Run by cpack when all is laid out, before it is packed: the archive gets a script that starts the window from wherever it was unpacked.
if(CPACK_GENERATOR STREQUAL "TGZ")
  file(COPY ${CMAKE_CURRENT_LIST_DIR}/run DESTINATION ${CPACK_TEMPORARY_INSTALL_DIRECTORY})
endif()
