#include "core/convert/convert.hh"

#include <algorithm>
#include <cassert>
#include <map>
#include <optional>

#include "core/convert/examples.hh"
#include "core/convert/requirement_files.hh"
#include "core/rules/draft/knowledge.hh"
#include "core/rules/draft/statements.hh"
#include "core/rules/layout/import_order.hh"
#include "core/rules/layout/imports.hh"
#include "core/rules/run.hh"

namespace mintport {
namespace {

// Replaces edits that overlap with `over`; the result is sorted.
std::vector<Edit> overlay(std::vector<Edit> edits, const std::vector<Edit>& over) {
  std::erase_if(edits, [&](const Edit& edit) {
    return std::any_of(over.begin(), over.end(), [&](const Edit& other) {
      return edit.range.empty() ? other.range.begin < edit.range.begin && edit.range.begin < other.range.end
                                : edit.range.overlaps(other.range);
    });
  });
  const auto middle = static_cast<std::ptrdiff_t>(edits.size());
  edits.insert(edits.end(), over.begin(), over.end());
  std::inplace_merge(edits.begin(), edits.begin() + middle, edits.end(), [](const Edit& a, const Edit& b) {
    return std::pair(a.range.begin, !a.range.empty()) < std::pair(b.range.begin, !b.range.empty());
  });
  return edits;
}

// A single edit from `before` to `after`; nullopt if they are equal.
std::optional<Edit> difference(std::string_view before, std::string_view after) {
  if (before == after) return std::nullopt;
  const auto same = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
  const auto begin = static_cast<std::size_t>(same.first - before.begin());
  const std::size_t rest = std::min(before.size(), after.size()) - begin;
  std::size_t end = 0;
  while (end < rest && before[before.size() - 1 - end] == after[after.size() - 1 - end]) ++end;
  return Edit{{static_cast<ByteOffset>(begin), static_cast<ByteOffset>(before.size() - end)},
              std::string(after.substr(begin, after.size() - end - begin))};
}

struct Resolution {
  std::vector<Edit> edits;
  std::string text;
};

class Converter {
 public:
  Converter(std::shared_ptr<const Source> source, const Tables& tables, const ConvertOptions& options)
      : tree_(Tree::parse(std::move(source))),
        names_(tree_, options.path, options.package),
        types_(names_, knowledge_of(tables, options.signatures)),
        signatures_(options.signatures != nullptr ? SignatureIndex() : own_signatures()),
        input_{tree_,  names_,  types_,
               tables, options, options.signatures != nullptr ? *options.signatures : signatures_},
        speller_(names_),
        draft_(tree_) {}

  Conversion run() {
    RuleContext context{input_, speller_, draft_};
    const auto passes = input_.options.passes == nullptr ? all_passes() : *input_.options.passes;
    if (!input_.options.example) convert_examples(input_, draft_);
    run_passes(passes, context);
    Resolution best = settle(select());
    if (!best.edits.empty()) best = take_back_broken(std::move(best));
    look_at_settled(passes, context, {best.edits});
    return finish(std::move(best));
  }

 private:
  // For a file converted without its tree: its own functions.
  SignatureIndex own_signatures() const {
    SignatureIndex out;
    out.add(signatures_in(tree_.source().text(), names_.module()));
    return out;
  }

  // Selects changes that fit together; the others are reported.
  std::vector<Change> select() {
    draft_.leave_out(input_.options.without);
    Merged merged = merge(draft_.changes());
    for (const Conflict& conflict : merged.conflicts) {
      const Change& left_out = draft_.changes()[conflict.second];
      draft_.add(DraftFinding{FindingKind::difference,
                              left_out.rule,
                              left_out.note,
                              "skipped: overlaps another change (" + draft_.changes()[conflict.first].note +
                                  "); apply it by hand",
                              conflict.at,
                              {}});
    }
    std::vector<Change> out;
    for (std::uint32_t index : merged.taken) out.push_back(draft_.changes()[index]);
    return out;
  }

  Resolution settle(std::vector<Change> changes) {
    accepted_ = std::move(changes);
    settled_ = settle_blocks(tree_, merge(accepted_).edits);
    needs_.clear();
    for (const Change& change : accepted_)
      needs_.insert(needs_.end(), change.imports.begin(), change.imports.end());
    return settle(std::vector<Import>());
  }

  // The edits of the accepted changes, of the imports that they and `needs` require, and of blocks that they
  // empty.
  Resolution settle(std::vector<Import> needs) const {
    needs.insert(needs.end(), needs_.begin(), needs_.end());
    std::vector<Edit> edits = settled_;
    // Removing imports may empty a guard, and with it remove the last use of another import: repeat until
    // stable.
    for (int round = 0; round < 4; ++round) {
      std::vector<Edit> planned = overlay(settled_, plan_imports(input_, {settled_, edits, needs}));
      std::vector<Edit> next = settle_blocks(tree_, planned);
      // If no block was emptied, no name is read less than before.
      const bool stable = next == edits || (round == 0 && next == planned);
      edits = std::move(next);
      if (stable) break;
    }
    edits = mark_long_lines(input_, order_imports(input_, std::move(edits)));
    Resolution out{std::move(edits), {}};
    out.text = mintport::apply(tree_.source().text(), out.edits);
    return out;
  }

  // Takes back changes around new syntax errors.
  Resolution take_back_broken(Resolution made) {
    for (int round = 0;; ++round) {
      const std::vector<ByteRange> errors = tree_.errors_after(made.edits, made.text);
      if (errors.empty() || errors.size() <= tree_.errors().size()) return made;
      // Even the imports alone break the text: keep the file unchanged.
      if (accepted_.empty()) return {{}, std::string(tree_.source().text())};
      const OffsetMap map(made.edits);
      const ByteOffset where = map.to_old(errors.front().begin);
      const std::uint32_t line = tree_.source().line_at(std::min(where, tree_.source().size()));
      std::vector<Change> kept;
      for (Change& change : accepted_) {
        if (round < 7 && !touches(change, line)) {
          kept.push_back(std::move(change));
          continue;
        }
        DraftFinding finding{FindingKind::syntax,
                             change.rule,
                             change.note,
                             "undone: the result would not parse; apply it by hand",
                             change.edits.front().range,
                             {}};
        draft_.add_anyway(std::move(finding));
      }
      made = settle(std::move(kept));
    }
  }

  bool touches(const Change& change, std::uint32_t line) const {
    return std::any_of(change.edits.begin(), change.edits.end(), [&](const Edit& edit) {
      const std::uint32_t first = tree_.source().line_at(edit.range.begin);
      const std::uint32_t last = tree_.source().line_at(edit.range.end);
      return first <= line + 1 && line <= last + 1;
    });
  }

  Conversion finish(Resolution made) {
    Conversion out;
    out.source = tree_.shared_source();
    const OffsetMap map(made.edits);
    for (DraftFinding& finding : draft_.take_findings()) {
      Finding done{finding.kind,
                   std::move(finding.rule),
                   std::move(finding.symbol),
                   std::move(finding.message),
                   finding.range,
                   place_after(finding.range, made, map),
                   {}};
      for (const Change& fix : finding.fixes) {
        if (auto ready = translate(fix, made, map)) done.fixes.push_back(std::move(*ready));
      }
      out.findings.push_back(std::move(done));
    }
    std::stable_sort(out.findings.begin(), out.findings.end(),
                     [](const Finding& a, const Finding& b) { return a.original.begin < b.original.begin; });
    std::stable_sort(accepted_.begin(), accepted_.end(), [](const Change& a, const Change& b) {
      return a.edits.front().range.begin < b.edits.front().range.begin;
    });
    for (Change& change : accepted_) {
      change.id = static_cast<std::uint32_t>(out.changes.size() + 1);
      out.changes.push_back(std::move(change));
    }
    out.edits = std::move(made.edits);
    out.text = std::move(made.text);
    return out;
  }

  // The place of a range in the new text. Inside rewritten text (a block of imports), the place where its
  // line, or its own text, occurs again.
  ByteRange place_after(ByteRange range, const Resolution& made, const OffsetMap& map) const {
    const ByteRange place = map.to_new(range);
    if (range.empty() || !covers(made.edits, range)) return place;
    const auto edit = std::find_if(made.edits.begin(), made.edits.end(), [&](const Edit& one) {
      return !one.range.empty() && one.range.contains(range);
    });
    const std::string_view line =
        tree_.source().text(tree_.source().line(tree_.source().line_at(range.begin)));
    for (const std::string_view words : {line, tree_.source().text(range)}) {
      const std::size_t at = edit->text.find(words);
      if (words.empty() || at == std::string::npos) continue;
      const auto begin = static_cast<ByteOffset>(map.to_new(edit->range.begin) + at);
      return {begin, begin + static_cast<ByteOffset>(words.size())};
    }
    return place;
  }

  // A fix in terms of the converted text, with its imports; nullopt if other changes touch its place.
  std::optional<Fix> translate(const Change& fix, const Resolution& made, const OffsetMap& map) {
    Fix out{fix.note, fix.applicability, {}};
    for (const Edit& edit : fix.edits) {
      if (!map.untouched(edit.range)) return std::nullopt;
      out.edits.push_back({map.to_new(edit.range), edit.text});
    }
    if (auto imports = import_edit(fix.imports, made)) {
      const bool apart = std::none_of(out.edits.begin(), out.edits.end(),
                                      [&](const Edit& edit) { return edit.range.overlaps(imports->range); });
      if (!apart) return std::nullopt;
      out.edits.push_back(*std::move(imports));
    }
    std::sort(out.edits.begin(), out.edits.end(),
              [](const Edit& a, const Edit& b) { return a.range < b.range; });
    return out;
  }

  // The edit that adds missing imports of `needs`. Cached, because many fixes need the same imports.
  std::optional<Edit> import_edit(const std::vector<Import>& needs, const Resolution& made) {
    if (needs.empty()) return std::nullopt;
    const auto [known, added] = import_edits_.try_emplace(needs);
    if (added) known->second = difference(made.text, settle(needs).text);
    return known->second;
  }

  Tree tree_;
  Names names_;
  Types types_;
  SignatureIndex signatures_;
  RuleInput input_;
  Speller speller_;
  Draft draft_;
  std::vector<Change> accepted_;
  std::vector<Edit> settled_;  // edits of the accepted changes, and of blocks that they empty
  std::vector<Import> needs_;  // imports of the accepted changes
  std::map<std::vector<Import>, std::optional<Edit>> import_edits_;
};

}  // namespace

bool is_converted(std::string_view path) {
  return is_python(path) || lists_requirements(path);
}

Conversion convert(std::shared_ptr<const Source> source, const Tables& tables,
                   const ConvertOptions& options) {
  assert(source != nullptr);
  if (lists_requirements(options.path)) {
    std::string text(source->text());
    std::vector<Finding> findings = review_requirements(*source, tables);
    return {std::move(source), std::move(text), {}, {}, std::move(findings)};
  }
  return Converter(std::move(source), tables, options).run();
}

}  // namespace mintport
