#include "core/review/parameters.hh"

#include <algorithm>

#include "core/names/parameters.hh"
#include "core/source/source.hh"
#include "core/weights/pairing.hh"

namespace mintport {
namespace {

std::vector<ClassParameters> parameters_of(const std::string& path, std::string_view text,
                                           const std::string& package) {
  const auto parsed = Tree::parse(path, std::string(text));
  if (!parsed) return {};
  const Tree& tree = *parsed;
  const weights::Layers& layers = weights::layers();
  return class_parameters(
      Names(tree, path, package),
      {.parameters = layers.parameters, .without = layers.without, .lists = layers.lists});
}

std::vector<std::string> names_of(const std::vector<ParameterName>& parameters) {
  std::vector<std::string> out;
  for (const ParameterName& parameter : parameters) out.push_back(parameter.name);
  return out;
}

// Adds the rows of a class that both sides or only one side has.
void add_rows(const std::string& owner, const std::vector<ParameterName>& left,
              const std::vector<ParameterName>& right, std::vector<ParameterPair>& rows) {
  for (const weights::NamePair& pair : weights::pair_names(names_of(left), names_of(right))) {
    ParameterPair row{.owner = owner};
    if (pair.torch != weights::NamePair::npos) {
      row.left = left[pair.torch].name;
      row.left_line = left[pair.torch].line;
    }
    if (pair.mindspore != weights::NamePair::npos) {
      row.right = right[pair.mindspore].name;
      row.right_line = right[pair.mindspore].line;
    }
    rows.push_back(std::move(row));
  }
}

}  // namespace

std::vector<ParameterPair> paired_parameters(const std::string& path, std::string_view source,
                                             std::string_view port, const std::string& package,
                                             const std::string& port_package) {
  std::vector<ClassParameters> rest = parameters_of(path, port, port_package);
  std::vector<ParameterPair> rows;
  for (const ClassParameters& left : parameters_of(path, source, package)) {
    const auto right =
        std::find_if(rest.begin(), rest.end(), [&](const auto& c) { return c.name == left.name; });
    add_rows(left.name, left.parameters,
             right == rest.end() ? std::vector<ParameterName>() : right->parameters, rows);
    if (right != rest.end()) rest.erase(right);
  }
  for (const ClassParameters& right : rest) add_rows(right.name, {}, right.parameters, rows);
  std::stable_partition(rows.begin(), rows.end(), [](const ParameterPair& row) { return !row.paired(); });
  return rows;
}

}  // namespace mintport
