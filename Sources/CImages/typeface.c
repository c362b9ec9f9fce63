#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include <stdlib.h>
#include <string.h>

#include "CImages.h"

/* #embed is of C23; before that clang has it as an extension, which SwiftPM cannot be asked to
   allow. */
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char font[] = {
#embed "font/label.ttf"
};

struct rcm_typeface {
  FT_Library library;
  FT_Face face;
};

struct rcm_typeface *rcm_open_typeface(void) {
  struct rcm_typeface *typeface = calloc(1, sizeof *typeface);
  if (typeface == NULL) return NULL;
  if (FT_Init_FreeType(&typeface->library) != 0 ||
      FT_New_Memory_Face(typeface->library, font, sizeof font, 0, &typeface->face) != 0) {
    rcm_close_typeface(typeface);
    return NULL;
  }
  return typeface;
}

void rcm_close_typeface(struct rcm_typeface *typeface) {
  /* The library frees its faces. */
  if (typeface->library != NULL) FT_Done_FreeType(typeface->library);
  free(typeface);
}

/* Unhinted: a letter keeps its shape at every size and place, and no interpreter of the font's
   programs is involved. */
static FT_GlyphSlot load(struct rcm_typeface *typeface, uint32_t character, int size) {
  FT_UInt index = FT_Get_Char_Index(typeface->face, character);
  if (index == 0) return NULL;
  if (FT_Set_Char_Size(typeface->face, 0, size, 72, 72) != 0) return NULL;
  if (FT_Load_Glyph(typeface->face, index, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) {
    return NULL;
  }
  return typeface->face->glyph;
}

int rcm_measure_glyph(struct rcm_typeface *typeface, uint32_t character, int size,
                      struct rcm_glyph *glyph) {
  FT_GlyphSlot slot = load(typeface, character, size);
  if (slot == NULL) return 0;
  FT_BBox box;
  FT_Outline_Get_CBox(&slot->outline, &box);
  /* The slot's own `advance` is rounded to whole pixels, this one is not. */
  int advance = (int)slot->metrics.horiAdvance;
  *glyph = (struct rcm_glyph){advance, (int)box.xMin, (int)box.xMax, (int)box.yMin, (int)box.yMax};
  return 1;
}

/* Adds up where glyphs meet, so that a mark that touches its letter has no seam. */
static void add(const FT_Bitmap *bitmap, int left, int top, struct rcm_mask mask) {
  for (int row = 0; row < (int)bitmap->rows; row++) {
    int y = top + row;
    if (y < 0 || y >= mask.height) continue;
    const uint8_t *from = bitmap->buffer + row * bitmap->pitch;
    uint8_t *to = mask.coverage + (size_t)y * (size_t)mask.width;
    for (int column = 0; column < (int)bitmap->width; column++) {
      int x = left + column;
      if (x < 0 || x >= mask.width) continue;
      int sum = to[x] + from[column];
      to[x] = (uint8_t)(sum > 255 ? 255 : sum);
    }
  }
}

void rcm_draw_glyph(struct rcm_typeface *typeface, uint32_t character, int size, int x,
                    int baseline, struct rcm_mask mask) {
  FT_GlyphSlot slot = load(typeface, character, size);
  if (slot == NULL) return;
  FT_Outline_Translate(&slot->outline, x & 63, 0);
  if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) return;
  add(&slot->bitmap, (x >> 6) + slot->bitmap_left, baseline - slot->bitmap_top, mask);
}
