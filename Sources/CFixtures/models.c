#include "CFixtures.h"

// #embed is of C23; before that clang has it as an extension, which SwiftPM cannot be asked to allow.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char ovis_image[] = {
#embed "../../fixtures/models/aidc-ai__ovis-image.json"
};
static const unsigned char ideogram_v2[] = {
#embed "../../fixtures/models/ideogram__ideogram-v2__generate.json"
};
static const unsigned char imagineart[] = {
#embed "../../fixtures/models/imagineart__imagineart-1.5-preview__text-to-image.json"
};
static const unsigned char gpt_image[] = {
#embed "../../fixtures/models/openai__gpt-image-1-5__image-to-image.json"
};

static const struct fixture fixtures[] = {
    {"models/aidc-ai__ovis-image.json", ovis_image, sizeof ovis_image},
    {"models/ideogram__ideogram-v2__generate.json", ideogram_v2, sizeof ideogram_v2},
    {"models/imagineart__imagineart-1.5-preview__text-to-image.json", imagineart, sizeof imagineart},
    {"models/openai__gpt-image-1-5__image-to-image.json", gpt_image, sizeof gpt_image},
};

struct fixture fixture_at(size_t index) {
  static const struct fixture end = {NULL, NULL, 0};
  return index < sizeof fixtures / sizeof fixtures[0] ? fixtures[index] : end;
}
