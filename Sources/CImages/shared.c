#include "shared.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int rcm_append(struct rcm_writer *writer, const uint8_t *bytes, size_t length) {
  struct rcm_file *file = &writer->file;
  if (length > writer->capacity - file->length) {
    size_t capacity = 2 * writer->capacity + length + 4096;
    uint8_t *larger = realloc(file->bytes, capacity);
    if (larger == NULL) return 0;
    file->bytes = larger;
    writer->capacity = capacity;
  }
  memcpy(file->bytes + file->length, bytes, length);
  file->length += length;
  return 1;
}

int rcm_fail(char message[RCM_MESSAGE_SIZE], const char *library, const char *what) {
  snprintf(message, RCM_MESSAGE_SIZE, "%s: %s", library, what);
  return 0;
}

void rcm_free(struct rcm_file *file) {
  free(file->bytes);
  *file = (struct rcm_file){0};
}
