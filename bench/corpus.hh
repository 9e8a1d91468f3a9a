// The files that the benchmarks work on: the pinned diffusers wheel, read into memory once.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/source/source.hh"

namespace mintport::bench {

struct CorpusFile {
  std::string path;  // in the package
  std::shared_ptr<const Source> source;
};

// Where the corpus is; the environment's MINTPORT_CORPUS overrides the folder of the build.
std::string corpus_folder();

// All .py files, sorted by path. Ends the program with a message when there are none.
const std::vector<CorpusFile>& corpus();

// Bytes of all files.
std::size_t corpus_bytes();

// The one with the most bytes.
const CorpusFile& largest();

}  // namespace mintport::bench
