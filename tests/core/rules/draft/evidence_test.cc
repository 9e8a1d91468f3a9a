// The evidence of changes, for rules that ask for types or signatures.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::evidence_test {
namespace {

using Texts = std::vector<std::string>;

// "evidence" of each change of the rule.
std::vector<std::string> evidence(std::string_view rule, std::string text,
                                  const Tables& tables = embedded_tables()) {
  const Conversion done = conversion_of(std::move(text), {"models/a.py"}, tables);
  std::vector<std::string> out;
  for (const Change& change : done.changes) {
    if (change.rule == rule) out.push_back(change.evidence);
  }
  return out;
}

TEST(Evidence, DevicesByNameAndByType) {
  EXPECT_EQ(evidence("device",
                     "import torch\n\ndef f(self, x: torch.Tensor, where: torch.device):\n"
                     "    y = g(x.to(exec_device))\n    return y + g(x.to(where))\n"),
            (Texts{"the name `exec_device` says device", "where has the type device: annotation in line 3"}));
}

TEST(Evidence, SignatureThatACallReaches) {
  EXPECT_EQ(
      evidence("device-argument",
               "def f(x, device):\n    return x\n\n\ndef g(x, a):\n"
               "    return f(x, device=a)\n"),
      (Texts{"no remaining code reads `device`", "reaches f(x, device) in line 1 of diffusers.models.a"}));
}

TEST(Evidence, FixedParameter) {
  EXPECT_EQ(evidence("fixed-parameter",
                     "def f(x, low_cpu_mem_usage=True):\n    return x\n\n\ndef g(x):\n"
                     "    return f(x, low_cpu_mem_usage=True)\n"),
            (Texts{"`low_cpu_mem_usage` only holds the parameter, which is False",
                   "reaches f(x, low_cpu_mem_usage) in line 1 of diffusers.models.a"}));
}

TEST(Evidence, NumpyAndArrays) {
  EXPECT_EQ(evidence("numpy-call",
                     "import numpy as np\nimport torch\n\ndef f(x: torch.Tensor):\n"
                     "    return np.array(x ** 0.5)\n"),
            (Texts{"x ** 0.5 has the type tensor: operation in line 5"}));
  EXPECT_EQ(evidence("array-number",
                     "import numpy as np\nimport torch\n\ndef f(x: torch.Tensor, n):\n"
                     "    return x.reshape(n, np.prod(n))\n"),
            (Texts{"x has the type tensor: annotation in line 4"}));
}

TEST(Evidence, PartsOfACat) {
  EXPECT_EQ(evidence("cat-type",
                     "import torch\n\ndef f(a):\n"
                     "    return torch.cat([a, torch.zeros(1, device=a.device)])\n"),
            (Texts{"concatenated with a in line 4, whose device it takes"}));
}

TEST(Evidence, ModulesByTheirClass) {
  EXPECT_EQ(evidence("module-method",
                     "from torch import nn\n\nclass A(nn.Module):\n"
                     "    def forward(self, x):\n        return self.parameters()\n"),
            (Texts{"class A(nn.Module):... in line 3", "class A(nn.Module):... in line 3"}));
}

TEST(Evidence, ListsOfCells) {
  EXPECT_EQ(evidence("cell-list",
                     "from torch import nn\n\nclass A(nn.Module):\n    def __init__(self):\n"
                     "        self.b = nn.ModuleList()\n        self.b.append(nn.ReLU())\n"),
            (Texts{"last filled by self.b.append(nn.ReLU()) in line 6"}));
}

TEST(Evidence, WhatIsEncoded) {
  EXPECT_EQ(evidence("latents", "def f(self, x):\n    return self.vae.encode(x).latent_dist.sample()\n"),
            (Texts{"sampled from self.vae.encode(x) in line 2"}));
}

TEST(Evidence, WhatTokenizersGive) {
  EXPECT_EQ(evidence("encoding",
                     "def f(self, x):\n    a = self.tokenizer(x, return_tensors=\"pt\")\n"
                     "    return self.net(a.input_ids)\n"),
            (Texts{"self.tokenizer(x, return_tensors=\"pt\") has the type encoding: return_tensors in "
                   "line 2",
                   "a.input_ids has the type tensor: return_tensors in line 3"}));
}

TEST(Evidence, LoopsThatBecomeAReshape) {
  EXPECT_EQ(
      evidence("broadcast-loop",
               "def f(self, x, t):\n    s = self.a[t].flatten()\n"
               "    while len(s.shape) < len(x.shape):\n        s = s.unsqueeze(-1)\n    return s * x\n",
               mindone_tables()),
      (Texts{"length of the vector: def f(self, x, t):... in line 1"}));
}

}  // namespace
}  // namespace mintport::rules::evidence_test
