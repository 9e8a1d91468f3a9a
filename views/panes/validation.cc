#include "views/panes/validation.hh"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/base/text.hh"
#include "core/validate/report.hh"

namespace mintport::ui {
namespace {

constexpr int kDetails = 4;  // rows below the list

struct Verdict {
  std::string_view mark;
  Face face;
};

Verdict verdict_of(std::optional<bool> ok) {
  if (!ok) return {"?", Face::warning};
  return *ok ? Verdict{"✓", Face::ok} : Verdict{"✗", Face::error};
}

// "✓ imports  ✓ builds  ✗ weights  · equal"
std::vector<Piece> ladder_of(const ClassResult& result) {
  std::vector<Piece> out;
  const int last = std::max(static_cast<int>(Rung::equal), static_cast<int>(result.rung));
  for (int i = 0; i <= last; ++i) {
    const Rung rung = static_cast<Rung>(i);
    Verdict verdict{"✓", Face::ok};
    if (rung == result.rung) verdict = verdict_of(result.ok);
    if (rung > result.rung) verdict = {"·", Face::dim};
    out.push_back({std::string(verdict.mark) + " ", verdict.face});
    out.push_back({std::string(to_string(rung)) + "  ", rung > result.rung ? Face::dim : Face::normal});
  }
  return out;
}

// The size of a difference from 1e-8 to 1, by its logarithm.
std::string chart_of(std::optional<double> difference, int width) {
  constexpr double kLeast = -8;
  if (!difference || *difference == 0) return "";
  const double size = std::isfinite(*difference) ? std::clamp(std::log10(*difference), kLeast, 0.0) : 0;
  const int filled = static_cast<int>(std::lround((size - kLeast) / -kLeast * width));
  std::string out;
  for (int i = 0; i < filled; ++i) out += "█";
  return out;
}

void draw_class(const KeptResult& kept, bool stale, Rect line, Face back, Grid& grid) {
  const ClassResult& result = kept.result;
  const auto [mark, face] = verdict_of(result.ok);
  const int name = std::clamp(line.width / 4, 18, 40);
  grid.put(line.row, line.column + 1, mark, face, back);
  grid.put(line.row, line.column + 3, elide_middle(title_of(result), name), Face::title, back);
  int at = line.column + 4 + name;
  at += draw_pieces(grid, line.row, at, line.column + line.width - at, ladder_of(result), back);
  const std::string end = fmt::format("{}{}{}  {:.1f} s", stale ? "stale  " : "",
                                      result.max_abs ? "max " + short_number(result.max_abs) + "  " : "",
                                      result.origin ? to_string(*result.origin) : "no case", result.seconds);
  const int column = line.column + line.width - display_width(end) - 1;
  if (column > at) grid.put(line.row, column, end, stale ? Face::warning : Face::dim, back);
}

void draw_layer(const LayerRow& layer, Rect line, Face back, Grid& grid) {
  constexpr int kType = 18, kNumber = 9, kChart = 16;
  const Verdict verdict = layer.ok ? verdict_of(layer.ok) : Verdict{"·", Face::dim};
  const int name = line.width - kType - kNumber - kChart - 9;
  int at = line.column + 4;
  grid.put(line.row, at, verdict.mark, verdict.face, back);
  grid.put(line.row, at += 2, elide_middle(layer.name, name), layer.ok ? Face::normal : Face::dim, back);
  grid.put(line.row, at += name + 1, elide(layer.type, kType), Face::dim, back);
  grid.put(line.row, at += kType + 1, layer.ok ? short_number(layer.max_abs) : "not run", Face::number, back);
  grid.put(line.row, at += kNumber, chart_of(layer.max_abs, kChart), verdict.face, back);
}

std::string range_text(std::string_view side, const std::optional<ValueRange>& range) {
  if (!range) return std::string(side) + "did not run";
  return fmt::format("{}min {:<9.3g} max {:<9.3g} mean {:<9.3g} std {:.3g}", side, range->min, range->max,
                     range->mean, range->std);
}

// What the row under the cursor has to say, in at most kDetails lines.
std::vector<std::string> details_of(const ClassResult& result, std::optional<std::size_t> layer, int width) {
  if (layer) {
    const LayerRow& row = result.layers[*layer];
    return {row.name + " (" + row.type + fmt::format(", shape [{}])", fmt::join(row.shape, ", ")),
            range_text("torch      ", row.source), range_text("MindSpore  ", row.port)};
  }
  std::vector<std::string> out;
  if (result.error) {
    const ClassError& error = *result.error;
    const std::string place = error.file.empty() ? "" : fmt::format("{}:{}: ", error.file, error.line);
    out = wrap(place + (error.type == "Differs" ? "" : error.type + ": ") + error.message, width);
  }
  if (!result.layer.empty()) out.push_back("the first layer that differs: " + result.layer);
  if (!result.emulated.empty()) out.push_back(fmt::format("emulated: {}", fmt::join(result.emulated, ", ")));
  out.insert(out.end(), result.notes.begin(), result.notes.end());
  return out;
}

std::string summary_line(const ValidationPane& pane) {
  std::vector<ClassResult> results;
  for (const KeptResult& kept : pane.results) results.push_back(kept.result);
  return summary_of(totals(results));
}

}  // namespace

std::vector<ValidationPane::Row> ValidationPane::rows() const {
  std::vector<Row> out;
  for (std::size_t i = 0; i < results.size(); ++i) {
    out.push_back({i, std::nullopt});
    for (std::size_t layer = 0; layer < results[i].result.layers.size(); ++layer) out.push_back({i, layer});
  }
  return out;
}

void draw_validation(const ValidationPane& pane, Rect area, Grid& grid) {
  draw_title(grid, {area.row, area.column, 1, area.width}, "Validation", summary_line(pane), true);
  const auto rows = pane.rows();
  if (rows.empty()) {
    grid.put(area.row + 2, area.column + 2, "no class of this file was run yet", Face::dim);
    return;
  }
  const Rect list{area.row + 1, area.column, std::max(area.height - 1 - kDetails - 1, 1), area.width};
  each_row(pane.list, rows.size(), list, [&](std::size_t index, int at, bool cursor) {
    const Face back = cursor ? Face::cursor : Face::normal;
    const Rect line{at, list.column, 1, list.width};
    const KeptResult& kept = pane.results[rows[index].result];
    grid.fill(line, Face::normal, back);
    if (rows[index].layer) {
      draw_layer(kept.result.layers[*rows[index].layer], line, back, grid);
    } else {
      draw_class(kept, kept.blobs != pane.now, line, back, grid);
    }
  });
  const auto& [result, layer] = rows[std::min(pane.list.cursor, rows.size() - 1)];
  const auto details = details_of(pane.results[result].result, layer, area.width - 4);
  for (std::size_t i = 0; i < std::min<std::size_t>(details.size(), kDetails); ++i) {
    grid.put(area.row + area.height - kDetails + static_cast<int>(i), area.column + 2,
             elide(details[i], area.width - 4), Face::normal);
  }
}

}  // namespace mintport::ui
