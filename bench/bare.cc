#include "bare.hh"

#include <tree_sitter/api.h>

#include <cstdint>
#include <memory>

extern "C" const TSLanguage* tree_sitter_python(void);

namespace mintport::bench {

void parse_bare(std::string_view text) {
  thread_local const std::unique_ptr<TSParser, decltype(&ts_parser_delete)> parser = [] {
    TSParser* made = ts_parser_new();
    ts_parser_set_language(made, tree_sitter_python());
    return std::unique_ptr<TSParser, decltype(&ts_parser_delete)>(made, ts_parser_delete);
  }();
  ts_tree_delete(
      ts_parser_parse_string(parser.get(), nullptr, text.data(), static_cast<std::uint32_t>(text.size())));
}

}  // namespace mintport::bench
