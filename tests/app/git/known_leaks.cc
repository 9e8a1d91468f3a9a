// What LeakSanitizer (it calls this function when it is there) need not tell: libgit2 1.5 loses PCRE2's match
// data each time that a pattern does not match a setting's name, as happens when it reads the status of
// submodules.

extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libpcre2-8\n";
}
