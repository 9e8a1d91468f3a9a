// Assertions of unittest in tests, where pytest shows the values of a plain assert.

#include <optional>

#include "core/base/text.hh"
#include "core/check/rules/rules.hh"

namespace mintport::check::unittest_assert {
namespace {

bool is_test(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name.starts_with("test_") || name.ends_with("_test.py") || path.starts_with("tests/") ||
         path.find("/tests/") != path.npos;
}

// The text of an operand. One that binds looser than a comparison, or spans lines, gets parentheses.
std::string operand(const Tree& tree, NodeId node) {
  const std::string text(tree.text(node));
  const bool tight = tree.is(node, Kind::identifier, Kind::attribute, Kind::call, Kind::subscript,
                             Kind::string, Kind::integer, Kind::float_, Kind::list, Kind::tuple,
                             Kind::dictionary, Kind::true_, Kind::false_, Kind::none);
  return tight ? text : "(" + text + ")";
}

// self.assertIn(a, b) -> "assert a in b"; nullopt for methods without a plain form.
std::optional<std::string> plain(const Tree& tree, std::string_view method,
                                 const std::vector<NodeId>& arguments) {
  struct Form {
    std::string_view method, before, between, after;
    std::size_t operands;
  };
  static constexpr Form kForms[] = {
      {"assertTrue", "", "", "", 1},           {"assertFalse", "not ", "", "", 1},
      {"assertIsNone", "", "", " is None", 1}, {"assertIsNotNone", "", "", " is not None", 1},
      {"assertEqual", "", " == ", "", 2},      {"assertNotEqual", "", " != ", "", 2},
      {"assertIs", "", " is ", "", 2},         {"assertIsNot", "", " is not ", "", 2},
      {"assertIn", "", " in ", "", 2},         {"assertNotIn", "", " not in ", "", 2},
      {"assertLess", "", " < ", "", 2},        {"assertLessEqual", "", " <= ", "", 2},
      {"assertGreater", "", " > ", "", 2},     {"assertGreaterEqual", "", " >= ", "", 2},
  };
  for (const Form& form : kForms) {
    if (form.method != method) continue;
    if (arguments.size() < form.operands || arguments.size() > form.operands + 1) return std::nullopt;
    for (NodeId argument : arguments) {
      if (tree.is(argument, Kind::keyword_argument, Kind::list_splat, Kind::dictionary_splat))
        return std::nullopt;
    }
    // What is the whole of the condition needs parentheses only to span lines.
    const std::string_view first = tree.text(arguments[0]);
    const bool alone = form.method == "assertTrue" && first.find('\n') == first.npos;
    std::string out = "assert " + std::string(form.before) +
                      (alone ? std::string(first) : operand(tree, arguments[0])) + std::string(form.between);
    if (form.operands == 2) out += operand(tree, arguments[1]);
    out += form.after;
    if (arguments.size() > form.operands) out += ", " + operand(tree, arguments.back());
    return out;
  }
  return std::nullopt;
}

bool has_comment(const Tree& tree, NodeId node) {
  for (NodeId id = node; id < tree[node].last; ++id) {
    if (tree.is(id, Kind::comment)) return true;
  }
  return false;
}

void check(const CheckContext& context, CheckReport& out) {
  const Tree& tree = context.tree();
  if (!is_test(context.file.path())) return;
  for (NodeId call : tree.of(Kind::call)) {
    const auto method = method_view(tree, call);
    if (!method || tree.text(method->object) != "self" ||
        !tree.is(tree[call].parent, Kind::expression_statement))
      continue;
    const std::string name(tree.text(method->name));
    const auto form = plain(tree, name, call_arguments(tree, call));
    if (!form) continue;
    std::vector<Fix> fixes;
    if (!has_comment(tree, call))
      fixes.push_back(make_fix("write a plain assert", Applicability::machine, {{tree[call].range, *form}}));
    out.add(tree[call].range, name, "self." + name + " hides the values in pytest; write a plain assert",
            std::move(fixes));
  }
}

}  // namespace

extern const CheckRule kRule{
    .id = "unittest-assert",
    .level = Level::note,
    .does = "an assertion of unittest in a test that a plain `assert` can replace",
    .why = "the library's tests run under pytest, which explains a plain assert and needs no TestCase for it",
    .example = "self.assertEqual(a, b) -> assert a == b",
    .fix = "writes the plain assert",
    .port_only = false,
    .check = check};

}  // namespace mintport::check::unittest_assert
