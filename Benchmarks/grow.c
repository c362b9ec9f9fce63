// Submits a request COUNT times to each of two servers, numbered in its prompt, and times every
// submit. Each server has one keep-alive connection, and the two take turns request by request, so
// whatever the machine does to one it does to the other.
//
//   grow COUNT  PORT PID REQUEST_FILE SAMPLES_FILE  PORT PID REQUEST_FILE SAMPLES_FILE
//
// For each server SAMPLES_FILE receives COUNT pairs of 32-bit numbers: the nanoseconds from the
// first byte sent to the last byte received, and the nanoseconds of CPU that the server's process
// used since the submit before. The second tells a slow insert from a machine that was busy
// elsewhere. About a hundred bodies of the first server go to stdout, so that the caller can look
// the jobs up.

#define _GNU_SOURCE
#include "client.h"

struct sample {
  uint32_t wall, cpu;
};

struct target {
  int fd;
  clockid_t clock;
  uint64_t cpu;  // what the server's process had used when it was last looked at
  char request[65536], answer[65536];
  size_t request_length;
  char *number;  // seven digits within the request
  const char *body;
  struct sample *samples;
  const char *samples_path;
};

static void prepare(struct target *target, char **arguments, size_t count) {
  target->fd = connect_to(arguments[0]);
  errno = clock_getcpuclockid(atoi(arguments[1]), &target->clock);
  if (errno != 0) fail("clock_getcpuclockid");
  target->cpu = now(target->clock);

  FILE *file = fopen(arguments[2], "rb");
  if (file == NULL) fail(arguments[2]);
  target->request_length = fread(target->request, 1, sizeof target->request, file);
  fclose(file);
  target->number = memmem(target->request, target->request_length, "no. 0000000", 11);
  if (target->number == NULL) fail("no number in the request");
  target->number += 4;

  target->samples_path = arguments[3];
  target->samples = malloc(count * sizeof *target->samples);
  if (target->samples == NULL) fail("malloc");
  // Touched now, or its page faults would be timed below.
  memset(target->samples, 1, count * sizeof *target->samples);
}

static struct sample submit(struct target *target, size_t n) {
  char digits[32];
  snprintf(digits, sizeof digits, "%07zu", n);
  memcpy(target->number, digits, 7);
  size_t received = 0;
  uint64_t start = now(CLOCK_MONOTONIC);
  send_whole(target->fd, target->request, target->request_length);
  do {
    received = receive(target->fd, target->answer, received, sizeof target->answer);
    target->body = whole_body(target->answer, received);
  } while (target->body == NULL);
  uint64_t wall = now(CLOCK_MONOTONIC) - start;
  // Counted since the last submit, so that work done after an answer or between two is not lost.
  uint64_t cpu = now(target->clock) - target->cpu;
  target->cpu += cpu;
  return (struct sample){wall > UINT32_MAX ? UINT32_MAX : (uint32_t)wall,
                         cpu > UINT32_MAX ? UINT32_MAX : (uint32_t)cpu};
}

int main(int argc, char **argv) {
  static struct target targets[2];
  if (argc != 10) return fputs("usage: see the head of grow.c\n", stderr), 2;
  size_t count = strtoul(argv[1], NULL, 10);
  for (int i = 0; i < 2; i++) prepare(&targets[i], argv + 2 + 4 * i, count);

  for (size_t n = 0; n < count; n++) {
    for (int i = 0; i < 2; i++) targets[i].samples[n] = submit(&targets[i], n);
    if (n % (count / 100 + 1) == 0) puts(targets[0].body);
  }

  for (int i = 0; i < 2; i++) {
    write_samples(targets[i].samples_path, targets[i].samples, sizeof *targets[i].samples, count);
  }
  return 0;
}
