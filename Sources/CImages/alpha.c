#include <stdlib.h>
#include <string.h>

#include "shared.h"

/* The alpha plane of a WebP as libwebp can read but is slow to write: with its own encoder the plane
   takes as long as the colours, and plain it makes a file of megabytes. A cut-out is nearly all
   runs, for which one prefix code that never changes does as well. RFC 9649, sections 2.7.1 and 3. */

/* Bits, the first ones lowest. */
struct bits {
  uint8_t *next;
  uint64_t pending;
  int count;
};

static void put(struct bits *bits, uint32_t value, int count) {
  bits->pending |= (uint64_t)value << bits->count;
  for (bits->count += count; bits->count >= 8; bits->count -= 8) {
    *bits->next++ = (uint8_t)bits->pending;
    bits->pending >>= 8;
  }
}

/* A prefix code's own bits begin with the highest. */
static void put_code(struct bits *bits, uint32_t code, int count) {
  while (count-- > 0) put(bits, code >> count & 1, 1);
}

/* Symbols 0 to 255 are values of 9 bits each, 256 to 279 lengths of runs: 16 of 6 bits, 8 of 5. */
enum { VALUES = 256, SHORT_LENGTHS = 16, LONG_LENGTHS = 8 };

static void put_header(struct bits *bits) {
  put(bits, 0, 3); /* no transforms, no cache of colours, one group of codes */

  /* The code lengths 9, 6 and 5 as the codes 0, 11 and 10, where 13 of the lengths in the order that
     the format has for them are told. */
  static const uint8_t lengths[] = {0, 0, 0, 0, 0, 0, 0, 2, 0, 2, 0, 0, 1};
  put(bits, 0, 1);
  put(bits, sizeof lengths - 4, 4);
  for (size_t i = 0; i < sizeof lengths; i++) put(bits, lengths[i], 3);
  put(bits, 0, 1); /* all symbols have a length */
  for (int i = 0; i < VALUES; i++) put_code(bits, 0, 1);
  for (int i = 0; i < SHORT_LENGTHS; i++) put_code(bits, 3, 2);
  for (int i = 0; i < LONG_LENGTHS; i++) put_code(bits, 2, 2);

  /* Codes of one symbol, which then takes no bits: 0 for red, blue and alpha, 1 for the distance,
     which is the pixel to the left. */
  for (int i = 0; i < 3; i++) put(bits, 1, 4);
  put(bits, 1 | 1 << 3, 4);
}

static void put_value(struct bits *bits, uint8_t value) { put_code(bits, 256u + value, 9); }

/* At most 4096 pixels like the one before. */
static void put_run(struct bits *bits, uint32_t length) {
  uint32_t rest = length - 1, symbol = rest, extra = 0;
  if (rest >= 4) {
    int highest = 31 - __builtin_clz(rest);
    symbol = 2 * (uint32_t)highest + (rest >> (highest - 1) & 1);
    extra = (uint32_t)highest - 1;
  }
  if (symbol < SHORT_LENGTHS) {
    put_code(bits, LONG_LENGTHS * 2 + symbol, 6);
  } else {
    put_code(bits, symbol - SHORT_LENGTHS, 5);
  }
  put(bits, rest & ((1u << extra) - 1), (int)extra);
}

static uint8_t *put_plane(uint8_t *to, const uint8_t *alpha, size_t count) {
  struct bits bits = {to, 0, 0};
  put_header(&bits);
  for (size_t at = 0; at < count;) {
    size_t end = at + 1;
    put_value(&bits, alpha[at]);
    while (end < count && alpha[end] == alpha[at]) end++;
    for (size_t left = end - at - 1; left > 0;) {
      size_t length = left < 4096 ? left : 4096;
      put_run(&bits, (uint32_t)length);
      left -= length;
    }
    at = end;
  }
  put(&bits, 0, 7); /* what is pending */
  return bits.next;
}

static void little_endian(uint8_t *to, size_t value, int bytes) {
  for (int i = 0; i < bytes; i++) to[i] = (uint8_t)(value >> (8 * i));
}

int rcm_add_alpha(struct rcm_picture picture, struct rcm_file *file) {
  enum { RIFF = 12, HEADER = 8, EXTENDED = 10, HAS_ALPHA = 1 << 4, LOSSLESS = 1 };
  size_t count = (size_t)picture.width * (size_t)picture.height;
  size_t colours = file->length - RIFF;
  /* As much as is needed if no two pixels are alike; what stays untouched costs nothing. */
  uint8_t *bytes = malloc(RIFF + HEADER + EXTENDED + HEADER + count / 8 * 9 + 128 + colours);
  if (bytes == NULL) return 0;

  uint8_t *extended = bytes + RIFF;
  memcpy(extended, "VP8X", 4);
  little_endian(extended + 4, EXTENDED, 4);
  little_endian(extended + 8, HAS_ALPHA, 4);
  little_endian(extended + 12, (size_t)picture.width - 1, 3);
  little_endian(extended + 15, (size_t)picture.height - 1, 3);

  uint8_t *alpha = extended + HEADER + EXTENDED;
  memcpy(alpha, "ALPH", 4);
  alpha[8] = LOSSLESS;
  uint8_t *end = put_plane(alpha + 9, picture.alpha, count);
  size_t length = (size_t)(end - alpha) - HEADER;
  little_endian(alpha + 4, length, 4);
  if (length % 2 == 1) *end++ = 0;

  memcpy(end, file->bytes + RIFF, colours);
  size_t total = (size_t)(end - bytes) + colours;
  memcpy(bytes, "RIFF....WEBP", RIFF);
  little_endian(bytes + 4, total - 8, 4);
  free(file->bytes);
  *file = (struct rcm_file){bytes, total};
  return 1;
}
