// Collects the parts of an edit into table entries, one entry per name.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/review/entry.hh"

namespace mintport {

class EntryDrafts {
 public:
  // `tables` must outlive this.
  explicit EntryDrafts(const Tables& tables) : tables_(tables) {}

  void target(const std::string& source, std::string target, Form form = Form::name);
  void form(const std::string& source, Form form);
  void rename(const std::string& source, std::string from, std::string to);
  // `value`: the source text of a value that can be dropped without loss.
  void drop(const std::string& source, std::string argument, std::string value);
  void move(const std::string& from, std::string to);
  void word(Word word);
  void remark(const std::string& source, std::string text);  // for the entry of that name
  void unsaid(std::string text);

  EntryProposals finish() &&;

 private:
  struct Draft {
    Entry entry;
    const Entry* old = nullptr;  // the existing entry
    std::vector<std::string> remarks;
  };
  Draft& draft(const std::string& source);
  std::string category_of(std::string_view source) const;
  EntryProposal proposal(const Draft& draft) const;

  const Tables& tables_;
  std::map<std::string, Draft> drafts_;
  EntryProposals out_;
};

}  // namespace mintport
