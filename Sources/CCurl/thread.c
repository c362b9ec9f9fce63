#include "CCurl.h"

#include <pthread.h>
#include <signal.h>

bool ccurl_start_thread(void *(*body)(void *), void *context) {
  sigset_t all, before;
  sigfillset(&all);
  // A new thread has the mask of the one that makes it.
  pthread_sigmask(SIG_BLOCK, &all, &before);
  pthread_t thread;
  const bool is_started = pthread_create(&thread, NULL, body, context) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (is_started) pthread_detach(thread);
  return is_started;
}
