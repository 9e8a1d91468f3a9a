#include "core/rules/prose/distributions.hh"

#include <algorithm>

#include "core/base/text.hh"

namespace mintport {
namespace {

constexpr std::string_view kNameCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

// "https://x/y.git@v1#egg=z" -> "y"
std::string_view name_in_address(std::string_view address) {
  address = address.substr(0, address.find_first_of("#?"));
  const std::size_t slash = address.rfind('/');
  if (slash == address.npos) return {};
  address = address.substr(slash + 1);
  address = address.substr(0, address.find('@'));
  if (address.ends_with(".git")) address.remove_suffix(4);
  return address;
}

// Names of distributions ignore case and these three signs (PEP 503).
std::string import_name(std::string_view distribution) {
  std::string out;
  for (const char c : distribution) out += c == '-' || c == '.' ? '_' : to_lower(c);
  return out;
}

}  // namespace

std::optional<Requirement> requirement_in(std::string_view text) {
  text = trim(text);
  Requirement out;
  const std::string_view plain = trim(text.substr(0, text.find(';')));
  if (text.find("://") != text.npos && text.find(" @ ") == text.npos) {
    out.what = plain;
    out.name = name_in_address(plain);
  } else {
    const std::size_t end = std::min(text.find_first_not_of(kNameCharacters), text.size());
    out.name = text.substr(0, end);
    out.what = plain;
    const std::string_view rest = trim(text.substr(end));
    if (!rest.empty() && std::string_view("<>=!~;[(@").find(rest.front()) == std::string_view::npos)
      return std::nullopt;
    const bool half = !rest.empty() && std::string_view("=!~").find(rest.front()) != std::string_view::npos;
    if (half && (rest.size() < 2 || rest[1] != '=')) return std::nullopt;  // an option: torch_dtype=float16
    out.versioned = plain.substr(end).find_first_of("0123456789") != std::string_view::npos;
  }
  if (out.name.empty() || !std::isalnum(static_cast<unsigned char>(out.name.front()))) return std::nullopt;
  return out;
}

std::optional<Advice> advice_on(const Tables& tables, std::string_view distribution) {
  const std::string name = import_name(distribution);
  if (name == "torch") return Advice{"the port needs mindspore instead", "mindspore"};
  const ModuleMove* move = tables.module_move(name);
  if (move != nullptr && move->from == name && !move->by_name) {
    const std::string top = move->to.substr(0, move->to.find('.'));
    return Advice{"the port is " + move->to + ", part of " + top, top};
  }
  const std::string question = "is_" + name + "_available";
  for (const Entry& entry : tables.entries()) {
    if (entry.category == "constant" && entry.target == "False" && last_part(entry.source) == question)
      return Advice{"the port does not need it: " + entry.note, ""};
  }
  if (name.starts_with("torch")) return Advice{"needs torch", ""};
  return std::nullopt;
}

}  // namespace mintport
