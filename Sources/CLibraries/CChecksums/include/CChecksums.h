// CRC-32C (Castagnoli) by the CPU's own instruction where there is one, by table elsewhere.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Continues `crc` (0 for a new checksum) over `length` bytes.
uint32_t millrace_crc32c(uint32_t crc, const void *bytes, size_t length);
