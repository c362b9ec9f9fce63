#include "load.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

struct curl_functions curl_functions;

// What is said when there is no libcurl; empty when there is.
static char problem[400];

static bool find_functions(void *library) {
  // dlsym(3) gives a void *, which ISO C does not convert to a pointer to a function.
#define FIND(name)                                                  \
  *(void **)&curl_functions.name = dlsym(library, "curl_" #name);   \
  if (curl_functions.name == NULL) {                                \
    snprintf(problem, sizeof problem, "libcurl has no curl_" #name); \
    return false;                                                   \
  }
  EACH_CURL_FUNCTION(FIND)
#undef FIND
  return true;
}

static void load(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) library = dlopen("libcurl-gnutls.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    // Only the first is missed; dlerror(3) has words for the second.
    snprintf(problem, sizeof problem, "libcurl is not installed: apt-get install libcurl4");
    return;
  }
  if (!find_functions(library)) return;
  const curl_version_info_data *version = curl_functions.version_info(CURLVERSION_NOW);
  if (version->version_num < 0x075000)
    snprintf(problem, sizeof problem, "libcurl %s is too old: 7.80 is needed", version->version);
  else if (curl_functions.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
    snprintf(problem, sizeof problem, "libcurl cannot be initialised");
}

const char *ccurl_load(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return problem[0] == '\0' ? NULL : problem;
}
