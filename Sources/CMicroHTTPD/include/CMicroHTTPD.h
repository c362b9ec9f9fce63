// What Swift needs of libmicrohttpd: its header, and fixed-argument forms of the functions that take
// variable arguments, which Swift does not import.
#pragma once

#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

static inline struct MHD_Daemon *mhd_start(
    unsigned int flags, MHD_AccessHandlerCallback handler, void *context,
    struct MHD_OptionItem *options) {
  return MHD_start_daemon(
      flags, 0, NULL, NULL, handler, context, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

// Options that take a function and its context carry the function in `value`.
static inline struct MHD_OptionItem mhd_completed_option(
    MHD_RequestCompletedCallback callback, void *context) {
  return (struct MHD_OptionItem){MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)callback, context};
}

static inline struct MHD_OptionItem mhd_connection_option(
    MHD_NotifyConnectionCallback callback, void *context) {
  return (struct MHD_OptionItem){MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)callback, context};
}

static inline struct MHD_OptionItem mhd_unescape_option(
    size_t (*callback)(void *, struct MHD_Connection *, char *)) {
  return (struct MHD_OptionItem){MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)callback, NULL};
}

// Calls `iterator` for each field and each argument of the query; the kinds are bits, which Swift's
// closed enum cannot combine.
static inline int mhd_head_values(
    struct MHD_Connection *connection, MHD_KeyValueIteratorN iterator, void *context) {
  return MHD_get_connection_values_n(
      connection, (enum MHD_ValueKind)(MHD_HEADER_KIND | MHD_GET_ARGUMENT_KIND), iterator, context);
}

// The descriptor that becomes readable when the daemon has something to do.
static inline int mhd_epoll_descriptor(struct MHD_Daemon *daemon) {
  const union MHD_DaemonInfo *info =
      MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD_LINUX_ONLY);
  return info ? info->epoll_fd : -1;
}

static inline int mhd_connection_descriptor(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info ? info->connect_fd : -1;
}

// Whether the client of a connection has an address of loopback.
static inline bool mhd_is_from_this_machine(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  if (info == NULL || info->client_addr == NULL) return false;
  if (info->client_addr->sa_family == AF_INET) {
    const struct sockaddr_in *address = (const struct sockaddr_in *)info->client_addr;
    return ntohl(address->sin_addr.s_addr) >> 24 == 127;
  }
  if (info->client_addr->sa_family != AF_INET6) return false;
  const struct in6_addr *address = &((const struct sockaddr_in6 *)info->client_addr)->sin6_addr;
  return IN6_IS_ADDR_LOOPBACK(address) ||
      (IN6_IS_ADDR_V4MAPPED(address) && address->s6_addr[12] == 127);
}

// A descriptor that another thread can make readable (eventfd(2)); -1 when the process has none left.
static inline int mhd_wakeup_descriptor(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

// Writes what fits to a socket, without waiting and without a signal: the number of bytes, or -1 when the
// connection is gone. The flags are macros of an enumeration that Swift sees in some builds and not in others.
static inline ssize_t mhd_send_now(int socket, const void *bytes, size_t count) {
  ssize_t sent = send(socket, bytes, count, MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent >= 0) return sent;
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? 0 : -1;
}

// Reads and forgets what has come, at most a quarter of a megabyte of it, so that a fast sender does not
// hold the caller; false when the peer has closed or reset the connection.
static inline bool mhd_discard_input(int socket) {
  char scratch[16384];
  for (int round = 0; round < 16; round++) {
    ssize_t count = recv(socket, scratch, sizeof scratch, MSG_DONTWAIT);
    if (count > 0 || (count < 0 && errno == EINTR)) continue;
    return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
  }
  return true;
}

// Resets a connection: the peer gets an RST, and what it has not received yet is lost. (With SO_LINGER a
// close would do the same, but libmicrohttpd calls shutdown() before it, which sends a FIN.)
void mhd_reset(int socket);

// Whether the peer's system has acknowledged all that was written, or never will because the connection is
// gone.
bool mhd_is_delivered(int socket);

// Bytes that have come from the peer since the connection began, read or not; 0 where the kernel does not
// tell.
uint64_t mhd_received_bytes(int socket);

// An epoll(7) descriptor for `mhd_watch`; -1 when the process has none left.
int mhd_watch_descriptor(void);

// Has the descriptor report `key` when the peer has closed its side of the connection or, with
// `for_writing`, when there is room to write; in both cases also when the connection is gone.
bool mhd_watch(int watch, int socket, bool for_writing, uint64_t key);
void mhd_unwatch(int watch, int socket);

// Fills in the keys of what has happened, without waiting: how many, at most `room`. It is reported again
// until the socket is unwatched.
int mhd_watched_keys(int watch, uint64_t *keys, int room);

// While it is on, the pages that libmicrohttpd makes by itself on the calling thread (for a request
// that it cannot read) are JSON. It is off on every thread that did not ask for it, so that other users
// of libmicrohttpd in the process keep their pages.
void mhd_json_error_pages(bool on);
