// Tracks findings while people change the converted text. Findings follow the code, not line numbers.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/line_hunk.hh"
#include "core/convert/convert.hh"
#include "core/project/manifest.hh"

namespace mintport {

enum class Life : std::uint8_t { open, fixed, waived };
std::string_view to_string(Life life);  // "open"

struct TrackedFinding {
  Finding finding;  // from the converter: its ranges refer to the source and to the conversion
  Life life = Life::open;
  std::string reason;             // reason of the waiver
  ByteRange at;                   // bytes of the port's text; of a fixed finding, its previous place
  std::uint32_t line = 1;         // of `at`
  std::uint32_t source_line = 1;  // in the HF file
  std::string code;               // the port's line that it stands on, trimmed
  std::string id;                 // see track()
  std::uint32_t nth = 1;          // which of the file's findings equal in kind, symbol and converted line

  friend bool operator==(const TrackedFinding&, const TrackedFinding&) = default;
};

// The findings of `conversion` in `port_text`, which differs from its text by `hunks` (none: it is the pure
// text). One is fixed when the name that it begins with is gone, or when the place reads as one of its fixes
// would leave it. `waivers` are those of this file; each holds for one finding.
//
// Ids are 12 hexadecimal digits, made of the path, the kind, the symbol, HF's line that the finding stands on
// (trimmed), and which of the file's findings that are equal in all this it is. So edits of the port and of
// other lines of HF's file leave an id as it is, unless they add or remove an equal one before it.
std::vector<TrackedFinding> track(const Conversion& conversion, std::string_view port_text,
                                  std::span<const LineHunk> hunks, std::span<const Waiver> waivers);

// Such an id: 12 hexadecimal digits, made of two texts.
std::string finding_id(std::string_view first, std::string_view second);

// True if the waiver is for this finding of its file.
bool is_for(const Waiver& waiver, const TrackedFinding& finding);

// The open findings that are equal to this one in kind, symbol and line of code, itself among them: what a
// person would waive with the same words.
std::vector<std::size_t> equal_open(std::span<const TrackedFinding> findings, std::size_t finding);

// A waiver for this finding.
Waiver waiver_for(const TrackedFinding& finding, std::string file, std::string reason);

// Applies the fix to `port_text`. Skips parts that the text already has (such as an import from another fix).
// Errors (kind refused): the code that the fix would change was changed by hand.
Result<std::string> apply_fix(const Conversion& conversion, std::string_view port_text,
                              std::span<const LineHunk> hunks, const Fix& fix);

// The edits to `port_text` that apply_fix would make. `made` are the edits from the conversion's text to it.
Result<std::vector<Edit>> fix_edits(const std::vector<Edit>& made, const Fix& fix);
Result<std::vector<Edit>> fix_edits(const Conversion& conversion, std::string_view port_text,
                                    std::span<const LineHunk> hunks, const Fix& fix);

}  // namespace mintport
