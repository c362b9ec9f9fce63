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
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

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

static void fail(const char *what) {
  fprintf(stderr, "grow: %s: %s\n", what, errno ? strerror(errno) : "unexpected answer");
  exit(1);
}

static uint64_t now(clockid_t clock) {
  struct timespec t;
  if (clock_gettime(clock, &t) != 0) fail("clock_gettime");
  return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static void prepare(struct target *target, char **arguments, size_t count) {
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)atoi(arguments[0])),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  target->fd = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(target->fd, (struct sockaddr *)&address, sizeof address) != 0) fail("connect");
  int on = 1;
  setsockopt(target->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);

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

// The whole answer has arrived when as many bytes as Content-Length says follow the blank line.
static int is_complete(struct target *target, size_t received) {
  target->answer[received] = 0;
  char *end = strstr(target->answer, "\r\n\r\n");
  if (end == NULL) return 0;
  char *length = strcasestr(target->answer, "\r\nContent-Length:");
  if (length == NULL || length > end) fail("no Content-Length");
  target->body = end + 4;
  return received >= (size_t)(target->body - target->answer) + strtoul(length + 17, NULL, 10);
}

static struct sample submit(struct target *target, size_t n) {
  char digits[32];
  snprintf(digits, sizeof digits, "%07zu", n);
  memcpy(target->number, digits, 7);
  size_t received = 0;
  uint64_t start = now(CLOCK_MONOTONIC);
  ssize_t sent = send(target->fd, target->request, target->request_length, MSG_NOSIGNAL);
  if (sent != (ssize_t)target->request_length) fail("send");
  do {
    // Polled, not awaited: waking this process up would cost more than the server's answer.
    ssize_t n = recv(target->fd, target->answer + received, sizeof target->answer - 1 - received,
                     MSG_DONTWAIT);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    errno = n == 0 ? ECONNRESET : errno;
    if (n <= 0) fail("recv");
    received += (size_t)n;
  } while (!is_complete(target, received));
  uint64_t wall = now(CLOCK_MONOTONIC) - start;
  // Counted since the last submit, so that work done after an answer or between two is not lost.
  uint64_t cpu = now(target->clock) - target->cpu;
  target->cpu += cpu;
  errno = 0;
  if (strncmp(target->answer, "HTTP/1.1 200", 12) != 0) fail(target->answer);
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
    FILE *file = fopen(targets[i].samples_path, "wb");
    if (file == NULL) fail(targets[i].samples_path);
    if (fwrite(targets[i].samples, sizeof *targets[i].samples, count, file) != count) fail("write");
    if (fclose(file) != 0) fail("close");
  }
  return 0;
}
