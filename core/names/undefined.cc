#include "core/names/undefined.hh"

#include <algorithm>

namespace mintport {
namespace {

// dir(builtins) of Python 3.9 to 3.13, the variables of modules, and those that the compiler adds to classes.
// clang-format off
constexpr std::string_view kBuiltins[] = {
    "ArithmeticError", "AssertionError", "AttributeError", "BaseException", "BaseExceptionGroup",
    "BlockingIOError", "BrokenPipeError", "BufferError", "BytesWarning", "ChildProcessError",
    "ConnectionAbortedError", "ConnectionError", "ConnectionRefusedError", "ConnectionResetError",
    "DeprecationWarning", "EOFError", "Ellipsis", "EncodingWarning", "EnvironmentError", "Exception",
    "ExceptionGroup", "False", "FileExistsError", "FileNotFoundError", "FloatingPointError",
    "FutureWarning", "GeneratorExit", "IOError", "ImportError", "ImportWarning", "IndentationError",
    "IndexError", "InterruptedError", "IsADirectoryError", "KeyError", "KeyboardInterrupt", "LookupError",
    "MemoryError", "ModuleNotFoundError", "NameError", "None", "NotADirectoryError", "NotImplemented",
    "NotImplementedError", "OSError", "OverflowError", "PendingDeprecationWarning", "PermissionError",
    "ProcessLookupError", "PythonFinalizationError", "RecursionError", "ReferenceError", "ResourceWarning",
    "RuntimeError", "RuntimeWarning", "StopAsyncIteration", "StopIteration", "SyntaxError", "SyntaxWarning",
    "SystemError", "SystemExit", "TabError", "TimeoutError", "True", "TypeError", "UnboundLocalError",
    "UnicodeDecodeError", "UnicodeEncodeError", "UnicodeError", "UnicodeTranslateError", "UnicodeWarning",
    "UserWarning", "ValueError", "Warning", "WindowsError", "ZeroDivisionError", "_", "__annotations__",
    "__build_class__", "__builtins__", "__class__", "__debug__", "__doc__", "__file__", "__import__",
    "__loader__", "__module__", "__name__", "__package__", "__path__", "__qualname__", "__spec__", "abs",
    "aiter", "all", "anext", "any", "ascii", "bin", "bool", "breakpoint", "bytearray", "bytes", "callable",
    "chr", "classmethod", "compile", "complex", "copyright", "credits", "delattr", "dict", "dir", "divmod",
    "enumerate", "eval", "exec", "exit", "filter", "float", "format", "frozenset", "getattr", "globals",
    "hasattr", "hash", "help", "hex", "id", "input", "int", "isinstance", "issubclass", "iter", "len",
    "license", "list", "locals", "map", "max", "memoryview", "min", "next", "object", "oct", "open", "ord",
    "pow", "print", "property", "quit", "range", "repr", "reversed", "round", "set", "setattr", "slice",
    "sorted", "staticmethod", "str", "sum", "super", "tuple", "type", "vars", "zip"};
// clang-format on

// True if the identifier is the name of something else: an attribute, a keyword, a part of an import.
bool is_only_a_word(const Tree& tree, NodeId id) {
  const NodeId up = tree[id].parent;
  switch (tree[up].kind) {
    case Kind::attribute:
      return tree[id].field == Field::attribute;
    case Kind::keyword_argument:
      return tree[id].field == Field::name;
    case Kind::dotted_name:
    case Kind::aliased_import:
    case Kind::relative_import:
    case Kind::keyword_pattern:
    case Kind::global_statement:
    case Kind::nonlocal_statement:
    case Kind::error:
      return true;
    default:
      return false;
  }
}

// True in the body of a `try` that catches NameError.
bool expects_failure(const Tree& tree, NodeId id) {
  for (NodeId at = tree.ancestor(id, Kind::try_statement); at != kNoNode;
       at = tree.ancestor(at, Kind::try_statement)) {
    for (NodeId clause : tree.children(at)) {
      if (tree.is(clause, Kind::except_clause) &&
          tree.text(clause).find("NameError") != std::string_view::npos)
        return true;
    }
  }
  return false;
}

// def f[T](x: T), class A[T], type A[T] = ...: scopes that Names does not know.
bool has_type_scope(const Tree& tree) {
  for (const Kind kind : {Kind::function_definition, Kind::class_definition}) {
    for (NodeId id : tree.of(kind)) {
      if (tree.child(id, Field::type_parameters) != kNoNode) return true;
    }
  }
  return !tree.of(Kind::type_alias_statement).empty();
}

// True if names may be bound that the file does not show.
bool has_open_scope(const Names& names) {
  const auto& imports = names.imports();
  return names.tree().has_error() || has_type_scope(names.tree()) ||
         std::any_of(imports.begin(), imports.end(), [](const ImportItem& item) { return item.name == "*"; });
}

}  // namespace

bool is_builtin(std::string_view name) {
  return std::binary_search(std::begin(kBuiltins), std::end(kBuiltins), name);
}

std::vector<NodeId> undefined_names(const Names& names) {
  std::vector<NodeId> out;
  if (has_open_scope(names)) return out;
  const Tree& tree = names.tree();
  for (NodeId id : tree.of(Kind::identifier)) {
    if (names.group_of(id) != kNoGroup || is_builtin(tree.text(id)) || is_only_a_word(tree, id)) continue;
    if (!expects_failure(tree, id)) out.push_back(id);
  }
  return out;
}

}  // namespace mintport
