// Invariants of every conversion. Reports each breach as a sentence.
#pragma once

#include <string>
#include <vector>

#include "core/convert/convert.hh"

namespace mintport {

// `converted` holds the project's signatures after the conversion, `options` those before. With `converted`
// the text is also converted again.
std::vector<std::string> breaches(const Conversion& conversion, const Tables& tables,
                                  const ConvertOptions& options, const SignatureIndex* converted = nullptr);

}  // namespace mintport
