// The text of `mintport explain NAME`: what the tables do with a name.
#pragma once

#include <string>
#include <string_view>

#include "core/mapping/tables.hh"
#include "core/mapping/verification.hh"

namespace mintport {

// `name` may be in any usual form: "torch.cat", "cat", "nn.Linear", "F.silu", ".size", "device", a module of
// the library, or a MindSpore name, which lists the names that become it. Explains every possible meaning,
// with its results in `verification`, in lines that end with '\n'. Empty if the tables and lists do not know
// the name; see `explain_unknown`.
std::string explain(const Tables& tables, std::string_view name, const Verification& verification = {});

// "unknown name torch.catt; similar: torch.cat", for names that explain() does not know.
std::string explain_unknown(const Tables& tables, std::string_view name);

}  // namespace mintport
