#include "CImageDecoders.h"

#include <png.h>
#include <turbojpeg.h>
#include <webp/decode.h>

int decode_png(const uint8_t *file, size_t length, int width, int height, uint8_t *pixels) {
  png_image image = {.version = PNG_IMAGE_VERSION};
  if (!png_image_begin_read_from_memory(&image, file, length)) return 0;
  image.format = PNG_FORMAT_RGBA;
  int fits = image.width == (png_uint_32)width && image.height == (png_uint_32)height;
  int done = fits && png_image_finish_read(&image, NULL, pixels, 0, NULL);
  png_image_free(&image);
  return done;
}

int decode_jpeg(const uint8_t *file, size_t length, int width, int height, uint8_t *pixels) {
  tjhandle turbo = tjInitDecompress();
  int w = 0, h = 0, sampling = 0, colours = 0;
  int done = turbo != NULL &&
             tjDecompressHeader3(turbo, file, length, &w, &h, &sampling, &colours) == 0 &&
             w == width && h == height &&
             tjDecompress2(turbo, file, length, pixels, width, 0, height, TJPF_RGBA, 0) == 0;
  if (turbo != NULL) tjDestroy(turbo);
  return done;
}

int decode_webp(const uint8_t *file, size_t length, int width, int height, uint8_t *pixels) {
  int w = 0, h = 0;
  if (!WebPGetInfo(file, length, &w, &h) || w != width || h != height) return 0;
  size_t size = (size_t)width * (size_t)height * 4;
  return WebPDecodeRGBAInto(file, length, pixels, size, width * 4) != NULL;
}
