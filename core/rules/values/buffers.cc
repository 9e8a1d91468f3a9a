// Tensors that are put in the place of a registered buffer. A Cell refuses the assignment, and takes the
// buffer registered anew: self.scale = x -> self.register_buffer("scale", x).

#include <map>

#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/pass.hh"

namespace mintport::rules::buffers {
namespace {

constexpr const char* kRule = "buffer";
constexpr const char* kNote = "a Cell takes a tensor for a buffer only when it is registered";

class BufferPass {
 public:
  explicit BufferPass(RuleContext& context) : c_(context), tree_(context.in.tree), types_(context.in.types) {}

  void run() {
    if (tree_.source().text().find("register_buffer") == std::string_view::npos) return;
    for (NodeId id : tree_.of(Kind::class_definition)) {
      if (types_.is_module_class(id)) module(id);
    }
  }

 private:
  struct Registered {
    NodeId call = kNoNode;
    std::string more;  // further arguments: ", persistent=False"
  };

  void module(NodeId id) {
    std::map<std::string_view, Registered> buffers;
    for (NodeId at = id; at < tree_[id].last; ++at) {
      if (tree_[at].kind == Kind::call) note(at, buffers);
    }
    if (buffers.empty()) return;
    for (NodeId at = id; at < tree_[id].last; ++at) {
      if (tree_[at].kind == Kind::assignment && !c_.draft.removed(at)) assignment(at, buffers);
    }
  }

  // self.register_buffer("name", value, persistent=...)
  void note(NodeId call, std::map<std::string_view, Registered>& buffers) const {
    if (tree_.text(tree_.child(call, Field::function)) != "self.register_buffer") return;
    const auto arguments = tree_.named_children(tree_.child(call, Field::arguments));
    if (arguments.size() < 2 || tree_[arguments[0]].kind != Kind::string) return;
    const NodeId name = tree_.child(arguments[0], Kind::string_content);
    if (name == kNoNode || tree_.child(arguments[0], Kind::interpolation) != kNoNode) return;
    Registered registered{call, {}};
    for (std::size_t i = 2; i < arguments.size(); ++i)
      registered.more += ", " + std::string(tree_.text(arguments[i]));
    buffers.emplace(tree_.text(name), std::move(registered));
  }

  void assignment(NodeId id, const std::map<std::string_view, Registered>& buffers) {
    const NodeId left = tree_.child(id, Field::left), right = tree_.child(id, Field::right);
    if (right == kNoNode || tree_[left].kind != Kind::attribute || tree_.child(id, Field::type) != kNoNode)
      return;
    if (tree_[tree_[id].parent].kind != Kind::expression_statement ||
        tree_.text(tree_.child(left, Field::object)) != "self" || tree_[right].kind == Kind::none ||
        tree_[right].kind == Kind::assignment)
      return;
    const std::string_view name = tree_.text(tree_.child(left, Field::attribute));
    const auto buffer = buffers.find(name);
    if (buffer == buffers.end()) return;
    const ByteOffset end = tree_[right].range.end;
    c_.draft.add(resting_on(evidence_at(tree_, buffer->second.call),
                            make_change(kRule, kNote,
                                        {{{tree_[left].range.begin, tree_[right].range.begin},
                                          "self.register_buffer(\"" + std::string(name) + "\", "},
                                         {{end, end}, buffer->second.more + ")"}})));
  }

  RuleContext& c_;
  const Tree& tree_;
  const Types& types_;
};

void run(RuleContext& context) {
  BufferPass(context).run();
}

constexpr RuleInfo kRules[] = {{kRule, "registers a buffer anew where a tensor is put in its place",
                                "the class registers a buffer of that name", "",
                                "self.scale = x -> self.register_buffer(\"scale\", x)"}};

}  // namespace

extern const Pass kPass{.name = "buffers", .phase = Phase::values, .rules = kRules, .run = run};

}  // namespace mintport::rules::buffers
