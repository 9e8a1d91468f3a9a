#include "core/rules/draft/knowledge.hh"

#include <set>
#include <string>

namespace mintport {
namespace {

Fact fact_of(Returns returns) {
  switch (returns) {
    case Returns::tensor:
      return Fact::tensor;
    case Returns::tensors:
      return Fact::tensors;
    case Returns::shape:
      return Fact::shape;
    case Returns::dtype:
      return Fact::dtype;
    case Returns::device:
      return Fact::device;
    case Returns::number:
      return Fact::number;
    case Returns::boolean:
      return Fact::boolean;
    case Returns::string:
      return Fact::text;
    case Returns::array:
      return Fact::ndarray;
    case Returns::module:
      return Fact::layer;
    case Returns::generator:
      return Fact::generator;
    case Returns::modules:
    case Returns::other:
    case Returns::unknown:
      return Fact::unknown;
  }
  return Fact::unknown;
}

// Functions of numpy that do not return an array.
bool gives_no_array(std::string_view name) {
  return name == "prod" || name == "random" || name == "dtype" || name == "load" || name == "ndim" ||
         name == "isscalar" || name == "save" || name == "float32" || name == "int64";
}

}  // namespace

Knowledge knowledge_of(const Tables& tables, const SignatureIndex* signatures) {
  Knowledge out;
  const LibraryFacts& library = tables.library();
  out.module_roots = library.module_roots;
  out.scheduler = library.scheduler;
  out.model_output = library.model_output;
  out.returns = [&tables](std::string_view q) {
    if (q == "torch.device") return Fact::device;
    if (q == "torch.nn.ModuleList" || q == "torch.nn.Sequential" || q == "torch.nn.ModuleDict")
      return Fact::module;
    if (q.starts_with("torch.")) {
      if (const Entry* entry = tables.find(q); entry != nullptr && entry->category == "dtype")
        return Fact::dtype;
      return fact_of(tables.returns(q));
    }
    if (q.starts_with("numpy.")) {
      const std::string_view name = q.substr(6);
      return gives_no_array(name) || name.find('.') != std::string_view::npos ? Fact::unknown : Fact::ndarray;
    }
    return fact_of(tables.returns(q));
  };
  out.tensor_attribute = [&tables](std::string_view attribute) {
    return fact_of(tables.returns("torch.Tensor." + std::string(attribute)));
  };
  out.only_tensor = [&tables](std::string_view method, bool with_values) {
    return tables.asks_a_tensor(method, with_values);
  };
  if (signatures != nullptr) {
    // torch's own base, and the bases of the library's models.
    std::set<std::string, std::less<>> roots{"Module"};
    roots.insert(library.module_roots.begin(), library.module_roots.end());
    out.module_class = [signatures, roots = std::move(roots)](std::string_view name) {
      return signatures->classes.inherits(name, roots);
    };
  }
  return out;
}

}  // namespace mintport
