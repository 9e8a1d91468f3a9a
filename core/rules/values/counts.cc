// The profile's: what asks only how many positions nonzero() finds counts them by the condition's sum, whose
// shape is known; the positions are looked for where one is taken.
//
//     found = (a == b).nonzero()
//     pos = 1 if len(found) > 1 else 0
//     return found[pos].item()
//
// asks `if (a == b).sum() > 1` first and returns int(found[pos]).

#include <algorithm>

#include "core/base/text.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::counts {
namespace {

constexpr const char* kRule = "nonzero-count";
constexpr const char* kNote = "the sum of the condition is the number of positions";

class CountPass : public PassWalk {
 public:
  CountPass(RuleContext& context, const Profile::Counts& habit) : PassWalk(context), habit_(habit) {}

  void run() {
    if (!contains(tree_.source().text(), ".nonzero()")) return;
    each(Kind::assignment, [&](NodeId id) { assignment(id); });
  }

 private:
  // found = CONDITION.nonzero()
  struct Search {
    NodeId statement = kNoNode, assignment = kNoNode;
    std::string found, condition, indent;
    std::vector<NodeId> uses;
  };

  void assignment(NodeId id) {
    const auto found = assignment_view(tree_, id);
    if (!found || !tree_.is(found->left, Kind::identifier)) return;
    const auto method = method_view(tree_, found->right);
    if (!method || !tree_.text(found->right).ends_with(".nonzero()")) return;
    const NodeId condition = method->object;
    const GroupId group = names_.group_of(found->left);
    if (group == kNoGroup || names_.groups()[group].bindings.size() != 1 || !is_plain(condition)) return;
    Search search;
    search.statement = statement_of(tree_, id);
    search.assignment = id;
    search.found = tree_.text(found->left);
    search.condition = tree_.text(condition);
    search.indent = indentation(tree_, id);
    search.uses = names_.groups()[group].uses;
    if (!stands_alone(tree_, search.statement)) return;
    const NodeId next = statement_below(search.statement);
    if (next == kNoNode) return;
    if (tree_[next].kind == Kind::if_statement) {
      choice_by_branches(search, next);
    } else {
      choice_by_name(search, next);
    }
  }

  // A comparison of names, which can be evaluated twice.
  bool is_plain(NodeId condition) const {
    for (NodeId id = condition; id < tree_[condition].last; ++id) {
      const Kind kind = tree_[id].kind;
      if (tree_[id].named && kind != Kind::identifier && kind != Kind::attribute && kind != Kind::integer &&
          kind != Kind::comparison_operator && kind != Kind::parenthesized_expression) {
        return false;
      }
    }
    return names_.qualified(condition).empty();
  }

  NodeId statement_below(NodeId statement) const {
    NodeId at = tree_.next_sibling(statement);
    while (tree_.is(at, Kind::comment)) at = tree_.next_sibling(at);
    return at;
  }

  // Continuation lines with the indentation of the first line.
  std::string lines(const Search& search, const std::vector<std::string>& all) const {
    std::string out;
    for (const std::string& line : all) {
      if (!out.empty()) out += std::string(tree_.source().newline()) + search.indent;
      out += line;
    }
    return out;
  }

  // n in `len(found) > n`, or empty.
  std::string_view more_than(const Search& search, NodeId test) const {
    std::string_view text = tree_.text(test);
    const std::string start = "len(" + search.found + ") > ";
    if (tree_[test].kind != Kind::comparison_operator || !text.starts_with(start)) return {};
    text.remove_prefix(start.size());
    return is_number(text) ? text : std::string_view();
  }

  static bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  }

  // place = A if len(found) > n else B; return found[place].item()
  void choice_by_name(const Search& search, NodeId choice) {
    const auto place = assignment_view(tree_, choice);
    if (search.uses.size() != 2 || !place) return;
    const auto value = conditional_view(tree_, place->right);
    if (!value || !tree_.is(value->yes, Kind::integer) || !tree_.is(value->no, Kind::integer)) return;
    const std::string_view many = more_than(search, value->condition);
    const NodeId last = statement_below(choice);
    if (many.empty() || !tree_.is(last, Kind::return_statement)) return;
    const NodeId taken = tree_.only_child(last);
    const std::string name(tree_.text(place->left)), element = search.found + "[" + name + "]";
    if (tree_.text(taken) != element + ".item()" || !stands_alone(tree_, choice)) return;
    const std::string first =
        lines(search, {"if " + search.condition + ".sum() > " + std::string(many) + ":",
                       "    " + name + " = " + std::string(tree_.text(value->yes)),
                       "else:", "    " + name + " = " + std::string(tree_.text(value->no))});
    c_.draft.remove(make_change(kRule, kNote,
                                {{tree_[search.statement].range, first},
                                 {tree_[choice].range, std::string(tree_.text(search.assignment))},
                                 {tree_[taken].range, "int(" + element + ")"}}));
  }

  // if len(found) == 0: ... elif len(found) > n: v = found[A].item() else: v = found[B].item()
  void choice_by_branches(const Search& search, NodeId branches) {
    const NodeId test = tree_.child(branches, Field::condition),
                 few = tree_.child(branches, Kind::else_clause),
                 many = tree_.child(branches, Kind::elif_clause);
    const auto second = branch_view(tree_, many);
    if (search.uses.size() != 4 || !second || few == kNoNode || tree_.next_sibling(many) != few) return;
    if (tree_.text(test) != "len(" + search.found + ") == 0") return;
    const std::string number = search.found + habit_.suffix;
    if (names_.binds(number) || names_.binds(habit_.position)) return;
    const std::string_view more = more_than(search, second->condition);
    const Taken a = taken(search, second->body), b = taken(search, tree_.child(few, Field::body));
    if (more.empty() || a.name.empty() || a.name != b.name) return;
    const std::string last =
        lines(search, {"else:", "    if " + number + " > " + std::string(more) + ":",
                       "        " + habit_.position + " = " + std::string(a.place),
                       "    else:", "        " + habit_.position + " = " + std::string(b.place),
                       "    " + std::string(a.name) + " = int(" + search.condition + ".nonzero()[" +
                           habit_.position + "])"});
    c_.draft.remove(
        make_change(kRule, kNote,
                    {{tree_[search.statement].range, number + " = " + search.condition + ".sum()"},
                     {tree_[test].range, number + " == 0"},
                     {{tree_[many].range.begin, tree_[few].range.end}, last}}));
  }

  struct Taken {
    std::string_view name, place;
  };

  // The block's only statement, `name = found[place].item()`.
  Taken taken(const Search& search, NodeId block) const {
    const auto assignment = assignment_view(tree_, tree_.only_child(block));
    if (!assignment || tree_.text(block).find('#') != std::string_view::npos) return {};
    std::string_view text = tree_.text(assignment->right);
    const std::string start = search.found + "[", end = "].item()";
    if (!text.starts_with(start) || !text.ends_with(end)) return {};
    text = text.substr(start.size(), text.size() - start.size() - end.size());
    return is_number(text) ? Taken{tree_.text(assignment->left), text} : Taken{};
  }

  const Profile::Counts& habit_;
};

bool wanted(const RuleInput& input) {
  return input.tables.profile() != nullptr && input.tables.profile()->counts;
}

void run(RuleContext& context) {
  CountPass(context, *context.in.tables.profile()->counts).run();
}

constexpr RuleInfo kRules[] = {{kRule, "replaces the length of nonzero() with the sum of the condition",
                                "the profile asks for it, and nothing else reads the positions", "",
                                "len((a == b).nonzero()) > 1 -> (a == b).sum() > 1"}};

}  // namespace

extern const Pass kPass{
    .name = "counts", .phase = Phase::values, .rules = kRules, .wanted = wanted, .run = run};

}  // namespace mintport::rules::counts
