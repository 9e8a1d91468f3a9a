// The configuration of a network, read by its keys.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::config_keys_test {
namespace {

TEST(ConfigKey, InTheComputationOfANetwork) {
  EXPECT_EQ(convert_by_habit(R"py(
from ..configuration_utils import ConfigMixin
from ..models.modeling_utils import ModelMixin


class A(ModelMixin, ConfigMixin):
    def forward(self, x):
        if self.config.kind == "b" and self.config.get("c"):
            raise ValueError(f"not {self.config.kind}")
        self.config.last = x
        return x // self.config.patch_size

    def other(self):
        return self.config.patch_size
)py",
                             "hooks/a.py"),
            gives(R"py(
from ..configuration_utils import ConfigMixin
from ..models.modeling_utils import ModelMixin


class A(ModelMixin, ConfigMixin):
    def construct(self, x):
        if self.config["kind"] == "b" and self.config.get("c"):
            raise ValueError(f"not {self.config['kind']}")
        self.config.last = x
        return x // self.config["patch_size"]

    def other(self):
        return self.config.patch_size
)py"));
}

TEST(ConfigKey, OtherConfigurationsHaveNoKeys) {
  const std::string_view text = R"py(
from ..models.modeling_utils import ModelMixin


class A(ModelMixin):
    def construct(self, x):
        return x // self.config.patch_size


class B:
    def construct(self, x):
        return x // self.config.patch_size
)py";
  EXPECT_EQ(convert_by_habit(text, "hooks/a.py"), stays(text));
}

}  // namespace
}  // namespace mintport::rules::config_keys_test
