#include "app/tree/sources.hh"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <system_error>

#include "app/git/revisions.hh"
#include "app/tree/files.hh"
#include "app/tree/python_packages.hh"
#include "app/tree/source_tree.hh"
#include "core/base/text.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSetting = "mintport.source";

struct Requirement {
  std::string name, version;
};

// "diffusers==0.35.1"; nullopt: something else.
std::optional<Requirement> requirement_in(std::string_view text) {
  const std::size_t at = text.find("==");
  if (at == 0 || at == std::string_view::npos || text.find('/') != std::string_view::npos)
    return std::nullopt;
  return Requirement{std::string(trim(text.substr(0, at))), std::string(trim(text.substr(at + 2)))};
}

fs::path expanded(const std::string& text, const fs::path& root) {
  const char* home = std::getenv("HOME");
  if (home != nullptr && (text == "~" || text.starts_with("~/")))
    return (fs::path(home) / text.substr(std::min<std::size_t>(text.size(), 2))).lexically_normal();
  return (root / text).lexically_normal();  // an absolute path replaces the root
}

class Finder {
 public:
  Finder(const WorkTree& tree, const Manifest& manifest) : tree_(tree), source_(manifest.source) {
    if (const std::string own = tree.setting(kSetting); !own.empty()) {
      source_.root = own;
      source_.revision.clear();
      from_setting_ = true;
    }
  }

  fs::path location() const {
    if (is_requirement(source_.root))
      return find_installed(source_.root, source_.package, python()).value_or("");
    return expanded(source_.root, tree_.root());
  }

  // See installed_source.
  std::string installed() const {
    const Requirement wanted = wanted_package();
    for (const InstalledPackage& found : installed_packages(wanted.name, source_.package, python())) {
      if (wanted.version.empty() || found.version == wanted.version)
        return wanted.name + "==" + found.version;
    }
    return {};
  }

  Result<fs::path> find() const {
    const fs::path path = location();
    std::error_code code;
    if (is_requirement(source_.root)) {
      if (!path.empty()) return path;
      return none("'" + source_.root + "' is not installed" +
                  (source_.python.empty() ? "" : " in " + source_.python));
    }
    if (!source_.revision.empty()) return revision(path);
    if (fs::is_directory(path, code)) return package_in_project(path, source_.package);
    if (fs::is_regular_file(path, code)) return archive(path);
    return none("no folder '" + source_.root + "'");
  }

 private:
  fs::path python() const {
    return source_.python.empty() ? fs::path() : expanded(source_.python, tree_.root());
  }

  Result<fs::path> revision(const fs::path& clone) const {
    auto id = commit_of(clone.string(), source_.revision);
    if (!id) return none("no revision '" + source_.revision + "' in '" + source_.root + "'");
    return unpacked(*id, [&]() -> Result<SourceTree> {
      auto files = files_at(clone.string(), *id);
      if (!files) return fail(files.error());
      return package_in(*std::move(files), source_.package, source_.revision);
    });
  }

  Result<fs::path> archive(const fs::path& file) const {
    std::error_code code;
    const auto time = fs::last_write_time(file, code).time_since_epoch().count();
    const std::string key = fmt::format("{}-{}-{}", file.stem().string(), fs::file_size(file, code), time);
    return unpacked(key, [&] { return read_source(file, source_.package); });
  }

  // The folder with the files that `read` gives, which are written once for each key.
  template <class Read>
  Result<fs::path> unpacked(const std::string& key, Read read) const {
    const fs::path folder = fs::path(tree_.git_dir()) / "mintport" / "sources" / key;
    std::error_code code;
    if (fs::is_directory(folder, code)) return folder;
    auto files = read();
    if (!files) return fail(files.error());
    const fs::path partly = folder.string() + ".part-" + std::to_string(::getpid());
    for (const auto& [path, bytes] : files->files) {
      if (auto written = write_file(partly / path, bytes, std::nullopt); !written)
        return fail(written.error());
    }
    fs::rename(partly, folder, code);  // one step: no other process sees a part of the sources
    if (code) fs::remove_all(partly, code);
    if (fs::is_directory(folder, code)) return folder;
    return fail({ErrorKind::io, folder.string(), 0, "cannot be written", "check the folder's permissions"});
  }

  tl::unexpected<Error> none(const std::string& what) const {
    const std::string where = from_setting_ ? "git's setting " + std::string(kSetting) : "source.root";
    return fail({ErrorKind::content, std::string(kManifestName), 0, where + ": " + what, offer()});
  }

  // What a person without the sources can do: use an installed version, or get one.
  std::string offer() const {
    const auto use = [&](const std::string& source) {
      return "`git config " + std::string(kSetting) + " " + source + "`";
    };
    if (const std::string found = installed(); !found.empty())
      return use(found) + " uses the installed one in this clone";
    const Requirement wanted = wanted_package();
    std::string out;
    if (!wanted.version.empty()) {
      const std::string exact = wanted.name + "==" + wanted.version;
      out = "`pip install " + exact + "`, then " + use(exact) + "; or ";
    }
    return out + use("PATH") + " names a folder or a wheel for this clone only";
  }

  Requirement wanted_package() const {
    return requirement_in(source_.root).value_or(Requirement{source_.package, source_.version});
  }

  const WorkTree& tree_;
  Manifest::SourceTree source_;
  bool from_setting_ = false;
};

}  // namespace

bool is_requirement(std::string_view text) {
  return requirement_in(text).has_value();
}

Result<fs::path> find_installed(std::string_view requirement, std::string_view package,
                                const fs::path& python) {
  const auto wanted = requirement_in(requirement);
  for (const InstalledPackage& found :
       wanted ? installed_packages(wanted->name, package, python) : std::vector<InstalledPackage>()) {
    if (found.version == wanted->version) return found.folder;
  }
  return fail({ErrorKind::not_found, std::string(requirement), 0, "is not installed",
               "install it with pip, or activate the environment that has it"});
}

std::string installed_source(const WorkTree& tree, const Manifest& manifest) {
  return Finder(tree, manifest).installed();
}

Result<void> use_source(WorkTree& tree, const Manifest& manifest, const std::string& source) {
  const std::string before = tree.setting(kSetting);
  if (auto set = tree.set_setting(kSetting, source); !set) return set;
  const auto found = find_sources(tree, manifest);
  if (found) return {};
  (void)tree.set_setting(kSetting, before);
  return fail(found.error());
}

fs::path source_location(const WorkTree& tree, const Manifest& manifest) {
  return Finder(tree, manifest).location();
}

bool has_own_source(const WorkTree& tree) {
  return !tree.setting(kSetting).empty();
}

Result<fs::path> find_sources(const WorkTree& tree, const Manifest& manifest) {
  return Finder(tree, manifest).find();
}

}  // namespace mintport
