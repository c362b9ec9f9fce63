// Sends polls at a fixed pace and times each from the moment that it was due, so that a server that
// is late with one does not hide how late it is with those behind it. Meanwhile further connections
// can each ask for one picture after the other.
//
//   pace PORT RATE COUNT SAMPLES_FILE  POLLS_FILE CONNECTIONS  [PICTURES_FILE CONNECTIONS]
//
// The files of requests have a NUL between each two. Polls are repeated as often as needed; a
// picture is asked for once. SAMPLES_FILE receives COUNT 32-bit numbers: the nanoseconds from the
// moment that a poll was due to the last byte of its answer. How many pictures came meanwhile goes
// to stdout.

#define _GNU_SOURCE
#include "client.h"

#include <stdbool.h>
#include <sys/epoll.h>

#define MOST_CONNECTIONS 64
#define ROOM (4 << 20)

struct requests {
  char *bytes;
  size_t length, next;
};

struct connection {
  int fd;
  bool polls;
  char *answer;
  size_t received;
  uint64_t due;
};

static struct requests requests_of(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL || fseek(file, 0, SEEK_END) != 0) fail(path);
  struct requests requests = {.length = (size_t)ftell(file) + 1};
  requests.bytes = calloc(requests.length, 1);
  if (requests.bytes == NULL) fail("calloc");
  rewind(file);
  if (fread(requests.bytes, 1, requests.length - 1, file) != requests.length - 1) fail(path);
  fclose(file);
  return requests;
}

static void send_next(struct connection *connection, struct requests *requests) {
  const char *request = requests->bytes + requests->next;
  connection->received = 0;
  send_whole(connection->fd, request, strlen(request));
  requests->next += strlen(request) + 1;
}

int main(int argc, char **argv) {
  if (argc != 7 && argc != 9) return fputs("usage: see the head of pace.c\n", stderr), 2;
  uint64_t period = 1000000000 / strtoul(argv[2], NULL, 10);
  size_t count = strtoul(argv[3], NULL, 10);
  struct requests polls = requests_of(argv[5]), pictures = {0};
  int polling = atoi(argv[6]), others = 0;
  if (argc == 9) pictures = requests_of(argv[7]), others = atoi(argv[8]);
  if (polling + others > MOST_CONNECTIONS) fail("too many connections");
  uint32_t *samples = calloc(count, sizeof *samples);
  if (samples == NULL) fail("calloc");
  memset(samples, 1, count * sizeof *samples);  // touched now, or its page faults would be timed

  static struct connection connections[MOST_CONNECTIONS];
  struct connection *idle[MOST_CONNECTIONS];
  int idle_count = 0, epoll = epoll_create1(0);
  for (int i = 0; i < polling + others; i++) {
    struct connection *connection = &connections[i];
    *connection = (struct connection){
        .fd = connect_to(argv[1]), .polls = i < polling, .answer = malloc(ROOM)};
    if (connection->answer == NULL) fail("malloc");
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, connection->fd, &event) != 0) fail("epoll_ctl");
    if (connection->polls) idle[idle_count++] = connection;
    else send_next(connection, &pictures);
  }

  size_t sent = 0, answered = 0, came = 0;
  int pending = others;
  uint64_t start = now(CLOCK_MONOTONIC) + 50000000;
  // What is still rendered at the end is awaited: it must not be in the way of whoever is next.
  while (answered < count || pending > 0) {
    while (sent < count && idle_count > 0 && start + sent * period <= now(CLOCK_MONOTONIC)) {
      struct connection *connection = idle[--idle_count];
      connection->due = start + sent++ * period;
      if (polls.next >= polls.length) polls.next = 0;
      send_next(connection, &polls);
    }
    // Without waiting, for the same reason as in `receive`.
    struct epoll_event events[MOST_CONNECTIONS];
    int ready = epoll_wait(epoll, events, MOST_CONNECTIONS, 0);
    for (int i = 0; i < ready; i++) {
      struct connection *connection = events[i].data.ptr;
      connection->received =
          receive(connection->fd, connection->answer, connection->received, ROOM);
      if (whole_body(connection->answer, connection->received) == NULL) continue;
      if (connection->polls) {
        uint64_t late = now(CLOCK_MONOTONIC) - connection->due;
        samples[answered++] = late > UINT32_MAX ? UINT32_MAX : (uint32_t)late;
        idle[idle_count++] = connection;
      } else if (answered < count) {
        came++;
        if (pictures.next >= pictures.length) fail("there are no pictures left to ask for");
        send_next(connection, &pictures);
      } else {
        pending--;
      }
    }
  }
  write_samples(argv[4], samples, sizeof *samples, count);
  return printf("%zu\n", came) < 0;
}
