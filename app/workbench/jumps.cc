#include "app/workbench/jumps.hh"

namespace mintport::ui {

void Jumps::add(const Spot& from) {
  spots_.resize(at_);
  if (spots_.empty() || spots_.back() != from) spots_.push_back(from);
  if (spots_.size() > kMost) spots_.erase(spots_.begin());
  at_ = spots_.size();
}

std::optional<Spot> Jumps::back(const Spot& now) {
  if (at_ == spots_.size()) {  // the way forward leads to where it began
    add(now);
    --at_;
  }
  while (at_ > 0 && spots_[at_ - 1] == now) --at_;
  if (at_ == 0) return std::nullopt;
  return spots_[--at_];
}

std::optional<Spot> Jumps::forward() {
  if (at_ + 1 >= spots_.size()) return std::nullopt;
  return spots_[++at_];
}

}  // namespace mintport::ui
