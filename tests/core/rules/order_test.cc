// The order of passes: inside a phase any order that respects `after` gives the same result. Runs on the
// golden cases and a part of the corpus, with the default configuration.
//
// MINTPORT_ORDERS sets the number of orders per file; the default is kOrders.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>

#include "core/rules/run.hh"
#include "support/conversion/convert_text.hh"

namespace mintport::rules::order_test {
namespace {

namespace fs = std::filesystem;
using Order = std::vector<const Pass*>;

constexpr std::size_t kOrders = 4;
constexpr std::size_t kFiles = 60;

Order as_listed() {
  return {all_passes().begin(), all_passes().end()};
}

// For each phase, repeatedly picks a pass whose `after` have run.
Order shuffled(std::mt19937& random) {
  Order left = as_listed(), out;
  std::set<std::string_view> ran;
  while (!left.empty()) {
    std::vector<Order::iterator> ready;
    for (auto at = left.begin(); at != left.end() && (*at)->phase == left.front()->phase; ++at) {
      const auto& after = (*at)->after;
      if (std::all_of(after.begin(), after.end(), [&](auto name) { return ran.contains(name); }))
        ready.push_back(at);
    }
    const auto next = ready.at(random() % ready.size());
    ran.insert((*next)->name);
    out.push_back(*next);
    left.erase(next);
  }
  return out;
}

struct Case {
  std::string path;  // inside the package
  std::string text;
};

std::string read(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<Case> goldens() {
  std::vector<Case> out;
  for (const auto& entry : fs::directory_iterator(MINTPORT_GOLDEN)) {
    if (entry.is_directory()) out.push_back({"models/a.py", read(entry.path() / "in.py")});
  }
  return out;
}

// Spread over the folders; small files, so that an order is cheap.
std::vector<Case> corpus() {
  const fs::path root = fs::path(MINTPORT_DEPS) / "diffusers-0.35.1" / "diffusers";
  std::vector<fs::path> files;
  if (fs::exists(root)) {
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.path().extension() == ".py" && entry.file_size() > 1000 && entry.file_size() < 40000)
        files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  const char* all = std::getenv("MINTPORT_ORDERS");
  const std::size_t step = all != nullptr ? 1 : std::max<std::size_t>(1, files.size() / kFiles);
  std::vector<Case> out;
  for (std::size_t at = 0; at < files.size(); at += step)
    out.push_back({fs::relative(files[at], root).generic_string(), read(files[at])});
  return out;
}

// The whole conversion as text. Items that begin at the same place have no order.
std::string conversion(const Case& one, const ConvertOptions& options, const Order& order) {
  ConvertOptions now = options;
  now.path = one.path;
  now.passes = &order;
  const Conversion made = conversion_of(one.text, now, mindone_tables());
  std::vector<std::string> said;
  for (const Change& change : made.changes) {
    std::string line =
        std::to_string(change.edits.front().range.begin) + " " + change.rule + ": " + change.note;
    for (const Edit& edit : change.edits)
      line +=
          " [" + std::to_string(edit.range.begin) + "," + std::to_string(edit.range.end) + "]" + edit.text;
    said.push_back(line + " because " + change.evidence);
  }
  for (const Finding& finding : made.findings) {
    std::string line = std::to_string(finding.original.begin) + "-" + std::to_string(finding.original.end) +
                       " " + finding.rule + ": " + finding.symbol + ": " + finding.message;
    for (const Fix& fix : finding.fixes) {
      line += " (" + fix.title;
      for (const Edit& edit : fix.edits) line += "|" + std::to_string(edit.range.begin) + edit.text;
      line += ")";
    }
    said.push_back(std::move(line));
  }
  std::sort(said.begin(), said.end());
  std::string out = made.text;
  for (const std::string& line : said) out += "\n" + line;
  return out;
}

// Finds neighbours whose order matters: sorts the order step by step into the listed one, and names the pairs
// at which the conversion changes.
std::string culprits(const Case& one, const ConvertOptions& options, Order order) {
  std::map<const Pass*, std::size_t> rank;
  for (const Pass* pass : as_listed()) rank.emplace(pass, rank.size());
  std::string out, now = conversion(one, options, order);
  for (bool again = true; again;) {
    again = false;
    for (std::size_t i = 0; i + 1 < order.size(); ++i) {
      if (rank[order[i]] < rank[order[i + 1]]) continue;
      std::swap(order[i], order[i + 1]);
      again = true;
      std::string next = conversion(one, options, order);
      if (next == now) continue;
      out += "\n  " + std::string(order[i + 1]->name) + " must follow " + std::string(order[i]->name);
      now = std::move(next);
    }
  }
  return out;
}

void expect_any_order(const std::vector<Case>& cases, const ConvertOptions& options) {
  const char* asked = std::getenv("MINTPORT_ORDERS");
  const std::size_t orders = asked != nullptr ? std::strtoul(asked, nullptr, 10) : kOrders;
  std::mt19937 random(14);
  for (const Case& one : cases) {
    const std::string expected = conversion(one, options, as_listed());
    for (std::size_t i = 0; i < orders; ++i) {
      const Order order = shuffled(random);
      if (conversion(one, options, order) != expected)
        ADD_FAILURE() << one.path << culprits(one, options, order);
    }
  }
}

TEST(PassOrder, TheListRespectsIt) {
  EXPECT_EQ(fault_in_order(all_passes()), "");
}

TEST(PassOrder, AFaultIsNamed) {
  Order order = as_listed();
  std::swap(order.front(), order.back());
  EXPECT_NE(fault_in_order(order), "");
}

TEST(PassOrder, PassesNameWhatThereIs) {
  std::map<std::string_view, Phase> phases;
  std::set<std::string_view> described;
  for (const Pass* pass : all_passes()) {
    EXPECT_TRUE(phases.emplace(pass->name, pass->phase).second) << pass->name;
    for (const RuleInfo& rule : pass->rules) EXPECT_TRUE(described.insert(rule.id).second) << rule.id;
    EXPECT_EQ(pass->run == nullptr, pass->phase == Phase::settled) << pass->name;
    EXPECT_EQ(pass->look != nullptr, pass->phase == Phase::settled) << pass->name;
  }
  for (const Pass* pass : all_passes()) {
    EXPECT_FALSE(pass->rules.empty() && pass->also.empty()) << pass->name;
    for (const std::string_view id : pass->also)
      EXPECT_TRUE(described.contains(id)) << pass->name << " " << id;
    for (const std::string_view name : pass->after) {
      ASSERT_TRUE(phases.contains(name)) << pass->name << " follows " << name;
      EXPECT_EQ(phases[name], pass->phase) << pass->name << " follows " << name;
    }
  }
}

TEST(PassOrder, AnyDoesOnTheGoldenCases) {
  expect_any_order(goldens(), {});
  // As examples in docstrings are converted.
  expect_any_order(goldens(), {.example = true});
}

TEST(PassOrder, AnyDoesOnTheCorpus) {
  const std::vector<Case> files = corpus();
  if (files.empty()) GTEST_SKIP() << "no corpus: run `.ci/setup diffusers`";
  SignatureIndex signatures;
  for (const Case& one : files) {
    std::string module = "diffusers/" + one.path.substr(0, one.path.size() - 3);
    std::replace(module.begin(), module.end(), '/', '.');
    signatures.add(signatures_in(one.text, module));
  }
  expect_any_order(files, {.signatures = &signatures});
}

}  // namespace
}  // namespace mintport::rules::order_test
