// mintport.json at the root of a work tree: the HF sources, the folder of the port, waived findings and
// notes. It is committed with the port. These are values; the caller reads and writes the file.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"
#include "core/mapping/profile.hh"

namespace mintport {

inline constexpr std::string_view kManifestName = "mintport.json";

// A decision to leave one finding as it is. It is matched by its contents and not by a line number, so that
// edits elsewhere in the file do not bring the finding back.
struct Waiver {
  std::string file;    // below the source root: "models/attention.py"
  std::string kind;    // "unmapped", as in the reports
  std::string symbol;  // "torch.fft.fft2"
  std::string code;    // the finding's line in the port, trimmed
  std::string reason;
  std::string author;     // may be empty
  std::string date;       // "2026-01-31"; may be empty
  std::uint32_t nth = 1;  // which of the file's findings that are equal in kind, symbol and line
  friend bool operator==(const Waiver&, const Waiver&) = default;
};

// A remark on a line for whoever works on it next. Like a waiver it goes with the line's text.
struct Note {
  std::string file;        // below the source root: "models/attention.py"
  std::string code;        // the line in the port, trimmed
  std::uint32_t line = 1;  // where it stood when the note was written; tells equal lines apart
  std::string text;
  std::string author;  // may be empty
  std::string date;    // "2026-01-31"; may be empty
  friend bool operator==(const Note&, const Note&) = default;
};

struct Manifest {
  struct SourceTree {
    std::string root;     // "src/hf", "~/diffusers", "diffusers==0.35.1": see app/tree/sources.hh
    std::string version;  // "0.35.1"; may be empty
    std::string package = default_library().package;  // import path of that folder
    std::string revision = {};  // of the clone `root`: "v0.35.1"; empty: the files as they are
    std::string python = {};    // whose packages are searched: "~/venv/bin/python"; empty: see there
    friend bool operator==(const SourceTree&, const SourceTree&) = default;
  };
  struct Port {
    std::string root;  // "port/hf"
    friend bool operator==(const Port&, const Port&) = default;
  };
  SourceTree source;
  Port port;
  std::string target;                 // "mindspore 2.10"; empty: the target of the tables
  std::vector<std::string> mappings;  // extra mapping folders, relative to the root; "a/b", also for "./a/b/"
  std::string profile =
      default_profile().name;  // conventions of the port: a name, "none", or a JSON file in the work tree
  std::vector<Waiver> waived;
  std::vector<Note> notes;
  friend bool operator==(const Manifest&, const Manifest&) = default;
};

// Errors (kind content): invalid JSON, a field of the wrong type, source.root or port.root missing, port.root
// outside the tree.
Result<Manifest> parse_manifest(std::string_view json);

// `manifest` as JSON, indented by two spaces. Keeps fields of `previous` that this version does not know, and
// its layout if only waivers and notes differ. `previous` may be empty, and is ignored if it is not an
// object.
std::string write_manifest(const Manifest& manifest, std::string_view previous = {});

// The reasons of the waivers, each once, the last first.
std::vector<std::string> past_reasons(const Manifest& manifest);

// Files whose waivers or notes differ between the manifests.
std::set<std::string> decided_otherwise(const Manifest& a, const Manifest& b);

}  // namespace mintport
