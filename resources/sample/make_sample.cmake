# cmake -DCLI= -DNETWORK= -DSPEC= -DDATA= -DPROJECT= -P make_sample.cmake: loggers, project, import, analysis; the project appears when it is whole.
function(run)
  execute_process(COMMAND ${CMAKE_COMMAND} -E env QT_QPA_PLATFORM=offscreen ${CLI} --quiet ${ARGN} RESULT_VARIABLE status ERROR_VARIABLE said OUTPUT_VARIABLE said)
  if(NOT status EQUAL 0)
    list(JOIN ARGN " " words)
    message(FATAL_ERROR "mainsight-cli ${words}\nended with ${status}:\n${said}")
  endif()
endfunction()

get_filename_component(folder ${PROJECT} DIRECTORY)
file(MAKE_DIRECTORY ${folder})
file(REMOVE_RECURSE ${DATA} ${DATA}.mainsight ${DATA}.mainsight-wal ${DATA}.mainsight-shm)
run(scenario ${NETWORK} --spec ${SPEC} --out ${DATA})
run(new ${DATA}.mainsight --network ${NETWORK} --crs EPSG:27700 --timezone Europe/London)
run(import ${DATA}.mainsight ${DATA}/loggers --map ${DATA}/sensors.csv --repairs ${DATA}/repairs.csv)
run(analyse ${DATA}.mainsight)
# A log that a killed window left beside the old sample would be played into the new one.
file(REMOVE ${PROJECT}-wal ${PROJECT}-shm)
file(RENAME ${DATA}.mainsight ${PROJECT})
