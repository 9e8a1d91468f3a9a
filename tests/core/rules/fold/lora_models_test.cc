// The scale of LoRA layers in models, which refuse it.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::lora_models_test {
namespace {

void expect(const std::string& before, const std::string& after) {
  expect_conversion(before, after, "pipelines/a/x.py");
}

TEST(LoraScale, WhatWrapsAModelMayScale) {
  const std::string text =
      "def wrapper(self, *args, **kwargs):\n    lora_scale = 1.0\n"
      "    attention_kwargs = kwargs.get(\"attention_kwargs\")\n    if attention_kwargs is not None:\n"
      "        lora_scale = attention_kwargs.pop(\"scale\", 1.0)\n    scale_lora_layers(self, lora_scale)\n"
      "    return run(self, *args, **kwargs)\n";
  expect(text, text);
}

TEST(LoraScale, ModelsRefuseIt) {
  expect(
      "from ..utils import USE_PEFT_BACKEND, scale_lora_layers, unscale_lora_layers, x\n\n\n"
      "def forward(self, attention_kwargs=None):\n    if attention_kwargs is not None:\n"
      "        attention_kwargs = attention_kwargs.copy()\n"
      "        lora_scale = attention_kwargs.pop(\"scale\", 1.0)\n    else:\n        lora_scale = 1.0\n"
      "    if USE_PEFT_BACKEND:\n        scale_lora_layers(self, lora_scale)\n    x()\n"
      "    if USE_PEFT_BACKEND:\n        unscale_lora_layers(self, lora_scale)\n    return 1\n",
      "from ..utils import x\n\n\ndef forward(self, attention_kwargs=None):\n"
      "    if attention_kwargs is not None and \"scale\" in attention_kwargs:\n        raise RuntimeError(\n"
      "            \"A model cannot scale its LoRA layers while it runs: call `scale_lora_layers(model, "
      "scale)` "
      "before, \"\n            \"and `unscale_lora_layers(model, scale)` after it.\"\n        )\n"
      "    x()\n    return 1\n");
}

}  // namespace
}  // namespace mintport::rules::lora_models_test
