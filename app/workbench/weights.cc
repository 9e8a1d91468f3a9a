// The page of parameters: what the file's classes have, in HF's source and in the port's.
#include <algorithm>

#include "app/workbench/workbench.hh"

namespace mintport {
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
      return [this, of = std::pair(path, texts), rows = paired_parameters(path, source, port, package)] {
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
  const ParameterPair row = weights_.rows[weights_.list.cursor];
  const auto& diff = session_.file()->code.diff.rows;
  const auto found = std::find_if(diff.begin(), diff.end(), [&](const auto& d) {
    return row.right_line != 0 ? d.right == row.right_line : d.left == row.left_line;
  });
  if (found == diff.end()) return;
  focus(Pane::code);
  show_code_row(static_cast<std::size_t>(found - diff.begin()));
}

}  // namespace mintport
