// The functions of libcurl that this target calls, with the types that curl.h gives them.
#pragma once

#include "CCurl.h"

#define EACH_CURL_FUNCTION(DO)                                                                    \
  DO(global_init) DO(version_info) DO(free)                                                       \
  DO(easy_init) DO(easy_cleanup) DO(easy_setopt) DO(easy_getinfo) DO(easy_pause) DO(easy_strerror) \
  DO(slist_append) DO(slist_free_all)                                                             \
  DO(url) DO(url_cleanup) DO(url_set) DO(url_get) DO(url_strerror)                                \
  DO(multi_init) DO(multi_cleanup) DO(multi_add_handle) DO(multi_remove_handle) DO(multi_perform) \
  DO(multi_poll) DO(multi_wakeup) DO(multi_info_read)

struct curl_functions {
#define DECLARE(name) __typeof__(curl_##name) *name;
  EACH_CURL_FUNCTION(DECLARE)
#undef DECLARE
};

extern struct curl_functions curl_functions;
