// libcurl, loaded when it is first asked for instead of linked: linked, it and its thirty libraries would cost
// every start of the program time and memory, and serving needs no client. Swift takes the types and numbers
// from curl.h and calls the functions below; they are curl's own, with fixed arguments.
//
// Nothing but `ccurl_load` and `ccurl_start_thread` may be called before the former has returned NULL.
#pragma once

// CURLOPT_PROTOCOLS is deprecated, but what follows it needs 7.85.
#define CURL_DISABLE_DEPRECATION
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>

// Loads libcurl and prepares it, once in the process, from any thread: NULL, or a sentence why there is none.
// What is found at run time may be older than the headers; it must be 7.80 at least.
const char *ccurl_load(void);

CURL *ccurl_easy(void);
void ccurl_easy_free(CURL *easy);
CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value);
CURLcode ccurl_set_size(CURL *easy, CURLoption option, curl_off_t value);
// libcurl copies the text.
CURLcode ccurl_set_text(CURL *easy, CURLoption option, const char *text);
// The list is used until the transfer has ended.
CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *list);

// What libcurl calls during a transfer, all with the same context; `error` has room for CURL_ERROR_SIZE
// bytes.
struct ccurl_callbacks {
  void *context;
  char *error;
  curl_read_callback read;
  curl_write_callback write;
  curl_write_callback header;
  curl_sockopt_callback new_socket;
  curl_prereq_callback before_request;
};
CURLcode ccurl_set_callbacks(CURL *easy, struct ccurl_callbacks callbacks);

// A number that curl_easy_getinfo(3) tells as a long or a curl_off_t; -1 when it does not.
long ccurl_long(CURL *easy, CURLINFO info);
curl_off_t ccurl_size(CURL *easy, CURLINFO info);
// Whether something has come on a socket that was not read yet.
bool ccurl_has_input(curl_socket_t socket);
// Whether the socket has that port on this side.
bool ccurl_has_local_port(curl_socket_t socket, int port);
// Has the body be sent on that the read callback paused.
void ccurl_resume(CURL *easy);
const char *ccurl_error_text(CURLcode code);

// The list with a copy of the text at its end; NULL, and the list as it was, when there is no memory.
struct curl_slist *ccurl_list_append(struct curl_slist *list, const char *text);
void ccurl_list_free(struct curl_slist *list);

// The parts of an absolute URL as libcurl understands it; a port that is not written is the scheme's.
// What a URL of another scheme than ours lacks is NULL.
struct ccurl_url {
  char *scheme;
  char *host;
  char *port;
  bool has_user;
};

// Fills in the parts, which `ccurl_url_free` frees in any case: NULL, or a sentence why it is no URL.
const char *ccurl_url_read(const char *text, struct ccurl_url *url);
void ccurl_url_free(struct ccurl_url *url);

CURLM *ccurl_multi(void);
void ccurl_multi_free(CURLM *multi);
CURLMcode ccurl_multi_add(CURLM *multi, CURL *easy);
void ccurl_multi_remove(CURLM *multi, CURL *easy);
// Does what can be done without waiting.
CURLMcode ccurl_multi_perform(CURLM *multi);
// Waits for a socket, a time-out of a transfer or `ccurl_multi_wake`, which any thread may call.
CURLMcode ccurl_multi_wait(CURLM *multi, int milliseconds);
void ccurl_multi_wake(CURLM *multi);
// A transfer that has ended and was not told of before; false when there is none.
bool ccurl_multi_ended(CURLM *multi, CURL **easy, CURLcode *result);

// Runs a function on a thread of its own, which nobody waits for and no signal reaches: those are for the
// threads of the program, and a broken connection is no reason for SIGPIPE. Threads that it starts have it so
// too. False when the system has no thread left.
bool ccurl_start_thread(void *(*body)(void *), void *context);
