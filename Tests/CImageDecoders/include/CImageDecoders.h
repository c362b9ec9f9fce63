#ifndef CIMAGEDECODERS_H
#define CIMAGEDECODERS_H

#include <stddef.h>
#include <stdint.h>

/* Each decodes a file to four bytes for each pixel, red, green, blue and alpha, rows from the top, and
   returns 1, or 0 if it is no such file or not of that size. `pixels` has room for all of them. */
int decode_png(const uint8_t *file, size_t length, int width, int height, uint8_t *pixels);
int decode_jpeg(const uint8_t *file, size_t length, int width, int height, uint8_t *pixels);
int decode_webp(const uint8_t *file, size_t length, int width, int height, uint8_t *pixels);

#endif
