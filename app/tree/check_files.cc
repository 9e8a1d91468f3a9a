#include "app/tree/check_files.hh"

#include <algorithm>
#include <map>
#include <set>

#include "app/tree/files.hh"
#include "app/tree/package.hh"
#include "core/base/parallel.hh"
#include "core/base/text.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

// Says in which package a file is.
class Packages {
 public:
  Packages(const CheckPlaces& places, const LibraryFacts& library) : places_(places), library_(library) {}

  // The topmost package around the file; for a script, its folder and no name.
  PackageFolder of(const fs::path& file) {
    const fs::path folder = file.parent_path();
    auto [at, fresh] = by_folder_.try_emplace(folder);
    if (fresh) at->second = find(folder);
    return at->second;
  }

 private:
  PackageFolder find(const fs::path& folder) const {
    for (const PackageFolder& known : places_.known) {
      if (is_below(folder, known.folder)) return known;
    }
    const fs::path top = top_package(folder);
    if (top.empty()) return {folder, ""};
    // A port's package may be in a folder that is no package itself.
    std::string port = "/" + library_.port;
    std::replace(port.begin(), port.end(), '.', '/');
    return {top, top.generic_string().ends_with(port) ? library_.port : top.filename().string()};
  }

  const CheckPlaces& places_;
  const LibraryFacts& library_;
  std::map<fs::path, PackageFolder> by_folder_;
};

// The folder that holds the top package of a package: of ("/r/port/hf", "port.hf") "/r". Empty if the folders
// have other names.
fs::path base_of(const PackageFolder& place) {
  fs::path out = place.folder;
  const auto parts = split(place.package, '.');
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    if (out.filename() != *part) return {};
    out = out.parent_path();
  }
  return out;
}

// A file to parse.
struct Input {
  std::string path;
  fs::path disk;
  PackageFolder place;
  std::unique_ptr<const PortFile> parsed;
  std::string error;
  std::uint32_t error_line = 0;
};

void parse(Input& input) {
  auto bytes = read_file(input.disk);
  auto made =
      bytes ? PortFile::make(input.path, input.disk.lexically_relative(input.place.folder).generic_string(),
                             input.place.package, *std::move(bytes))
            : fail(bytes.error());
  if (made) {
    input.parsed = *std::move(made);
  } else {
    input.error = made.error().what + (made.error().hint.empty() ? "" : "; " + made.error().hint);
    input.error_line = made.error().line;
  }
}

class Checking {
 public:
  Checking(const CheckPlaces& places, const CheckSettings& settings, const Tables& tables, unsigned jobs)
      : places_(places),
        settings_(settings),
        tables_(tables),
        jobs_(jobs),
        packages_(places, tables.library()),
        port_(tables) {}

  Result<void> collect(const std::string& typed) {
    const fs::path path = real_path(typed);
    std::error_code ignored;
    if (fs::is_regular_file(path, ignored)) {
      add(path);
      return {};
    }
    if (!fs::is_directory(path, ignored))
      return fail(
          {ErrorKind::not_found, typed, 0, "no such file or folder", "give files and folders of the port"});
    const auto tree = list_tree(path, {});
    if (!tree) return fail(tree.error());
    for (const TreeFile& file : *tree) {
      if (file.kind == TreeFileKind::python) add(path / file.path);
    }
    return {};
  }

  std::vector<CheckedFile> run() {
    std::vector<Input> inputs;
    for (auto& [path, input] : inputs_) inputs.push_back(std::move(input));
    for_each_index(inputs.size(), jobs_, [&](std::size_t i) { parse(inputs[i]); });
    std::vector<const PortFile*> parsed(inputs.size());
    std::map<std::string, PackageFolder> roots;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      parsed[i] = inputs[i].parsed.get();
      if (parsed[i] == nullptr) continue;
      if (!inputs[i].place.package.empty()) roots.emplace(inputs[i].place.package, inputs[i].place);
      port_.add(std::move(inputs[i].parsed));
    }
    for (const auto& [package, place] : roots) {
      read_imported(parsed, place);
      read_support_list(place);
    }
    std::vector<CheckedFile> out(inputs.size());
    for_each_index(inputs.size(), jobs_, [&](std::size_t i) { out[i] = check(inputs[i], parsed[i]); });
    return out;
  }

 private:
  void add(const fs::path& disk) {
    std::string path = disk.lexically_relative(places_.root).generic_string();
    if (path.empty() || path.starts_with("..")) path = disk.generic_string();
    if (settings_.excludes(path)) return;
    inputs_.try_emplace(path, Input{path, disk, packages_.of(disk)});
  }

  // The port's package is this one, or inside of it.
  void read_support_list(const PackageFolder& place) {
    const LibraryFacts& library = tables_.library();
    const std::string& name = library.conventions.support_list;
    if (name.empty() || !(library.port + ".").starts_with(place.package + ".")) return;
    std::string below = library.port.substr(std::min(library.port.size(), place.package.size() + 1));
    std::replace(below.begin(), below.end(), '.', '/');
    const fs::path folder = place.folder / below;
    auto text = read_file(folder / name);
    if (!text) return;
    SupportList list{name, *std::move(text), {}};
    std::error_code ignored;
    for (fs::recursive_directory_iterator at(folder, ignored), end; at != end; at.increment(ignored)) {
      const fs::path& file = at->path();
      if (file.extension() == ".py" && file.stem().string().starts_with(library.conventions.support_prefix))
        list.modules.insert(file.stem().string());
    }
    port_.set_support_list(std::move(list));
  }

  // Reads what the files import, and what that imports in turn as far as the rules ask.
  void read_imported(const std::vector<const PortFile*>& checked, const PackageFolder& place) {
    std::vector<const PortFile*> files;
    std::copy_if(checked.begin(), checked.end(), std::back_inserter(files),
                 [](const PortFile* file) { return file != nullptr; });
    const fs::path base = base_of(place);
    for (auto wanted = port_.wanted(files, top_of(place.package)); !wanted.empty();
         wanted = port_.wanted(files, top_of(place.package))) {
      std::vector<Input> inputs;
      for (const std::string& module : wanted) {
        if (auto input = input_of(module, place, base)) {
          inputs.push_back(*std::move(input));
        } else {
          port_.add_absent(module);
        }
      }
      for_each_index(inputs.size(), jobs_, [&](std::size_t i) { parse(inputs[i]); });
      for (Input& input : inputs) {
        if (input.parsed == nullptr) {
          port_.add_folder(input.path);  // what it offers is unknown
        } else {
          port_.add(std::move(input.parsed));
        }
      }
    }
  }

  // The file of a module; nullopt if there is none. Notes a folder without __init__.py in the port.
  std::optional<Input> input_of(const std::string& module, const PackageFolder& place, const fs::path& base) {
    const bool inside = module == place.package || module.starts_with(place.package + ".");
    if (!inside && base.empty()) return std::nullopt;
    const std::string below =
        inside ? module.substr(std::min(module.size(), place.package.size() + 1)) : module;
    std::string path = below;
    std::replace(path.begin(), path.end(), '.', '/');
    const PackageFolder here = inside ? place : PackageFolder{base, ""};
    const fs::path folder = path.empty() ? here.folder : here.folder / path;
    std::error_code ignored;
    for (const fs::path& file : {fs::path(folder.string() + ".py"), folder / "__init__.py"}) {
      if (fs::is_regular_file(file, ignored)) return Input{module, file, here};
    }
    if (!fs::is_directory(folder, ignored)) return std::nullopt;
    return Input{module, folder, here};
  }

  CheckedFile check(const Input& input, const PortFile* file) const {
    CheckedFile out{
        .path = input.path, .disk = input.disk, .error = input.error, .error_line = input.error_line};
    if (file == nullptr) return out;
    out.text = file->tree().source().text();
    const LibraryFacts& library = tables_.library();
    out.findings = check_file({*file, port_, tables_, library.has(file->facts().name)}, settings_);
    return out;
  }

  const CheckPlaces& places_;
  const CheckSettings& settings_;
  const Tables& tables_;
  unsigned jobs_;
  Packages packages_;
  std::map<std::string, Input> inputs_;  // by path
  Port port_;
};

}  // namespace

Result<std::vector<CheckedFile>> check_files(const std::vector<std::string>& paths, const CheckPlaces& places,
                                             const CheckSettings& settings, const Tables& tables,
                                             unsigned jobs) {
  Checking checking(places, settings, tables, jobs);
  for (const std::string& path : paths) {
    if (const auto collected = checking.collect(path); !collected) return fail(collected.error());
  }
  return checking.run();
}

}  // namespace mintport
