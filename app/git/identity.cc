#include "app/git/identity.hh"

#include <charconv>
#include <cstdlib>
#include <ctime>

#include "app/git/failure.hh"
#include "app/git/git_work_tree.hh"
#include "core/base/text.hh"

namespace mintport {
namespace {

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// Parses "+0100", "-05:30" or "Z" into minutes.
std::optional<int> parse_offset(std::string_view text) {
  if (text == "Z" || text == "UTC" || text == "GMT") return 0;
  if (text.size() == 6 && text[3] == ':') {
    auto without = std::string(text.substr(0, 3)) + std::string(text.substr(4));
    return parse_offset(without);
  }
  if (text.size() != 5 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const auto hours = number(text.substr(1, 2)), minutes = number(text.substr(3));
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  const int offset = static_cast<int>(*hours * 60 + *minutes);
  return text[0] == '-' ? -offset : offset;
}

std::optional<Moment> parse_seconds(std::string_view text) {
  const bool marked = text.starts_with('@');
  if (marked) text.remove_prefix(1);
  const std::size_t space = text.find(' ');
  const auto seconds = number(text.substr(0, space));
  // A number with fewer digits could be a date without separators.
  if (!seconds || *seconds < 0 || (!marked && *seconds < 100'000'000)) return std::nullopt;
  if (space == text.npos) return Moment{*seconds, 0};
  const auto offset = parse_offset(trim(text.substr(space)));
  if (!offset) return std::nullopt;
  return Moment{*seconds, *offset};
}

std::optional<Moment> at(std::tm time, std::string_view offset_text) {
  offset_text = trim(offset_text);
  if (offset_text.empty()) {
    time.tm_isdst = -1;
    const std::time_t seconds = std::mktime(&time);
    return Moment{seconds, static_cast<int>(time.tm_gmtoff / 60)};
  }
  const auto offset = parse_offset(offset_text);
  if (!offset) return std::nullopt;
  return Moment{timegm(&time) - *offset * 60, *offset};
}

Moment now() {
  const std::time_t seconds = std::time(nullptr);
  std::tm time{};
  localtime_r(&seconds, &time);
  return {seconds, static_cast<int>(time.tm_gmtoff / 60)};
}

// The variable and the settings that define an identity.
struct Names {
  const char* variable;
  const char* own_setting;
  const char* common_setting;
};

std::string read_setting(git_config* config, const char* name) {
  const char* value = nullptr;
  return git_config_get_string(&value, config, name) == 0 && value ? value : "";
}

// Removes characters that would break the commit's header, as git does.
std::string clean(std::string_view text) {
  std::string result;
  for (char c : text) {
    if (c != '<' && c != '>' && c != '\n') result += c;
  }
  return std::string(trim(result));
}

std::string find_identity(git_config* config, const Names& names) {
  if (const char* value = std::getenv(names.variable); value && !clean(value).empty()) return clean(value);
  for (const char* setting : {names.own_setting, names.common_setting}) {
    if (std::string value = clean(read_setting(config, setting)); !value.empty()) return value;
  }
  return {};
}

tl::unexpected<Error> missing(const Names& names, const char* example) {
  const std::string setting = names.common_setting;
  return fail({ErrorKind::git, "", 0, "" + setting + " is not set",
               "run `git config --global " + setting + " \"" + example + "\"`"});
}

Result<SignatureHandle> make_signature(const std::string& name, const std::string& email, Moment moment) {
  SignatureHandle result;
  const int code = git_signature_new(out(result), name.c_str(), email.c_str(), moment.seconds, moment.offset);
  if (code < 0) return git_failure(code, "creating the signature");
  return result;
}

}  // namespace

std::optional<Moment> parse_date(std::string_view text) {
  text = trim(text);
  if (auto moment = parse_seconds(text)) return moment;
  const std::string terminated(text);
  // Parses English month names, whatever the locale.
  for (const char* form : {"%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%a, %d %b %Y %H:%M:%S",
                           "%d %b %Y %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"}) {
    std::tm time{};
    if (const char* rest = strptime(terminated.c_str(), form, &time)) {
      if (auto moment = at(time, rest)) return moment;
    }
  }
  return std::nullopt;
}

Result<SignatureHandle> signature(git_repository* repository, Role role) {
  const bool author = role == Role::author;
  const Names name = author ? Names{"GIT_AUTHOR_NAME", "author.name", "user.name"}
                            : Names{"GIT_COMMITTER_NAME", "committer.name", "user.name"};
  const Names email = author ? Names{"GIT_AUTHOR_EMAIL", "author.email", "user.email"}
                             : Names{"GIT_COMMITTER_EMAIL", "committer.email", "user.email"};
  auto config = settings(repository);
  if (!config) return fail(config.error());
  const std::string who = find_identity(config->get(), name);
  if (who.empty()) return missing(name, "Your Name");
  std::string where = find_identity(config->get(), email);
  if (const char* fallback = std::getenv("EMAIL"); where.empty() && fallback) where = clean(fallback);
  if (where.empty()) return missing(email, "you@example.com");
  Moment moment = now();
  const char* variable = author ? "GIT_AUTHOR_DATE" : "GIT_COMMITTER_DATE";
  if (const char* date = std::getenv(variable); date && *date) {
    const auto parsed = parse_date(date);
    if (!parsed) {
      return fail({ErrorKind::git, "", 0, std::string(variable) + " is not a date: " + date,
                   "write it like 2023-11-14T22:13:20+0100, or unset it"});
    }
    moment = *parsed;
  }
  return make_signature(who, where, moment);
}

SignatureHandle machine_signature(git_repository* repository) {
  if (auto own = signature(repository, Role::committer)) return std::move(*own);
  SignatureHandle result;
  const Moment moment = now();
  git_signature_new(out(result), "mintport", "mintport@localhost", moment.seconds, moment.offset);
  return result;
}

}  // namespace mintport
