# Writes OUT, a C++ source with the text of FILES (names relative to ROOT). FUNCTION, which HEADER declares, returns
# them. Splits the text into raw literals, because compilers limit their length. The files are ASCII, so a piece
# never ends inside a character.
set(piece 8000)
set(body "")
set(list "")
set(number 0)
foreach(file IN LISTS FILES)
  file(READ ${file} text)
  file(RELATIVE_PATH name ${ROOT} ${file})
  string(LENGTH "${text}" length)
  string(APPEND body "constexpr char text_${number}[] =\n")
  set(at 0)
  while(at LESS length)
    string(SUBSTRING "${text}" ${at} ${piece} part)
    string(APPEND body "R\"mintport(${part})mintport\"\n")
    math(EXPR at "${at} + ${piece}")
  endwhile()
  if(length EQUAL 0)
    string(APPEND body "\"\"")
  endif()
  string(APPEND body ";\n")
  string(APPEND list "    {\"${name}\", {text_${number}, sizeof text_${number} - 1}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUT}
     "// Made by embed.cmake.\n#include \"${HEADER}\"\n\nnamespace mintport {\nnamespace {\n${body}\n"
     "constexpr EmbeddedFile files[] = {\n${list}};\n}  // namespace\n\n"
     "std::span<const EmbeddedFile> ${FUNCTION}() { return files; }\n\n}  // namespace mintport\n")
