// The page of parameters: what the file's classes have, in HF's source and in the port's.
#include <algorithm>

#include "app/workbench/workbench.hh"
#include "core/names/parameters.hh"
#include "core/source/source.hh"
#include "core/weights/pairing.hh"

namespace mintport {
namespace {

std::vector<ClassParameters> parameters_of(const std::string& path, std::string text,
                                           const std::string& package) {
  auto source = Source::make(path, std::move(text));
  if (!source) return {};
  const Tree tree = Tree::parse(std::make_shared<const Source>(*std::move(source)));
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

// One class's rows, or those of a class that only one side has.
void add_rows(const std::string& owner, const std::vector<ParameterName>& left,
              const std::vector<ParameterName>& right, std::vector<WeightsRow>& rows) {
  for (const weights::NamePair& pair : weights::pair_names(names_of(left), names_of(right))) {
    WeightsRow row{.owner = owner};
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

std::vector<WeightsRow> rows_of(const std::vector<ClassParameters>& source,
                                std::vector<ClassParameters> port) {
  std::vector<WeightsRow> rows;
  for (const ClassParameters& left : source) {
    const auto right =
        std::find_if(port.begin(), port.end(), [&](const auto& c) { return c.name == left.name; });
    add_rows(left.name, left.parameters,
             right == port.end() ? std::vector<ParameterName>() : right->parameters, rows);
    if (right != port.end()) port.erase(right);
  }
  for (const ClassParameters& right : port) add_rows(right.name, {}, right.parameters, rows);
  std::stable_partition(rows.begin(), rows.end(), [](const WeightsRow& row) { return !row.paired(); });
  return rows;
}

}  // namespace

void Workbench::show_weights() {
  if (page_ == Page::weights) {
    page_ = Page::main;
    return;
  }
  if (!has_file()) {
    said_ = "no file is open: enter opens the one under the cursor";
    return;
  }
  const OpenFile& file = *session_.file();
  const std::string& package = session_.state().manifest.source.package;
  page_ = Page::weights;
  const Fingerprint texts = fingerprint(file.source_text, file.shown_text());
  if (weights_of_ == std::pair(file.path, texts)) return;
  weights_ = {};
  weights_of_ = {};
  Job job{.doing = "reading the parameters", .parts = 1, .part = {}, .end = {}};
  job.part = [this, path = file.path, source = file.source_text, port = std::string(file.shown_text()),
              package, texts](std::size_t) -> Job::Part {
    return [=, this]() -> Job::Take {
      return [this, of = std::pair(path, texts),
              rows = rows_of(parameters_of(path, source, package), parameters_of(path, port, package))] {
        weights_of_ = of;
        weights_.rows = rows;
        return Result<void>();
      };
    };
  };
  job.end = [](const Job::End&) { return ""; };
  begin(std::move(job), [](const Result<std::string>&) {});
}

// To the line that gives the parameter: the port's, or HF's where the port has none.
void Workbench::enter_weights() {
  if (weights_.rows.empty()) return;
  const WeightsRow row = weights_.rows[weights_.list.cursor];
  const auto& diff = session_.file()->code.diff.rows;
  const auto found = std::find_if(diff.begin(), diff.end(), [&](const auto& d) {
    return row.right_line != 0 ? d.right == row.right_line : d.left == row.left_line;
  });
  if (found == diff.end()) return;
  focus(Pane::code);
  show_code_row(static_cast<std::size_t>(found - diff.begin()));
}

}  // namespace mintport
