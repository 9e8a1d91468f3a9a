// What the benchmarks work on: the files of the pinned diffusers wheel, read into memory once, in the
// configuration that users run.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/mapping/tables.hh"
#include "core/names/signatures.hh"
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

// Tables with the profile that `mintport convert` uses when nothing else is asked.
const Tables& tables();

// What all files of the corpus say about each other, as a conversion of the folder has it.
const SignatureIndex& signatures();

}  // namespace mintport::bench
