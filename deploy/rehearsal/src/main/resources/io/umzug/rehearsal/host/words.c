/* Says each of its words on a line of its own, in brackets and UTF-8; with "/oem" first, in code
   page 850; with "/in" first, what it reads. */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

int wmain(int count, wchar_t **words) {
  char bytes[32000];
  int first = 1;
  UINT page = CP_UTF8;
  if (count > 1 && !wcscmp(words[1], L"/in")) {
    size_t n = fread(bytes, 1, sizeof bytes, stdin);
    fwrite(bytes, 1, n, stdout);
    return 0;
  }
  if (count > 1 && !wcscmp(words[1], L"/oem")) {
    page = 850;
    first = 2;
  }
  for (int i = first; i < count; i++) {
    WideCharToMultiByte(page, 0, words[i], -1, bytes, sizeof bytes, 0, 0);
    printf("[%s]\n", bytes);
  }
  return 0;
}
