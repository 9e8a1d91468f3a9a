// The scale of LoRA layers around the loops of pipelines.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::lora_loops_test {
namespace {

void expect(const std::string& before, const std::string& after) {
  expect_conversion(before, after, "pipelines/a/x.py");
}

TEST(LoraScale, PipelinesScaleAroundTheirLoop) {
  expect(
      "class P(B, MyLoraLoaderMixin):\n    def __call__(self, x):\n        x()\n        # 7. Denoising "
      "loop\n        n = "
      "1\n"
      "        with self.progress_bar(total=n) as bar:\n"
      "            x = self.unet(x, attention_kwargs=self.attention_kwargs)\n        return x\n",
      "from ...utils import scale_lora_layers, unscale_lora_layers\n\n\n"
      "class P(B, MyLoraLoaderMixin):\n    def __call__(self, x):\n        x()\n"
      "        lora_scale = self.attention_kwargs.pop(\"scale\", None) if self.attention_kwargs is not None "
      "else "
      "None\n"
      "        if lora_scale is not None:\n"
      "            # weight the lora layers by setting `lora_scale` for each PEFT layer\n"
      "            scale_lora_layers(self.unet, lora_scale)\n\n"
      "        # 7. Denoising loop\n        n = 1\n"
      "        with self.progress_bar(total=n) as bar:\n"
      "            x = self.unet(x, attention_kwargs=self.attention_kwargs)\n\n"
      "        if lora_scale is not None:\n            # remove `lora_scale` from each PEFT layer\n"
      "            unscale_lora_layers(self.unet, lora_scale)\n"
      "            self.attention_kwargs[\"scale\"] = lora_scale\n        return x\n");
}

TEST(LoraScale, ThePortSaysWhyTheScaleIsPopped) {
  const std::string out = convert_by_habit(
                              "class P(B, MyLoraLoaderMixin):\n    def __call__(self, x):\n        x()\n"
                              "        with self.progress_bar(total=1) as bar:\n"
                              "            x = self.unet(x, attention_kwargs=self.attention_kwargs)\n",
                              "hooks/a.py")
                              .text;
  EXPECT_NE(
      out.find("        # we're popping the `scale` instead of getting it because otherwise `scale` will be "
               "propagated\n        # to the unet and will raise RuntimeError.\n        lora_scale = "),
      std::string::npos);
}

TEST(LoraScale, PipelinesWithoutLoraStay) {
  const std::string text =
      "class P(B):\n    def __call__(self, x):\n        with self.progress_bar(total=1) as bar:\n"
      "            x = self.unet(x, attention_kwargs=self.attention_kwargs)\n        return x\n";
  expect(text, text);
}

TEST(LoraScale, ScriptsImportTheFunctionsOnce) {
  const std::string out = convert_text(
                              "from diffusers.utils import scale_lora_layers, unscale_lora_layers\n\n\n"
                              "class P(B, MyLoraLoaderMixin):\n    def __call__(self, x):\n        x()\n"
                              "        with self.progress_bar(total=1) as bar:\n"
                              "            x = self.unet(x, attention_kwargs=self.attention_kwargs)\n"
                              "        return x\n",
                              "examples/a/x.py")
                              .text;
  EXPECT_TRUE(out.starts_with(
      "from mindone.diffusers.utils import scale_lora_layers, unscale_lora_layers\n\n\nclass P"));
}

}  // namespace
}  // namespace mintport::rules::lora_loops_test
