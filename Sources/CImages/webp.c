#include <stdlib.h>
#include <webp/encode.h>

#include "shared.h"

/* libwebp gives numbers only: its names for them, in the order of WebPEncodingError. */
static const char *const reasons[] = {
    "no error",
    "out of memory",
    "bit stream out of memory",
    "null parameter",
    "invalid configuration",
    "bad dimension",
    "partition 0 overflow",
    "partition overflow",
    "bad write",
    "file too big",
    "user abort",
};

static int append(const uint8_t *bytes, size_t length, const WebPPicture *source) {
  return rcm_append(source->custom_ptr, bytes, length);
}

int rcm_encode_webp(struct rcm_picture picture, struct rcm_file *file,
                    char message[RCM_MESSAGE_SIZE]) {
  WebPConfig config;
  WebPPicture source;
  if (!WebPConfigInit(&config) || !WebPPictureInit(&source)) {
    return rcm_fail(message, "libwebp", "the library is older than its header");
  }
  /* As measured: from quality 89 on the same method takes half as long again, and lossless at its
     lowest level as much again in page faults. */
  config.method = 0;
  config.quality = 84;
  /* Both let what is in one corner decide how coarse all of the picture is; a label would show
     everywhere. */
  config.segments = 1;
  config.sns_strength = 0;

  struct rcm_planes planes;
  if (!rcm_make_planes(picture, RCM_VIDEO_RANGE, &planes)) {
    return rcm_fail(message, "libwebp", "out of memory");
  }
  struct rcm_writer writer = {{NULL, 0}, 0};
  source.width = picture.width;
  source.height = picture.height;
  source.y = planes.y;
  source.u = planes.u;
  source.v = planes.v;
  source.y_stride = planes.stride;
  source.uv_stride = planes.half_stride;
  source.writer = append;
  source.custom_ptr = &writer;
  int done = WebPEncode(&config, &source);

  /* Frees what libwebp has added; the planes are not its own, so it leaves them to us. */
  WebPPictureFree(&source);
  free(planes.y);
  if (!done) {
    rcm_free(&writer.file);
    size_t code = (size_t)source.error_code;
    int known = code < sizeof reasons / sizeof *reasons;
    return rcm_fail(message, "libwebp", known ? reasons[code] : "unknown error");
  }
  if (picture.alpha != NULL && !rcm_add_alpha(picture, &writer.file)) {
    rcm_free(&writer.file);
    return rcm_fail(message, "libwebp", "out of memory");
  }
  *file = writer.file;
  return 1;
}
