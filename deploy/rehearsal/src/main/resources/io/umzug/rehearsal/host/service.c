/* A Windows service that does what its arguments say: runs; or "fails CODE": ends its start with
   this Windows error; "specific CODE": with this error of its own; "pending MILLISECONDS": takes so
   long to start. */
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

static SERVICE_STATUS_HANDLE handle;
static SERVICE_STATUS status = {.dwServiceType = SERVICE_WIN32_OWN_PROCESS, .dwWaitHint = 2000};
static HANDLE stop;
static wchar_t how[64];
static DWORD number;

static void tell(DWORD state, DWORD windows, DWORD own) {
  status.dwCurrentState = state;
  status.dwControlsAccepted = state == SERVICE_RUNNING ? SERVICE_ACCEPT_STOP : 0;
  status.dwWin32ExitCode = windows;
  status.dwServiceSpecificExitCode = own;
  SetServiceStatus(handle, &status);
}

static void WINAPI control(DWORD code) {
  if (code == SERVICE_CONTROL_STOP) {
    tell(SERVICE_STOP_PENDING, 0, 0);
    SetEvent(stop);
  }
}

static void WINAPI run(DWORD count, LPWSTR *arguments) {
  handle = RegisterServiceCtrlHandlerW(count > 0 ? arguments[0] : L"", control);
  stop = CreateEventW(0, TRUE, FALSE, 0);
  tell(SERVICE_START_PENDING, 0, 0);
  if (!wcscmp(how, L"fails")) {
    tell(SERVICE_STOPPED, number, 0);
    return;
  }
  if (!wcscmp(how, L"specific")) {
    tell(SERVICE_STOPPED, ERROR_SERVICE_SPECIFIC_ERROR, number);
    return;
  }
  if (!wcscmp(how, L"pending")) {
    Sleep(number);
  }
  tell(SERVICE_RUNNING, 0, 0);
  WaitForSingleObject(stop, INFINITE);
  tell(SERVICE_STOPPED, 0, 0);
}

int wmain(int count, wchar_t **words) {
  if (count > 1) {
    wcsncpy(how, words[1], 63);
  }
  if (count > 2) {
    number = wcstoul(words[2], 0, 10);
  }
  SERVICE_TABLE_ENTRYW table[] = {{L"", run}, {0, 0}};
  return StartServiceCtrlDispatcherW(table) ? 0 : GetLastError();
}
