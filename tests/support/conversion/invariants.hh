// What must hold for the conversion of any file. For one conversion a list of sentences, one for each breach.
#pragma once

#include <string>
#include <vector>

#include "core/convert/convert.hh"

namespace mintport {

// `converted`: what the project's functions take after the conversion, where `options` say what they took
// before; with it the text is converted again.
std::vector<std::string> breaches(const Conversion& conversion, const Tables& tables,
                                  const ConvertOptions& options, const SignatureIndex* converted = nullptr);

}  // namespace mintport
