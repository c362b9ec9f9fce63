#include <stdlib.h>
#include <turbojpeg.h>

#include "shared.h"

enum { QUALITY = 85, SUBSAMPLING = TJSAMP_420 };

static int compress(tjhandle turbo, const struct rcm_planes *planes, struct rcm_picture picture,
                    struct rcm_file *file, char message[RCM_MESSAGE_SIZE]) {
  /* The worst case at once, and NOREALLOC: so the memory is malloc's, not turbojpeg's. Pages that
     stay untouched cost nothing. */
  unsigned long length = tjBufSize(picture.width, picture.height, SUBSAMPLING);
  if (length == (unsigned long)-1) return rcm_fail(message, "turbojpeg", "impossible size");
  unsigned char *bytes = malloc(length);
  if (bytes == NULL) return rcm_fail(message, "turbojpeg", "out of memory");
  const unsigned char *sources[] = {planes->y, planes->u, planes->v};
  const int strides[] = {planes->stride, planes->half_stride, planes->half_stride};
  if (tjCompressFromYUVPlanes(turbo, sources, picture.width, strides, picture.height, SUBSAMPLING,
                              &bytes, &length, QUALITY, TJFLAG_FASTDCT | TJFLAG_NOREALLOC) != 0) {
    free(bytes);
    return rcm_fail(message, "turbojpeg", tjGetErrorStr2(turbo));
  }
  *file = (struct rcm_file){bytes, length};
  return 1;
}

int rcm_encode_jpeg(struct rcm_picture picture, struct rcm_file *file,
                    char message[RCM_MESSAGE_SIZE]) {
  struct rcm_planes planes;
  if (!rcm_make_planes(picture, RCM_FULL_RANGE, &planes)) {
    return rcm_fail(message, "turbojpeg", "out of memory");
  }
  tjhandle turbo = tjInitCompress();
  int done = turbo == NULL ? rcm_fail(message, "turbojpeg", tjGetErrorStr2(NULL))
                           : compress(turbo, &planes, picture, file, message);
  if (turbo != NULL) tjDestroy(turbo);
  free(planes.y);
  return done;
}
