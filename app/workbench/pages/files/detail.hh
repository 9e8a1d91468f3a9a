// One finding with its fixes, and what the chosen one would change: below the code, while it is looked at.
#pragma once

#include <optional>
#include <string>

#include "app/session/session.hh"
#include "app/workbench/page.hh"

namespace mintport::ui {

class Detail {
 public:
  // Of a finding of the open file.
  Detail(Session& session, std::size_t finding);

  std::size_t finding() const { return finding_; }
  std::size_t fix() const { return fix_; }
  bool has_preview() const { return preview_.has_value(); }
  // Files change outside while it is looked at: its place in the list may hold another finding then.
  bool is_there() const;
  void refresh();
  void move(Move move);  // to another fix, or in the preview
  void draw(Rect area, Grid& grid) const;
  std::string where() const;

 private:
  const TrackedFinding& tracked() const { return session_.file()->findings[finding_]; }
  void update();

  Session& session_;
  std::size_t finding_;
  Finding meant_;
  std::size_t fix_ = 0, top_ = 0;
  std::optional<CodeFile> preview_;
  std::string refusal_;
};

}  // namespace mintport::ui
