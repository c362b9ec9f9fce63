#define _GNU_SOURCE  // memmem
// libmicrohttpd answers what it cannot read with fixed HTML pages and has no setting for them. It makes
// the response through MHD_create_response_from_buffer, and its shared library calls that function as
// any program would, so the definition here is called in its place. On a libmicrohttpd that does not
// (a static one, say) the pages stay HTML; MicroHTTPDTests would notice.

// The replacement must call something else than itself: the older, deprecated form does the same.
#define MHD_NO_DEPRECATION 1
#include "CMicroHTTPD.h"

#include <string.h>

static _Thread_local bool json_pages = false;

void mhd_json_error_pages(bool on) { json_pages = on; }

struct page {
  // A text that only this page of libmicrohttpd 0.9.75 holds.
  const char *mark;
  const char *json;
};

static const struct page pages[] = {
    {"HTTP header was too big",
     "{\"error_code\":431001,\"error_message\":\"The head of the request is too large.\"}"},
    {"wrong value for <b>Content-Length",
     "{\"error_code\":400007,\"error_message\":\"Content-Length is malformed.\"}"},
    {"too large value for <b>Content-Length",
     "{\"error_code\":413001,\"error_message\":\"Content-Length is larger than any body.\"}"},
    {"chunked encoding was syntactically",
     "{\"error_code\":400007,\"error_message\":\"The chunked encoding of the body is malformed.\"}"},
    {"chunk size used",
     "{\"error_code\":413001,\"error_message\":\"A chunk of the body is too large.\"}"},
    {"version is",
     "{\"error_code\":505001,\"error_message\":\"This version of HTTP is not supported; send HTTP/1.1.\"}"},
    {"Internal server error",
     "{\"error_code\":500001,\"error_message\":\"The mock failed to make an answer.\"}"},
};

static const char malformed[] =
    "{\"error_code\":400007,\"error_message\":\"The request is not well-formed HTTP.\"}";

static const char *json_for(const char *page, size_t length) {
  for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
    if (memmem(page, length, pages[i].mark, strlen(pages[i].mark)) != NULL) return pages[i].json;
  return malformed;
}

struct MHD_Response *MHD_create_response_from_buffer(
    size_t size, void *buffer, enum MHD_ResponseMemoryMode mode) {
  static const char html[] = "<html><head>";
  const bool own = json_pages && mode == MHD_RESPMEM_PERSISTENT && size > sizeof html &&
                   memcmp(buffer, html, sizeof html - 1) == 0;
  if (own) {
    const char *json = json_for(buffer, size);
    buffer = (void *)json;
    size = strlen(json);
  }
  struct MHD_Response *response = MHD_create_response_from_data(
      size, buffer, mode == MHD_RESPMEM_MUST_FREE, mode == MHD_RESPMEM_MUST_COPY);
  if (own && response != NULL)
    MHD_add_response_header(response, "Content-Type", "application/json");
  return response;
}
