#include "app/tree/bring_missing.hh"

#include <map>
#include <memory>
#include <set>
#include <utility>

#include "app/tree/files.hh"
#include "app/tree/package.hh"
#include "app/tree/port_names.hh"
#include "core/convert/bring.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

// A parsed module. Not movable, because Names refers to the tree.
struct Module {
  Tree tree;
  Names names;
  Module(std::shared_ptr<const Source> source, std::string_view path, std::string_view package)
      : tree(Tree::parse(std::move(source))), names(tree, path, package) {}
};

std::unique_ptr<Module> parsed(std::string text, const std::string& path, std::string_view package) {
  auto source = Source::make(path, std::move(text));
  if (!source) return nullptr;
  return std::make_unique<Module>(std::make_shared<const Source>(*std::move(source)), path, package);
}

class Bring {
 public:
  Bring(const BringFolders& folders, const Tables& tables, std::string port_package)
      : folders_(folders), tables_(tables), port_package_(std::move(port_package)) {}

  void want(std::string_view qualified) {
    const std::size_t dot = qualified.rfind('.');
    if (dot == std::string_view::npos) return;
    asked_.emplace(qualified.substr(0, dot), qualified.substr(dot + 1));
  }

  Result<BroughtAll> run() {
    do {
      seen_.clear();
      changed_.clear();
      refused_.clear();
      came_.clear();
      for (const auto& [module, name] : asked_) want(module, name);
      while (!wanted_.empty()) {
        const auto [module, names] = *wanted_.begin();
        wanted_.erase(wanted_.begin());
        bring_into(module, names);
      }
    } while (note_absent());
    BroughtAll out;
    for (auto& [path, module] : changed_) {
      const fs::path file = folders_.port / path;
      if (const auto written = write_file(file, module.text, regular_file_mode(file)); !written)
        return fail(written.error());
      out.modules.push_back({path, {module.names.begin(), module.names.end()}});
    }
    out.refused = std::move(refused_);
    return out;
  }

 private:
  using Name = std::pair<std::string, std::string>;  // module and name

  struct Changed {
    std::string text;
    std::set<std::string> names;
  };

  void want(const std::string& module, const std::string& name) {
    if (seen_.emplace(module, name).second) wanted_[module].insert(name);
  }

  // Records added imports that do not resolve. Returns whether there are new ones.
  bool note_absent() {
    const std::size_t before = absent_.size();
    for (const Name& import : came_) {
      if (!resolves(import)) absent_.insert(import);
    }
    return absent_.size() > before;
  }

  // True for an import from another package, or one that the changed port resolves.
  bool resolves(const Name& import) const {
    const auto& [module, name] = import;
    if (module != folders_.package && !module.starts_with(folders_.package + ".")) return true;
    const std::string there = tables_.moved_module(module, name);
    if (tables_.port_has(there, name) || tables_.port_has_module(there + "." + name)) return true;
    const auto changed = changed_.find(module_file(folders_.port, port_package_, there));
    return changed != changed_.end() && changed->second.names.contains(name);
  }

  void bring_into(const std::string& module, const std::set<std::string>& names) {
    const std::string from = module_file(folders_.converted, folders_.package, module);
    const std::string to = module_file(folders_.port, port_package_, tables_.moved_module(module, ""));
    if (from.empty() || to.empty()) return;  // whole modules are separate files
    auto source = parsed(read_file(folders_.converted / from).value_or(""), from, folders_.package);
    const auto changed = changed_.find(to);
    auto port =
        parsed(changed != changed_.end() ? changed->second.text : read_file(folders_.port / to).value_or(""),
               to, folders_.package);
    if (source == nullptr || port == nullptr) return;
    Brought brought = bring({source->names, port->names, names, absent_});
    for (const std::string& one : brought.refused) refused_.push_back(to + ": " + one);
    for (const auto& [other, name] : brought.imports) want(other, name);
    if (brought.text.empty()) return;
    came_.insert(brought.imports.begin(), brought.imports.end());
    Changed& now = changed_[to];
    now.text = std::move(brought.text);
    now.names.insert(brought.names.begin(), brought.names.end());
  }

  const BringFolders& folders_;
  const Tables& tables_;
  const std::string port_package_;
  std::set<Name> asked_, absent_, came_;
  std::map<std::string, std::set<std::string>> wanted_;  // by module
  std::set<Name> seen_;
  std::map<std::string, Changed> changed_;  // by file of the port
  std::vector<std::string> refused_;
};

}  // namespace

Result<BroughtAll> bring_missing(const BringFolders& folders, const Tables& tables,
                                 const std::vector<FileReport>& reports) {
  auto port = port_names(folders.port);
  if (!port) return fail(port.error());
  Bring bring(folders, tables, std::move(port->package));
  for (const FileReport& report : reports) {
    for (const ReportedFinding& finding : report.findings) {
      if (finding.rule == "port-import" && finding.symbol.starts_with(folders.package + "."))
        bring.want(finding.symbol);
    }
  }
  return bring.run();
}

}  // namespace mintport
