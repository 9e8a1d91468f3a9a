// mintport.json at the root of a work tree: where the HF sources and the port are, and which findings were
// waived. Committed with the port. Values only; the caller reads and writes the file.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"
#include "core/mapping/profile.hh"

namespace mintport {

inline constexpr std::string_view kManifestName = "mintport.json";

// A finding that somebody decided to leave as it is. It is recognised by what it is about, never by a line
// number, so that edits elsewhere in the file do not bring it back.
struct Waiver {
  std::string file;    // below the source root: "models/attention.py"
  std::string kind;    // "unmapped", as the reports spell it
  std::string symbol;  // "torch.fft.fft2"
  std::string code;    // the line in the port that it stands on, trimmed
  std::string reason;
  std::string author;  // may be empty
  std::string date;    // "2026-01-31"; may be empty
  friend bool operator==(const Waiver&, const Waiver&) = default;
};

struct Manifest {
  struct SourceTree {
    std::string root;     // folder of the HF sources in the work tree, with '/': "src/hf"
    std::string version;  // "0.35.1"; may be empty
    std::string package = default_library().package;  // import path of that folder
    friend bool operator==(const SourceTree&, const SourceTree&) = default;
  };
  struct Port {
    std::string root;  // "port/hf"
    friend bool operator==(const Port&, const Port&) = default;
  };
  SourceTree source;
  Port port;
  std::string target;                 // "mindspore 2.10"; empty: what the tables are for
  std::vector<std::string> mappings;  // extra mapping folders, relative to the root; "a/b", also for "./a/b/"
  std::string profile =
      default_profile().name;  // the port's habits: a name, "none", or a JSON file in the work tree
  std::vector<Waiver> waived;
  friend bool operator==(const Manifest&, const Manifest&) = default;
};

// Errors (kind content): not JSON, a field of another type, source.root or port.root missing or leaving the
// tree.
Result<Manifest> parse_manifest(std::string_view json);

// `manifest` as JSON, two spaces deep. Fields of `previous` that this version does not know are kept;
// `previous` may be empty, and is ignored when it is not an object.
std::string write_manifest(const Manifest& manifest, std::string_view previous = {});

// Files of which one manifest waives other findings than the other.
std::set<std::string> waived_otherwise(const Manifest& a, const Manifest& b);

}  // namespace mintport
