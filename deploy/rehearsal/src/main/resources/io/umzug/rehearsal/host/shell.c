/* What OpenSSH on Windows does with a command: cmd.exe /c "COMMAND". Wine itself would quote the
   words of a command line anew. */
#include <stdio.h>
#include <windows.h>

int wmain(void) {
  static wchar_t said[32000], line[32100];
  if (!GetEnvironmentVariableW(L"SSH_ORIGINAL_COMMAND", said, 32000)) {
    return 255;
  }
  _snwprintf(line, 32100, L"C:\\windows\\system32\\cmd.exe /c \"%s\"", said);
  STARTUPINFOW start = {.cb = sizeof start, .dwFlags = STARTF_USESTDHANDLES};
  start.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
  start.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
  start.hStdError = GetStdHandle(STD_ERROR_HANDLE);
  PROCESS_INFORMATION process;
  if (!CreateProcessW(0, line, 0, 0, TRUE, 0, 0, 0, &start, &process)) {
    return 255;
  }
  WaitForSingleObject(process.hProcess, INFINITE);
  DWORD code = 255;
  GetExitCodeProcess(process.hProcess, &code);
  return code;
}
