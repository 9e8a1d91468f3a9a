// Replaces torch names in code by their targets. Each use is resolved by its binding.

#include "core/base/text.hh"
#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/pass.hh"

namespace mintport::rules::references {
namespace {

// Replaces references, spelled for this file.
class ReferencePass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    keep_names();
    for (const Reference& reference : c_.in.names.references()) {
      if (!is_foreign(reference) || c_.draft.removed(reference.node)) continue;
      if (!c_.draft.claimed(reference.node)) rename(reference);
    }
  }

 private:
  // A name of torch, or of another library's function that has another target. Where the import says more
  // than the package, it moves as a whole.
  bool is_foreign(const Reference& reference) const {
    if (leads_to_torch(reference.qualified)) return true;
    const Entry* entry = entry_of(c_.in.tables, reference.qualified);
    return entry != nullptr && entry->target != entry->source &&
           names_.groups()[reference.group].qualified.find('.') == std::string::npos;
  }

  // A torch import that stays keeps its name, so `nn` cannot mean MindSpore's.
  void keep_names() {
    for (const Reference& reference : c_.in.names.references()) {
      if (!leads_to_torch(reference.qualified) || c_.draft.removed(reference.node)) continue;
      const Resolved found = resolve(c_.in, reference.node, reference.qualified);
      if (found.entry == nullptr || found.entry->target.empty() || !found.entry->certain ||
          found.entry->category == "constant" || is_left(reference, *found.entry)) {
        c_.speller.keep(tree_.text(reference.root));
      }
    }
  }

  // True for an initializer whose call could not be rewritten.
  bool is_left(const Reference& reference, const Entry& entry) const {
    return entry.form == Form::initializer && !c_.draft.claimed(reference.node);
  }

  void rename(const Reference& reference) {
    const Resolved found = resolve(c_.in, reference.node, reference.qualified);
    if (found.entry == nullptr) {
      report_unmapped(reference);
      return;
    }
    const Entry& entry = *found.entry;
    if (entry.target.empty() || entry.category == "constant" || is_left(reference, entry)) {
      const bool device = entry.category == "device-check" || entry.source == "torch.device";
      c_.draft.add(DraftFinding{device ? FindingKind::device_check : FindingKind::unmapped,
                                "torch-" + entry.category,
                                reference.qualified,
                                missing(entry),
                                tree_[reference.node].range,
                                {}});
      return;
    }
    warn_isinstance(reference, entry);
    const Spelled spelled = spell_as_written(c_, entry, tree_.text(found.node));
    Change change = make_change("torch-" + entry.category, entry.source + " is " + entry.target,
                                {{tree_[found.node].range, spelled.text}}, imports(spelled));
    change.rename = true;
    if (!entry.certain) {
      change.applicability = Applicability::maybe;
      change.note = "use " + entry.target;
      DraftFinding finding{
          FindingKind::difference,     change.rule,
          reference.qualified,         entry.difference.empty() ? entry.note : entry.difference,
          tree_[reference.node].range, {}};
      finding.fixes.push_back(std::move(change));
      c_.draft.add(std::move(finding));
      return;
    }
    c_.draft.add(std::move(change));
    if (!entry.difference.empty()) {
      c_.draft.add(DraftFinding{FindingKind::difference,
                                "torch-" + entry.category,
                                entry.source,
                                entry.target + ": " + entry.difference,
                                tree_[reference.node].range,
                                {}});
    } else if (!found.whole) {
      check_rest(reference, found);
    }
  }

  static std::string missing(const Entry& entry) {
    if (!entry.note.empty()) return entry.note;
    if (entry.form == Form::initializer)
      return "write w.set_data(initializer(" + std::string(last_part(entry.target)) +
             "(...), w.shape, w.dtype)) with mindspore.common.initializer";
    return "MindSpore has no equivalent";
  }

  static std::vector<Import> imports(const Spelled& spelled) {
    return spelled.import.module.empty() ? std::vector<Import>{} : std::vector<Import>{spelled.import};
  }

  // isinstance(x, torch.LongTensor) also tests the dtype; MindSpore has one class for all.
  void warn_isinstance(const Reference& reference, const Entry& entry) {
    if (entry.target != "mindspore.Tensor" || entry.source == "torch.Tensor") return;
    NodeId at = tree_[reference.node].parent;
    if (tree_[at].kind == Kind::tuple) at = tree_[at].parent;
    const NodeId call = tree_[at].kind == Kind::argument_list ? tree_[at].parent : kNoNode;
    if (call == kNoNode || tree_.text(tree_.child(call, Field::function)) != "isinstance") return;
    c_.draft.add(DraftFinding{
        FindingKind::difference,
        "tensor-class-test",
        entry.source,
        "MindSpore has one Tensor class, so this no longer tests the dtype; test x.dtype as well",
        tree_[reference.node].range,
        {}});
  }

  // torch.Tensor.new_thing: the class is mapped, but the target may lack its attribute.
  void check_rest(const Reference& reference, const Resolved& found) {
    const std::string rest = reference.qualified.substr(found.name.size());
    const std::string first = rest.substr(0, rest.find('.', 1));
    const Symbol* target = c_.in.tables.target_symbol(found.entry->target);
    if (target == nullptr || (target->kind != Symbol::Kind::class_ && target->kind != Symbol::Kind::module))
      return;
    if (found.entry->source == "torch.nn.Module" && first == ".forward")
      return;  // handled by the module rules
    if (c_.in.tables.target_symbol(found.entry->target + first) == nullptr) {
      c_.draft.add(DraftFinding{FindingKind::unmapped,
                                "torch-" + found.entry->category,
                                reference.qualified,
                                found.entry->target + " has no `" + first.substr(1) + "`",
                                tree_[reference.node].range,
                                {}});
    }
  }

  // True for a name directly in a module whose names are listed completely.
  static bool is_listed(std::string_view q) {
    const std::string_view module = q.substr(0, q.rfind('.'));
    return is_any(module,
                  {"torch", "torch.nn", "torch.nn.functional", "torch.nn.init", "torch.linalg", "torch.fft"});
  }

  void report_unmapped(const Reference& reference) {
    const std::string& q = reference.qualified;
    const bool known = c_.in.tables.torch_symbol(q) != nullptr;
    if (q == "torch" || q == "torch.nn" || q == "torch.nn.functional") {
      c_.draft.add(DraftFinding{
          FindingKind::unknown,
          "torch-name",
          q,
          "the module itself is a value here (getattr or an argument); name the functions that you need",
          tree_[reference.node].range,
          {}});
      return;
    }
    c_.draft.add(
        DraftFinding{known || !is_listed(q) ? FindingKind::unmapped : FindingKind::unknown,
                     "torch-name",
                     q,
                     known || !is_listed(q)
                         ? "no known MindSpore equivalent; write it with mint or ops, or add a mapping entry"
                         : "not a known torch name; check what it refers to",
                     tree_[reference.node].range,
                     {}});
  }
};

void run(RuleContext& context) {
  ReferencePass(context).run();
}

constexpr std::string_view kTable = "the mapping entry is marked as safe";
constexpr std::string_view kTableOffered = "entries marked \"maybe\"; names without a target";

constexpr RuleInfo kRules[] = {
    {"torch-class", "converts torch classes", kTable, kTableOffered, "torch.Tensor -> ms.Tensor"},
    {"torch-constant", "reports names whose value MindSpore fixes", "never", "each use", ""},
    {"torch-device-check", "reports tests for CUDA, MPS and other backends", "never",
     "each test, with advice", ""},
    {"torch-dtype", "converts torch dtypes", kTable, kTableOffered, "torch.long -> ms.int64"},
    {"torch-function", "converts torch functions", kTable, kTableOffered,
     "F.silu(x) -> mint.nn.functional.silu(x)"},
    {"torch-layer", "converts torch.nn layers", kTable, kTableOffered,
     "nn.Linear(a, b) -> mint.nn.Linear(a, b)"},
    {"torch-method", "converts methods that are named through their class", kTable, kTableOffered, ""},
    {"torch-module", "converts methods of Module that are named through their class", kTable, kTableOffered,
     ""},
    {"torch-value", "converts constants of torch", kTable, kTableOffered, "torch.pi -> np.pi"}};

}  // namespace

extern const Pass kPass{.name = "references", .phase = Phase::names, .rules = kRules, .run = run};

}  // namespace mintport::rules::references
