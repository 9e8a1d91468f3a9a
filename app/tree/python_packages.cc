#include "app/tree/python_packages.hh"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <system_error>

#include "app/tree/files.hh"
#include "core/base/text.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// "Foo-Bar.baz" -> "foo_bar_baz", as in the names of .dist-info folders.
std::string normalized(std::string_view name) {
  std::string out = to_lower(name);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '-' || c == '.'; }, '_');
  return out;
}

std::vector<fs::path> entries_of(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code code;
  for (fs::directory_iterator at(folder, code); !code && at != fs::directory_iterator(); at.increment(code))
    out.push_back(at->path());
  std::sort(out.begin(), out.end());
  return out;
}

// The folders that hold the packages of an environment.
std::vector<fs::path> sites_of(const fs::path& prefix) {
  std::vector<fs::path> out;
  std::error_code code;
  for (const char* lib : {"lib", "lib64", "local/lib"}) {
    for (const fs::path& python : entries_of(prefix / lib)) {
      if (!python.filename().string().starts_with("python3")) continue;
      for (const char* packages : {"site-packages", "dist-packages"}) {
        if (fs::is_directory(python / packages, code)) out.push_back(python / packages);
      }
    }
  }
  return out;
}

// The environment of an interpreter, PREFIX/bin/python3. In a virtual environment that is a link, which must
// not be followed; elsewhere the link leads to the environment.
std::vector<fs::path> prefixes_of(const fs::path& interpreter) {
  std::error_code code;
  const fs::path prefix = interpreter.parent_path().parent_path(), real = fs::canonical(interpreter, code);
  if (code || fs::exists(prefix / "pyvenv.cfg", code)) return {prefix};
  return {prefix, real.parent_path().parent_path()};
}

std::vector<fs::path> environments(const fs::path& python) {
  std::vector<fs::path> out;
  std::error_code code;
  if (!python.empty()) return fs::is_directory(python, code) ? std::vector{python} : prefixes_of(python);
  for (const char* active : {"VIRTUAL_ENV", "CONDA_PREFIX"}) {
    if (const std::string prefix = variable(active); !prefix.empty()) out.emplace_back(prefix);
  }
  const std::string path = variable("PATH");
  for (const std::string_view folder : split(path, ':')) {
    const fs::path interpreter = fs::path(folder) / "python3";
    if (folder.empty() || !fs::exists(interpreter, code)) continue;
    for (fs::path& prefix : prefixes_of(interpreter)) out.push_back(std::move(prefix));
  }
  if (const std::string home = variable("HOME"); !home.empty()) out.push_back(fs::path(home) / ".local");
  return out;
}

std::string as_path(std::string_view package) {
  std::string out(package);
  std::replace(out.begin(), out.end(), '.', '/');
  return out;
}

// An editable installation names the project's folder in direct_url.json.
fs::path editable_project(const fs::path& dist_info) {
  const auto text = read_file(dist_info / "direct_url.json");
  if (!text) return {};
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  constexpr std::string_view kFile = "file://";
  const std::string url = json.is_object() ? json.value("url", "") : "";
  return url.starts_with(kFile) ? fs::path(url.substr(kFile.size())) : fs::path();
}

}  // namespace

std::vector<InstalledPackage> installed_packages(std::string_view name, std::string_view package,
                                                 const fs::path& python) {
  const std::string wanted = normalized(name);
  std::vector<InstalledPackage> out;
  std::error_code code;
  for (const fs::path& prefix : environments(python)) {
    for (const fs::path& site : sites_of(prefix)) {
      for (const fs::path& entry : entries_of(site)) {
        if (entry.extension() != ".dist-info") continue;
        const std::string stem = entry.stem().string();  // "diffusers-0.35.1"
        const std::size_t dash = stem.rfind('-');
        if (dash == std::string::npos || normalized(stem.substr(0, dash)) != wanted) continue;
        fs::path folder = site / as_path(package);
        if (!fs::is_directory(folder, code)) folder = package_in_project(editable_project(entry), package);
        InstalledPackage found{stem.substr(dash + 1), std::move(folder)};
        if (fs::is_directory(found.folder, code) && std::find(out.begin(), out.end(), found) == out.end())
          out.push_back(std::move(found));
      }
    }
  }
  return out;
}

fs::path package_in_project(const fs::path& folder, std::string_view package) {
  std::error_code code;
  const std::string name = as_path(package);
  if (fs::exists(folder / "__init__.py", code)) return folder;
  for (const fs::path& below : {folder / "src" / name, folder / name}) {
    if (fs::exists(below / "__init__.py", code)) return below;
  }
  return folder;
}

}  // namespace mintport
