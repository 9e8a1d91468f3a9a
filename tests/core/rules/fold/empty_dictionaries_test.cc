// Dictionaries of a lazily loading package that nothing fills any more.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::empty_dictionaries_test {
namespace {

TEST(EmptyDictionaries, GoWithTheLoopsOverThem) {
  EXPECT_EQ(conversion_of("_import_structure = {\"a\": [\"A\"]}\n"
                          "_more = {}\n"
                          "for name, value in _more.items():\n"
                          "    setattr(module, name, value)\n"
                          "x = 1\n",
                          {"pipelines/__init__.py"}, mindone_tables())
                .text.find("_more"),
            std::string::npos);
}

TEST(EmptyDictionaries, StayWhereSomethingElseReadsThem) {
  EXPECT_NE(conversion_of("_import_structure = {\"a\": [\"A\"]}\n_more = {}\nprint(_more)\n",
                          {"pipelines/__init__.py"}, mindone_tables())
                .text.find("_more = {}"),
            std::string::npos);
}

TEST(EmptyDictionaries, StayInOtherFiles) {
  EXPECT_NE(conversion_of("_more = {}\nfor name in _more.items():\n    print(name)\n", {"models/a.py"},
                          mindone_tables())
                .text.find("_more = {}"),
            std::string::npos);
}

}  // namespace
}  // namespace mintport::rules::empty_dictionaries_test
