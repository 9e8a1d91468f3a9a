// Entries of tables by class name that name nothing.

#include <algorithm>
#include <cctype>

#include "core/base/text.hh"
#include "core/check/rules/rules.hh"

namespace mintport::check::mapping_entry {
namespace {

// "UNet2DModel", unlike "unet" and "FLUX_CONFIG".
bool looks_like_class(std::string_view text) {
  return !text.empty() && text.front() >= 'A' && text.front() <= 'Z' &&
         std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return is_word(static_cast<char>(c)); });
}

bool offers(const ModuleFacts& package, std::string_view name) {
  return package.names.contains(name) ||
         std::any_of(package.lazy.begin(), package.lazy.end(),
                     [&](const LazyEntry& entry) { return entry.name == name; });
}

// The keys of {"Name": ...} that look like classes; empty if other keys are among them.
std::vector<NodeId> class_keys(const Tree& tree, NodeId dictionary) {
  std::vector<NodeId> out;
  for (NodeId pair : tree.named_children(dictionary)) {
    const NodeId key = tree.child(pair, Field::key);
    if (!tree.is(pair, Kind::pair) || !looks_like_class(string_text(tree, key))) return {};
    out.push_back(key);
  }
  return out;
}

void check(const CheckContext& context, CheckReport& out) {
  const Tree& tree = context.tree();
  const LibraryFacts& library = context.library();
  const PortFile* root = context.port.file(context.upstream ? library.package : library.port);
  if (root == nullptr || root->facts().open || root->facts().lazy.empty()) return;
  for (NodeId dictionary : tree.of(Kind::dictionary)) {
    const auto assignment = assignment_view(tree, tree[dictionary].parent);
    if (!assignment || assignment->right != dictionary || tree.ancestor(dictionary, Kind::block) != kNoNode)
      continue;
    const auto keys = class_keys(tree, dictionary);
    std::vector<NodeId> unknown;
    std::copy_if(keys.begin(), keys.end(), std::back_inserter(unknown), [&](NodeId key) {
      const std::string_view name = string_text(tree, key);
      return !offers(root->facts(), name) && !context.file.facts().names.contains(name);
    });
    // A table of something else holds few of the library's classes.
    if (unknown.size() * 4 > keys.size() || keys.size() < 4) continue;
    for (NodeId key : unknown) {
      const std::string name(string_text(tree, key));
      out.add(tree[key].range, name,
              "'" + name + "' is no class of " + root->facts().name + "; correct or remove the entry");
    }
  }
}

}  // namespace

extern const CheckRule kRule{
    .id = "mapping-entry",
    .level = Level::warning,
    .does = "an entry of a table by class name whose class the package does not offer",
    .why = "nothing finds the entry, so a class that was renamed loses it",
    .example = "{\"UNet2DModle\": f} -> {\"UNet2DModel\": f}",
    .port_only = false,
    .check = check};

}  // namespace mintport::check::mapping_entry
