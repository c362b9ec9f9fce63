// Times yyjson on one body: `parse_floor BODY ROUNDS`. Prints the nanoseconds of CPU that one round
// took; a round reads the body into a document and frees it.

#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "yyjson.h"

static double cpu_time(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static double nanoseconds(const char *body, size_t length, long rounds, const yyjson_alc *memory) {
  double start = cpu_time();
  for (long round = 0; round < rounds; round++) {
    yyjson_doc *document = yyjson_read_opts((char *)body, length, 0, memory, NULL);
    if (!document) {
      fputs("parse_floor: the body is not JSON\n", stderr);
      exit(2);
    }
    yyjson_doc_free(document);
  }
  return (cpu_time() - start) / (double)rounds;
}

int main(int count, char **arguments) {
  if (count == 2 && strcmp(arguments[1], "--version") == 0) return puts(YYJSON_VERSION_STRING) < 0;
  FILE *file = count == 3 ? fopen(arguments[1], "rb") : NULL;
  long rounds = count == 3 ? atol(arguments[2]) : 0;
  if (!file || rounds < 1) {
    fputs("parse_floor BODY ROUNDS\n", stderr);
    return 2;
  }
  static char body[1 << 20];
  size_t length = fread(body, 1, sizeof body, file);
  // One piece of memory for all rounds, as the mock uses its nodes again.
  size_t size = yyjson_read_max_memory_usage(length, 0);
  yyjson_alc memory;
  if (!yyjson_alc_pool_init(&memory, malloc(size), size)) return 2;
  nanoseconds(body, length, 1 + rounds / 10, &memory);  // warms up
  printf("%f\n", nanoseconds(body, length, rounds, &memory));
}
