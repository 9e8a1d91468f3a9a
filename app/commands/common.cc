#include <fmt/format.h>
#include <unistd.h>

#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "app/commands/commands.hh"
#include "app/tree/files.hh"
#include "app/tree/sources.hh"

namespace mintport::cli {
Result<Tables> load_tables(const std::vector<std::string>& folders, const std::string& profile) {
  auto tables = Tables::embedded();
  if (!tables) return tables;
  auto habits = Profile::load(profile);
  if (!habits) return fail(habits.error());
  tables->set_profile(*std::move(habits));
  for (const std::string& folder : folders) {
    if (const auto added = tables->add_folder(folder); !added) return fail(added.error());
  }
  return tables;
}

Result<Tables> load_project_tables(const std::string& root, const Manifest& manifest,
                                   const std::vector<std::string>& folders, const std::string& profile) {
  namespace fs = std::filesystem;
  std::vector<std::string> all;
  for (const std::string& folder : manifest.mappings) all.push_back((fs::path(root) / folder).string());
  all.insert(all.end(), folders.begin(), folders.end());
  if (!profile.empty()) return load_tables(all, profile);
  const fs::path file = fs::path(root) / manifest.profile;
  std::error_code ignored;
  return load_tables(all, fs::is_regular_file(file, ignored) ? file.string() : manifest.profile);
}

Result<Manifest> read_manifest(WorkTree& work_tree) {
  namespace fs = std::filesystem;
  const fs::path root = work_tree.root();
  const std::string file = (root / kManifestName).string();
  const auto text = work_tree.read(std::string(kManifestName));
  if (!text) {
    if (text.error().kind != ErrorKind::not_found) return fail(text.error());
    return fail({.kind = ErrorKind::not_found,
                 .file = file,
                 .what = "not found",
                 .hint = "create it: {\"source\": {\"root\": \"diffusers\"}, \"port\": {\"root\": "
                         "\"mindone/diffusers\"}}"});
  }
  auto manifest = parse_manifest(*text);
  if (!manifest) return manifest;
  if (const auto sources = find_sources(work_tree, *manifest); !sources) return fail(sources.error());
  return manifest;
}

std::string file_uri(const std::string& folder) {
  std::string out = "file://";
  for (const char c : real_path(folder).generic_string() + "/") {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

void print_error(const Error& error) {
  fmt::print(stderr, "mintport: error: {}\n", to_string(error));
}

Result<void> print_text(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return {};
  return fail({.kind = ErrorKind::io,
               .what = "cannot write to standard output: " + std::generic_category().message(errno)});
}

bool wants_colour(std::FILE* stream) {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
  return (no_colour == nullptr || *no_colour == '\0') && !dumb && ::isatty(::fileno(stream)) == 1;
}

Result<int> PrintCommand::run() const {
  fmt::print("{}", text);
  return 0;
}

}  // namespace mintport::cli
