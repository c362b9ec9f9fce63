#include "CCurl.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>

bool ccurl_has_input(curl_socket_t socket) {
  struct pollfd state = {.fd = socket, .events = POLLIN};
  return poll(&state, 1, 0) > 0;
}

bool ccurl_has_local_port(curl_socket_t socket, int port) {
  struct sockaddr_storage address = {0};
  socklen_t size = sizeof address;
  if (getsockname(socket, (struct sockaddr *)&address, &size) != 0) return false;
  // The port lies at the same place in both families.
  return ntohs(((struct sockaddr_in *)&address)->sin_port) == port;
}
