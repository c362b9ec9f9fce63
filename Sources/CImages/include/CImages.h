#ifndef RCM_CIMAGES_H
#define RCM_CIMAGES_H

#include <stddef.h>
#include <stdint.h>

enum { RCM_PALETTE_SIZE = 256, RCM_MESSAGE_SIZE = 200 };

/* A picture to encode: one byte per pixel, rows from the top without padding, each an index into
   `palette`, whose RCM_PALETTE_SIZE colours are 0x00RRGGBB from dark to light. `alpha` has as many
   bytes, 255 where the picture is opaque, or is NULL if all of it is. All stays the caller's. */
struct rcm_picture {
  const uint8_t *indices;
  const uint8_t *alpha;
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
   to `message` as a C string. JPEG has no alpha and leaves it out. */
int rcm_encode_png(struct rcm_picture picture, struct rcm_file *file,
                   char message[RCM_MESSAGE_SIZE]);
int rcm_encode_jpeg(struct rcm_picture picture, struct rcm_file *file,
                    char message[RCM_MESSAGE_SIZE]);
int rcm_encode_webp(struct rcm_picture picture, struct rcm_file *file,
                    char message[RCM_MESSAGE_SIZE]);

/* Frees what an encoder put into `file` and empties it; an empty file is fine. */
void rcm_free(struct rcm_file *file);

/* The font of the labels, ready to be drawn with; for one thread at a time. NULL when memory is
   short. */
struct rcm_typeface *rcm_open_typeface(void);
void rcm_close_typeface(struct rcm_typeface *typeface);

/* How far a glyph moves the pen and the box that it fills around the pen, y upward. Like all that
   is said of glyphs in 1/64 pixel. */
struct rcm_glyph {
  int advance, left, right, bottom, top;
};

/* Fills `glyph` at `size` to the em, or returns 0 if the font lacks the character. */
int rcm_measure_glyph(struct rcm_typeface *typeface, uint32_t character, int size,
                      struct rcm_glyph *glyph);

/* How much of each pixel is covered: one byte per pixel, rows from the top without padding. The
   memory stays the caller's. */
struct rcm_mask {
  uint8_t *coverage;
  int width, height;
};

/* Draws a character with the pen at `x` and, in whole pixels, on `baseline`; what is outside of
   `mask` or missing from the font is not drawn. */
void rcm_draw_glyph(struct rcm_typeface *typeface, uint32_t character, int size, int x,
                    int baseline, struct rcm_mask mask);

#endif
