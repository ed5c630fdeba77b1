#include "CEdit.h"

#include <dlfcn.h>
#include <errno.h>
#include <histedit.h>
#include <locale.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The types come from the header, the functions from the library once it is needed: nothing to link.
static struct {
  char error[256];
  __typeof__(&el_init) init;
  __typeof__(&el_end) end;
  __typeof__(&el_gets) gets;
  __typeof__(&el_set) set;
  __typeof__(&el_get) get;
  __typeof__(&el_line) line;
  __typeof__(&el_insertstr) insert;
  __typeof__(&el_source) source;
  __typeof__(&history_init) history_init;
  __typeof__(&history_end) history_end;
  __typeof__(&history) history;
} library;
static pthread_once_t library_once = PTHREAD_ONCE_INIT;

static void *find(void *handle, const char *name) {
  void *address = dlsym(handle, name);
  if (address == NULL) snprintf(library.error, sizeof library.error, "libedit.so.2 lacks %s", name);
  return address;
}

static void open_library(void) {
  void *handle = dlopen("libedit.so.2", RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) {
    const char *reason = dlerror();
    snprintf(library.error, sizeof library.error, "libedit cannot be loaded: %s", reason ? reason : "unknown reason");
    return;
  }
  library.init = (__typeof__(library.init))find(handle, "el_init");
  library.end = (__typeof__(library.end))find(handle, "el_end");
  library.gets = (__typeof__(library.gets))find(handle, "el_gets");
  library.set = (__typeof__(library.set))find(handle, "el_set");
  library.get = (__typeof__(library.get))find(handle, "el_get");
  library.line = (__typeof__(library.line))find(handle, "el_line");
  library.insert = (__typeof__(library.insert))find(handle, "el_insertstr");
  library.source = (__typeof__(library.source))find(handle, "el_source");
  library.history_init = (__typeof__(library.history_init))find(handle, "history_init");
  library.history_end = (__typeof__(library.history_end))find(handle, "history_end");
  library.history = (__typeof__(library.history))find(handle, "history");
}

struct cedit {
  EditLine *line;
  History *history;
  // The library turns bytes into characters by the locale: that of this thread while it works, not of the process.
  locale_t locale;
  char *prompt;
  cedit_completer completer;
  cedit_interrupted interrupted;
  void *context;
};

static cedit *owner(EditLine *line) {
  void *editor = NULL;
  library.get(line, EL_CLIENTDATA, &editor);
  return editor;
}

static char *prompt(EditLine *line) { return owner(line)->prompt; }

// One byte of the terminal; 0 at its end, -1 when a signal has asked to stop.
static int read_byte(cedit *editor, unsigned char *byte) {
  for (;;) {
    if (editor->interrupted()) return -1;
    ssize_t count = read(STDIN_FILENO, byte, 1);
    if (count >= 0) return (int)count;
    // A changed window or a continued process: the library has drawn the line anew.
    if (errno != EINTR) return -1;
  }
}

static int read_character(EditLine *line, wchar_t *character) {
  cedit *editor = owner(line);
  unsigned char byte;
  int count = read_byte(editor, &byte);
  if (count <= 0) return count;
  int rest = byte < 0xC0 ? 0 : byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
  wchar_t value = rest == 0 ? byte : byte & (0x3F >> rest);
  for (; rest > 0; rest--) {
    count = read_byte(editor, &byte);
    if (count <= 0) return count;
    value = (value << 6) | (byte & 0x3F);
  }
  *character = value;
  return 1;
}

static unsigned char complete(EditLine *line, int character) {
  (void)character;
  cedit *editor = owner(line);
  const LineInfo *info = library.line(line);
  cedit_completion completion = {NULL, NULL};
  editor->completer(editor->context, info->buffer, (size_t)(info->cursor - info->buffer), &completion);
  unsigned char result = CC_ERROR;
  if (completion.insertion != NULL && library.insert(line, completion.insertion) == 0) result = CC_REFRESH;
  if (completion.listing != NULL) {
    fprintf(stdout, "\n%s\n", completion.listing);
    fflush(stdout);
    result = CC_REDISPLAY;
  }
  free(completion.insertion);
  free(completion.listing);
  return result;
}

cedit *cedit_open(const char *program, cedit_completer completer, cedit_interrupted interrupted, void *context,
                  char *error, size_t capacity) {
  pthread_once(&library_once, open_library);
  if (library.error[0] != 0) {
    snprintf(error, capacity, "%s", library.error);
    return NULL;
  }
  cedit *editor = calloc(1, sizeof *editor);
  if (editor == NULL) {
    snprintf(error, capacity, "no memory for a line editor");
    return NULL;
  }
  editor->completer = completer;
  editor->interrupted = interrupted;
  editor->context = context;
  editor->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  editor->line = library.init(program, stdin, stdout, stderr);
  editor->history = library.history_init();
  if (editor->line == NULL || editor->history == NULL || editor->locale == (locale_t)0) {
    snprintf(error, capacity, "libedit cannot use this terminal");
    cedit_close(editor);
    return NULL;
  }
  locale_t before = uselocale(editor->locale);
  HistEvent event;
  library.history(editor->history, &event, H_SETSIZE, 1000);
  library.history(editor->history, &event, H_SETUNIQUE, 1);
  library.set(editor->line, EL_CLIENTDATA, editor);
  library.set(editor->line, EL_PROMPT, prompt);
  library.set(editor->line, EL_EDITOR, "emacs");
  library.set(editor->line, EL_SIGNAL, 1);
  library.set(editor->line, EL_HIST, library.history, editor->history);
  library.set(editor->line, EL_GETCFN, read_character);
  library.set(editor->line, EL_ADDFN, "skillet-complete", "Complete names", complete);
  library.set(editor->line, EL_BIND, "^I", "skillet-complete", NULL);
  library.set(editor->line, EL_BIND, "^R", "em-inc-search-prev", NULL);
  library.source(editor->line, NULL);
  uselocale(before);
  return editor;
}

void cedit_close(cedit *editor) {
  if (editor->line != NULL) library.end(editor->line);
  if (editor->history != NULL) library.history_end(editor->history);
  if (editor->locale != (locale_t)0) freelocale(editor->locale);
  free(editor->prompt);
  free(editor);
}

void cedit_remember(cedit *editor, const char *line) {
  locale_t before = uselocale(editor->locale);
  HistEvent event;
  library.history(editor->history, &event, H_ENTER, line);
  uselocale(before);
}

cedit_result cedit_read(cedit *editor, const char *prompt, char **line) {
  free(editor->prompt);
  editor->prompt = strdup(prompt);
  if (editor->prompt == NULL) return CEDIT_END;
  locale_t before = uselocale(editor->locale);
  int count = 0;
  const char *text = library.gets(editor->line, &count);
  uselocale(before);
  if (editor->interrupted()) return CEDIT_INTERRUPTED;
  if (text == NULL || count <= 0) return CEDIT_END;
  size_t length = strcspn(text, "\r\n");
  *line = strndup(text, length);
  return *line == NULL ? CEDIT_END : CEDIT_LINE;
}
