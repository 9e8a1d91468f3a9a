#include "core/names/types.hh"

#include <gtest/gtest.h>

#include "core/names/support.hh"

namespace mintport {
namespace {

// A minimal knowledge of torch, to be independent of the tables.
Knowledge knowledge() {
  static const std::map<std::string_view, Fact> kReturns{
      {"torch.zeros", Fact::tensor},
      {"torch.cat", Fact::tensor},
      {"torch.chunk", Fact::tensors},
      {"torch.from_numpy", Fact::tensor},
      {"torch.float16", Fact::dtype},
      {"torch.nn.Linear", Fact::layer},
      {"torch.nn.ModuleList", Fact::module},
      {"torch.Tensor.view", Fact::tensor},
      {"torch.Tensor.chunk", Fact::tensors},
      {"torch.Tensor.item", Fact::number},
      {"torch.Tensor.numpy", Fact::ndarray},
      {"numpy.array", Fact::ndarray},
      {"torch.device", Fact::device},
      {"diffusers.SchedulerMixin.timesteps", Fact::tensor},
      {"transformers.ModelOutput.text_embeds", Fact::tensor},
  };
  static const std::map<std::string_view, Fact> kAttributes{
      {"shape", Fact::shape}, {"dtype", Fact::dtype}, {"device", Fact::device}, {"T", Fact::tensor}};
  Knowledge out;
  out.module_roots = {"ModelMixin", "PreTrainedModel"};
  out.scheduler = "diffusers.SchedulerMixin";
  out.model_output = "transformers.ModelOutput";
  out.returns = [](std::string_view name) {
    const auto found = kReturns.find(name);
    return found == kReturns.end() ? Fact::unknown : found->second;
  };
  out.tensor_attribute = [](std::string_view name) {
    const auto found = kAttributes.find(name);
    return found == kAttributes.end() ? Fact::unknown : found->second;
  };
  out.only_tensor = [](std::string_view name, bool with_values) {
    return name == "unsqueeze" || (name == "log" && !with_values);
  };
  return out;
}

constexpr std::string_view kHead =
    "import torch\nimport numpy as np\nfrom torch import nn\nfrom typing import *\nfrom torch.nn import "
    "functional as F\n";

// The facts of the arguments of all `show(...)` calls, in the order of the text: "tensor, number".
std::string shown(std::string body) {
  const File file(std::string(kHead) + body);
  EXPECT_FALSE(file.tree.has_error()) << body;
  const Types types(file.names, knowledge());
  std::string out;
  for (NodeId id = 0; id < file.tree.nodes().size(); ++id) {
    if (file.tree[id].kind != Kind::call || file.tree.text(file.tree.child(id, Field::function)) != "show")
      continue;
    for (NodeId argument : file.tree.named_children(file.tree.child(id, Field::arguments))) {
      if (!out.empty()) out += ", ";
      out += to_string(types.of(argument).fact);
    }
  }
  return out;
}

// The same inside a function with these parameters; lines are separated by '\n'.
std::string in_function(std::string parameters, std::string body) {
  std::string text = "def f(" + parameters + "):\n    ";
  for (char c : body) {
    text += c;
    if (c == '\n') text += "    ";
  }
  return shown(text + "\n");
}

// ---- annotations

TEST(TypesAnnotations, SimpleOnes) {
  EXPECT_EQ(in_function("a: torch.Tensor, b: torch.FloatTensor, c: np.ndarray, d: int, e: str, g: "
                        "torch.dtype, h: nn.Module",
                        "show(a, b, c, d, e, g, h)"),
            "tensor, tensor, ndarray, number, text, dtype, module");
}

TEST(TypesAnnotations, GenericsAndUnions) {
  EXPECT_EQ(in_function("a: Optional[torch.Tensor], b: Union[torch.Tensor, None], c: torch.Tensor | None",
                        "show(a, b, c)"),
            "tensor, tensor, tensor");
  EXPECT_EQ(in_function("a: List[torch.Tensor], b: Tuple[torch.Tensor, ...], c: list[int]", "show(a, b, c)"),
            "list of tensors, list of tensors, list");
  EXPECT_EQ(in_function("a: Union[torch.Tensor, np.ndarray], b: Dict[str, torch.Tensor]", "show(a, b)"),
            "unknown, dict");
}

TEST(TypesAnnotations, QuotedOnesAndVariables) {
  EXPECT_EQ(in_function("a: 'torch.Tensor'", "b: torch.Tensor = g()\nshow(a, b)"), "tensor, tensor");
}

TEST(TypesAnnotations, OfAnotherTensorIsUnknown) {
  EXPECT_EQ(in_function("a: tf.Tensor, b", "show(a, b)"), "unknown, unknown");
}

// ---- values

TEST(TypesValues, ConstructorsAndKnownReturns) {
  EXPECT_EQ(shown("x = torch.zeros(1)\ny = x.view(2)\nz = x.item()\nshow(x, y, z, torch.float16, g(x))\n"),
            "tensor, tensor, number, dtype, unknown");
}

TEST(TypesValues, LayersGiveTensors) {
  EXPECT_EQ(shown("l = nn.Linear(1, 2)\ny = l(x)\nshow(l, y)\n"), "layer, tensor");
}

TEST(TypesValues, PartsOfThings) {
  EXPECT_EQ(shown("a, b = torch.chunk(x, 2)\nn, c = a.shape\nshow(a, b, n, c, a[0], a[1:], a.shape[0], "
                  "a.shape[1:])\n"),
            "tensor, tensor, number, number, tensor, tensor, number, shape");
}

TEST(TypesValues, Literals) {
  EXPECT_EQ(shown("show(1, 'a', None, True, [1], (torch.zeros(1),), {})\n"),
            "number, text, none, boolean, list, list of tensors, dict");
}

TEST(TypesValues, Arithmetic) {
  EXPECT_EQ(shown("x = torch.zeros(1)\nshow(x + 1, 2 * x, -x, (x), x > 1, 1 + 2, [1] + [2], y + 1)\n"),
            "tensor, tensor, tensor, tensor, tensor, number, list, unknown");
  EXPECT_EQ(shown("x = torch.zeros(1)\nx += y\nshow(x, x is None, 'n %s' % x)\n"), "tensor, boolean, text");
}

TEST(TypesValues, NumpyStaysNumpy) {
  EXPECT_EQ(shown("x = np.array([1])\ny = x.repeat(2).transpose(0, 1)\nz = torch.zeros(1).numpy()\nshow(x, "
                  "y, z, x[0], x.T)\n"),
            "ndarray, ndarray, ndarray, ndarray, ndarray");
  EXPECT_EQ(shown("x = np.array([1])\nx = torch.from_numpy(x)\nshow(x)\n"), "tensor");
}

TEST(TypesValues, ALaterAssignmentCounts) {
  EXPECT_EQ(shown("x = torch.zeros(1)\nshow(x)\nx = 'text'\nshow(x)\nx = g()\nshow(x)\n"),
            "tensor, text, unknown");
}

TEST(TypesValues, Walrus) {
  EXPECT_EQ(shown("if (x := torch.zeros(1)) is not None:\n    show(x)\n"), "tensor");
}

TEST(TypesValues, UseOfAMethodThatOnlyTensorsHave) {
  EXPECT_EQ(in_function("x, y", "show(x, y)\nx.unsqueeze(0)\ny.copy()"), "tensor, unknown");
}

TEST(TypesValues, LocalFunctionsByTheirReturns) {
  EXPECT_EQ(shown("def f(x):\n    return torch.zeros(1)\ndef g(x) -> torch.Tensor: ...\nshow(f(1), g(1))\n"),
            "tensor, tensor");
  EXPECT_EQ(shown("def f(x):\n    if x:\n        return 'a'\n    return torch.zeros(1)\nshow(f(1))\n"),
            "unknown");
}

TEST(TypesValues, TuplesOfLocalFunctionsByTheirElements) {
  EXPECT_EQ(shown("def f(x, c):\n    if c:\n        return torch.zeros(1), 1\n    return (torch.cat(x), 2)\n"
                  "a, b = f(1, 2)\nshow(a, b)\n"),
            "tensor, number");
  EXPECT_EQ(shown("class A:\n    def f(self):\n        return torch.zeros(1), 'a'\n    def g(self):\n"
                  "        a, b = self.f()\n        show(a, b)\n"),
            "tensor, text");
  EXPECT_EQ(
      shown("def f(x, c):\n    if c:\n        return torch.zeros(1), 1\n    return x, 2\na, b = f(1, 2)\n"
            "show(a, b)\n"),
      "unknown, number");
  EXPECT_EQ(shown("def f(x, c):\n    if c:\n        return torch.zeros(1), 1\n    return x\na, b = f(1, 2)\n"
                  "show(a, b)\n"),
            "unknown, unknown");
}

TEST(TypesValues, WhatSchedulersHave) {
  EXPECT_EQ(
      in_function("x, scheduler", "show(scheduler.timesteps, self.scheduler.timesteps[1:], x.timesteps)"),
      "tensor, tensor, unknown");
}

TEST(TypesValues, CallsThatNameADimension) {
  EXPECT_EQ(in_function("x, y", "show(x.chunk(2, dim=1), y.chunk(2, axis=1), x, y)"),
            "list of tensors, unknown, tensor, unknown");
}

TEST(TypesValues, WhatModelsReturn) {
  EXPECT_EQ(in_function("x", "out = x()\nshow(out.text_embeds, out.hidden_states, x.text_embeds(1))"),
            "tensor, unknown, unknown");
}

TEST(TypesValues, Comprehensions) {
  EXPECT_EQ(shown("x = torch.zeros(1)\nshow([y * 2 for y in torch.chunk(x, 2)], [y for y in z])\n"),
            "list of tensors, list");
  EXPECT_EQ(shown("x = torch.zeros(1)\ny = [show(x) for x in z]\nshow(x)\n"), "unknown, tensor");
}

// ---- branches

TEST(TypesBranches, BothMustAgree) {
  EXPECT_EQ(in_function("c", "if c:\n    x = torch.zeros(1)\nelse:\n    x = torch.cat(y)\nshow(x)"),
            "tensor");
  EXPECT_EQ(in_function("c", "if c:\n    x = torch.zeros(1)\nelse:\n    x = np.array(y)\nshow(x)"),
            "unknown");
  EXPECT_EQ(in_function("c", "x = torch.zeros(1)\nif c:\n    x = g()\nshow(x)"), "unknown");
  EXPECT_EQ(in_function("c", "x = None\nif c:\n    x = torch.zeros(1)\nshow(x)"), "tensor");
  EXPECT_EQ(in_function("c", "if c == 1:\n    x = 1\nelif c == 2:\n    x = 2\nelse:\n    x = 'c'\nshow(x)"),
            "unknown");
}

TEST(TypesBranches, OnesThatLeaveDoNotCount) {
  EXPECT_EQ(in_function("c", "x = torch.zeros(1)\nif c:\n    x = g()\n    return x\nshow(x)"), "tensor");
  EXPECT_EQ(in_function("c", "x = torch.zeros(1)\nif c:\n    x = g()\n    raise E\nshow(x)"), "tensor");
}

TEST(TypesBranches, IsInstanceBothWays) {
  EXPECT_EQ(in_function("x", "if isinstance(x, torch.Tensor):\n    show(x)\nelse:\n    show(x)"),
            "tensor, unknown");
  EXPECT_EQ(in_function("x", "if not isinstance(x, torch.Tensor):\n    raise E\nshow(x)"), "tensor");
  EXPECT_EQ(in_function("x", "if not isinstance(x, torch.Tensor):\n    x = torch.from_numpy(x)\nshow(x)"),
            "tensor");
  EXPECT_EQ(in_function("x: torch.Tensor", "if isinstance(x, np.ndarray):\n    show(x)\n"), "ndarray");
  EXPECT_EQ(in_function("x", "if isinstance(x, (torch.Tensor, np.ndarray)):\n    show(x)\n"), "unknown");
  EXPECT_EQ(in_function("x", "if torch.is_tensor(x) and x.sum():\n    show(x)\n"), "tensor");
}

TEST(TypesBranches, WhatOnlyOneBranchKnowsDoesNotLeak) {
  EXPECT_EQ(in_function("x", "if isinstance(x, torch.Tensor):\n    pass\nshow(x)"), "unknown");
  EXPECT_EQ(in_function("x", "y = show(x) if isinstance(x, torch.Tensor) else show(x)\nshow(x)"),
            "tensor, unknown, unknown");
}

TEST(TypesValues, ACallThatGivesWhatNoTensorTakes) {
  EXPECT_EQ(
      shown("def f(x, writer):\n    x.log()\n    writer.log({\"a\": 1})\n    show(x)\n    show(writer)\n"),
      "tensor, unknown");
}

TEST(TypesBranches, ATestOutweighsUseElsewhere) {
  EXPECT_EQ(in_function("x", "if isinstance(x, PIL.Image):\n    show(x)\nelse:\n    x.unsqueeze(0)"),
            "unknown");
}

TEST(TypesBranches, Try) {
  EXPECT_EQ(in_function("", "try:\n    x = torch.zeros(1)\nexcept E:\n    x = None\nshow(x)"), "tensor");
  EXPECT_EQ(in_function("", "try:\n    x = torch.zeros(1)\nexcept E:\n    x = np.array(1)\nshow(x)"),
            "unknown");
  // The exception may come after the assignment.
  EXPECT_EQ(in_function("", "x = torch.zeros(1)\ntry:\n    x = np.array(1)\n    g()\nexcept E:\n    show(x)"),
            "unknown");
}

TEST(TypesBranches, Match) {
  EXPECT_EQ(
      in_function(
          "c",
          "x = torch.zeros(1)\nmatch c:\n    case 1:\n        x = np.array(1)\n        show(x)\nshow(x)"),
      "ndarray, unknown");
}

// ---- loops

TEST(TypesLoops, WhatALoopChangesIsNotKnownInIt) {
  EXPECT_EQ(in_function("y", "x = torch.zeros(1)\nfor i in y:\n    show(x)\n    x = g(x)\nshow(x)"),
            "unknown, unknown");
  EXPECT_EQ(in_function("y", "x = torch.zeros(1)\nwhile y:\n    show(x)\n    x = x + 1\nshow(x)"),
            "tensor, tensor");
}

TEST(TypesLoops, ChainsOfAssignmentsThroughRounds) {
  EXPECT_EQ(in_function("y",
                        "a = torch.zeros(1)\nb = a\nc = a\nfor i in y:\n    show(a)\n    a = b\n    b = c\n  "
                        "  c = np.array(1)"),
            "unknown");
}

TEST(TypesLoops, ABreakTakesItsFactsAlong) {
  EXPECT_EQ(
      in_function(
          "y", "x = torch.zeros(1)\nfor i in y:\n    if i:\n        x = np.array(1)\n        break\nshow(x)"),
      "unknown");
  EXPECT_EQ(in_function("y",
                        "x = torch.zeros(1)\nfor i in y:\n    show(x)\n    if i:\n        x = np.array(1)\n  "
                        "      continue\n"),
            "unknown");
}

TEST(TypesLoops, Elements) {
  EXPECT_EQ(in_function("x: List[torch.Tensor], y: torch.Tensor, z",
                        "for a in x:\n    show(a)\nfor b in y:\n    show(b)\nfor c in z:\n    show(c)"),
            "tensor, tensor, unknown");
}

// ---- classes

TEST(TypesClasses, AttributesFromInit) {
  EXPECT_EQ(shown("class A(nn.Module):\n"
                  "    def f(self, x):\n        show(self.l, self.l(x), self.n, self.g)\n"
                  "    def __init__(self, n: int):\n        self.l = nn.Linear(n, n)\n        self.n = n\n   "
                  "     self.g = h()\n"),
            "layer, tensor, number, unknown");
}

TEST(TypesClasses, AttributesSetInTwoWaysAreUnknown) {
  EXPECT_EQ(shown("class A:\n"
                  "    def __init__(self, c):\n"
                  "        if c:\n            self.x = torch.zeros(1)\n        else:\n            self.x = "
                  "np.array(1)\n"
                  "    def f(self):\n        show(self.x)\n"),
            "unknown");
}

TEST(TypesClasses, NoneInInitDoesNotCount) {
  EXPECT_EQ(shown("class A:\n"
                  "    def __init__(self):\n        self.x = None\n"
                  "    def set(self):\n        self.x = torch.zeros(1)\n"
                  "    def f(self):\n        show(self.x)\n"),
            "tensor");
}

TEST(TypesClasses, OfAnotherClassStayThere) {
  EXPECT_EQ(shown("class A:\n    def __init__(self):\n        self.x = torch.zeros(1)\n"
                  "class B:\n    def f(self):\n        show(self.x)\n"),
            "unknown");
}

TEST(TypesClasses, ModuleClassesThroughBases) {
  const File file(
      std::string(kHead) +
      "class A(nn.Module): pass\nclass B(A): pass\nclass C(dict): pass\nclass D(ModelMixin): pass\n"
      "class E(C, torch.nn.Linear): pass\nclass G(F.Module): pass\nclass H(metaclass=nn.Module): pass\n");
  const Types types(file.names, knowledge());
  std::string modules;
  for (NodeId id = 0; id < file.tree.nodes().size(); ++id) {
    if (types.is_module_class(id)) modules += file.tree.text(file.tree.child(id, Field::name));
  }
  EXPECT_EQ(modules, "ABE");
}

TEST(TypesClasses, ModelMixinByImport) {
  const File file("from ..modeling_utils import ModelMixin\nclass A(ModelMixin): pass\n");
  const Types types(file.names, knowledge());
  EXPECT_TRUE(types.is_module_class(file.tree.at({40, 65})));
}

// ---- why

TEST(TypesEvidence, SaysWhereItComesFrom) {
  const File file(
      "import torch\ndef f(a: torch.Tensor):\n    b = torch.zeros(1)\n    return g(a, b, a + b)\n");
  const Types types(file.names, knowledge());
  std::vector<std::string> out;
  for (NodeId id = 0; id < file.tree.nodes().size(); ++id) {
    if (file.tree.text(id) != "(a, b, a + b)") continue;
    for (NodeId argument : file.tree.named_children(id)) {
      const TypeFact fact = types.of(argument);
      out.push_back(std::string(to_string(fact.evidence)) + ": " + std::string(file.tree.text(fact.where)));
    }
  }
  EXPECT_EQ(out, (std::vector<std::string>{"annotation: torch.Tensor", "known return: torch.zeros(1)",
                                           "operation: a + b"}));
}

TEST(TypesEvidence, NamesAreDistinct) {
  std::vector<std::string_view> facts, evidence;
  for (int i = 0; i <= static_cast<int>(Fact::encoding); ++i)
    facts.push_back(to_string(static_cast<Fact>(i)));
  for (int i = 0; i <= static_cast<int>(Evidence::docstring); ++i)
    evidence.push_back(to_string(static_cast<Evidence>(i)));
  EXPECT_EQ(facts.front(), "unknown");
  EXPECT_EQ(facts.back(), "encoding");
  EXPECT_EQ(evidence.front(), "no evidence");
  EXPECT_EQ(evidence.back(), "docstring");
}

}  // namespace
}  // namespace mintport
