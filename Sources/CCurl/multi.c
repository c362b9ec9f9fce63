#include "load.h"

CURLM *ccurl_multi(void) { return curl_functions.multi_init(); }

void ccurl_multi_free(CURLM *multi) { curl_functions.multi_cleanup(multi); }

CURLMcode ccurl_multi_add(CURLM *multi, CURL *easy) {
  return curl_functions.multi_add_handle(multi, easy);
}

void ccurl_multi_remove(CURLM *multi, CURL *easy) {
  curl_functions.multi_remove_handle(multi, easy);
}

CURLMcode ccurl_multi_perform(CURLM *multi) {
  int running;
  return curl_functions.multi_perform(multi, &running);
}

CURLMcode ccurl_multi_wait(CURLM *multi, int milliseconds) {
  return curl_functions.multi_poll(multi, NULL, 0, milliseconds, NULL);
}

void ccurl_multi_wake(CURLM *multi) { curl_functions.multi_wakeup(multi); }

bool ccurl_multi_ended(CURLM *multi, CURL **easy, CURLcode *result) {
  int left;
  for (CURLMsg *message; (message = curl_functions.multi_info_read(multi, &left)) != NULL;) {
    if (message->msg != CURLMSG_DONE) continue;
    *easy = message->easy_handle;
    *result = message->data.result;
    return true;
  }
  return false;
}
