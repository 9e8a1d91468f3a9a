#include "core/review/message.hh"

#include <algorithm>

#include "core/base/text.hh"

namespace mintport {
namespace {

std::string counts_of(const StagedFile& file) {
  std::string out;
  auto add = [&](std::size_t count, std::string_view text) {
    if (count == 0) return;
    if (!out.empty()) out += ", ";
    out += text;
  };
  add(file.changes, plural(file.changes, "change"));
  add(file.fixed, plural(file.fixed, "finding") + " fixed");
  add(file.waived, std::to_string(file.waived) + " waived");
  add(file.open, std::to_string(file.open) + " open");
  return out;
}

// The deepest folder that contains all files: "models/unets"; empty if there is none.
std::string common_folder(const std::vector<const StagedFile*>& files) {
  std::string out = files.front()->path.substr(0, files.front()->path.rfind('/') + 1);
  for (const StagedFile* file : files) {
    while (!out.empty() && !file->path.starts_with(out)) {
      out.pop_back();
      out.resize(out.rfind('/') + 1);
    }
  }
  if (!out.empty()) out.pop_back();
  return out;
}

std::string subject_of(const std::vector<const StagedFile*>& port, bool other) {
  if (port.empty()) return other ? "Update " + std::string(kManifestName) : "";
  const bool fresh =
      std::all_of(port.begin(), port.end(), [](const StagedFile* file) { return file->new_file; });
  const std::string verb = fresh ? "Port " : "Revise the port of ";
  const std::string end = fresh ? " to MindSpore" : "";
  if (port.size() == 1) {
    const std::string& path = port.front()->path;
    const std::string full = verb + path + end;
    return full.size() <= 72 ? full : verb + path.substr(path.rfind('/') + 1) + end;
  }
  const std::string folder = common_folder(port);
  return verb + plural(port.size(), "file") + (folder.empty() ? "" : " of " + folder) + end;
}

std::string trailers_of(const std::vector<const StagedFile*>& port, const Manifest& manifest) {
  std::map<std::string, std::size_t> rules;
  std::string waived, validated;
  for (const StagedFile* file : port) {
    for (const std::string& passed : file->validated) validated += trailer("Mintport-Validated", passed);
    for (const auto& [rule, count] : file->rules) rules[rule] += count;
    for (const auto& [symbol, reason] : file->waivers) {
      waived += trailer("Mintport-Waived", symbol + " in " + file->path + ": " + reason);
    }
  }
  std::string counts;
  for (const auto& [rule, count] : rules)
    counts += (counts.empty() ? "" : ", ") + rule + " " + std::to_string(count);
  std::string out =
      "\n" + trailer("Mintport-Source", manifest.source.package + " " + manifest.source.version);
  if (!counts.empty()) out += trailer("Mintport-Rules", counts);
  return out + waived + validated;
}

}  // namespace

std::string trailer(std::string_view name, std::string_view value) {
  constexpr std::size_t kWidth = 72;  // the usual width of a body in git's own messages
  std::string out(name);
  std::size_t column = out.size() + 1;
  out += ':';
  const std::vector<std::string_view> words = split(value, ' ');
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].empty()) continue;
    std::string word(words[i]);
    // A number stays on the line of the word before it.
    while (i + 1 < words.size() && !words[i + 1].empty() && words[i + 1][0] >= '0' && words[i + 1][0] <= '9')
      word += " " + std::string(words[++i]);
    const bool fold = column + 1 + word.size() > kWidth && column > name.size() + 1;
    if (fold) out += '\n';
    column = (fold ? 0 : column) + 1 + word.size();
    out += " " + word;
  }
  return out + '\n';
}

std::string propose_message(const std::vector<StagedFile>& files, const Manifest& manifest,
                            std::string_view extra) {
  std::vector<const StagedFile*> port;
  bool other = false;
  for (const StagedFile& file : files) {
    if (file.in_port) {
      port.push_back(&file);
    } else {
      other = true;
    }
  }
  std::string out = subject_of(port, other) + "\n";
  const std::string own = trim(extra).empty() ? "" : "\n" + std::string(trim(extra)) + "\n";
  if (port.empty()) return out + own;
  out += "\nFrom " + manifest.source.package;
  if (!manifest.source.version.empty()) out += " " + manifest.source.version;
  if (!manifest.target.empty()) out += " to " + manifest.target;
  out += ":\n";
  constexpr std::size_t kMost = 20;
  for (std::size_t i = 0; i < std::min(port.size(), kMost); ++i) {
    const std::string counts = counts_of(*port[i]);
    out += "- " + port[i]->path + (counts.empty() ? "" : ": " + counts) + "\n";
  }
  if (port.size() > kMost) out += "- and " + plural(port.size() - kMost, "more file") + "\n";
  return out + own + trailers_of(port, manifest);
}

std::string without_comments(std::string_view message, std::string_view comment) {
  std::string out;
  for (const std::string_view line : split(message, '\n')) {
    if (!line.starts_with(comment)) out += std::string(line) + "\n";
  }
  return out;
}

}  // namespace mintport
