#include "load.h"

const char *ccurl_url_read(const char *text, struct ccurl_url *url) {
  *url = (struct ccurl_url){0};
  CURLU *parts = curl_functions.url();
  if (parts == NULL) return "out of memory";
  __typeof__(curl_functions.url_get) get = curl_functions.url_get;
  // A transfer would guess a missing scheme; here it is an error. An unknown one is for the caller.
  CURLUcode code =
      curl_functions.url_set(parts, CURLUPART_URL, text, CURLU_NON_SUPPORT_SCHEME);
  if (code == CURLUE_OK) code = get(parts, CURLUPART_SCHEME, &url->scheme, 0);
  // Some schemes have no host, and some no port of their own.
  if (code == CURLUE_OK) {
    (void)get(parts, CURLUPART_HOST, &url->host, 0);
    (void)get(parts, CURLUPART_PORT, &url->port, CURLU_DEFAULT_PORT);
  }
  char *user = NULL;
  url->has_user = get(parts, CURLUPART_USER, &user, 0) == CURLUE_OK;
  curl_functions.free(user);
  curl_functions.url_cleanup(parts);
  return code == CURLUE_OK ? NULL : curl_functions.url_strerror(code);
}

void ccurl_url_free(struct ccurl_url *url) {
  curl_functions.free(url->scheme);
  curl_functions.free(url->host);
  curl_functions.free(url->port);
}
