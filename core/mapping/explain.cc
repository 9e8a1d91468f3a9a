#include "core/mapping/explain.hh"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "core/base/text.hh"
#include "core/mapping/symbols.hh"

namespace mintport {
namespace {

void line(std::string& out, std::string_view label, std::string_view text) {
  if (!text.empty()) fmt::format_to(std::back_inserter(out), "  {:<11} {}\n", label, text);
}

// The full names that `name` can stand for, most likely first.
std::vector<std::string> readings(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kAliases = {
      {{"F.", "torch.nn.functional."},
       {"nn.", "torch.nn."},
       {"init.", "torch.nn.init."},
       {"Tensor.", "torch.Tensor."}}};
  if (name.starts_with('.')) {
    return {"torch.Tensor" + std::string(name), "torch.nn.Module" + std::string(name)};
  }
  std::vector<std::string> out = {std::string(name)};
  for (const auto& [alias, full] : kAliases) {
    if (name.starts_with(alias)) out.push_back(std::string(full) + std::string(name.substr(alias.size())));
  }
  if (name.find('.') != std::string_view::npos) {
    if (out.size() == 1) out.push_back("torch." + std::string(name));
    return out;
  }
  for (const std::string_view prefix :
       {"torch.", "torch.nn.", "torch.nn.functional.", "torch.Tensor.", "torch.nn.Module."}) {
    out.push_back(std::string(prefix) + std::string(name));
  }
  return out;
}

std::string signature(std::string_view name, const Symbol* symbol) {
  if (symbol == nullptr || !symbol->has_signature) return {};
  return std::string(name) + to_string(symbol->parameters);
}

std::string form_text(const Entry& entry) {
  const std::string_view name = last_part(entry.source), target = last_part(entry.target);
  switch (entry.form) {
    case Form::tuple:
      return fmt::format("{}(a, b) becomes {}((a, b))", name, target);
    case Form::drop_call:
      return fmt::format("x.{}() becomes x", name);
    case Form::function:
      return fmt::format("x.{}(...) becomes {}(x, ...)", name, target);
    case Form::property:
      return fmt::format("x.{0}() becomes x.{1}, and x.{0}(d) x.{1}[d]", name, target);
    case Form::drop_override:
      return fmt::format("a class's own {} is removed", name);
    case Form::decorator:
      return "the decorator is removed; a with block becomes its body";
    case Form::pairs:
      return "returns (name, value) pairs; a loop takes the second element";
    case Form::initializer:
      return "becomes w.set_data(initializer(...))";
    case Form::name:
      break;
  }
  if (entry.arguments.empty() && entry.suffix.empty()) return {};
  return fmt::format("x.{}() becomes x.{}({}){}", name, target, entry.arguments, entry.suffix);
}

std::string unlike_text(const Entry::Unlike& one) {
  const std::string given =
      one.given == Entry::Unlike::Given::any ? "" : fmt::format(" {}", to_string(one.given));
  if (!one.says.empty()) return fmt::format("{}{}: {}", one.argument, given, one.says);
  if (one.write == "position") return fmt::format("{} becomes positional", one.argument);
  return one.given == Entry::Unlike::Given::absent
             ? fmt::format("without {}, {} is written", one.argument, one.write)
             : fmt::format("{}{} becomes a {}", one.argument, given, one.write);
}

std::string renames_text(const Entry& entry) {
  std::vector<std::string> parts;
  for (const Entry::Rename& rename : entry.renames) parts.push_back(rename.from + " to " + rename.to);
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string drop_text(const Entry::Drop& drop) {
  if (std::find(drop.harmless.begin(), drop.harmless.end(), "*") != drop.harmless.end()) return drop.argument;
  return fmt::format("{} (harmless: {})", drop.argument, fmt::join(drop.harmless, ", "));
}

bool is_everywhere(const Tables& tables, const Entry::Drop& drop) {
  const auto& everywhere = tables.drops_everywhere();
  return std::find(everywhere.begin(), everywhere.end(), drop) != everywhere.end();
}

// The entry's own drops, and the common drops for arguments that torch accepts.
std::string drops_text(const Tables& tables, const Entry& entry) {
  const Symbol* symbol = tables.torch_symbol(entry.source);
  const auto taken = [symbol](const Entry::Drop& drop) {
    return symbol != nullptr && std::any_of(symbol->parameters.begin(), symbol->parameters.end(),
                                            [&](const Parameter& p) { return p.name == drop.argument; });
  };
  std::vector<std::string> parts;
  for (const Entry::Drop& drop : entry.drops) {
    if (!is_everywhere(tables, drop) || taken(drop)) parts.push_back(drop_text(drop));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

// "12 cases" or "1 case"
std::string counted(std::size_t cases) {
  return fmt::format("{} case{}", cases, cases == 1 ? "" : "s");
}

std::string unlike_text(const UnlikeCases& group) {
  const std::string silent = group.silent == 0 ? "each with a finding"
                             : group.silent == group.cases
                                 ? "no finding"
                                 : fmt::format("{} without a finding", group.silent);
  return fmt::format("{} ({}, {})\n              {}\n              {}", group.when, counted(group.cases),
                     silent, group.example, group.why);
}

std::string verified_text(std::string_view name, const Verification& verification) {
  std::string out;
  for (const Verified& row : verification.of(name)) {
    line(out, "verified",
         row.cases == 0 ? fmt::format("not run ({}): {}", row.where, row.not_run)
                        : fmt::format("{} of {} the same ({})", row.same, counted(row.cases), row.where));
    for (const UnlikeCases& group : row.differs) line(out, "differs", unlike_text(group));
    for (const UnlikeCases& group : row.refused) line(out, "refused", unlike_text(group));
    if (row.without_kernel > 0)
      line(out, "no kernel", fmt::format("{} ({})", row.kernel_when, counted(row.without_kernel)));
  }
  return out;
}

std::string explain_entry(const Tables& tables, const Entry& entry, const Verification& verification) {
  std::string out = entry.source;
  if (!entry.target.empty()) {
    out += " -> " + entry.target;
  } else if (entry.form == Form::name) {
    out += ": no equivalent in " + std::string(tables.target_version());
  } else {
    out += ": removed";
  }
  out += '\n';
  line(out, "category",
       fmt::format("{}, {}", entry.category,
                   entry.target.empty() && entry.form == Form::name ? "always a finding"
                   : entry.certain                                  ? "applied"
                                                                    : "offered, not applied"));
  line(out, "how", form_text(entry));
  line(out, "torch", signature(entry.source, tables.torch_symbol(entry.source)));
  line(out, "mindspore", signature(entry.target, tables.target_symbol(entry.target)));
  line(out, "renamed", renames_text(entry));
  if (!entry.target.empty()) line(out, "dropped", drops_text(tables, entry));
  line(out, "since", entry.since);
  for (const Entry::Unlike& one : entry.unlike) line(out, "unlike", unlike_text(one));
  line(out, "difference", entry.difference);
  line(out, "note", entry.note);
  line(out, "table", entry.file);
  return out + verified_text(entry.source, verification);
}

// A method of torch.Tensor or torch.nn.Module that stays because MindSpore has it too.
std::string explain_kept(const Tables& tables, std::string_view name, const Verification& verification) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kClasses = {
      {{"torch.Tensor.", "mindspore.Tensor."}, {"torch.nn.Module.", "mindspore.nn.Cell."}}};
  for (const auto& [from, to] : kClasses) {
    if (!name.starts_with(from) || tables.torch_symbol(name) == nullptr) continue;
    const std::string target = std::string(to) + std::string(name.substr(from.size()));
    std::string out(name);
    const Symbol* symbol = tables.target_symbol(target);
    out += symbol != nullptr
               ? ": stays, as " + target + "\n"
               : fmt::format(": no equivalent in {}; always a finding\n", tables.target_version());
    line(out, "torch", signature(name, tables.torch_symbol(name)));
    line(out, "mindspore", signature(target, symbol));
    return out + verified_text(name, verification);
  }
  return {};
}

std::string explain_torch(const Tables& tables, std::string_view name, const Verification& verification) {
  if (const Entry* entry = tables.find(name)) return explain_entry(tables, *entry, verification);
  if (std::string kept = explain_kept(tables, name, verification); !kept.empty()) return kept;
  const Symbol* symbol = tables.torch_symbol(name);
  if (symbol == nullptr) return {};
  std::string out = fmt::format("{}: no equivalent in {}; always a finding\n", name, tables.target_version());
  line(out, "torch", signature(name, symbol));
  return out;
}

bool is_of_port(const Tables& tables, std::string_view name) {
  const std::string_view root = tables.library().port_root();
  return name.starts_with(root) && name.substr(root.size()).starts_with('.');
}

std::string explain_target(const Tables& tables, std::string_view name) {
  std::vector<std::string_view> sources;
  for (const Entry& entry : tables.entries()) {
    if (entry.target == name) sources.push_back(entry.source);
  }
  const Symbol* symbol = tables.target_symbol(name);
  if (sources.empty() && symbol == nullptr) return {};
  std::string out =
      fmt::format("{}, a name of {}\n", name, is_of_port(tables, name) ? "the port" : "MindSpore");
  line(out, "mindspore", signature(name, symbol));
  line(out, "from", fmt::format("{}", fmt::join(sources, ", ")));
  return out;
}

std::string explain_argument(const Tables& tables, std::string_view name) {
  for (const Entry::Drop& drop : tables.drops_everywhere()) {
    if (drop.argument != name) continue;
    const bool any = std::find(drop.harmless.begin(), drop.harmless.end(), "*") != drop.harmless.end();
    return fmt::format(
        "argument {}: removed from every call of a mapped name\n  {}\n", name,
        any ? "for any value"
            : fmt::format(
                  "without a finding if the value is {}, otherwise with one; kept if the target takes it",
                  fmt::join(drop.harmless, " or ")));
  }
  return {};
}

std::string explain_module(const Tables& tables, std::string_view name) {
  for (const ModuleMove& move : tables.module_moves()) {
    if (move.from != name) continue;
    return fmt::format("module {} -> {}{}\n", move.from, move.to,
                       move.by_name ? ", for the names that the port has there" : "");
  }
  return {};
}

// A package whose imports have a finding.
std::string explain_library(const Tables& tables, std::string_view name) {
  const std::string* note = tables.torch_package(name.substr(0, name.find('.')));
  return note == nullptr ? std::string()
                         : fmt::format("package {}: an import of it is a finding\n  {}\n", name, *note);
}

}  // namespace

std::string explain(const Tables& tables, std::string_view name, const Verification& verification) {
  std::string out;
  const auto add = [&out](const std::string& text) {
    if (!text.empty() && !out.empty()) out += '\n';
    out += text;
  };
  if (name.empty()) return out;
  add(explain_argument(tables, name));
  add(explain_module(tables, name));
  add(explain_library(tables, name));
  for (const std::string& reading : readings(name)) add(explain_torch(tables, reading, verification));
  if (name.starts_with("mindspore.") || is_of_port(tables, name)) add(explain_target(tables, name));
  return out;
}

std::string explain_unknown(const Tables& tables, std::string_view name) {
  const std::vector<std::string> near = tables.nearest(name, 5);
  if (near.empty()) return fmt::format("unknown name {}", name);
  return fmt::format("unknown name {}; similar: {}", name, fmt::join(near, ", "));
}

}  // namespace mintport
