#include "CMicroHTTPD.h"

#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>

void mhd_reset(int socket) {
  // connect(2): a connected socket may be dissolved by an address of the family AF_UNSPEC.
  const struct sockaddr nobody = {.sa_family = AF_UNSPEC};
  (void)!connect(socket, &nobody, sizeof nobody);
}

bool mhd_is_delivered(int socket) {
  struct pollfd state = {.fd = socket};
  // Without events asked for, only an error or a hang-up is one.
  if (poll(&state, 1, 0) != 0) return true;
  int unacknowledged = 0;
  return ioctl(socket, SIOCOUTQ, &unacknowledged) != 0 || unacknowledged == 0;
}

uint64_t mhd_received_bytes(int socket) {
  struct tcp_info info = {0};
  socklen_t size = sizeof info;
  if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return 0;
  return info.tcpi_bytes_received;
}

int mhd_watch_descriptor(void) { return epoll_create1(EPOLL_CLOEXEC); }

bool mhd_watch(int watch, int socket, bool for_writing, uint64_t key) {
  struct epoll_event event = {
      .events = for_writing ? EPOLLOUT : EPOLLRDHUP, .data = {.u64 = key}};
  return epoll_ctl(watch, EPOLL_CTL_ADD, socket, &event) == 0;
}

void mhd_unwatch(int watch, int socket) { epoll_ctl(watch, EPOLL_CTL_DEL, socket, NULL); }

int mhd_watched_keys(int watch, uint64_t *keys, int room) {
  struct epoll_event events[64];
  int count = epoll_wait(watch, events, room < 64 ? room : 64, 0);
  for (int i = 0; i < count; i++) keys[i] = events[i].data.u64;
  return count < 0 ? 0 : count;
}
