// The files under fixtures/ that the mock needs at run time, embedded into the binary.
#pragma once

#include <stddef.h>

struct fixture {
  // The file's path below fixtures/.
  const char *path;
  const unsigned char *bytes;
  size_t length;
};

// The fixture of that index, from 0; one with a null path behind the last.
struct fixture fixture_at(size_t index);
