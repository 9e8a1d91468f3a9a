// The steps of the pipeline on the pinned diffusers, each over all 695 files, and on the largest file for
// interactive steps. The baseline is tree-sitter alone: "x parse" is the time of a step as a multiple of bare
// parsing of the same files. Parse builds our own tree.

#include <benchmark/benchmark.h>

#include <chrono>

#include "bare.hh"
#include "core/convert/convert.hh"
#include "core/diff/diff.hh"
#include "core/names/names.hh"
#include "core/names/signatures.hh"
#include "corpus.hh"
#include "views/panes/code.hh"

namespace mintport::bench {
namespace {

using namespace ui;

void parse_all_bare() {
  for (const CorpusFile& file : corpus()) parse_bare(file.source->text());
}

double seconds(void (*work)()) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Runs `work` over the corpus, and tree-sitter alone in the same rounds.
template <class Work>
void against_parse(benchmark::State& state, Work work) {
  double parse = 0, own = 0;
  for (auto round : state) {
    state.PauseTiming();
    parse += seconds(parse_all_bare);
    state.ResumeTiming();
    const auto start = std::chrono::steady_clock::now();
    work();
    own += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }
  state.counters["x parse"] = own / parse;
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * corpus_bytes()));
}

void Parse(benchmark::State& state) {
  against_parse(state, [] {
    for (const CorpusFile& file : corpus()) benchmark::DoNotOptimize(Tree::parse(file.source).nodes().data());
  });
}
BENCHMARK(Parse)->Unit(benchmark::kMillisecond)->MinTime(3);

void Signatures(benchmark::State& state) {
  against_parse(state, [] {
    for (const CorpusFile& file : corpus()) {
      benchmark::DoNotOptimize(headers_in(file.source->text(), file.path, false).signatures.size());
    }
  });
}
BENCHMARK(Signatures)->Unit(benchmark::kMillisecond)->MinTime(3);

void Convert(benchmark::State& state) {
  tables();
  signatures();
  against_parse(state, [] {
    for (const CorpusFile& file : corpus()) {
      const Conversion made =
          convert(file.source, tables(), {.path = file.path, .signatures = &signatures()});
      benchmark::DoNotOptimize(made.text.data());
    }
  });
}
BENCHMARK(Convert)->Unit(benchmark::kMillisecond)->MinTime(3);

// ---- interactive steps, on the largest file

const Conversion& largest_conversion() {
  static const Conversion made =
      convert(largest().source, tables(), {.path = largest().path, .signatures = &signatures()});
  return made;
}

void OpenLargest(benchmark::State& state) {
  for (auto round : state) {
    const Conversion made =
        convert(largest().source, tables(), {.path = largest().path, .signatures = &signatures()});
    benchmark::DoNotOptimize(made.text.data());
  }
}
BENCHMARK(OpenLargest)->Unit(benchmark::kMillisecond);

void ApplyLargest(benchmark::State& state) {
  const Conversion& made = largest_conversion();
  for (auto round : state) {
    const std::string text = mintport::apply(made.source->text(), made.edits);
    benchmark::DoNotOptimize(text.data());
  }
}
BENCHMARK(ApplyLargest)->Unit(benchmark::kMicrosecond);

Diff diff_largest() {
  const Conversion& made = largest_conversion();
  return diff_by_edits(made.source->text(), made.text, made.edits, expected_edits(made.edits, made.changes));
}

void DiffLargest(benchmark::State& state) {
  for (auto round : state) benchmark::DoNotOptimize(diff_largest().rows.data());
}
BENCHMARK(DiffLargest)->Unit(benchmark::kMillisecond);

void DrawLargest(benchmark::State& state) {
  const Conversion& made = largest_conversion();
  CodeFile file;
  file.left = CodeSide::make("HF", std::string(made.source->text()), true);
  file.right = CodeSide::make("port", made.text, true);
  file.diff = diff_largest();
  const std::vector<CodeRow> rows = code_rows(file, {.fold = Fold::equal}, {});
  CodePane pane;
  pane.file = &file;
  pane.rows = &rows;
  pane.cursor = pane.top = rows.size() / 2;
  pane.active = true;
  for (auto round : state) {
    Grid grid(50, 200);
    draw_code(pane, {0, 0, 50, 200}, grid);
    benchmark::DoNotOptimize(grid.width());
  }
}
BENCHMARK(DrawLargest)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace mintport::bench
