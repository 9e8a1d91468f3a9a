// Functions with `return_dict`, and reads of their results.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::outputs_test {
namespace {

const std::string kPath = "pipelines/x/y.py";

Conversion conversion(std::string text) {
  return conversion_of(std::move(text), {kPath}, tuple_tables());
}

void expect(const std::string& before, const std::string& after) {
  expect_conversion(before, after, kPath, tuple_tables());
}

std::size_t reports(const std::string& text) {
  const Conversion done = conversion(text);
  EXPECT_EQ(done.text, text);
  return static_cast<std::size_t>(
      std::count_if(done.findings.begin(), done.findings.end(),
                    [](const Finding& one) { return one.rule == "output-field"; }));
}

// A scheduler with its class and callers; its default already matches the port.
const std::string kScheduler =
    "class S:\n    def step(self, x, return_dict=False):\n        if not return_dict:\n"
    "            return (before, start)\n        return Output(prev_sample=before, pred_start=start)\n\n\n";

const std::string kPipeline =
    "from mindone.transformers import CLIPTextModel, CLIPTextModelWithProjection, T5EncoderModel\n\n\n"
    "class P:\n"
    "    def __init__(self, text: CLIPTextModel, large: CLIPTextModelWithProjection, t5: T5EncoderModel):\n"
    "        self.register_modules(text=text, large=large, t5=t5)\n\n";

TEST(OutputField, OfMethods) {
  expect(kScheduler +
             "def f(self, x):\n    a = self.scheduler.step(x).prev_sample\n    out = self.s.step(x)\n"
             "    return out.pred_start, out[\"prev_sample\"]\n",
         kScheduler +
             "def f(self, x):\n    a = self.scheduler.step(x)[0]\n    out = self.s.step(x)\n"
             "    return out[1], out[0]\n");
}

TEST(OutputField, KeepsTheEvidence) {
  const Conversion done = conversion(kScheduler + "def f(self, x):\n    return self.s.step(x).prev_sample\n");
  ASSERT_EQ(done.changes.size(), 1U);
  EXPECT_EQ(done.changes[0].evidence, "made by self.s.step(...) in line 9");
}

TEST(OutputField, WhoSaysReturnDictIsLeft) {
  const std::string text =
      kScheduler +
      "def f(self, x):\n    return self.s.step(x, return_dict=True).prev_sample, x.prev_sample\n";
  EXPECT_EQ(reports(text), 0U);
}

TEST(OutputField, PlacesThatDiffer) {
  EXPECT_EQ(reports(kScheduler +
                    "class T:\n    def step(self, x, return_dict=False):\n        if not return_dict:\n"
                    "            return (start, before)\n        return Output(prev_sample=before)\n\n\n"
                    "def f(self, x):\n    return self.s.step(x).prev_sample\n"),
            1U);
}

TEST(OutputField, WhatElseIsAskedOfATuple) {
  const Conversion done = conversion(kScheduler +
                                     "def f(self, x):\n    out = self.s.step(x)\n"
                                     "    return out.prev_sample, out.get(\"seed\")\n");
  ASSERT_EQ(done.findings.size(), 1U);
  EXPECT_EQ(done.findings[0].symbol, "get");
}

TEST(OutputField, OfOtherModels) {
  std::string before = kPipeline;
  before.replace(before.find("mindone."), 8, "");
  const std::string head = "    def f(self, x, skip):\n";
  expect(before + head +
             "        out = self.text(x, output_hidden_states=True)\n"
             "        return out.pooler_output, out.hidden_states[-2], self.t5(x).last_hidden_state\n",
         kPipeline + head +
             "        out = self.text(x, output_hidden_states=True)\n"
             "        return out[1], out[2][-2], self.t5(x).last_hidden_state\n");
  // Models of several classes: counted from the end, which is the same for all.
  expect(before + head +
             "        for one in [self.text, self.large]:\n"
             "            out = one(x, output_hidden_states=True)\n"
             "            out = out.hidden_states[-2] if skip else out.hidden_states[skip]\n",
         kPipeline + head +
             "        for one in [self.text, self.large]:\n"
             "            out = one(x, output_hidden_states=True)\n"
             "            out = out[-1][-2] if skip else out[-1][skip]\n");
}

TEST(OutputField, NotAskedForOrMixed) {
  std::string before = kPipeline;
  before.replace(before.find("mindone."), 8, "");
  const std::string head = "    def f(self, x):\n";
  for (const std::string read :
       {"self.text(x).hidden_states", "(self.t5 if x else self.text)(x).hidden_states"}) {
    const Conversion done = conversion(before + head + "        return " + read + "\n");
    EXPECT_EQ(done.text, kPipeline + head + "        return " + read + "\n");
  }
}

// The sources of the library are not converted too.
TEST(OutputField, OfTheLibrarysMethods) {
  expect(
      "def f(self, x, t):\n    a = self.vae.decode(x).sample, vae.decode(x)[\"sample\"]\n"
      "    return a, s.step_pred(x, t).prev_sample_mean, s.step(x, t).prev_sample\n",
      "def f(self, x, t):\n    a = self.vae.decode(x)[0], vae.decode(x)[0]\n"
      "    return a, s.step_pred(x, t)[1], s.step(x, t)[0]\n");
  const std::string other =
      "def f(self, x, t):\n    return x.decode(t).samples, s.step(x, t, return_dict=True).sample\n";
  EXPECT_EQ(reports(other), 0U);
  EXPECT_EQ(conversion_of("def f(x):\n    return x.vae.decode(x).sample\n", {kPath}).text,
            "def f(x):\n    return x.vae.decode(x).sample\n");
}

TEST(OutputField, OfTheLibrarysMethodsSomewhereElse) {
  EXPECT_EQ(reports("def f(s, x):\n    return s.step(x).sample\n"), 1U);
}

TEST(OutputField, OfModelsThatNothingTells) {
  EXPECT_EQ(reports("def f(encoder, x):\n    out = encoder(x, output_hidden_states=True)\n"
                    "    return out.hidden_states[-2], encoder(x).last_hidden_state, x.hidden_states\n"),
            2U);
  EXPECT_EQ(reports("def f(encode, x):\n    return encode(x)[\"text_embeds\"], g(x).hidden_states\n"), 0U);
}

TEST(OutputField, OfClassesThatAreNotHere) {
  const std::string own =
      "from mindone.diffusers.models import Other\n\n\nclass Model:\n    pass\n\n\n"
      "class P:\n    def __init__(self, a: Other, b: Model):\n"
      "        self.register_modules(a=a, b=b)\n\n    def f(self, x):\n";
  std::string before = own;
  before.replace(before.find("mindone."), 8, "");
  const Conversion done = conversion(before + "        return self.a(x).hidden_states\n");
  EXPECT_EQ(std::count_if(done.findings.begin(), done.findings.end(),
                          [](const Finding& one) { return one.rule == "output-field"; }),
            1);
}

}  // namespace
}  // namespace mintport::rules::outputs_test
