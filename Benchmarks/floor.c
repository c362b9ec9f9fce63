// The C floor: the least that libmicrohttpd can do for the same answer. It reads no path, parses no
// body and answers every request with one of two shared, prepared responses. Pool size, threads and
// flags are the library's defaults with epoll, so that the number means "the library itself".
//
//   floor GET_BODY_FILE POST_BODY_FILE [PORT]     (no port, or 0: the kernel chooses)
//   floor --version

#include <arpa/inet.h>
#include <microhttpd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct MHD_Response *get_answer, *post_answer;

static enum MHD_Result answer(void *cls, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload_data,
                              size_t *upload_data_size, void **request) {
  (void)cls, (void)url, (void)version, (void)upload_data;

  // An answer queued in the first call makes libmicrohttpd 0.9.75 close the connection.
  static int seen;
  if (*request == NULL) {
    *request = &seen;
    return MHD_YES;
  }
  if (*upload_data_size > 0) {
    *upload_data_size = 0;
    return MHD_YES;
  }
  return MHD_queue_response(connection, MHD_HTTP_OK,
                            strcmp(method, "POST") == 0 ? post_answer : get_answer);
}

static struct MHD_Response *shared_response(const char *path) {
  static char bytes[65536];
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    perror(path);
    exit(2);
  }
  size_t length = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  struct MHD_Response *response =
      MHD_create_response_from_buffer(length, bytes, MHD_RESPMEM_MUST_COPY);
  MHD_add_response_header(response, "Content-Type", "application/json");
  return response;
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "--version") == 0) return puts(MHD_get_version()) < 0;
  if (argc < 3) return fputs("usage: floor GET_BODY_FILE POST_BODY_FILE [PORT]\n", stderr), 2;
  get_answer = shared_response(argv[1]);
  post_answer = shared_response(argv[2]);

  // Blocked before the library starts its thread, which inherits the mask.
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGINT);
  sigaddset(&stop, SIGTERM);
  sigprocmask(SIG_BLOCK, &stop, NULL);

  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons(argc > 3 ? (uint16_t)atoi(argv[3]) : 0),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  struct MHD_Daemon *daemon =
      MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, answer, NULL,
                       MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_END);
  if (daemon == NULL) return perror("MHD_start_daemon"), 1;
  printf("floor listening on http://127.0.0.1:%d\n",
         MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
  fflush(stdout);

  int received;
  sigwait(&stop, &received);
  MHD_stop_daemon(daemon);
  return 0;
}
