#include "core/review/selection.hh"

#include <algorithm>
#include <map>

#include "core/base/text.hh"

namespace mintport {
namespace {

// All findings by id. Ids are unique but for a collision of hashes, so there may be several.
std::multimap<std::string, FindingAt> by_id(const State& state) {
  std::multimap<std::string, FindingAt> out;
  for (const FileEntry& file : state.files) {
    for (std::size_t i = 0; i < file.findings.size(); ++i)
      out.emplace(file.findings[i].id, FindingAt{file.path, i});
  }
  return out;
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 12 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

Error no_finding(const std::string& id) {
  if (!is_id(id)) {
    return {ErrorKind::usage, "", 0, "'" + id + "' is not the id of a finding",
            "an id has up to 12 hexadecimal digits; `mintport findings` lists them"};
  }
  return {ErrorKind::usage, "", 0, "no finding has the id '" + id + "'",
          "the line of HF's file may have changed since; `mintport findings --life all` lists the ids"};
}

}  // namespace

bool is_at(std::string_view path, std::span<const std::string> paths) {
  return paths.empty() || std::any_of(paths.begin(), paths.end(), [&](const std::string& place) {
           return path == place || is_in_folder(path, place);
         });
}

bool is_wanted(const Finding& finding, const Selection& wanted) {
  if (wanted.kind && finding.kind != *wanted.kind) return false;
  return wanted.symbol.empty() || finding.symbol == wanted.symbol ||
         finding.symbol.starts_with(wanted.symbol + ".");
}

std::vector<FindingAt> select(const State& state, const Selection& wanted) {
  std::vector<FindingAt> out;
  for (const FileEntry& file : state.files) {
    if (!is_at(file.path, wanted.paths)) continue;
    for (std::size_t i = 0; i < file.findings.size(); ++i) {
      if (is_wanted(file.findings[i].finding, wanted)) out.push_back({file.path, i});
    }
  }
  return out;
}

std::vector<FindingAt> select_fixable(const State& state, const Selection& wanted, bool certain) {
  std::vector<FindingAt> out = select(state, wanted);
  std::erase_if(out, [&](const FindingAt& place) {
    const TrackedFinding& found = at(state, place);
    const std::vector<Fix>& fixes = found.finding.fixes;
    return found.life != Life::open || !state.find(place.path)->ported || fixes.empty() ||
           (certain && std::none_of(fixes.begin(), fixes.end(), is_certain));
  });
  return out;
}

bool is_certain(const Fix& fix) {
  return fix.applicability == Applicability::machine;
}

Result<std::vector<FindingAt>> with_ids(const State& state, std::span<const std::string> ids) {
  constexpr std::size_t kShown = 5;
  const auto known = by_id(state);
  std::vector<FindingAt> out;
  for (const std::string& id : ids) {
    const auto first = known.lower_bound(id);
    if (!is_id(id) || first == known.end() || !first->first.starts_with(id)) return fail(no_finding(id));
    std::string others;
    std::size_t count = 0;
    for (auto one = first; one != known.end() && one->first.starts_with(id); ++one) {
      if (++count <= kShown) others += (count == 1 ? "" : ", ") + one->first;
    }
    if (count > 1) {
      return fail({ErrorKind::usage, "", 0,
                   plural(count, "finding") + " have ids that begin with '" + id + "'",
                   "give more digits: " + others + (count > kShown ? ", ..." : "")});
    }
    if (std::find(out.begin(), out.end(), first->second) == out.end()) out.push_back(first->second);
  }
  return out;
}

const TrackedFinding& at(const State& state, const FindingAt& place) {
  return state.find(place.path)->findings.at(place.finding);
}

}  // namespace mintport
