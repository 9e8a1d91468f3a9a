// The port's table of supported pipelines, beside its files.

#include <algorithm>
#include <set>

#include "core/base/text.hh"
#include "core/check/rules/rules.hh"

namespace mintport::check::support_list {
namespace {

// The first cells of the rows: `| flux | yes | no |` gives "flux".
std::set<std::string, std::less<>> rows_of(std::string_view text) {
  std::set<std::string, std::less<>> out;
  for (const std::string_view line : split_lines(text)) {
    if (!line.starts_with('|')) continue;
    const std::string_view cell = trim(line.substr(1, line.find('|', 1) - 1));
    if (!cell.empty() && std::all_of(cell.begin(), cell.end(), is_word)) out.emplace(cell);
  }
  return out;
}

void check(const CheckContext& context, CheckReport& out) {
  const SupportList& list = context.port.support_list();
  const std::string& prefix = context.library().conventions.support_prefix;
  const auto types = pipelines(context);
  const ModuleFacts& facts = context.file.facts();
  const std::string_view module = last_part(facts.name);
  if (list.path.empty() || prefix.empty() || facts.package || types.empty() || !module.starts_with(prefix))
    return;
  const std::string row(module.substr(prefix.size()));
  if (rows_of(list.text).contains(row)) return;
  out.add(context.tree()[context.tree().child(types.front().node, Field::name)].range, row,
          list.path + " has no row '" + row + "'; add it, with what was tried");
}

}  // namespace

extern const CheckRule kRule{
    .id = "support-list",
    .level = Level::note,
    .does = "a pipeline that the port's support list has no row for (profile: `conventions.support_list`)",
    .why = "users read the list to find out whether the port has a pipeline, and with which types it runs",
    .example = "(no row) -> | flux2 | no | yes | yes | yes |",
    .check = check};

}  // namespace mintport::check::support_list
