#include "app/report/plan.hh"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "app/report/csv.hh"

namespace mintport {
namespace {

using Json = nlohmann::ordered_json;

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  return fmt::format("{}", fmt::join(parts, separator));
}

std::size_t count_findings(const PlanFile& file) {
  std::size_t out = 0;
  for (const auto& [kind, count] : file.findings) out += count;
  return out;
}

std::string kinds(const PlanFile& file) {
  std::vector<std::string> out;
  for (const auto& [kind, count] : file.findings) out.push_back(fmt::format("{} {}", count, to_string(kind)));
  return joined(out, ", ");
}

std::vector<std::string> package_lines(const PlanFile& file) {
  std::vector<std::string> out;
  for (const PackageUse& use : file.packages) out.push_back(use.package + " (" + use.becomes + ")");
  return out;
}

// Number of files, findings, lines and states in a category.
struct CategorySum {
  std::size_t files = 0, findings = 0, lines = 0;
  std::map<PortState, std::size_t> states;
};

std::map<Category, CategorySum> by_category(const Plan& plan) {
  std::map<Category, CategorySum> out;
  for (const PlanFile& file : plan.files) {
    CategorySum& sum = out[file.category];
    ++sum.files;
    ++sum.states[file.state];
    sum.findings += count_findings(file);
    sum.lines += file.hand_lines;
  }
  return out;
}

std::string versions(const Plan& plan) {
  std::string out;
  if (!plan.source_version.empty()) out += "sources: version " + plan.source_version + "\n";
  if (!plan.port_version.empty()) out += "port: version " + plan.port_version + "\n";
  return out;
}

std::string details(const PlanFile& file) {
  std::string out;
  const auto put = [&](std::string_view what, const std::string& text) {
    if (!text.empty()) out += fmt::format("        {:<10} {}\n", what, text);
  };
  put("findings", kinds(file));
  put("lacks", joined(file.missing, ", "));
  put("helpers", joined(file.helpers, "; "));
  put("utilities", joined(file.utilities, "; "));
  put("packages", joined(package_lines(file), ", "));
  put("imports", joined(file.imports, " "));
  return out;
}

std::string_view colour_of(PortState state) {
  switch (state) {
    case PortState::absent:
      return "white";
    case PortState::converted:
      return "lightyellow";
    case PortState::edited:
      return "palegreen";
    case PortState::behind:
      return "lightsalmon";
  }
  return "white";
}

// Tables for people have this column only if a row has a verdict.
template <class Rows>
bool any_validated(const Rows& rows) {
  return std::any_of(rows.begin(), rows.end(),
                     [](const auto& row) { return row.validated != FileVerdict::none; });
}

Json json_verdict(FileVerdict verdict) {
  return verdict == FileVerdict::none ? Json(nullptr) : Json(to_string(verdict));
}

std::string_view csv_verdict(FileVerdict verdict) {
  return verdict == FileVerdict::none ? "" : to_string(verdict);
}

std::map<Category, std::array<std::size_t, 3>> support_counts(const std::vector<SupportRow>& rows) {
  std::map<Category, std::array<std::size_t, 3>> out;
  for (const SupportRow& row : rows) ++out[row.category][static_cast<std::size_t>(row.support)];
  return out;
}

std::string what_lacks(const SupportRow& row) {
  if (row.support != Support::behind) return "";
  return fmt::format("lacks {} definition{}", row.lacking, row.lacking == 1 ? "" : "s");
}

}  // namespace

std::string write_plan(const Plan& plan, bool all) {
  std::string out = versions(plan);
  out += fmt::format("\n{:<16} {:>6} {:>8} {:>10} {:>8} {:>8} {:>10} {:>6}\n", "category", "files", "absent",
                     "converted", "edited", "behind", "findings", "lines");
  for (auto& [category, sum] : by_category(plan)) {
    const auto in = [&states = sum.states](PortState state) {
      const auto found = states.find(state);
      return found == states.end() ? 0 : found->second;
    };
    out += fmt::format("{:<16} {:>6} {:>8} {:>10} {:>8} {:>8} {:>10} {:>6}\n", to_string(category), sum.files,
                       in(PortState::absent), in(PortState::converted), in(PortState::edited),
                       in(PortState::behind), sum.findings, sum.lines);
  }
  for (const auto& cycle : plan.cycles) out += fmt::format("\ncycle: {}\n", joined(cycle, " <-> "));
  const bool validated = any_validated(plan.files);
  out += fmt::format("\n{:>4}  {:<10} {:>8} {:>6}  {}file (after the files that it imports)\n", "", "state",
                     "findings", "lines", validated ? "validated  " : "");
  std::size_t number = 0;
  for (const PlanFile& file : plan.files) {
    out += fmt::format("{:>4}  {:<10} {:>8} {:>6}  {}{}\n", ++number, to_string(file.state),
                       count_findings(file), file.hand_lines,
                       validated ? fmt::format("{:<11}", to_string(file.validated)) : "", file.path);
    if (all) out += details(file);
  }
  return out;
}

std::string write_plan_markdown(const Plan& plan) {
  const bool validated = any_validated(plan.files);
  std::string out = "| # | file | category | state | findings | lines | helpers | packages |";
  out += validated ? " validated |\n" : "\n";
  out += "| ---: | --- | --- | --- | --- | ---: | --- | --- |";
  out += validated ? " --- |\n" : "\n";
  std::size_t number = 0;
  for (const PlanFile& file : plan.files) {
    out += fmt::format("| {} | `{}` | {} | {} | {} | {} | {} | {} |{}\n", ++number, file.path,
                       to_string(file.category), to_string(file.state), kinds(file), file.hand_lines,
                       joined(file.helpers, "; "), joined(package_lines(file), ", "),
                       validated ? fmt::format(" {} |", to_string(file.validated)) : "");
  }
  for (const auto& cycle : plan.cycles) out += "\nCycle: `" + joined(cycle, "`, `") + "`\n";
  return out;
}

std::string write_plan_json(const Plan& plan) {
  Json files = Json::array();
  for (const PlanFile& file : plan.files) {
    Json findings = Json::object();
    for (const auto& [kind, count] : file.findings) findings[std::string(to_string(kind))] = count;
    Json packages = Json::object();
    for (const PackageUse& use : file.packages) packages[use.package] = use.becomes;
    files.push_back({{"path", file.path},
                     {"category", to_string(file.category)},
                     {"state", to_string(file.state)},
                     {"missing", file.missing},
                     {"findings", std::move(findings)},
                     {"hand_lines", file.hand_lines},
                     {"helpers", file.helpers},
                     {"utilities", file.utilities},
                     {"packages", std::move(packages)},
                     {"imports", file.imports},
                     {"validated", json_verdict(file.validated)}});
  }
  const Json out = {{"source_version", plan.source_version},
                    {"port_version", plan.port_version},
                    {"files", std::move(files)},
                    {"cycles", plan.cycles}};
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string write_plan_csv(const Plan& plan) {
  std::string out = "order,path,category,state,findings,lines,helpers,utilities,packages,imports,validated\n";
  std::size_t number = 0;
  for (const PlanFile& file : plan.files) {
    out += fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", ++number, csv_cell(file.path),
                       to_string(file.category), to_string(file.state), count_findings(file), file.hand_lines,
                       csv_cell(joined(file.helpers, "; ")), csv_cell(joined(file.utilities, "; ")),
                       csv_cell(joined(package_lines(file), "; ")), csv_cell(joined(file.imports, " ")),
                       csv_verdict(file.validated));
  }
  return out;
}

std::string write_graphviz(const Plan& plan) {
  std::string out = "digraph imports {\n  rankdir=LR;\n  node [shape=box, style=filled];\n";
  for (const PlanFile& file : plan.files) {
    out += fmt::format("  \"{}\" [fillcolor={}];\n", file.path, colour_of(file.state));
    for (const std::string& to : file.imports) out += fmt::format("  \"{}\" -> \"{}\";\n", file.path, to);
  }
  return out + "}\n";
}

std::string write_mermaid(const Plan& plan) {
  std::map<std::string, std::size_t> ids;
  for (const PlanFile& file : plan.files) ids.emplace(file.path, ids.size());
  std::string out = "flowchart LR\n";
  for (const PlanFile& file : plan.files) {
    out += fmt::format("  f{}[\"{}\"]:::{}\n", ids[file.path], file.path, to_string(file.state));
    for (const std::string& to : file.imports) {
      if (ids.contains(to)) out += fmt::format("  f{} --> f{}\n", ids[file.path], ids[to]);
    }
  }
  for (const PortState state :
       {PortState::absent, PortState::converted, PortState::edited, PortState::behind}) {
    out += fmt::format("  classDef {} fill:{}\n", to_string(state), colour_of(state));
  }
  return out;
}

std::string write_support(const std::vector<SupportRow>& rows) {
  std::string out = fmt::format("{:<12} {:>8} {:>8} {:>8}\n", "", "present", "behind", "missing");
  for (const auto& [category, counts] : support_counts(rows)) {
    out += fmt::format("{:<12} {:>8} {:>8} {:>8}\n", to_string(category), counts[0], counts[2], counts[1]);
  }
  out += "\n";
  const bool validated = any_validated(rows);
  for (const SupportRow& row : rows) {
    out += fmt::format("{:<12} {:<8} {}{:<52} {}\n", to_string(row.category), to_string(row.support),
                       validated ? fmt::format("{:<10} ", to_string(row.validated)) : "", row.name,
                       what_lacks(row));
  }
  return out;
}

std::string write_support_markdown(const std::vector<SupportRow>& rows) {
  std::string out;
  Category last = Category::others;
  const bool validated = any_validated(rows);
  for (const SupportRow& row : rows) {
    if (row.category != last) {
      out += fmt::format("{}## {}\n\n| name | supported | file |{}\n| --- | :---: | --- |{}\n",
                         out.empty() ? "" : "\n", to_string(row.category), validated ? " validated |" : "",
                         validated ? " --- |" : "");
    }
    last = row.category;
    const std::string mark = row.support == Support::present   ? "yes"
                             : row.support == Support::missing ? "no"
                                                               : "behind: " + what_lacks(row);
    out += fmt::format("| `{}` | {} | `{}` |{}\n", row.name, mark, row.path,
                       validated ? fmt::format(" {} |", to_string(row.validated)) : "");
  }
  return out;
}

std::string write_support_json(const std::vector<SupportRow>& rows) {
  Json out = Json::array();
  for (const SupportRow& row : rows) {
    out.push_back({{"name", row.name},
                   {"category", to_string(row.category)},
                   {"path", row.path},
                   {"support", to_string(row.support)},
                   {"lacking", row.lacking},
                   {"validated", json_verdict(row.validated)}});
  }
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string write_support_csv(const std::vector<SupportRow>& rows) {
  std::string out = "category,name,path,support,lacking,validated\n";
  for (const SupportRow& row : rows) {
    out += fmt::format("{},{},{},{},{},{}\n", to_string(row.category), row.name, csv_cell(row.path),
                       to_string(row.support), row.lacking, csv_verdict(row.validated));
  }
  return out;
}

}  // namespace mintport
