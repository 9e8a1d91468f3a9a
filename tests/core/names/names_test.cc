#include "core/names/names.hh"

#include <gtest/gtest.h>

#include "core/names/support.hh"

namespace mintport {
namespace {

using Texts = std::vector<std::string>;

// ---- imports and aliases

TEST(NamesImports, EveryFormBindsWhatPythonBinds) {
  const File file(
      "import torch\n"
      "import torch.nn.functional as F\n"
      "import torch.utils, os as system\n"
      "from torch import nn, Tensor as T\n"
      "from torch.nn import (Linear,\n    Conv2d as Conv,\n)\n"
      "from torch.fft import *\n");
  Texts bound;
  for (const ImportItem& item : file.names.imports()) {
    bound.push_back(item.bound + " = " + item.qualified + " (" + item.module + ", " + item.name + ")");
  }
  EXPECT_EQ(bound, (Texts{
                       "torch = torch (torch, )",
                       "F = torch.nn.functional (torch.nn.functional, )",
                       "torch = torch (torch.utils, )",
                       "system = os (os, )",
                       "nn = torch.nn (torch, nn)",
                       "T = torch.Tensor (torch, Tensor)",
                       "Linear = torch.nn.Linear (torch.nn, Linear)",
                       "Conv = torch.nn.Conv2d (torch.nn, Conv2d)",
                       "* = torch.fft (torch.fft, *)",
                   }));
}

TEST(NamesImports, FutureImportsBindNothing) {
  EXPECT_EQ(File("from __future__ import annotations\n").names.imports().size(), 0u);
}

TEST(NamesImports, RelativeOnesAreResolvedAgainstTheFile) {
  const auto modules = [](std::string text, std::string path) {
    Texts out;
    const File file(std::move(text), std::move(path));
    for (const ImportItem& item : file.names.imports()) out.push_back(item.qualified);
    return out;
  };
  const std::string text = "from . import a\nfrom .b import c\nfrom ..utils import d\nfrom .. import e\n";
  EXPECT_EQ(modules(text, "models/unets/x.py"),
            (Texts{"diffusers.models.unets.a", "diffusers.models.unets.b.c", "diffusers.models.utils.d",
                   "diffusers.models.e"}));
  EXPECT_EQ(modules(text, "models/unets/__init__.py"),
            (Texts{"diffusers.models.unets.a", "diffusers.models.unets.b.c", "diffusers.models.utils.d",
                   "diffusers.models.e"}));
  EXPECT_EQ(modules("from .b import c\n", "__init__.py"), (Texts{"diffusers.b.c"}));
  EXPECT_EQ(modules("from .b import c\n", "x.py"), (Texts{"diffusers.b.c"}));
}

TEST(NamesImports, LeadingAboveTheRootIsNoAbsoluteModule) {
  const File file("from ....torch import nn\nnn.Linear\n", "a.py");
  EXPECT_EQ(file.names.imports().front().qualified, "..torch.nn");
}

TEST(NamesModule, IsTheFilesPlace) {
  EXPECT_EQ(File("", "models/unets/x.py").names.module(), "diffusers.models.unets.x");
  EXPECT_EQ(File("", "models/__init__.py").names.module(), "diffusers.models");
  EXPECT_EQ(File("", "__init__.py").names.module(), "diffusers");
  EXPECT_EQ(File("", "x.py").names.module(), "diffusers.x");
}

// ---- references

TEST(NamesReferences, TakeTheWholeChain) {
  EXPECT_EQ(references("import torch.nn.functional as F\ny = F.silu(x).shape\nf = F\n"),
            (Texts{"F.silu = torch.nn.functional.silu", "F = torch.nn.functional"}));
  EXPECT_EQ(references("import torch\ntorch.nn.functional.silu(torch.cat(x).T)\n"),
            (Texts{"torch.nn.functional.silu = torch.nn.functional.silu", "torch.cat = torch.cat"}));
}

TEST(NamesReferences, DottedImportsBindTheirRoot) {
  EXPECT_EQ(references("import torch.nn\nimport torch.utils.checkpoint\ntorch.nn.Linear(1, 1)\n"),
            (Texts{"torch.nn.Linear = torch.nn.Linear"}));
}

TEST(NamesReferences, AttributesAndKeywordsAreNone) {
  EXPECT_EQ(references("from torch import nn\nx.nn\nf(nn=1)\nx.nn.Linear\n"), Texts{});
  EXPECT_EQ(references("from torch import nn\nf(nn=nn.ReLU)\n"), (Texts{"nn.ReLU = torch.nn.ReLU"}));
}

TEST(NamesReferences, AnnotationsDecoratorsBasesAndDefaults) {
  EXPECT_EQ(
      references("import torch\n"
                 "@torch.no_grad()\n"
                 "def f(x: torch.Tensor, d=torch.float32) -> torch.Size: pass\n"
                 "class A(torch.nn.Module, metaclass=torch.M): pass\n"),
      (Texts{"torch.no_grad = torch.no_grad", "torch.Tensor = torch.Tensor", "torch.float32 = torch.float32",
             "torch.Size = torch.Size", "torch.nn.Module = torch.nn.Module", "torch.M = torch.M"}));
}

TEST(NamesReferences, InsideFStrings) {
  EXPECT_EQ(references("import torch\nf'{torch.__version__!r:>{torch.width}} torch.cat'\n"),
            (Texts{"torch.__version__ = torch.__version__", "torch.width = torch.width"}));
}

TEST(NamesReferences, MatchPatternsNameWhatTheyCompare) {
  EXPECT_EQ(
      references("import torch\n"
                 "match d:\n"
                 "    case torch.float16 | torch.bfloat16: pass\n"
                 "    case torch.Size(n): pass\n"),
      (Texts{"torch.float16 = torch.float16", "torch.bfloat16 = torch.bfloat16", "torch.Size = torch.Size"}));
}

// ---- scopes

TEST(NamesScopes, AParameterHidesTheImport) {
  EXPECT_EQ(references("import torch\ndef f(torch): return torch.cat\n"), Texts{});
  EXPECT_EQ(references("from torch import nn\nf = lambda nn: nn.Linear\n"), Texts{});
  EXPECT_EQ(
      references("from torch import nn\ndef f(*nn): nn.x\ndef g(**nn): nn.x\ndef h(nn: int = 1): nn.x\n"),
      Texts{});
}

TEST(NamesScopes, ALocalVariableHidesTheImportInItsFunctionOnly) {
  EXPECT_EQ(references("import torch.nn.functional as F\n"
                       "def f():\n    F = 3\n    return F.real\n"
                       "def g(): return F.silu\n"),
            (Texts{"F.silu = torch.nn.functional.silu"}));
}

TEST(NamesScopes, EveryKindOfBindingHides) {
  for (const std::string body : {
           "for F in y: pass",
           "with y as F: pass",
           "with y as (a, F): pass",
           "a, (F, *b) = y",
           "[a, F] = y",
           "*F, a = y",
           "F: int = y",
           "F += 1",
           "if (F := y): pass",
           "[(F := z) for z in y]",
           "import F",
           "import F.sub",
           "from .x import F",
           "def F(): pass",
           "class F: pass",
           "try: pass\n    except E as F: pass",
           "match y:\n        case F: pass",
           "match y:\n        case [F, *_]: pass",
           "match y:\n        case {'k': F}: pass",
           "match y:\n        case int() as F: pass",
           "match y:\n        case C(x=F): pass",
       }) {
    for (const std::string& reference :
         references("import torch.nn.functional as F\ndef f(y):\n    " + body + "\n    return F.silu\n")) {
      EXPECT_EQ(reference.find("torch"), std::string::npos) << body;
    }
  }
}

TEST(NamesScopes, ComprehensionVariablesStayInside) {
  EXPECT_EQ(references("from torch import nn\nx = [nn.a for nn in y]\nz = nn.Linear\n"),
            (Texts{"nn.Linear = torch.nn.Linear"}));
  EXPECT_EQ(references("from torch import nn\nx = {nn: nn.a for nn in y}\nz = {nn.b for nn in y}\nw = (nn.c "
                       "for nn in y)\n"),
            Texts{});
}

TEST(NamesScopes, TheFirstIterableIsReadOutside) {
  EXPECT_EQ(references("from torch import nn\nx = [nn.a for nn in nn.layers]\n"),
            (Texts{"nn.layers = torch.nn.layers"}));
}

TEST(NamesScopes, ClassNamesAreNotSeenInMethods) {
  EXPECT_EQ(references("from torch import nn\n"
                       "class A:\n"
                       "    nn = 3\n"
                       "    x = nn.real\n"
                       "    def f(self): return nn.Linear\n"),
            (Texts{"nn.Linear = torch.nn.Linear"}));
}

TEST(NamesScopes, ClassNamesAreNotSeenInComprehensionsAndLambdas) {
  EXPECT_EQ(references("from torch import nn\n"
                       "class A:\n"
                       "    nn = [3]\n"
                       "    x = [nn.Linear for i in nn.real]\n"
                       "    f = lambda self: nn.Conv2d\n"),
            (Texts{"nn.Linear = torch.nn.Linear", "nn.Conv2d = torch.nn.Conv2d"}));
}

TEST(NamesScopes, BasesAndDefaultsAreReadOutside) {
  EXPECT_EQ(references("from torch import nn\nclass A(nn.Module):\n    nn = 3\n"),
            (Texts{"nn.Module = torch.nn.Module"}));
  EXPECT_EQ(references("from torch import nn\ndef f(nn=nn.ReLU): pass\n"),
            (Texts{"nn.ReLU = torch.nn.ReLU"}));
  EXPECT_EQ(references("from torch import nn\nf = lambda nn=nn.ReLU: nn.x\n"),
            (Texts{"nn.ReLU = torch.nn.ReLU"}));
  EXPECT_EQ(references("from torch import nn\ndef f(a: nn.Module, nn) -> nn.Module: pass\n"),
            (Texts{"nn.Module = torch.nn.Module", "nn.Module = torch.nn.Module"}));
}

TEST(NamesScopes, NestedFunctionsSeeTheOuterOne) {
  EXPECT_EQ(references("import torch\ndef f(torch):\n    def g(): return torch.cat\n    return g\n"),
            Texts{});
}

TEST(NamesScopes, GlobalAndNonlocal) {
  EXPECT_EQ(references("import torch\ndef f():\n    global torch\n    torch = 3\ntorch.cat\n"), Texts{});
  EXPECT_EQ(
      references(
          "import torch\ndef f(torch):\n    def g():\n        global torch\n        return torch.cat\n"),
      (Texts{"torch.cat = torch.cat"}));
  EXPECT_EQ(references("import torch\n"
                       "def f():\n    import torch as t\n    def g():\n        nonlocal t\n        t = 3\n   "
                       " return t.cat\n"),
            Texts{});
}

TEST(NamesScopes, ImportsInsideFunctionsStayThere) {
  EXPECT_EQ(references("def f():\n    import torch\n    return torch.cat\ntorch.stack\n"),
            (Texts{"torch.cat = torch.cat"}));
}

// ---- several bindings

TEST(NamesGroups, TheUsualFallbackKeepsTheMeaning) {
  const std::string use = "torch.cat\n";
  EXPECT_EQ(references("try:\n    import torch\nexcept ImportError:\n    torch = None\n" + use),
            (Texts{"torch.cat = torch.cat"}));
  EXPECT_EQ(references("if a:\n    import torch\nelse:\n    torch = False\n" + use),
            (Texts{"torch.cat = torch.cat"}));
  EXPECT_EQ(references("import torch\nif TYPE_CHECKING:\n    import torch\n" + use),
            (Texts{"torch.cat = torch.cat"}));
}

TEST(NamesGroups, AnotherMeaningTakesItAway) {
  EXPECT_EQ(references("try:\n    import torch\nexcept ImportError:\n    torch = Mock()\ntorch.cat\n"),
            Texts{});
  EXPECT_EQ(references("if a:\n    from torch import nn\nelse:\n    from mindspore import nn\nnn.ReLU\n"),
            Texts{});
}

TEST(Names, AnswersQuestions) {
  const File file("import torch\ndef f(x):\n    return torch.cat(x)\n");
  const NodeId function = file.tree.child(0, Kind::function_definition);
  EXPECT_TRUE(file.names.binds("x"));
  EXPECT_FALSE(file.names.binds("cat"));
  EXPECT_NE(file.names.find(0, "torch"), kNoGroup);
  EXPECT_EQ(file.names.find(0, "x"), kNoGroup);
  EXPECT_NE(file.names.find(1, "x"), kNoGroup);
  const NodeId cat = file.names.references().front().node;
  EXPECT_EQ(file.names.scope_at(cat), 1u);
  EXPECT_EQ(file.names.qualified(cat), "torch.cat");
  EXPECT_EQ(file.names.qualified(function), "");
}

}  // namespace
}  // namespace mintport
