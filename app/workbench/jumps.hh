// The places that jumps began at, as in vim: back to them, and forward again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mintport::ui {

struct Spot {
  std::string path;
  std::uint32_t line = 1;  // in the port, or in the conversion shown in its place
  friend bool operator==(const Spot&, const Spot&) = default;
};

class Jumps {
 public:
  void add(const Spot& from);
  // `now`: where the person is. nullopt: there is no place further back, or forward.
  std::optional<Spot> back(const Spot& now);
  std::optional<Spot> forward();

 private:
  static constexpr std::size_t kMost = 100;
  std::vector<Spot> spots_;  // oldest first
  std::size_t at_ = 0;       // the spot that back() gives is before this
};

}  // namespace mintport::ui
