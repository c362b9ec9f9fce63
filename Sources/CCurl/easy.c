#include "load.h"

CURL *ccurl_easy(void) { return curl_functions.easy_init(); }

void ccurl_easy_free(CURL *easy) { curl_functions.easy_cleanup(easy); }

CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value) {
  return curl_functions.easy_setopt(easy, option, value);
}

CURLcode ccurl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_functions.easy_setopt(easy, option, value);
}

CURLcode ccurl_set_text(CURL *easy, CURLoption option, const char *text) {
  return curl_functions.easy_setopt(easy, option, text);
}

CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *list) {
  return curl_functions.easy_setopt(easy, option, list);
}

CURLcode ccurl_set_callbacks(CURL *easy, struct ccurl_callbacks callbacks) {
  __typeof__(curl_functions.easy_setopt) set = curl_functions.easy_setopt;
  CURLcode codes[] = {
      set(easy, CURLOPT_ERRORBUFFER, callbacks.error),
      set(easy, CURLOPT_READFUNCTION, callbacks.read),
      set(easy, CURLOPT_READDATA, callbacks.context),
      set(easy, CURLOPT_WRITEFUNCTION, callbacks.write),
      set(easy, CURLOPT_WRITEDATA, callbacks.context),
      set(easy, CURLOPT_HEADERFUNCTION, callbacks.header),
      set(easy, CURLOPT_HEADERDATA, callbacks.context),
      set(easy, CURLOPT_SOCKOPTFUNCTION, callbacks.new_socket),
      set(easy, CURLOPT_SOCKOPTDATA, callbacks.context),
      set(easy, CURLOPT_PREREQFUNCTION, callbacks.before_request),
      set(easy, CURLOPT_PREREQDATA, callbacks.context),
  };
  for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
    if (codes[i] != CURLE_OK) return codes[i];
  return CURLE_OK;
}

long ccurl_long(CURL *easy, CURLINFO info) {
  long value = -1;
  return curl_functions.easy_getinfo(easy, info, &value) == CURLE_OK ? value : -1;
}

curl_off_t ccurl_size(CURL *easy, CURLINFO info) {
  curl_off_t value = -1;
  return curl_functions.easy_getinfo(easy, info, &value) == CURLE_OK ? value : -1;
}

void ccurl_resume(CURL *easy) { curl_functions.easy_pause(easy, CURLPAUSE_CONT); }

const char *ccurl_error_text(CURLcode code) { return curl_functions.easy_strerror(code); }

struct curl_slist *ccurl_list_append(struct curl_slist *list, const char *text) {
  return curl_functions.slist_append(list, text);
}

void ccurl_list_free(struct curl_slist *list) { curl_functions.slist_free_all(list); }
