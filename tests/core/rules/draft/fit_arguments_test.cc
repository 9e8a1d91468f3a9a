// Arguments of methods that the target names differently or does not accept. For functions see
// arguments_test.cc.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::fit_arguments_test {
namespace {

constexpr std::string_view kModule = "torch.nn.Module.";

// The statement as a method call on a module, and its conversion.
std::string class_with(std::string_view library, std::string_view base, std::string_view statement) {
  return "from " + std::string(library) + " import nn\n\n\nclass Block(nn." + std::string(base) +
         "):\n    def load(self, x):\n        " + std::string(statement) + "\n";
}

Converted module_call(std::string_view statement) {
  return convert_text(class_with("torch", "Module", statement));
}

Converted cell_call(std::string_view statement, std::vector<std::string> findings = {}) {
  return gives(class_with("mindspore", "Cell", statement), std::move(findings));
}

TEST(FitArguments, HarmlessValuesOfModuleMethodsAreDropped) {
  EXPECT_EQ(module_call("self.load_state_dict(x, strict=False, assign=True)"),
            cell_call("self.load_state_dict(x, strict=False)"));
  EXPECT_EQ(module_call("self.load_state_dict(x, True, True)"), cell_call("self.load_state_dict(x, True)"));
  EXPECT_EQ(module_call("list(self.named_parameters(recurse=True, remove_duplicate=True))"),
            cell_call("list(self.parameters_and_names(expand=True))"));
  EXPECT_EQ(module_call("list(self.named_parameters(remove_duplicate=True))"),
            cell_call("list(self.parameters_and_names())"));
  EXPECT_EQ(module_call("self.register_full_backward_hook(print, prepend=False)"),
            cell_call("self.register_backward_hook(print)"));
}

TEST(FitArguments, OtherValuesOfModuleMethodsAreReported) {
  EXPECT_EQ(module_call("list(self.named_parameters(recurse=True, remove_duplicate=False))"),
            cell_call("list(self.parameters_and_names(expand=True, remove_duplicate=False))",
                      {"dropped-argument 6 .named_parameters"}));
  EXPECT_EQ(module_call("self.register_full_backward_hook(print, prepend=True)"),
            cell_call("self.register_backward_hook(print, prepend=True)",
                      {"dropped-argument 6 .register_full_backward_hook"}));
  EXPECT_EQ(module_call("self.register_full_backward_hook(print, True)"),
            cell_call("self.register_backward_hook(print, True)",
                      {"dropped-argument 6 .register_full_backward_hook"}));
}

TEST(FitArguments, TheFixDropsTheArgument) {
  const Conversion made =
      conversion_of(class_with("torch", "Module", "self.register_full_backward_hook(print, prepend=True)"),
                    {"models/a.py"});
  ASSERT_EQ(made.findings.size(), 1U);
  ASSERT_EQ(made.findings[0].fixes.size(), 1U);
  EXPECT_EQ(mintport::apply(made.text, made.findings[0].fixes[0].edits),
            class_with("mindspore", "Cell", "self.register_backward_hook(print)"));
}

// The call of a possible non-module stays. The offered fix fits as a whole, or there is none.
TEST(FitArguments, OfferedRewritesFitTheArguments) {
  const auto watched = [](std::string_view prepend) {
    return "def watch(x):\n    x.register_full_backward_hook(print, prepend=" + std::string(prepend) + ")\n";
  };
  const Conversion harmless = conversion_of(watched("False"), {"models/a.py"}),
                   other = conversion_of(watched("True"), {"models/a.py"});
  ASSERT_EQ(harmless.findings.size(), 1U);
  ASSERT_EQ(harmless.findings[0].fixes.size(), 1U);
  EXPECT_EQ(mintport::apply(harmless.text, harmless.findings[0].fixes[0].edits),
            "def watch(x):\n    x.register_backward_hook(print)\n");
  ASSERT_EQ(other.findings.size(), 1U);
  EXPECT_TRUE(other.findings[0].fixes.empty());
}

TEST(FitArguments, ArgumentsOfTensorMethods) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(x: torch.Tensor):
    return x.type(torch.int64, non_blocking=True), x.softmax(dim=1)
)py"),
            gives(R"py(
import mindspore as ms


def f(x: ms.Tensor):
    return x.type(ms.int64), x.softmax(axis=1)
)py"));
}

// Every keyword that the table of module methods renames or drops.
TEST(FitArguments, EveryKeywordOfTheModuleTable) {
  int renamed = 0, dropped = 0;
  for (const Entry& listed : embedded_tables().entries()) {
    if (!listed.source.starts_with(kModule) || listed.target.empty()) continue;
    const Entry& entry = *embedded_tables().own(listed.source);
    const std::string method = entry.source.substr(kModule.size()),
                      target = entry.target.substr(entry.target.rfind('.') + 1);
    const auto looped = [](const std::string& call) { return "for a in self." + call + ": print(a)"; };
    for (const Entry::Rename& rename : entry.renames) {
      const std::string text = module_call(looped(method + "(" + rename.from + "=x)")).text;
      EXPECT_NE(text.find("self." + target + "(" + rename.to + "=x)"), std::string::npos) << text;
      ++renamed;
    }
    for (const Entry::Drop& drop : entry.drops) {
      const std::string key = drop.argument + "=";
      const std::string harmless = drop.harmless[0] == "*" ? "x" : drop.harmless[0];
      const std::string text = module_call(looped(method + "(" + key + harmless + ")")).text;
      EXPECT_NE(text.find("self." + target + "()"), std::string::npos) << text;
      ++dropped;
      if (drop.harmless[0] == "*") continue;
      const Converted other = module_call(looped(method + "(" + key + "x)"));
      EXPECT_NE(other.text.find("self." + target + "(" + key + "x)"), std::string::npos) << other;
      EXPECT_EQ(other.findings, std::vector<std::string>{"dropped-argument 6 ." + method});
    }
  }
  EXPECT_GE(renamed, 14);
  EXPECT_GE(dropped, 6);
}

}  // namespace
}  // namespace mintport::rules::fit_arguments_test
