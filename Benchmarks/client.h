// What the clients in C share: clocks, a connection, and when an answer is whole.

#pragma once

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

static _Noreturn void fail(const char *what) {
  fprintf(stderr, "%s: %s: %s\n", program_invocation_short_name, what,
          errno ? strerror(errno) : "unexpected answer");
  exit(1);
}

static uint64_t now(clockid_t clock) {
  struct timespec t;
  if (clock_gettime(clock, &t) != 0) fail("clock_gettime");
  return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static int connect_to(const char *port) {
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)atoi(port)),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) fail("connect");
  int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return fd;
}

static void send_whole(int fd, const char *request, size_t length) {
  if (send(fd, request, length, MSG_NOSIGNAL) != (ssize_t)length) fail("send");
}

// Adds what has arrived by now, if anything, and returns how much there is.
//
// Polled, not awaited: waking this process up would cost more than the server's answer.
static size_t receive(int fd, char *answer, size_t received, size_t room) {
  ssize_t n = recv(fd, answer + received, room - 1 - received, MSG_DONTWAIT);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return received;
  errno = n == 0 ? ECONNRESET : errno;
  if (n <= 0) fail("recv");
  answer[received + (size_t)n] = 0;
  return received + (size_t)n;
}

// The body of an answer that has arrived whole, that is when as many bytes as Content-Length says
// follow the blank line; NULL before that.
static const char *whole_body(const char *answer, size_t received) {
  if (received == 0) return NULL;
  const char *end = strstr(answer, "\r\n\r\n");
  if (end == NULL) return NULL;
  const char *length = strcasestr(answer, "\r\nContent-Length:");
  errno = 0;
  if (length == NULL || length > end) fail("no Content-Length");
  const char *body = end + 4;
  if (received < (size_t)(body - answer) + strtoul(length + 17, NULL, 10)) return NULL;
  if (strncmp(answer, "HTTP/1.1 200", 12) != 0) fail(answer);
  return body;
}

static void write_samples(const char *path, const void *samples, size_t size, size_t count) {
  FILE *file = fopen(path, "wb");
  if (file == NULL) fail(path);
  if (fwrite(samples, size, count, file) != count) fail("write");
  if (fclose(file) != 0) fail("close");
}
