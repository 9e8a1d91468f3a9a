// The pages that a command shows. A new page is a row here, besides its own two files.
#pragma once

#include <memory>

#include "app/workbench/page.hh"

namespace mintport::ui {

class Host;

struct PageRow {
  Command command;
  std::shared_ptr<Page> (*make)(Host& host);  // called once: the page keeps its state
  bool toggles = false;                       // the command leaves it again
};

// Null: the command shows none.
const PageRow* page_row(Command command);

}  // namespace mintport::ui
