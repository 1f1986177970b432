@echo off
rem Finds a JDK, builds Umzug once where that is needed, and hands the arguments on.
setlocal EnableExtensions DisableDelayedExpansion
set "NEEDED=25"
set "ROOT=%~dp0"
if "%ROOT:~-1%"=="\" set "ROOT=%ROOT:~0,-1%"
set "SERVER=%ROOT%\deploy\server\target\umzug.jar"
set "REHEARSAL=%ROOT%\deploy\rehearsal\target\umzug-rehearsal.jar"
set "BUILDLOCK=%ROOT%\target\umzug-build.lock"

set "JDK="
call :find_jdk
if not defined JDK (
  echo Umzug needs a JDK %NEEDED% or newer and found none in JAVA_HOME, on the PATH or in the usual places. Install one, for example from https://adoptium.net, or set JAVA_HOME.>&2
  exit /b 1
)
if exist "%ROOT%\pom.xml" (
  call :build_if_stale || exit /b 1
)
if not exist "%SERVER%" (
  echo "%SERVER%" is missing: the installation is incomplete.>&2
  exit /b 1
)
if not exist "%REHEARSAL%" (
  echo "%REHEARSAL%" is missing: the installation is incomplete.>&2
  exit /b 1
)
if /i "%~1"=="rehearse" goto :rehearse
if /i "%~1"=="serve" goto :serve
rem These carry much data, too: the compilers have time to earn what they cost.
for %%C in (copy host script verify) do if /i "%~1"=="%%C" goto :serve
"%JDK%\bin\java.exe" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar "%SERVER%" %*
exit /b %ERRORLEVEL%

:rehearse
"%JDK%\bin\java.exe" "-Dumzug.server.jar=%SERVER%" -jar "%REHEARSAL%" %*
exit /b %ERRORLEVEL%

:serve
"%JDK%\bin\java.exe" -jar "%SERVER%" %*
exit /b %ERRORLEVEL%

:find_jdk
if defined JAVA_HOME call :suits "%JAVA_HOME%"
if defined JDK exit /b 0
for /f "delims=" %%J in ('where java.exe 2^>nul') do if not defined JDK call :suits "%%~dpJ.."
if defined JDK exit /b 0
for %%V in ("Java" "Eclipse Adoptium" "Microsoft" "Zulu" "Amazon Corretto" "BellSoft" "Semeru") do (
  for /d %%H in ("%ProgramFiles%\%%~V\*") do if not defined JDK call :suits "%%~fH"
)
if not defined JDK for /d %%H in ("%USERPROFILE%\.jdks\*") do if not defined JDK call :suits "%%~fH"
exit /b 0

rem The release file tells the version without starting a JVM.
:suits
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
if exist "%ROOT%\pom.xml" if not exist "%~1\bin\javac.exe" exit /b 0
set "FOUND="
for /f "usebackq tokens=2 delims==" %%R in (`findstr /b /c:"JAVA_VERSION=" "%~1\release"`) do set "FOUND=%%~R"
if not defined FOUND exit /b 0
for /f "delims=.-+_" %%M in ("%FOUND%") do set "FOUND=%%M"
set /a "MAJOR=FOUND" 2>nul
if %MAJOR% GEQ %NEEDED% set "JDK=%~f1"
exit /b 0

rem Whether a jar is missing or older than anything it is made of: exit code 0 says stale.
:is_stale
if not exist "%SERVER%" exit /b 0
if not exist "%REHEARSAL%" exit /b 0
powershell -NoProfile -NonInteractive -Command "$r=$env:ROOT; $jar=@($env:SERVER,$env:REHEARSAL)|Get-Item|Sort-Object LastWriteTimeUtc|Select-Object -First 1; $roots=@('domain','application','infrastructure','deploy\server','deploy\rehearsal'); $files=@(Get-Item -LiteralPath \"$r\pom.xml\"); foreach($m in $roots){$files+=Get-Item -LiteralPath \"$r\$m\pom.xml\"; if(Test-Path \"$r\$m\src\main\"){$files+=Get-ChildItem -LiteralPath \"$r\$m\src\main\" -Recurse}}; if($files|Where-Object{$_.LastWriteTimeUtc -gt $jar.LastWriteTimeUtc}|Select-Object -First 1){exit 0}else{exit 1}"
exit /b %ERRORLEVEL%

:build_if_stale
call :is_stale
if errorlevel 1 exit /b 0
where mvn >nul 2>nul
if errorlevel 1 (
  echo Umzug has to be built once and found no Maven, mvn, on the PATH. Install Maven 3.8 or newer.>&2
  exit /b 1
)
if not exist "%ROOT%\target" mkdir "%ROOT%\target"
set "TOLD="
rem Making a folder succeeds for one process alone.
:lock
mkdir "%BUILDLOCK%" 2>nul && goto :locked
if not defined TOLD echo Another build is running; waiting for it. If there is none, remove the folder "%BUILDLOCK%".>&2
set "TOLD=yes"
ping -n 2 127.0.0.1 >nul
goto :lock
:locked
call :build_alone
set "BUILT=%ERRORLEVEL%"
rmdir "%BUILDLOCK%"
exit /b %BUILT%

:build_alone
call :is_stale
if errorlevel 1 exit /b 0
echo Building Umzug from its sources, once; this takes a minute or two ...>&2
set "JAVA_HOME=%JDK%"
pushd "%ROOT%"
call mvn -B -q -Dmaven.test.skip=true -pl deploy/server,deploy/rehearsal -am package > "%ROOT%\target\umzug-build.log" 2>&1
set "MADE=%ERRORLEVEL%"
popd
if not "%MADE%"=="0" (
  type "%ROOT%\target\umzug-build.log" >&2
  echo The build of Umzug failed; the reason is above and in "%ROOT%\target\umzug-build.log".>&2
  exit /b 1
)
if not exist "%SERVER%" exit /b 0
if not exist "%REHEARSAL%" exit /b 0
rem Maven leaves a jar alone that is up to date for it: without a new date it would be asked for again.
powershell -NoProfile -NonInteractive -Command "$env:SERVER,$env:REHEARSAL|ForEach-Object{(Get-Item -LiteralPath $_).LastWriteTimeUtc=[DateTime]::UtcNow}"
exit /b 0
