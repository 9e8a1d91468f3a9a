// The text of `mintport explain NAME`: what the tables do with a name.
#pragma once

#include <string>
#include <string_view>

#include "core/mapping/tables.hh"
#include "core/mapping/verification.hh"

namespace mintport {

// `name` as people type it: "torch.cat", "cat", "nn.Linear", "F.silu", ".size", "device",
// a module of the library, or a MindSpore name, for what becomes that. Everything that the name can
// mean is explained, in lines that end with
// '\n', and what `verification` says of it. Empty when the tables and lists know no such name: see
// `explain_unknown`.
std::string explain(const Tables& tables, std::string_view name, const Verification& verification = {});

// "unknown name torch.catt; similar: torch.cat", for names that explain() does not know.
std::string explain_unknown(const Tables& tables, std::string_view name);

}  // namespace mintport
