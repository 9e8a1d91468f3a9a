// The rules on the library's conventions.
#include "core/check/support.hh"

namespace mintport::testing {
namespace {

using Findings = std::vector<std::string>;

// models/a.py beside a base of pipelines, models and schedulers.
Findings conventions(std::string_view rule, const std::string& text) {
  CheckSettings settings;
  settings.only.emplace(rule);
  return SmallPort(
             Texts{{"base.py",
                    "class ConfigMixin:\n    pass\n\n\nclass DiffusionPipeline(ConfigMixin):\n    "
                    "pass\n\n\nclass "
                    "ModelMixin:\n    pass\n"},
                   {"models/a.py", "from ..base import ConfigMixin, DiffusionPipeline, ModelMixin\n" + text}})
      .findings("models/a.py", settings);
}

TEST(PipelineSubclass, ReportsAPipelineOfAPipeline) {
  EXPECT_EQ(conventions("pipeline-subclass", R"(
class A(DiffusionPipeline, ConfigMixin):
    pass


class B(A):
    pass


class Output(dict):
    pass
)"),
            Findings{"7 pipeline-subclass B"});
}

TEST(StoredParameter, ReportsWhatIsNotRegistered) {
  EXPECT_EQ(conventions("stored-parameter", R"(
class A(DiffusionPipeline):
    def __init__(self, unet, scale=1.0, *args, flag: bool = False):
        super().__init__()
        self.register_modules(unet=unet)
        self.register_to_config(flag=flag)
)"),
            Findings{"4 stored-parameter A.scale"});
}

TEST(StoredParameter, IsSilentWhereOthersMayRegister) {
  EXPECT_EQ(conventions("stored-parameter", R"(
class A(DiffusionPipeline):
    def __init__(self, unet, scale):
        super().__init__(unet, scale)
        self.register_modules(unet=unet)


class B(DiffusionPipeline):
    def __init__(self, unet, scale):
        self.register_modules(**{"unet": unet, "scale": scale})


class C(DiffusionPipeline):
    def __init__(self, scale):
        self.scale = scale


class D:
    def __init__(self, unet, scale):
        self.register_modules(unet=unet)
)"),
            Findings{});
}

TEST(LatentOutput, ReportsPipelinesWithoutLatents) {
  EXPECT_EQ(conventions("latent-output", R"(
class A(DiffusionPipeline):
    def __call__(self, x, output_type="pil"):
        return self.decode(x) if output_type == "pil" else x


class B(DiffusionPipeline):
    def __call__(self, x, output_type="pil"):
        return x if output_type == "latent" else self.decode(x)


class C(DiffusionPipeline):
    def __call__(self, x, output_type="pil"):
        return self.prior(x, output_type=output_type)


class D(DiffusionPipeline):
    def __call__(self, x):
        return self.vae.decode(x)


class InPixels(DiffusionPipeline):
    def __call__(self, x, output_type="pil"):
        return x if output_type == "pil" else x.asnumpy()
)"),
            Findings{"4 latent-output A"});
}

TEST(ProgressBar, ReportsLoopsWithoutIt) {
  EXPECT_EQ(conventions("progress-bar", R"(
class A(DiffusionPipeline):
    def __call__(self, timesteps):
        for i, t in enumerate(timesteps):
            pass


class B(DiffusionPipeline):
    def __call__(self, timesteps):
        for t in self.progress_bar(timesteps):
            pass


class C(DiffusionPipeline):
    def __call__(self, prompts):
        for prompt in prompts:
            pass
)"),
            Findings{"5 progress-bar A"});
}

TEST(ConfigDecorator, ReportsModelsThatDoNotStoreTheirArguments) {
  EXPECT_EQ(conventions("config-decorator", R"(
class A(ModelMixin, ConfigMixin):
    def __init__(self, width):
        pass


class B(ModelMixin, ConfigMixin):
    @register_to_config
    def __init__(self, width):
        pass


class C(ModelMixin, ConfigMixin):
    def __init__(self, **kwargs):
        self.register_to_config(**kwargs)


class D(ConfigMixin):
    def __init__(self, width):
        pass


class E(ModelMixin, ConfigMixin):
    pass
)"),
            Findings{"3 config-decorator A"});
}

TEST(UndeclaredPackage, ReportsWhatAnInstallationDoesNotBring) {
  EXPECT_EQ(conventions("undeclared-package", R"(
import os

import soundfile
import mindspore as ms
import numpy as np
from soundfile.layers import Reduce
from mindone.transformers import X
from transformers import Y

try:
    import scipy
except ImportError:
    scipy = None
if is_librosa_available():
    import librosa


def f():
    import imageio
)"),
            (Findings{"5 undeclared-package soundfile", "8 undeclared-package soundfile"}));
}

TEST(BareAttention, ReportsLayersThatCallTheOperator) {
  EXPECT_EQ(conventions("bare-attention", R"(
from mindspore import ops


def scaled_dot_product_attention(q, k, v):
    return ops.flash_attention_score(q, k, v, 1)


class A:
    def construct(self, x):
        return ops.operations.nn_ops.FlashAttentionScore(1)(x, x, x)

    def helper(self, x):
        return ops.flash_attention_score(x, x, x, 1)


class Processor:
    def __call__(self, x):
        return ops.flash_attention_score(x, x, x, 1)
)"),
            (Findings{"12 bare-attention mindspore.ops.operations.nn_ops.FlashAttentionScore",
                      "20 bare-attention mindspore.ops.flash_attention_score"}));
}

TEST(HalfDtype, ReportsCastsWhateverTheType) {
  EXPECT_EQ(conventions("half-dtype", R"(
import mindspore as ms
from mindspore import mint


class A:
    def construct(self, x):
        y = x.to(ms.float16) + mint.zeros(1, dtype=ms.bfloat16)
        if x.dtype == ms.float16:
            y = y.to(ms.float16)
        return y.to(ms.float32), {ms.float16: 1}

    def other(self, x):
        return x.to(ms.float16)
)"),
            (Findings{"9 half-dtype mindspore.float16", "9 half-dtype mindspore.bfloat16"}));
}

}  // namespace
}  // namespace mintport::testing
