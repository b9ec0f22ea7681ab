@echo off
rem Builds, then hands over to the binary. The verbs are in src\Lab.Chaos\Cli.
setlocal
set "here=%~dp0"
where dotnet >nul 2>nul || (echo lab: no 'dotnet' on PATH. Install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0 1>&2 & exit /b 64)
set "engine=%LabEngine%"
if not defined engine if exist "%here%.lab\engine.props" for /f "tokens=3 delims=<>" %%e in ('findstr "<LabEngine>" "%here%.lab\engine.props"') do set "engine=%%e"
if not defined engine set "engine=embedded"
dotnet build "%here%src\AppHost" --configuration Release -p:LabEngine=%engine% --nologo --verbosity quiet >"%TEMP%\lab-build.log" 2>&1 || (type "%TEMP%\lab-build.log" 1>&2 & echo lab: the build failed. 1>&2 & exit /b 64)
"%here%src\Lab.Chaos\bin\%engine%\Release\net10.0\Lab.Chaos.exe" %*
exit /b %ERRORLEVEL%
