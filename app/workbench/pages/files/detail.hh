// A finding, its fixes, and the preview of the selected fix, shown below the code.
#pragma once

#include <optional>
#include <string>

#include "app/session/session.hh"
#include "app/workbench/page.hh"

namespace mintport::ui {

class Detail {
 public:
  // `finding` is an index in the open file's findings.
  Detail(Session& session, std::size_t finding);

  std::size_t finding() const { return finding_; }
  std::size_t fix() const { return fix_; }
  bool has_preview() const { return preview_.has_value(); }
  // False if the list of findings changed and this index no longer holds the same finding.
  bool is_there() const;
  void refresh();
  void move(Move move);  // moves to another fix, or scrolls the preview
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
