#include "app/workbench/pages/setup.hh"

#include <algorithm>
#include <map>
#include <vector>

#include "app/tree/python_packages.hh"
#include "app/tree/sources.hh"
#include "app/workbench/typing.hh"
#include "core/base/text.hh"
#include "core/mapping/library.hh"
#include "views/panes/panes.hh"

namespace mintport::ui {
namespace {

bool in_port_folder(std::string_view folder) {
  const auto parts = split(folder, '/');
  return std::find(parts.begin(), parts.end(), default_library().port_root()) != parts.end();
}

std::string name_of(const std::string& folder) {
  return folder.substr(folder.rfind('/') + 1);
}

std::string parent_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

// The outermost packages, and the number of Python files in each.
std::map<std::string, std::size_t> packages_in(const std::vector<std::string>& paths) {
  std::set<std::string> packages;
  for (const std::string& path : paths) {
    if (path.ends_with("/__init__.py")) packages.insert(parent_of(path));
  }
  std::map<std::string, std::size_t> out;
  for (const std::string& path : paths) {
    if (!path.ends_with(".py")) continue;
    std::string top;
    for (std::string folder = parent_of(path); packages.contains(folder); folder = parent_of(folder)) {
      if (name_of(folder) != default_library().port_root()) top = folder;
    }
    if (!top.empty()) ++out[top];
  }
  return out;
}

std::string largest(const std::map<std::string, std::size_t>& packages, bool port) {
  std::string out;
  std::size_t most = 0;
  for (const auto& [folder, files] : packages) {
    if (in_port_folder(folder) != port || files <= most) continue;
    most = files;
    out = folder;
  }
  return out;
}

// Parses `__version__ = "0.35.1"`.
std::string version_in(std::string_view text) {
  constexpr std::string_view kName = "__version__ = \"";
  const std::size_t at = text.find(kName);
  if (at == std::string_view::npos) return "";
  const std::size_t begin = at + kName.size();
  const std::size_t end = text.find('"', begin);
  return end == std::string_view::npos ? "" : std::string(text.substr(begin, end - begin));
}

// The first installed version of the package, for a work tree without sources.
void guess_installed(Manifest& guess) {
  const std::string& package = guess.source.package;
  const auto found = installed_packages(package, package, {});
  if (found.empty()) return;
  guess.source.version = found.front().version;
  guess.source.root = package + "==" + guess.source.version;
  if (guess.port.root.empty()) guess.port.root = std::string(default_library().port_root()) + "/" + package;
}

struct Asked {
  std::string_view title, text;
};
constexpr Asked kQuestions[] = {
    {"HF sources", "a folder anywhere, a wheel, or diffusers==0.35.1 (installed)"},
    {"port", "the folder for the converted files"},
    {"version", "of the sources; optional"},
};

}  // namespace

Manifest guess_manifest(WorkTree& tree) {
  Manifest out;
  const auto paths = tree.list();
  if (!paths) return out;
  const auto packages = packages_in(*paths);
  out.source.root = largest(packages, false);
  out.port.root = largest(packages, true);
  if (out.source.root.empty()) return out;
  if (out.port.root.empty())
    out.port.root = std::string(default_library().port_root()) + "/" + name_of(out.source.root);
  if (const auto init = tree.read(out.source.root + "/__init__.py")) out.source.version = version_in(*init);
  return out;
}

SetupPage::SetupPage(WorkTree& tree, KeyTable keys) : tree_(tree), keys_(std::move(keys)) {
  Manifest guess = guess_manifest(tree);
  if (guess.source.root.empty()) guess_installed(guess);
  fields_[0].insert(guess.source.root);
  fields_[1].insert(guess.port.root);
  fields_[2].insert(guess.source.version);
}

void SetupPage::handle(const Event& event) {
  if (std::holds_alternative<Quit>(event)) done_ = true;
  if (const auto* pasted = std::get_if<Paste>(&event))
    paste_into(fields_[at_], pasted->bytes, Context::prompt);
  const auto* key = std::get_if<Key>(&event);
  if (key == nullptr) return;
  refusal_.clear();
  const auto found = keys_.find(*key, Context::prompt);
  if (found == Command::text_cancel) {
    done_ = true;
  } else if (found == Command::text_accept) {
    accept();
  } else if (found == Command::text_down || found == Command::text_complete) {
    at_ = (at_ + 1) % fields_.size();
  } else if (found == Command::text_up || keys_.find(*key) == Command::previous_pane) {
    at_ = (at_ + fields_.size() - 1) % fields_.size();
  } else {
    type_key(*key, keys_, Context::prompt, fields_[at_]);
  }
}

// Accepts the input if it makes a valid manifest.
void SetupPage::accept() {
  Manifest out;
  auto folder = [](const TextField& field) {
    std::string_view text = trim(field.text);
    while (text.size() > 1 && text.ends_with('/')) text.remove_suffix(1);
    return std::string(text);
  };
  out.source.root = folder(fields_[0]);
  out.port.root = folder(fields_[1]);
  out.source.version = std::string(trim(fields_[2].text));
  const auto readable = parse_manifest(write_manifest(out));
  const auto paths = tree_.list();
  const bool any = paths && std::any_of(paths->begin(), paths->end(), [&](const std::string& path) {
                     return path.starts_with(out.source.root + "/");
                   });
  if (!readable) {
    refusal_ = to_string(readable.error());
  } else if (const auto sources = any ? Result<std::filesystem::path>() : find_sources(tree_, out);
             !sources) {
    refusal_ = sources.error().what;
    at_ = 0;
  } else if (out.port.root == out.source.root) {
    refusal_ = "the port needs a folder of its own";
    at_ = 1;
  } else {
    manifest_ = std::move(out);
    done_ = true;
  }
}

void SetupPage::draw(Grid& grid) const {
  grid.fill({0, 0, grid.height(), grid.width()}, Face::normal);
  grid.cursor_row = grid.cursor_column = -1;
  if (grid.height() < kLeastHeight || grid.width() < kLeastWidth) return draw_too_small(grid);
  const int width = std::min(grid.width() - 4, 90), height = 15;
  const Rect inside = draw_box(
      grid, {(grid.height() - height) / 2, (grid.width() - width) / 2, height, width}, "A new migration");
  grid.put(inside.row, inside.column, "This work tree has no " + std::string(kManifestName) + ". Where are",
           Face::normal);
  for (int i = static_cast<int>(fields_.size()); i-- > 0;) {
    const auto& question = kQuestions[i];
    const int row = inside.row + 2 + 3 * i;
    draw_pieces(grid, row, inside.column, inside.width,
                {{std::string(question.title), static_cast<int>(at_) == i ? Face::key : Face::title},
                 {": " + std::string(question.text), Face::dim}});
    const int cursor_row = grid.cursor_row, cursor_column = grid.cursor_column;
    draw_text_field(fields_[static_cast<std::size_t>(i)], {row + 1, inside.column + 2, 1, inside.width - 2},
                    0, grid);
    // Only the current field shows the cursor.
    if (static_cast<int>(at_) != i)
      std::tie(grid.cursor_row, grid.cursor_column) = std::pair(cursor_row, cursor_column);
  }
  if (!refusal_.empty()) {
    grid.put(inside.row + inside.height - 1, inside.column, elide(refusal_, inside.width), Face::finding);
  }
  StatusBar bar;
  bar.where = "new work tree";
  bar.hints = {{keys_.hint(Command::text_accept, Context::prompt), "write " + std::string(kManifestName)},
               {keys_.hint(Command::text_complete, Context::prompt), "next field"},
               {keys_.hint(Command::text_cancel, Context::prompt), "quit"}};
  draw_status(bar, {grid.height() - 2, 0, 2, grid.width()}, grid);
}

}  // namespace mintport::ui
