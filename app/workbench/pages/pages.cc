#include "app/workbench/pages/pages.hh"

#include <algorithm>

#include "app/workbench/pages/commit.hh"
#include "app/workbench/pages/conflicts.hh"
#include "app/workbench/pages/findings.hh"
#include "app/workbench/pages/staging.hh"
#include "app/workbench/pages/start.hh"
#include "app/workbench/pages/steps.hh"
#include "app/workbench/pages/validation.hh"
#include "app/workbench/pages/weights.hh"

namespace mintport::ui {
namespace {

template <class P>
std::shared_ptr<Page> make(Host& host) {
  return std::make_shared<P>(host);
}

constexpr PageRow kPages[] = {
    {Command::findings, make<FindingsPage>},
    {Command::weights, make<WeightsPage>, true},
    {Command::pane_4, make<StagingPage>},
    {Command::conflicts, make<ConflictsPage>},
    {Command::commit, make<CommitPage>},  // CommitPage::start() shows it
    {Command::start, make<StartPage>, true},
    {Command::steps, make<StepsPage>, true},
    {Command::validation, make<ValidationPage>, true},
};

}  // namespace

const PageRow* page_row(Command command) {
  const auto row = std::find_if(std::begin(kPages), std::end(kPages),
                                [&](const PageRow& at) { return at.command == command; });
  return row == std::end(kPages) ? nullptr : row;
}

}  // namespace mintport::ui
