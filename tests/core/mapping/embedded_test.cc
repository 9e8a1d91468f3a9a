// What the tables that are part of the binary promise.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>

#include "core/mapping/embedded.hh"
#include "core/mapping/tables.hh"

namespace mintport {
namespace {

const Tables& tables() {
  static const Tables embedded = [] {
    auto loaded = Tables::embedded();
    if (!loaded) throw std::runtime_error(to_string(loaded.error()));
    return *std::move(loaded);
  }();
  return embedded;
}

TEST(EmbeddedTables, LoadWithoutError) {
  EXPECT_EQ(tables().target_version(), "mindspore 2.10");
  EXPECT_GE(tables().entries().size(), 1400u);
}

TEST(EmbeddedTables, HoldNoSourceTwice) {
  std::set<std::string> sources;
  for (const Entry& entry : tables().entries())
    EXPECT_TRUE(sources.insert(entry.source).second) << entry.source;
}

bool target_exists(const std::string& target) {
  static const std::set<std::string> kOthers = {"tuple", "RuntimeError", "numpy.random.Generator"};
  if (target.starts_with("mindspore.")) return tables().target_symbol(target) != nullptr;
  if (target.starts_with("mindone.")) {
    const std::size_t dot = target.rfind('.');
    return tables().port_has(target.substr(0, dot), target.substr(dot + 1));
  }
  return kOthers.contains(target);
}

TEST(EmbeddedTables, PointOnlyToNamesThatExist) {
  for (const Entry& entry : tables().entries()) {
    if (entry.target.empty()) continue;
    EXPECT_TRUE(target_exists(entry.target)) << entry.source << " -> " << entry.target;
  }
}

TEST(EmbeddedTables, MovePackagesToModulesOfThePort) {
  for (const ModuleMove& move : tables().module_moves())
    EXPECT_TRUE(tables().port_has_module(move.to)) << move.to;
}

TEST(EmbeddedTables, RenameToArgumentsOfTheTarget) {
  for (const Entry& entry : tables().entries()) {
    const Symbol* symbol = tables().target_symbol(entry.target);
    if (symbol == nullptr || !symbol->has_signature) continue;
    for (const Entry::Rename& rename : entry.renames) {
      const bool found = std::any_of(symbol->parameters.begin(), symbol->parameters.end(),
                                     [&](const Parameter& parameter) { return parameter.name == rename.to; });
      EXPECT_TRUE(found) << entry.source << ": " << rename.to;
    }
  }
}

TEST(EmbeddedTables, AreAscii) {
  for (const EmbeddedFile& file : embedded_files()) {
    EXPECT_TRUE(std::all_of(file.text.begin(), file.text.end(), [](char c) { return c > 0; })) << file.name;
  }
}

}  // namespace
}  // namespace mintport
