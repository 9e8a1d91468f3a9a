
#include <gtest/gtest.h>

#include <string>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::encodings_test {
namespace {

void expect(const std::string& before, const std::string& after) {
  expect_conversion(before, after, "pipelines/a/b.py");
}

TEST(Encodings, become_arrays_and_networks_get_tensors) {
  expect(
      "import torch\n"
      "\n"
      "\n"
      "def f(self, prompt, device):\n"
      "    inputs = self.tokenizer(prompt, return_tensors=\"pt\")\n"
      "    ids = inputs.input_ids\n"
      "    self.tokenizer.batch_decode(ids[:, 3:])\n"
      "    mask = inputs.attention_mask.to(device)\n"
      "    return self.text_encoder(ids.to(device), attention_mask=mask), ids.shape\n",
      "import mindspore as ms\n"
      "\n"
      "\n"
      "def f(self, prompt):\n"
      "    inputs = self.tokenizer(prompt, return_tensors=\"np\")\n"
      "    ids = inputs.input_ids\n"
      "    self.tokenizer.batch_decode(ids[:, 3:])\n"
      "    mask = ms.tensor(inputs.attention_mask)\n"
      "    return self.text_encoder(ms.tensor(ids), attention_mask=mask), ids.shape\n");
}

TEST(Encodings, are_compared_as_arrays) {
  expect(
      "import torch\n"
      "\n"
      "\n"
      "def f(tokenizer, prompt):\n"
      "    ids = tokenizer(prompt, return_tensors='pt')['input_ids']\n"
      "    all_ids = tokenizer(prompt, padding=True, return_tensors='pt')['input_ids']\n"
      "    if not torch.equal(ids, all_ids):\n"
      "        print(ids)\n",
      "import numpy as np\n"
      "\n"
      "\n"
      "def f(tokenizer, prompt):\n"
      "    ids = tokenizer(prompt, return_tensors='np')['input_ids']\n"
      "    all_ids = tokenizer(prompt, padding=True, return_tensors='np')['input_ids']\n"
      "    if not np.array_equal(ids, all_ids):\n"
      "        print(ids)\n");
}

TEST(Encodings, are_tensors_at_once_where_a_name_may_hold_one_already) {
  expect(
      "import torch\n"
      "\n"
      "\n"
      "def f(self, image, device):\n"
      "    if not isinstance(image, torch.Tensor):\n"
      "        image = self.feature_extractor(image, return_tensors=\"pt\").pixel_values  # as it wants\n"
      "    image = image.to(device)\n"
      "    return self.image_encoder(image)\n",
      "import mindspore as ms\n"
      "\n"
      "\n"
      "def f(self, image):\n"
      "    if not isinstance(image, ms.Tensor):\n"
      "        image = self.feature_extractor(image, return_tensors=\"np\").pixel_values  # as it wants\n"
      "        image = ms.tensor(image)\n"
      "    return self.image_encoder(image)\n");
}

TEST(Encodings, given_whole_are_made_tensors_field_by_field) {
  expect(
      "import torch\n"
      "\n"
      "\n"
      "def f(self, text, device):\n"
      "    inputs = self.processor(text, return_tensors=\"pt\").to(device)\n"
      "    moved = {k: v.to(device) for k, v in inputs.items()}\n"
      "    return self.model(**inputs), moved\n",
      "import mindspore as ms\n"
      "\n"
      "\n"
      "def f(self, text):\n"
      "    inputs = self.processor(text, return_tensors=\"np\")\n"
      "    moved = {k: ms.tensor(v) for k, v in inputs.items()}\n"
      "    return self.model(**{name: ms.tensor(value) for name, value in inputs.items()}), moved\n");
}

TEST(Encodings, that_were_arrays_before_stay_as_they_are) {
  expect(
      "def f(tokenizer, model, prompt, ids):\n"
      "    a = tokenizer(prompt, return_tensors=\"np\").input_ids\n"
      "    b = tokenizer(prompt)\n"
      "    return model(a, b.input_ids, ids)\n",
      "def f(tokenizer, model, prompt, ids):\n"
      "    a = tokenizer(prompt, return_tensors=\"np\").input_ids\n"
      "    b = tokenizer(prompt)\n"
      "    return model(a, b.input_ids, ids)\n");
}

}  // namespace
}  // namespace mintport::rules::encodings_test
