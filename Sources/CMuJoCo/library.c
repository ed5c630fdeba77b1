// Finds out whether a file is the library these headers belong to, and opens it.

#include "library.h"

#include "CMuJoCo.h"

#include <dlfcn.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const mujoco_entries *mujoco = NULL;
_Thread_local error_trap *active_trap = NULL;

static mujoco_entries opened;
static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER;

void report(char *error, int capacity, const char *format, ...) {
  if (!error || capacity <= 0) return;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(error, (size_t)capacity, format, arguments);
  va_end(arguments);
  for (char *at = error; *at; at++) {
    if (*at == '\n') *at = at[1] ? ' ' : '\0';
  }
}

static void on_fatal_error(const char *message) {
  if (!active_trap) {
    fprintf(stderr, "internal error: unguarded failure of MuJoCo: %s\n", message);
    abort();
  }
  snprintf(active_trap->message, sizeof active_trap->message, "%s", message);
  longjmp(active_trap->target, 1);
}

/// Warnings show in the counters that a step looks at, so nothing is printed and no log file is written.
static void on_message(const mjLogMessage *message) {
  if (message->level == mjLOG_ERROR) on_fatal_error(message->subject);
}

static void on_warning(const char *message) { (void)message; }

/// A cut-off library would be mapped and then fault on its missing pages, so its extent is checked before loading.
static int check_extent(const char *path, char *error, int capacity) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    report(error, capacity, "cannot be read (%s)", strerror(errno));
    return 1;
  }
  struct stat status;
  Elf64_Ehdr header;
  int failed = 1;
  if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
    report(error, capacity, "is not a file");
  } else if (
      pread(file, &header, sizeof header, 0) != (ssize_t)sizeof header || memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 ||
      header.e_ident[EI_CLASS] != ELFCLASS64) {
    report(error, capacity, "is not a 64-bit shared library");
  } else {
    // The section table is the last thing in the file.
    unsigned long long end = header.e_shoff + (unsigned long long)header.e_shnum * header.e_shentsize;
    failed = header.e_shoff == 0 || end > (unsigned long long)status.st_size;
    if (failed) report(error, capacity, "is cut off (%lld bytes)", (long long)status.st_size);
  }
  close(file);
  return failed;
}

static int resolve(void *handle, mujoco_entries *entries, char *error, int capacity) {
#define RESOLVE(name)                                                                                                 \
  *(void **)&entries->name = dlsym(handle, #name);                                                                    \
  if (!entries->name) {                                                                                               \
    report(error, capacity, "has no function %s", #name);                                                             \
    return 1;                                                                                                         \
  }
  MUJOCO_ENTRIES(RESOLVE)
#undef RESOLVE
  if (entries->mj_version() != mjVERSION_HEADER) {
    report(
        error, capacity, "is version %d, but this program was built for version %d", entries->mj_version(),
        mjVERSION_HEADER);
    return 1;
  }
  return 0;
}

static int install(void *handle, const mujoco_entries *entries, char *error, int capacity) {
  void (**user_error)(const char *) = dlsym(handle, "mju_user_error");
  void (**user_warning)(const char *) = dlsym(handle, "mju_user_warning");
  if (!user_error || !user_warning) {
    report(error, capacity, "has no error handlers");
    return 1;
  }
  *user_error = on_fatal_error;
  *user_warning = on_warning;
  entries->mju_setLogHandler(on_message);
  opened = *entries;
  mujoco = &opened;
  return 0;
}

int cmujoco_open(const char *path, char *error, int capacity) {
  if (strchr(path, '/') && check_extent(path, error, capacity) != 0) return 1;
  void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!handle) {
    report(error, capacity, "%s", dlerror());
    return 1;
  }
  mujoco_entries entries;
  int failed = resolve(handle, &entries, error, capacity);
  bool installed = false;
  pthread_mutex_lock(&opening);
  if (!failed && !mujoco) {
    failed = install(handle, &entries, error, capacity);
    installed = !failed;
  }
  pthread_mutex_unlock(&opening);
  if (!installed) dlclose(handle);
  return failed;
}
