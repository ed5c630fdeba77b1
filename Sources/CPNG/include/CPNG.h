#pragma once
#include <stddef.h>
#include <stdint.h>

/// Encodes a picture as a PNG file in memory. libpng is opened on the first call.
///
/// `rgb` holds 3 * width * height bytes, rows from the top. On success returns 0 and sets `*bytes` (to be released
/// with free) and `*count`. On failure returns 1 and writes one line, ended by 0, to `error` (`capacity` bytes).
int cpng_encode_rgb(const uint8_t *rgb, uint32_t width, uint32_t height, uint8_t **bytes, size_t *count, char *error,
                    size_t capacity);
