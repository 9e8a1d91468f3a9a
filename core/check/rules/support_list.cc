// The port's table of supported pipelines, beside its files.

#include <algorithm>

#include "core/base/text.hh"
#include "core/check/rules/rules.hh"

namespace mintport::check::support_list {
namespace {

struct Row {
  std::string_view name;  // the first cell: `| flux | yes | no |` gives "flux"
  std::size_t line = 1;
};

// The rows of all tables, without those of titles.
std::vector<Row> rows_of(std::string_view text) {
  std::vector<Row> out;
  std::size_t number = 0;
  bool in_table = false;  // the line before is a row
  for (const std::string_view line : split_lines(text)) {
    ++number;
    const std::string_view row = trim(line);
    const bool is_row = row.starts_with('|');
    const std::string_view cell = is_row ? trim(row.substr(1, row.find('|', 1) - 1)) : "";
    if (is_row && !cell.empty() && cell.find_first_not_of("-: ") == std::string_view::npos) {
      if (in_table && !out.empty() && out.back().line + 1 == number) out.pop_back();
    } else if (!cell.empty() && std::all_of(cell.begin(), cell.end(), is_word)) {
      out.push_back({cell, number});
    }
    in_table = is_row;
  }
  return out;
}

// A pipeline without a row.
void check_module(const CheckContext& context, const SupportList& list, CheckReport& out) {
  const std::string& prefix = context.library().conventions.support_prefix;
  const auto types = pipelines(context);
  const std::string_view module = last_part(context.file.facts().name);
  if (types.empty() || !module.starts_with(prefix)) return;
  const std::string row(module.substr(prefix.size()));
  const auto rows = rows_of(list.text);
  if (std::any_of(rows.begin(), rows.end(), [&](const Row& one) { return one.name == row; })) return;
  out.add(context.tree()[context.tree().child(types.front().node, Field::name)].range, row,
          list.path + " has no row '" + row + "'; add it, with what was tried");
}

// Rows without a pipeline. They stand on the port's own package, because the list is no Python file.
void check_rows(const CheckContext& context, const SupportList& list, CheckReport& out) {
  const std::string& prefix = context.library().conventions.support_prefix;
  const auto rows = rows_of(list.text);
  std::vector<Row> unknown;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(unknown),
               [&](const Row& row) { return !list.modules.contains(prefix + std::string(row.name)); });
  if (unknown.size() * 2 > rows.size()) return;  // a table of something else
  for (const Row& row : unknown)
    out.add({0, 0}, std::string(row.name),
            list.path + ", line " + std::to_string(row.line) + ", has a row '" + std::string(row.name) +
                "', and the port has no module " + prefix + std::string(row.name) +
                "; correct or remove the row");
}

void check(const CheckContext& context, CheckReport& out) {
  const SupportList& list = context.port.support_list();
  const ModuleFacts& facts = context.file.facts();
  if (list.path.empty() || context.library().conventions.support_prefix.empty()) return;
  if (!facts.package) return check_module(context, list, out);
  if (facts.name == context.library().port) check_rows(context, list, out);
}

}  // namespace

extern const CheckRule kRule{
    .id = "support-list",
    .level = Level::note,
    .does =
        "a pipeline without a row in the port's support list, or a row without a pipeline (profile: "
        "`conventions.support_list`)",
    .why = "users read the list to find out whether the port has a pipeline, and with which types it runs",
    .example = "(no row) -> | flux2 | no | yes | yes | yes |",
    .check = check};

}  // namespace mintport::check::support_list
