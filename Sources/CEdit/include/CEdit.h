#pragma once
#include <stdbool.h>
#include <stddef.h>

/// A line editor at the terminal of this process, over libedit, which is opened with the first one.
typedef struct cedit cedit;

/// What the key Tab does: text to put in at the cursor, text to show below the line. Each is released with free; NULL
/// for nothing.
typedef struct {
  char *insertion;
  char *listing;
} cedit_completion;

/// Asked when Tab is pressed; `line` holds the `count` bytes (UTF-8) left of the cursor.
typedef void (*cedit_completer)(void *context, const char *line, size_t count, cedit_completion *result);

/// Whether a signal has asked since the last `cedit_read` began to give up the line.
typedef bool (*cedit_interrupted)(void);

typedef enum {
  CEDIT_LINE,
  /// Ctrl-D in an empty line, or the terminal has gone.
  CEDIT_END,
  CEDIT_INTERRUPTED,
} cedit_result;

/// NULL if there is none: one line, ended by 0, says in `error` (`capacity` bytes) why. `context` is what `completer`
/// is given; it must live as long as the editor.
cedit *cedit_open(const char *program, cedit_completer completer, cedit_interrupted interrupted, void *context,
                  char *error, size_t capacity);
void cedit_close(cedit *editor);

/// Adds a line to those that the arrow keys bring back.
void cedit_remember(cedit *editor, const char *line);

/// Reads a line behind `prompt`. After CEDIT_LINE `*line` is the line in UTF-8, without its end, to be released with
/// free.
cedit_result cedit_read(cedit *editor, const char *prompt, char **line);
