#ifndef RCM_CIMAGES_H
#define RCM_CIMAGES_H

#include <stddef.h>
#include <stdint.h>

enum { RCM_PALETTE_SIZE = 256, RCM_MESSAGE_SIZE = 200 };

/* A picture to encode: one byte per pixel, rows from the top without padding, each an index into
   `palette`, whose RCM_PALETTE_SIZE colours are 0xAARRGGBB. All of it stays the caller's. */
struct rcm_picture {
  const uint8_t *indices;
  const uint32_t *palette;
  int width;
  int height;
};

/* A file in memory. Allocated here, the caller's from then on: give it back with `rcm_free`. */
struct rcm_file {
  uint8_t *bytes;
  size_t length;
};

/* Each returns 1 and fills `file`, or returns 0, leaves nothing to free, and writes what went wrong
   to `message` as a C string. */
int rcm_encode_png(struct rcm_picture picture, struct rcm_file *file,
                   char message[RCM_MESSAGE_SIZE]);
int rcm_encode_jpeg(struct rcm_picture picture, struct rcm_file *file,
                    char message[RCM_MESSAGE_SIZE]);
int rcm_encode_webp(struct rcm_picture picture, struct rcm_file *file,
                    char message[RCM_MESSAGE_SIZE]);

/* Frees what an encoder put into `file` and empties it; an empty file is fine. */
void rcm_free(struct rcm_file *file);

#endif
