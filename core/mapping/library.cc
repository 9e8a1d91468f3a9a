#include "core/mapping/library.hh"

#include "core/base/text.hh"

namespace mintport {

bool Library::has(std::string_view qualified) const {
  return !package.empty() && qualified.starts_with(package) &&
         (qualified.size() == package.size() || qualified[package.size()] == '.');
}

std::string Library::helper(std::string_view name) const {
  return helpers.empty() ? std::string() : helpers + "." + std::string(last_part(name));
}

std::string_view Library::port_root() const {
  return std::string_view(port).substr(0, port.find('.'));
}

std::string Library::in_port(std::string_view module) const {
  return has(module) ? port + std::string(module.substr(package.size())) : std::string(module);
}

}  // namespace mintport
