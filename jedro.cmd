@echo off
rem The jedro command of a checkout on Windows: what the script "jedro" beside it does, in its simplest form.
rem NOT TESTED on Windows: Jedro's own build and tests run on Linux only.
rem Jedro is built at the first use. After a change of its sources, delete target\jedro and it is built again.
rem A project is checked for changes by Java before each command; the script for other systems need not ask it.
setlocal EnableExtensions DisableDelayedExpansion
set "checkout=%~dp0"
set "checkout=%checkout:~0,-1%"
set "state=%checkout%\target\jedro"
set "launcher=%~f0"

rem ---- a JDK of 17 or later ------------------------------------------------------------------------------------------
rem The version is read from the JDK's file "release": to start a JVM and ask takes longer. Where there is no such file, it is not checked.
set "java="
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
if not defined java for %%j in (java.exe) do set "java=%%~$PATH:j"
if not defined java goto no_java
for %%j in ("%java%\..\..") do set "jdk=%%~fj"
set "version=17"
if exist "%jdk%\release" for /f "usebackq tokens=1,2 delims==" %%k in ("%jdk%\release") do if "%%k"=="JAVA_VERSION" set "version=%%~l"
rem Java 8 calls itself 1.8.
if "%version:~0,2%"=="1." set "version=%version:~2%"
for /f "tokens=1 delims=.-+_" %%v in ("%version%") do set "version=%%v"
if %version% LSS 17 goto old_java

rem ---- building Jedro itself -----------------------------------------------------------------------------------------
if exist "%state%\lib\built" goto built
set "maven="
for %%m in (mvn.cmd) do set "maven=%%~$PATH:m"
if not defined maven goto no_maven
if not exist "%state%" mkdir "%state%"
if exist "%state%\lib" rmdir /s /q "%state%\lib"
echo jedro: building Jedro: first use, this takes a minute or so; log: %state%\build.log>&2
pushd "%checkout%"
call "%maven%" -B -q -Dquick -Dstyle.color=never -Dmaven.test.skip=true -pl "!benchmarks,!docs,!starter-projects" install >"%state%\build.log" 2>&1
if errorlevel 1 goto build_failed
call "%maven%" -B -q -Dquick -Dstyle.color=never -f cli\pom.xml dependency:copy-dependencies "-DoutputDirectory=%state%\lib" -DincludeScope=runtime >>"%state%\build.log" 2>&1
if errorlevel 1 goto build_failed
copy /y cli\target\quick\cli-*.jar "%state%\lib" >>"%state%\build.log" 2>&1
if errorlevel 1 goto build_failed
popd
echo built>"%state%\lib\built"
:built

rem ---- starting ------------------------------------------------------------------------------------------------------
set "project=%CD%"
:look
if exist "%project%\jedro.yml" goto looked
for %%p in ("%project%\..") do set "parent=%%~fp"
if "%parent%"=="%project%" goto no_project
set "project=%parent%"
goto look
:no_project
set "project="
:looked

rem Commands that need no project; they start none of its code.
set "global="
if "%~1"=="" set "global=yes"
for %%c in (new demo starter info databricks install completion --version -V --help -h) do if "%~1"=="%%c" set "global=yes"
if not defined project set "global=yes"

set options=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC "-Djedro.launcher=%launcher%"
if not defined global goto in_project
if defined project set options=%options% "-Djedro.root=%project%"
"%java%" %options% -cp "%state%\lib\*" dev.jedro.cli.Main %*
exit /b %ERRORLEVEL%

:in_project
"%java%" %options% -cp "%state%\lib\*" dev.jedro.cli.Main --prepare "%project%"
if errorlevel 1 exit /b %ERRORLEVEL%
"%java%" "-Djedro.launcher=%launcher%" "@%project%\target\jedro\launch.args" %*
exit /b %ERRORLEVEL%

rem ---- what can be missing -------------------------------------------------------------------------------------------
:old_java
echo jedro: no Java 17 or later was found, only Java %version% in %jdk%.>&2
goto install_java

:no_java
echo jedro: no Java 17 or later was found.>&2
:install_java
echo jedro: Try:  install a JDK 17, for instance from https://adoptium.net, and set JAVA_HOME to its folder.>&2
exit /b 2

:no_maven
echo jedro: Maven is not on the PATH. Try:  install Maven 3.8 or later from https://maven.apache.org.>&2
exit /b 2

:build_failed
popd
echo jedro: the build failed:>&2
findstr /b /c:"[ERROR]" /c:"[FATAL]" "%state%\build.log" >&2
echo jedro: Try:  mend what %state%\build.log names, then type the same command again.>&2
exit /b 2
