// Guarantees of the embedded tables.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.hh"
#include "core/mapping/embedded.hh"
#include "core/mapping/support.hh"
#include "core/mapping/tables.hh"

namespace mintport {
namespace {

const Tables& tables() {
  return embedded();
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
  static const std::set<std::string> kOthers = {
      "True", "False", "tuple", "RuntimeError", "numpy.random.Generator", "math.pi"};
  if (target.starts_with("mindspore.")) return tables().target_symbol(target) != nullptr;
  if (target.starts_with("mindone.")) {
    const std::size_t dot = target.rfind('.');
    return tables().port_has(target.substr(0, dot), target.substr(dot + 1));
  }
  return kOthers.contains(target);
}

TEST(EmbeddedTables, PointOnlyToNamesThatExist) {
  for (const Entry& entry : tables().entries()) {
    // Of a function that stays only the arguments are looked at.
    if (entry.target.empty() || entry.target == entry.source) continue;
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

// The names in the committed list of torch.
std::vector<std::string> torch_names() {
  std::vector<std::string> out;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.name.starts_with("targets/torch-")) continue;
    for (const std::string_view line : split_lines(file.text))
      out.emplace_back(line.substr(0, line.find(' ')));
  }
  return out;
}

TEST(EmbeddedTables, MapWhatMintHasUnderTheSameName) {
  std::size_t checked = 0;
  for (const std::string& name : torch_names()) {
    const bool method = name.starts_with("torch.Tensor.") || name.starts_with("torch.nn.Module.");
    if (method || !name.starts_with("torch.")) continue;
    const Symbol* symbol = tables().torch_symbol(name);
    const Symbol* target = tables().target_symbol("mindspore.mint." + name.substr(6));
    const auto callable = [](const Symbol* s) {
      return s != nullptr && (s->kind == Symbol::Kind::function || s->kind == Symbol::Kind::class_);
    };
    if (!callable(symbol) || !callable(target)) continue;
    const Entry* entry = tables().find(name);
    EXPECT_TRUE(entry != nullptr && !entry->target.empty()) << name;
    ++checked;
  }
  EXPECT_GE(checked, 380u);
}

TEST(EmbeddedTables, NameOnlyMethodsThatTorchHas) {
  for (const Entry& entry : tables().entries()) {
    if (!entry.source.starts_with("torch.Tensor.") && !entry.source.starts_with("torch.nn.Module.")) continue;
    EXPECT_NE(tables().torch_symbol(entry.source), nullptr) << entry.source;
  }
}

TEST(EmbeddedTables, AreAscii) {
  for (const EmbeddedFile& file : embedded_files()) {
    EXPECT_TRUE(std::all_of(file.text.begin(), file.text.end(), [](char c) { return c > 0; })) << file.name;
  }
}

}  // namespace
}  // namespace mintport
