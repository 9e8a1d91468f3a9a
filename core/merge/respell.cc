#include "core/merge/respell.hh"

#include <string_view>
#include <utility>

#include "core/base/text.hh"
#include "core/merge/alike.hh"
#include "core/merge/sequence.hh"

namespace mintport {
namespace {

class Respeller {
 public:
  Respeller(const Document& base, const Document& ours) : base_(base), ours_(ours) {}

  Respelled run() {
    block(base_.units(), ours_.units());
    return std::move(out_);
  }

 private:
  void block(const std::vector<Unit>& base, const std::vector<Unit>& ours) {
    Sequences items{.base = base.size(), .ours = ours.size()};
    items.same = [&](MergeSide, std::size_t i, MergeSide, std::size_t j) {
      return same_units(base_, base[i], ours_, ours[j], Sameness::spelling);
    };
    items.score = [&](MergeSide, std::size_t i, MergeSide, std::size_t j) {
      return score_units(base_, base[i], ours_, ours[j], Sameness::spelling);
    };
    for (const auto& [b, o] : align(items, MergeSide::base, MergeSide::ours)) unit(base[b], ours[o]);
  }

  void unit(const Unit& base, const Unit& ours) {
    if (base.kind != ours.kind) return;
    if (!ours.inner.empty()) {
      if (ours.kind == Unit::Kind::clause) replace(base.header, ours.header);
      return block(base.inner, ours.inner);
    }
    replace(base.core, ours.core);
  }

  // If the tokens are equal by the table of spellings, but not literally.
  void replace(ByteRange base, ByteRange ours) {
    const auto left = base_.tokens(base), right = ours_.tokens(ours);
    if (!same_tokens(left, right, Sameness::spelling) || same_tokens(left, right)) return;
    const std::string_view whole = trim(ours_.text(ours));
    const auto begin = static_cast<ByteOffset>(whole.data() - ours_.tree().source().text().data());
    std::vector<Edit> here;
    for (std::size_t i = 0; i < right.size(); ++i) {
      if (left[i].text == right[i].text) continue;
      const ByteRange word = right[i].range;
      out_.words.push_back({word, std::string(left[i].text)});
      here.push_back({{word.begin - begin, word.end - begin}, std::string(left[i].text)});
    }
    out_.statements.push_back(
        {ours_.tree().source().line_at(begin), std::string(whole), mintport::apply(whole, here)});
  }

  const Document& base_;
  const Document& ours_;
  Respelled out_;
};

}  // namespace

Respelled respell(const Document& base, const Document& ours) {
  return Respeller(base, ours).run();
}

}  // namespace mintport
