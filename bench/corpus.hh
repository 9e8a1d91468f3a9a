// The input of the benchmarks: the files of the pinned diffusers wheel, read into memory once, with the
// default configuration.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/mapping/tables.hh"
#include "core/names/signatures.hh"
#include "core/source/source.hh"

namespace mintport::bench {

struct CorpusFile {
  std::string path;  // path in the package
  std::shared_ptr<const Source> source;
};

// The folder of the corpus. The environment's MINTPORT_CORPUS overrides the build's folder.
std::string corpus_folder();

// All .py files, sorted by path. Exits with a message if there are none.
const std::vector<CorpusFile>& corpus();

// Total size in bytes.
std::size_t corpus_bytes();

// The largest file.
const CorpusFile& largest();

// Tables with the default profile of `mintport convert`.
const Tables& tables();

// The signatures of all files of the corpus, as a conversion of the folder uses them.
const SignatureIndex& signatures();

}  // namespace mintport::bench
