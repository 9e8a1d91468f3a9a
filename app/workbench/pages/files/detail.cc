#include "app/workbench/pages/files/detail.hh"

#include <algorithm>

namespace mintport::ui {

Detail::Detail(Session& session, std::size_t finding)
    : session_(session), finding_(finding), meant_(tracked().finding) {
  update();
}

bool Detail::is_there() const {
  return session_.file() && finding_ < session_.file()->findings.size() && tracked().finding == meant_;
}

void Detail::refresh() {
  if (!preview_ || preview_->left.text != session_.file()->shown_text()) update();
}

void Detail::update() {
  preview_.reset();
  refusal_.clear();
  if (tracked().life == Life::fixed || tracked().finding.fixes.empty()) return;
  auto preview = session_.review().preview(finding_, fix_);
  if (preview) {
    preview_ = std::move(*preview);
  } else {
    refusal_ = to_string(preview.error());
  }
}

void Detail::move(Move move) {
  if (move.page) {
    constexpr long kRows = 5;
    top_ = static_cast<std::size_t>(std::max(0L, static_cast<long>(top_) + move.by * kRows));
    return;
  }
  const long last = static_cast<long>(tracked().finding.fixes.size()) - 1;
  fix_ = static_cast<std::size_t>(std::clamp(static_cast<long>(fix_) + move.by, 0L, std::max(last, 0L)));
  top_ = 0;
  update();
}

void Detail::draw(Rect area, Grid& grid) const {
  draw_detail({&tracked(), fix_, top_, refusal_, preview_ ? &*preview_ : nullptr}, area, grid);
}

std::string Detail::where() const {
  const std::size_t fixes = tracked().finding.fixes.size();
  if (fixes == 0) return "finding";
  return "finding, fix " + std::to_string(fix_ + 1) + " of " + std::to_string(fixes);
}

}  // namespace mintport::ui
