// The files under fixtures/ and scenarios/ that the mock needs at run time, embedded into the binary.
#pragma once

#include <stddef.h>

struct fixture {
  // The file's path below the repository's root.
  const char *path;
  const unsigned char *bytes;
  size_t length;
};

// The fixture of that index, from 0; one with a null path behind the last.
struct fixture fixture_at(size_t index);
