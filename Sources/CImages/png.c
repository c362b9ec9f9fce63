#include <png.h>

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

static void write_picture(png_structp png, png_infop info, struct rcm_picture picture) {
  png_color colours[RCM_PALETTE_SIZE];
  for (int i = 0; i < RCM_PALETTE_SIZE; i++) {
    uint32_t argb = picture.palette[i];
    colours[i] = (png_color){(png_byte)(argb >> 16), (png_byte)(argb >> 8), (png_byte)argb};
  }
  png_set_IHDR(png, info, (png_uint_32)picture.width, (png_uint_32)picture.height, 8,
               PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_set_PLTE(png, info, colours, RCM_PALETTE_SIZE);
  png_set_compression_level(png, 1);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_set_compression_buffer_size(png, 64 * 1024);
  png_write_info(png, info);
  for (int y = 0; y < picture.height; y++) {
    png_write_row(png, picture.indices + (size_t)y * (size_t)picture.width);
  }
  png_write_end(png, NULL);
}

int rcm_encode_png(struct rcm_picture picture, struct rcm_file *file,
                   char message[RCM_MESSAGE_SIZE]) {
  /* What changes between setjmp and longjmp lives behind pointers that do not change: `writer` is
     reached only through its address, `png` and `info` are set before. */
  struct rcm_writer writer = {{NULL, 0}, 0};
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, message, fail, ignore_warning);
  if (png == NULL) return rcm_fail(message, "libpng", "cannot start");
  png_infop info = png_create_info_struct(png);
  if (info == NULL) {
    png_destroy_write_struct(&png, NULL);
    return rcm_fail(message, "libpng", "out of memory");
  }
  if (setjmp(png_jmpbuf(png))) {
    png_destroy_write_struct(&png, &info);
    rcm_free(&writer.file);
    return 0;
  }
  png_set_write_fn(png, &writer, append, flush);
  write_picture(png, info, picture);
  png_destroy_write_struct(&png, &info);
  *file = writer.file;
  return 1;
}
