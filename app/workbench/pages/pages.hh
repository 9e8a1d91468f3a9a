// The pages that commands show. To add a page, write its two files and add a row here.
#pragma once

#include <memory>

#include "app/workbench/page.hh"

namespace mintport::ui {

class Host;

struct PageRow {
  Command command;
  std::shared_ptr<Page> (*make)(Host& host);  // called once, because the page keeps its state
  bool toggles = false;                       // the command also closes the page
};

// Null if the command shows no page.
const PageRow* page_row(Command command);

}  // namespace mintport::ui
