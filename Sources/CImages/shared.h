#ifndef RCM_SHARED_H
#define RCM_SHARED_H

#include "CImages.h"

/* A file that is being written: `capacity` bytes are allocated, `file.length` of them are used. */
struct rcm_writer {
  struct rcm_file file;
  size_t capacity;
};

/* Returns 0 when memory is short; what was written before stays valid and owned by the writer. */
int rcm_append(struct rcm_writer *writer, const uint8_t *bytes, size_t length);

/* Writes "library: what" to `message`, cut to fit, and returns 0 for the encoder to return. */
int rcm_fail(char message[RCM_MESSAGE_SIZE], const char *library, const char *what);

/* A picture as lightness and two colour planes of half its width and height, all padded to whole
   pairs of pixels by repeating the last column and row. */
struct rcm_planes {
  uint8_t *y, *u, *v;
  int stride, half_stride;
};

/* JPEG uses all 256 levels of a plane, video and so WebP fewer. */
enum rcm_range { RCM_FULL_RANGE, RCM_VIDEO_RANGE };

/* Fills `planes`; both JPEG and WebP work on such, and converting 256 colours is less work than
   having a library convert each pixel. Returns 0 when memory is short. Otherwise the caller frees
   `planes->y`, which is one block with the other two. */
int rcm_make_planes(struct rcm_picture picture, enum rcm_range range, struct rcm_planes *planes);

/* Puts the alpha of `picture` into a WebP of its colours. Returns 0 when memory is short; `file` is
   the caller's either way. */
int rcm_add_alpha(struct rcm_picture picture, struct rcm_file *file);

#endif
