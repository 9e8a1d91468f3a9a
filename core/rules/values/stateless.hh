// Rewrites a class whose objects only store values computed from one parameter: its methods take that
// parameter instead, because graph mode cannot create objects.
#pragma once

#include <optional>

#include "core/rules/draft/pass.hh"

namespace mintport {

// class D:                                  class D:
//     def __init__(self, p, fixed=False):       def __init__(self, fixed=False):
//         self.p = p                                self.fixed = fixed
//         self.half = p / 2               ->
//         self.fixed = fixed                    def init(self, p):
//                                                   half = p / 2
//                                                   return half
//     def mode(self):
//         return self.half                      def mode(self, p):
//                                                   half = self.init(p)
//                                                   return half
//
// Nothing where the class does not have that shape.
std::optional<Change> without_state(const RuleContext& context, NodeId class_definition);

}  // namespace mintport
