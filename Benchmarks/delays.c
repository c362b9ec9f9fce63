// Opens many connections, sends one request on each, spread evenly over a time, and times each answer from the
// moment that it was due: a delay after its request was sent.
//
//   delays PORT CONNECTIONS SPREAD_MS DELAY_MS REQUEST_FILE SAMPLES_FILE
//
// With a spread of 0 all are sent at once. When all connections are open, and again when all requests are sent, it
// says so on stdout and waits for a line on stdin before it goes on; then it says how many answers came.
// SAMPLES_FILE receives a signed 64-bit number for each: the nanoseconds from when the answer was due until it was
// read, negative when it came before.

#define _GNU_SOURCE
#include "client.h"

#include <sys/epoll.h>
#include <sys/resource.h>

#define ROOM 2048
#define EVENTS 1024

struct connection {
  int fd;
  uint64_t due;
  size_t received;
  char *answer;
};

static void say(const char *word) {
  if (printf("%s\n", word) < 0 || fflush(stdout) != 0) fail("stdout");
}

static void raise_limit(size_t connections) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) fail("getrlimit");
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit(RLIMIT_NOFILE, &limit) != 0) fail("setrlimit");
  errno = EMFILE;
  if (limit.rlim_cur < connections + 16) fail("the limit of open files");
}

static size_t read_file(const char *path, char *text, size_t room) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) fail(path);
  size_t length = fread(text, 1, room, file);
  fclose(file);
  return length;
}

int main(int argc, char **argv) {
  if (argc != 7) return fputs("usage: see the head of delays.c\n", stderr), 2;
  size_t count = strtoul(argv[2], NULL, 10);
  uint64_t spread = strtoul(argv[3], NULL, 10) * 1000000, delay = strtoul(argv[4], NULL, 10) * 1000000;
  raise_limit(count);
  static char request[ROOM];
  size_t length = read_file(argv[5], request, sizeof request);
  struct connection *connections = calloc(count, sizeof *connections);
  int64_t *samples = calloc(count, sizeof *samples);
  char *answers = malloc(count * ROOM);
  if (connections == NULL || samples == NULL || answers == NULL) fail("malloc");
  // Touched now, or its page faults would be timed.
  memset(answers, 1, count * ROOM);
  memset(samples, 1, count * sizeof *samples);
  int epoll = epoll_create1(0);
  for (size_t i = 0; i < count; i++) {
    struct connection *connection = &connections[i];
    *connection = (struct connection){.fd = connect_to(argv[1]), .answer = answers + i * ROOM};
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, connection->fd, &event) != 0) fail("epoll_ctl");
  }
  say("open");
  if (getchar() == EOF) return 0;

  size_t sent = 0, answered = 0;
  uint64_t start = now(CLOCK_MONOTONIC) + 1000000;
  while (answered < count) {
    while (sent < count && start + sent * spread / count <= now(CLOCK_MONOTONIC)) {
      struct connection *connection = &connections[sent++];
      // Before it is sent, so that no answer that is in time seems to come too early.
      connection->due = now(CLOCK_MONOTONIC) + delay;
      send_whole(connection->fd, request, length);
      if (sent == count) say("sent");
    }
    // Polled while requests are due, awaited afterwards: a client that spins would take the server's core
    // where there are few.
    struct epoll_event events[EVENTS];
    int ready = epoll_wait(epoll, events, EVENTS, sent < count ? 0 : -1);
    for (int i = 0; i < ready; i++) {
      struct connection *connection = events[i].data.ptr;
      connection->received = receive(connection->fd, connection->answer, connection->received, ROOM);
      if (whole_body(connection->answer, connection->received) == NULL) continue;
      samples[answered++] = (int64_t)(now(CLOCK_MONOTONIC) - connection->due);
    }
  }
  write_samples(argv[6], samples, sizeof *samples, count);
  say("answered");
  // They stay open until whoever measures has looked.
  getchar();
  return 0;
}
