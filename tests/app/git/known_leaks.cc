// Suppresses a known leak (LeakSanitizer calls this function if it exists): libgit2 1.5 loses PCRE2's match
// data each time a pattern does not match a setting's name, for example when it reads the status of
// submodules.

extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libpcre2-8\n";
}
