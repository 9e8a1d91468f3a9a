#include "app/workbench/pages/sources.hh"

#include <algorithm>
#include <utility>

#include "app/tree/sources.hh"
#include "app/workbench/typing.hh"
#include "core/base/text.hh"
#include "views/panes/panes.hh"

namespace mintport::ui {

SourcesPage::SourcesPage(WorkTree& tree, Manifest manifest, std::string missing, KeyTable keys)
    : tree_(tree), manifest_(std::move(manifest)), missing_(std::move(missing)), keys_(std::move(keys)) {
  field_.insert(installed_source(tree, manifest_));
}

void SourcesPage::accept() {
  const std::string typed(trim(field_.text));
  if (typed.empty()) {
    refusal_ = "type a folder, a wheel, or NAME==VERSION of an installed package";
    return;
  }
  const auto used = use_source(tree_, manifest_, typed);
  done_ = used.has_value();
  if (!used) refusal_ = used.error().what;
}

void SourcesPage::handle(const Event& event) {
  if (std::holds_alternative<Quit>(event)) done_ = true;
  if (const auto* pasted = std::get_if<Paste>(&event)) paste_into(field_, pasted->bytes, Context::prompt);
  const auto* key = std::get_if<Key>(&event);
  if (key == nullptr) return;
  refusal_.clear();
  const auto found = keys_.find(*key, Context::prompt);
  if (found == Command::text_cancel) {
    done_ = true;
  } else if (found == Command::text_accept) {
    accept();
  } else {
    type_key(*key, keys_, Context::prompt, field_);
  }
}

void SourcesPage::draw(Grid& grid) const {
  grid.fill({0, 0, grid.height(), grid.width()}, Face::normal);
  grid.cursor_row = grid.cursor_column = -1;
  if (grid.height() < kLeastHeight || grid.width() < kLeastWidth) return draw_too_small(grid);
  const int width = std::min(grid.width() - 4, 90), height = 12;
  const Rect inside =
      draw_box(grid, {(grid.height() - height) / 2, (grid.width() - width) / 2, height, width},
               "Where are the HF sources?");
  int row = inside.row;
  for (const std::string& line : wrap(missing_, inside.width)) {
    if (row < inside.row + 3) grid.put(row++, inside.column, line, inside.width, Face::finding);
  }
  row = inside.row + 4;
  grid.put(row++, inside.column,
           "A folder, a wheel, or an installed package such as " + manifest_.source.package +
               "==" + (manifest_.source.version.empty() ? "0.35.1" : manifest_.source.version) + ":",
           inside.width, Face::normal);
  draw_text_field(field_, {row, inside.column + 2, 1, inside.width - 2}, 0, grid);
  grid.put(row + 2, inside.column,
           "Only this clone remembers it; " + std::string(kManifestName) + " stays as it is.", inside.width,
           Face::dim);
  if (!refusal_.empty())
    grid.put(inside.row + inside.height - 1, inside.column, elide(refusal_, inside.width), Face::finding);
  StatusBar bar;
  bar.where = "no sources";
  bar.hints = {{keys_.hint(Command::text_accept, Context::prompt), "use these"},
               {keys_.hint(Command::text_cancel, Context::prompt), "quit"}};
  draw_status(bar, {grid.height() - 2, 0, 2, grid.width()}, grid);
}

}  // namespace mintport::ui
