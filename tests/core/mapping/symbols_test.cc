// Names of torch, MindSpore and the port, and results of calls.
#include <gtest/gtest.h>

#include "core/mapping/support.hh"
#include "core/mapping/symbols.hh"

namespace mintport {
namespace {

using Kind = Parameter::Kind;

TEST(Parameters, AreParsed) {
  EXPECT_EQ(parse_parameters("(input,dim=,*,out=)"),
            (std::vector<Parameter>{{"input", Kind::ordinary, false},
                                    {"dim", Kind::ordinary, true},
                                    {"out", Kind::keyword_only, true}}));
  EXPECT_EQ(parse_parameters("(a,b=,/,c,*args,d,**kwargs)"),
            (std::vector<Parameter>{{"a", Kind::positional_only, false},
                                    {"b", Kind::positional_only, true},
                                    {"c", Kind::ordinary, false},
                                    {"args", Kind::var_positional, false},
                                    {"d", Kind::keyword_only, false},
                                    {"kwargs", Kind::var_keyword, false}}));
  EXPECT_EQ(parse_parameters("()"), std::vector<Parameter>{});
  EXPECT_EQ(parse_parameters(""), std::vector<Parameter>{});
}

TEST(Parameters, AreWrittenAsPythonDoes) {
  for (const auto& [compact, python] : std::vector<std::pair<std::string_view, std::string>>{
           {"()", "()"},
           {"(a,b=,*,c=)", "(a, b=..., *, c=...)"},
           {"(a,/,b)", "(a, /, b)"},
           {"(a,/)", "(a, /)"},
           {"(*args,d,**kwargs)", "(*args, d, **kwargs)"}}) {
    EXPECT_EQ(to_string(parse_parameters(compact)), python);
  }
}

TEST(SymbolList, IsFoundByName) {
  const SymbolList list("# lib 1.2.3: what it is\na.b f (x,y=)\na.c v\na.d m\n");
  EXPECT_EQ(list.version(), "lib 1.2.3");
  EXPECT_EQ(list.size(), 3u);
  ASSERT_NE(list.find("a.b"), nullptr);
  EXPECT_EQ(
      *list.find("a.b"),
      (Symbol{Symbol::Kind::function, true, {{"x", Kind::ordinary, false}, {"y", Kind::ordinary, true}}}));
  EXPECT_EQ(*list.find("a.c"), (Symbol{Symbol::Kind::value, false, {}}));
  EXPECT_EQ(list.find("a"), nullptr);
  EXPECT_EQ(list.find("a.e"), nullptr);
}

TEST(SymbolList, NeedsNoOrder) {
  const SymbolList list("b f\na c ()\n");
  ASSERT_NE(list.find("a"), nullptr);
  EXPECT_EQ(*list.find("a"), (Symbol{Symbol::Kind::class_, true, {}}));
  EXPECT_NE(list.find("b"), nullptr);
}

TEST(ModuleNames, KnowNamesAndSubmodules) {
  const ModuleNames names("# p 1: x\np.a One Two\np.a.sub Three\n");
  EXPECT_TRUE(names.has("p.a", "One"));
  EXPECT_TRUE(names.has("p.a", "sub"));
  EXPECT_FALSE(names.has("p.a", "Three"));
  EXPECT_FALSE(names.has("p", "One"));
  EXPECT_TRUE(names.has_module("p.a.sub"));
  EXPECT_FALSE(names.has_module("p"));
}

TEST(Symbols, OfBothLibraries) {
  ASSERT_NE(embedded().torch_symbol("torch.Tensor.size"), nullptr);
  EXPECT_EQ(*embedded().torch_symbol("torch.Tensor.size"),
            (Symbol{Symbol::Kind::method, true, {{"dim", Kind::ordinary, true}}}));
  ASSERT_NE(embedded().target_symbol("mindspore.mint.cat"), nullptr);
  EXPECT_EQ(*embedded().target_symbol("mindspore.mint.cat"),
            (Symbol{Symbol::Kind::function,
                    true,
                    {{"tensors", Kind::ordinary, false}, {"dim", Kind::ordinary, true}}}));
  EXPECT_EQ(embedded().target_symbol("mindspore.mint.no_such"), nullptr);
}

TEST(Symbols, HaveAliases) {
  EXPECT_NE(embedded().target_symbol("mindspore.float32"), nullptr);
  EXPECT_NE(embedded().target_symbol("mindspore.dtype.float32"), nullptr);
  EXPECT_EQ(embedded().target_symbol("mindspore.mint.functional.silu"),
            embedded().target_symbol("mindspore.mint.nn.functional.silu"));
}

TEST(Port, OffersModels) {
  EXPECT_TRUE(embedded().port_has("mindone.transformers", "CLIPTextModel"));
  EXPECT_FALSE(embedded().port_has("mindone.transformers", "CLIPTokenizer"));
  EXPECT_TRUE(embedded().port_has("mindone.diffusers.models.layers_compat", "unflatten"));
  EXPECT_TRUE(embedded().port_has("mindone.diffusers.utils", "logging"));
}

TEST(Port, MovesModules) {
  EXPECT_EQ(embedded().moved_module("diffusers", ""), "mindone.diffusers");
  EXPECT_EQ(embedded().moved_module("diffusers.utils.torch_utils", "randn_tensor"),
            "mindone.diffusers.utils.mindspore_utils");
  EXPECT_EQ(embedded().moved_module("diffusers_like", "x"), "");
  EXPECT_EQ(embedded().moved_module("transformers", "CLIPTextModel"), "mindone.transformers");
  EXPECT_EQ(embedded().moved_module("transformers", "CLIPTokenizer"), "");
  EXPECT_EQ(embedded().moved_module("transformers", "SiglipImageProcessor"), "");
  EXPECT_EQ(embedded().moved_module("peft.tuners.tuners_utils", "BaseTunerLayer"),
            "mindone.peft.tuners.tuners_utils");
}

TEST(ReturnsOf, TellTensorsFromTheRest) {
  const std::vector<std::pair<std::string_view, Returns>> expected = {
      {"torch.cat", Returns::tensor},           {"torch.chunk", Returns::tensors},
      {"torch.Tensor.shape", Returns::shape},   {"torch.Tensor.size", Returns::shape},
      {"torch.Tensor.item", Returns::number},   {"torch.Tensor.to", Returns::tensor},
      {"torch.Tensor.dtype", Returns::dtype},   {"torch.float16", Returns::dtype},
      {"torch.Tensor.device", Returns::device}, {"torch.is_tensor", Returns::boolean},
      {"torch.Tensor.numpy", Returns::array},   {"torch.nn.functional.silu", Returns::tensor},
      {"torch.nn.Linear", Returns::module},     {"torch.nn.Parameter", Returns::tensor},
      {"torch.Generator", Returns::generator},  {"torch.Tensor.tolist", Returns::other},
      {"torch.no_such", Returns::unknown},      {"torch.nn.ModuleList", Returns::modules}};
  for (const auto& [name, returns] : expected) EXPECT_EQ(embedded().returns(name), returns) << name;
}

TEST(MethodOwners, TellMethodsThatOnlyTensorsHave) {
  for (const std::string_view name : {"unsqueeze", "permute", "expand", "size", "masked_fill", "detach"}) {
    EXPECT_EQ(embedded().method_owner(name), MethodOwner::tensor_only) << name;
  }
  for (const std::string_view name :
       {"to", "repeat", "transpose", "view", "numpy", "split", "float", "shape", "relu", "softmax"}) {
    EXPECT_EQ(embedded().method_owner(name), MethodOwner::shared) << name;
  }
  EXPECT_EQ(embedded().method_owner("no_such_method"), MethodOwner::none);
}

TEST(Symbols, CallsThatOnlyATensorAnswers) {
  for (std::string_view name : {"unsqueeze", "logical_and", "logit", "logical_and_", "bitwise_xor_"})
    EXPECT_TRUE(embedded().asks_a_tensor(name, true)) << name;
  EXPECT_TRUE(embedded().asks_a_tensor("log", false));
  for (std::string_view name : {"log", "exp", "to", "exp_"})
    EXPECT_FALSE(embedded().asks_a_tensor(name, true)) << name;
}

}  // namespace
}  // namespace mintport
