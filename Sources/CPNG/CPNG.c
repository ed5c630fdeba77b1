#include "CPNG.h"

#include <dlfcn.h>
#include <png.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The types come from the header, the functions from the library once it is needed: nothing to link.
static struct {
  char error[256];
  __typeof__(&png_image_write_to_memory) write_to_memory;
  __typeof__(&png_image_free) release;
} library;
static pthread_once_t library_once = PTHREAD_ONCE_INIT;

static void open_library(void) {
  void *handle = dlopen("libpng16.so.16", RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) {
    const char *reason = dlerror();
    snprintf(library.error, sizeof library.error, "libpng cannot be loaded: %s", reason ? reason : "unknown reason");
    return;
  }
  library.write_to_memory = (__typeof__(library.write_to_memory))dlsym(handle, "png_image_write_to_memory");
  library.release = (__typeof__(library.release))dlsym(handle, "png_image_free");
  if (library.write_to_memory == NULL || library.release == NULL)
    snprintf(library.error, sizeof library.error, "libpng16.so.16 lacks png_image_write_to_memory");
}

int cpng_encode_rgb(const uint8_t *rgb, uint32_t width, uint32_t height, uint8_t **bytes, size_t *count, char *error,
                    size_t capacity) {
  pthread_once(&library_once, open_library);
  if (library.error[0] != 0) {
    snprintf(error, capacity, "%s", library.error);
    return 1;
  }
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  image.width = width;
  image.height = height;
  image.format = PNG_FORMAT_RGB;

  // An upper bound that saves encoding twice; a picture of noise stays below it.
  size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  uint8_t *buffer = malloc(size);
  if (buffer == NULL) {
    snprintf(error, capacity, "no memory for %zu bytes", size);
    return 1;
  }
  if (!library.write_to_memory(&image, buffer, &size, 0, rgb, 0, NULL)) {
    snprintf(error, capacity, "libpng: %s", image.message);
    library.release(&image);
    free(buffer);
    return 1;
  }
  *bytes = buffer;
  *count = size;
  return 0;
}
