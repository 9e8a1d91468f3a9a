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

TEST(LoraScale, ThePortHasWordsForIt) {
  EXPECT_EQ(convert_by_habit(R"py(
from ..utils import scale_lora_layers


def forward(self, attention_kwargs=None):
    if attention_kwargs is not None:
        lora_scale = attention_kwargs.pop("scale", 1.0)
    scale_lora_layers(self, lora_scale)
    return 1
)py",
                             "hooks/a.py"),
            gives(R"py(
def forward(self, attention_kwargs=None):
    if attention_kwargs is not None and "scale" in attention_kwargs:
        # weight the lora layers by setting `lora_scale` for each PEFT layer here
        # and remove `lora_scale` from each PEFT layer at the end.
        # scale_lora_layers & unscale_lora_layers maybe contains some operation forbidden in graph mode
        raise RuntimeError(
            f"You are trying to set scaling of lora layer by passing {attention_kwargs['scale']=}. "
            f"However it's not allowed in on-the-fly model forwarding. "
            f"Please manually call `scale_lora_layers(model, lora_scale)` before model forwarding and "
            f"`unscale_lora_layers(model, lora_scale)` after model forwarding. "
            f"For example, it can be done in a pipeline call like `StableDiffusionPipeline.__call__`."
        )
    return 1
)py"));
}

}  // namespace
}  // namespace mintport::rules::lora_models_test
