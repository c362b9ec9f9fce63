#include <stdlib.h>

#include "shared.h"

/* The palette as values of the planes. Both colour values share a word, so that one addition adds
   both up. */
struct converted {
  uint8_t y[RCM_PALETTE_SIZE];
  uint32_t uv[RCM_PALETTE_SIZE];
};

/* A colour value from a primary and the lightness, both times 1000; `scale` is how far they can be
   apart. */
static uint32_t difference(int primary, int luma, int levels, int scale) {
  int value = (levels * (primary - luma) + 128 * scale + scale / 2) / scale;
  return value > 255 ? 255 : (uint32_t)value;
}

/* ITU-R BT.601 in whole numbers: the same on every machine. */
static struct converted convert(const uint32_t *palette, enum rcm_range range) {
  int darkest = range == RCM_FULL_RANGE ? 0 : 16;
  int lightness = range == RCM_FULL_RANGE ? 255 : 219;
  int colour = range == RCM_FULL_RANGE ? 255 : 224;
  struct converted converted;
  for (int i = 0; i < RCM_PALETTE_SIZE; i++) {
    int red = palette[i] >> 16 & 0xff, green = palette[i] >> 8 & 0xff, blue = palette[i] & 0xff;
    int luma = 299 * red + 587 * green + 114 * blue;
    converted.y[i] = (uint8_t)(darkest + (luma * lightness + 127500) / 255000);
    converted.uv[i] = difference(1000 * blue, luma, colour, 255 * 1772) |
                      difference(1000 * red, luma, colour, 255 * 1402) << 16;
  }
  return converted;
}

static void fill_y(const uint8_t *pixels, int width, const struct converted *converted,
                   uint8_t *y, int stride) {
  for (int x = 0; x < width; x++) y[x] = converted->y[pixels[x]];
  if (stride > width) y[width] = y[width - 1];
}

/* The means of two by two pixels. */
static void fill_uv(const uint8_t *upper, const uint8_t *lower, int width,
                    const struct converted *converted, uint8_t *u, uint8_t *v) {
  const uint32_t *uv = converted->uv;
  for (int x = 0; x < width; x += 2) {
    int next = x + 1 < width ? x + 1 : x;
    uint32_t sum = uv[upper[x]] + uv[upper[next]] + uv[lower[x]] + uv[lower[next]] + 0x20002;
    u[x / 2] = (uint8_t)(sum >> 2);
    v[x / 2] = (uint8_t)(sum >> 18);
  }
}

int rcm_make_planes(struct rcm_picture picture, enum rcm_range range, struct rcm_planes *planes) {
  int width = picture.width, height = picture.height;
  size_t half_stride = ((size_t)width + 1) / 2, half_height = ((size_t)height + 1) / 2;
  size_t stride = 2 * half_stride, quarter = half_stride * half_height;
  uint8_t *block = malloc(6 * quarter);
  if (block == NULL) return 0;
  *planes = (struct rcm_planes){block, block + 4 * quarter, block + 5 * quarter, (int)stride,
                                (int)half_stride};

  struct converted converted = convert(picture.palette, range);
  for (size_t row = 0; row < half_height; row++) {
    const uint8_t *upper = picture.indices + 2 * row * (size_t)width;
    const uint8_t *lower = 2 * row + 1 < (size_t)height ? upper + width : upper;
    uint8_t *y = planes->y + 2 * row * stride;
    fill_y(upper, width, &converted, y, (int)stride);
    fill_y(lower, width, &converted, y + stride, (int)stride);
    fill_uv(upper, lower, width, &converted, planes->u + row * half_stride,
            planes->v + row * half_stride);
  }
  return 1;
}
