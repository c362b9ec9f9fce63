#include <png.h>
#include <stdlib.h>

#include "shared.h"

/* libpng reports errors by calling this, which must not return. */
static void fail(png_structp png, png_const_charp what) {
  rcm_fail(png_get_error_ptr(png), "libpng", what);
  png_longjmp(png, 1);
}

static void ignore_warning(png_structp png, png_const_charp what) {
  (void)png;
  (void)what;
}

static void append(png_structp png, png_bytep bytes, size_t length) {
  if (!rcm_append(png_get_io_ptr(png), bytes, length)) png_error(png, "out of memory");
}

static void flush(png_structp png) { (void)png; }

/* With alpha, the first 192 colours are the palette's at 3/4 of its steps and opaque, the others are
   8 colours of it at 8 alphas each, for edges. One byte per pixel costs a quarter of full colour. */
enum { OPAQUE = 192, ALPHAS = 8, STEP = RCM_PALETTE_SIZE / ALPHAS };

static uint8_t packed(uint8_t index, uint8_t alpha) {
  int eighths = (alpha + STEP / 2) / STEP;
  if (eighths == ALPHAS) return (uint8_t)(index * 3 / 4);
  return (uint8_t)(OPAQUE + index / STEP * ALPHAS + eighths);
}

static png_color colour(struct rcm_picture picture, int index) {
  uint32_t rgb = picture.palette[index];
  return (png_color){(png_byte)(rgb >> 16), (png_byte)(rgb >> 8), (png_byte)rgb};
}

static void set_palette(png_structp png, png_infop info, struct rcm_picture picture) {
  png_color colours[RCM_PALETTE_SIZE];
  png_byte alphas[RCM_PALETTE_SIZE];
  for (int i = 0; i < RCM_PALETTE_SIZE; i++) {
    int edge = i - OPAQUE;
    alphas[i] = 255;
    if (picture.alpha == NULL) {
      colours[i] = colour(picture, i);
    } else if (edge < 0) {
      colours[i] = colour(picture, i * 255 / (OPAQUE - 1));
    } else {
      colours[i] = colour(picture, edge / ALPHAS * STEP + STEP / 2);
      alphas[i] = (png_byte)(edge % ALPHAS * STEP);
    }
  }
  png_set_PLTE(png, info, colours, RCM_PALETTE_SIZE);
  if (picture.alpha != NULL) png_set_tRNS(png, info, alphas, RCM_PALETTE_SIZE, NULL);
}

static void write_rows(png_structp png, struct rcm_picture picture, uint8_t *row) {
  size_t width = (size_t)picture.width;
  for (size_t y = 0; y < (size_t)picture.height; y++) {
    const uint8_t *indices = picture.indices + y * width;
    if (picture.alpha == NULL) {
      png_write_row(png, indices);
    } else {
      const uint8_t *alpha = picture.alpha + y * width;
      for (size_t x = 0; x < width; x++) row[x] = packed(indices[x], alpha[x]);
      png_write_row(png, row);
    }
  }
}

static void write_picture(png_structp png, png_infop info, struct rcm_picture picture,
                          uint8_t *row) {
  png_set_IHDR(png, info, (png_uint_32)picture.width, (png_uint_32)picture.height, 8,
               PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  set_palette(png, info, picture);
  png_set_compression_level(png, 1);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_set_compression_buffer_size(png, 64 * 1024);
  png_write_info(png, info);
  write_rows(png, picture, row);
  png_write_end(png, NULL);
}

int rcm_encode_png(struct rcm_picture picture, struct rcm_file *file,
                   char message[RCM_MESSAGE_SIZE]) {
  /* What changes between setjmp and longjmp lives behind pointers that do not change: `writer` is
     reached only through its address, `png`, `info` and `row` are set before. */
  struct rcm_writer writer = {{NULL, 0}, 0};
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, message, fail, ignore_warning);
  if (png == NULL) return rcm_fail(message, "libpng", "cannot start");
  png_infop info = png_create_info_struct(png);
  if (info == NULL) {
    png_destroy_write_struct(&png, NULL);
    return rcm_fail(message, "libpng", "out of memory");
  }
  uint8_t *row = malloc((size_t)picture.width);
  if (row == NULL) {
    png_destroy_write_struct(&png, &info);
    return rcm_fail(message, "libpng", "out of memory");
  }
  if (setjmp(png_jmpbuf(png))) {
    png_destroy_write_struct(&png, &info);
    free(row);
    rcm_free(&writer.file);
    return 0;
  }
  png_set_write_fn(png, &writer, append, flush);
  write_picture(png, info, picture, row);
  png_destroy_write_struct(&png, &info);
  free(row);
  *file = writer.file;
  return 1;
}
