// The prompt behind `:`. Accepts the name of a command with its argument, or a line number.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/workbench/overlays/picker.hh"

namespace mintport::ui {

class CommandLine : public Picker {
 public:
  explicit CommandLine(Host& host, std::string_view typed = {});
  std::optional<Command> meaning_of(const Key& key, const KeyTable& keys) const override;

 protected:
  std::vector<PickerRow> narrowed() override;
  void accept() override;
  std::string completed(const PickerRow& row) const override;
};

}  // namespace mintport::ui
