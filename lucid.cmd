@echo off
rem Lucid on the command line. Builds itself on first use and when the sources are newer. Does what "lucid" does.
rem   LUCID_OPTS   more flags for Java, as LUCID_OPTS=-Xmx8g
rem --memory N sets Java's memory too, --threads N the threads of its collector; "lucid spark" adds Spark to the class path.
setlocal DisableDelayedExpansion
set "LUCID_HOME=%~dp0"
set "LUCID_JAVA=java"
if defined JAVA_HOME set "LUCID_JAVA=%JAVA_HOME%\bin\java"
where "%LUCID_JAVA%" >nul 2>&1
if not errorlevel 1 goto :build
if exist "%LUCID_JAVA%.exe" goto :build
echo lucid: there is no '%LUCID_JAVA%': install Java 17 or newer (https://adoptium.net), or set JAVA_HOME. 1>&2
exit /b 1

rem Does it have to be built? 0: no, as what this script or Maven built last is newer than the sources.
:build
powershell -NoProfile -Command "$t = $env:LUCID_HOME + 'target\'; $b = Get-Item -ErrorAction SilentlyContinue ($t + 'lucid.built'), ($t + 'lucid-*-all.jar') | Sort-Object LastWriteTime | Select-Object -Last 1; if (-not $b -or -not (Test-Path ($t + 'spark.classpath')) -or (Get-ChildItem -Recurse -File ($env:LUCID_HOME + 'src\main'), ($env:LUCID_HOME + 'pom.xml') | Where-Object { $_.LastWriteTime -gt $b.LastWriteTime } | Select-Object -First 1)) { exit 1 }"
if not errorlevel 1 goto :run
type nul 2>nul >"%LUCID_HOME%lucid-build.log" || goto :readonly
echo lucid: building (once; downloads what it needs from Maven Central)... 1>&2
pushd "%LUCID_HOME%"
call mvnw.cmd -q -B -DskipTests -Dmaven.test.skip=true package >lucid-build.log 2>&1
if errorlevel 1 goto :failed
del lucid-build.log
type nul >target\lucid.built
popd
goto :run

rem A read-only installation runs as it was built.
:readonly
if exist "%LUCID_HOME%target\lucid-*-all.jar" goto :run
echo lucid: %LUCID_HOME% is not built and cannot be written: run lucid there once as its owner, or copy it to where you may write. 1>&2
exit /b 1

:failed
type lucid-build.log 1>&2
popd
echo lucid: the build failed; see above. Java 17 or newer and a way to Maven Central are needed. 1>&2
exit /b 1

:run
set "LUCID_HEAP=-XX:MaxRAMPercentage=75 -XX:MinHeapSize=192m"
set "LUCID_MAIN=sc.fiji.lucid.cli.Main"
rem The one jar that the build makes; an older version's may lie beside it.
for /f "delims=" %%j in ('dir /b /o:d "%LUCID_HOME%target\lucid-*-all.jar"') do set "LUCID_JAR=%LUCID_HOME%target\%%j"
rem Quotes around a path that may hold an ampersand must not stand inside others.
set LUCID_PATH=-cp "%LUCID_JAR%"
set "LUCID_COLLECTOR=-XX:+UseParallelGC"
set "LUCID_FAST=-XX:LoopUnrollLimit=160 -XX:Tier4InvocationThreshold=320000 -XX:Tier4CompileThreshold=1000000 -XX:Tier4BackEdgeThreshold=4000000 -XX:CompileCommand=quiet -XX:CompileCommand=CompileThresholdScaling,sc/fiji/lucid/fft/fused/LineKernels.*,0.12 -XX:CompileCommand=CompileThresholdScaling,sc/fiji/lucid/fft/fused/SingleLoopKernels.*,0.12 -XX:InitialRAMPercentage=1 -XX:MaxNewSize=64m -XX:GCTimeRatio=4 -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10 -XX:MetaspaceSize=64m"
set "LUCID_OPENS="
set LUCID_ARGUMENTS=%*
if "%~1"=="spark" goto :spark

rem What --memory and --threads mean for Java; 2 if they mean nothing.
if not defined LUCID_ARGUMENTS goto :start
echo %LUCID_ARGUMENTS% | findstr /c:"--memory" /c:"--threads" >nul || goto :start
set "LUCID_TEMP=%TEMP%\lucid-%RANDOM%%RANDOM%.txt"
"%LUCID_JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "%LUCID_JAR%" sc.fiji.lucid.cli.JavaFlags %* > "%LUCID_TEMP%"
if errorlevel 1 goto :refused
set /p LUCID_HEAP=<"%LUCID_TEMP%"
del "%LUCID_TEMP%"
goto :start

:refused
del "%LUCID_TEMP%"
exit /b 2

:spark
set LUCID_ARGUMENTS=%LUCID_ARGUMENTS:*spark=%
set "LUCID_MAIN=sc.fiji.lucid.spark.SparkCli"
rem The class path with Spark is longer than a line of the shell may be; Java takes it from a file.
powershell -NoProfile -Command "$h = $env:LUCID_HOME; $p = $env:LUCID_JAR + ';' + (Get-Content -Raw ($h + 'target\spark.classpath')).Trim(); Set-Content -Encoding Default ($h + 'target\spark.arguments') ('-cp ' + [char]34 + $p.Replace('\', '\\') + [char]34)"
set LUCID_PATH="@%LUCID_HOME%target\spark.arguments"
rem Spark reaches into Java's own packages; these are the flags that spark-submit gives.
for %%p in (java.lang java.lang.invoke java.io java.net java.nio java.util java.util.concurrent java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar) do call set "LUCID_OPENS=%%LUCID_OPENS%% --add-opens=java.base/%%p=ALL-UNNAMED"

:start
rem What is done in half a second.
if "%~1"=="info" goto :quick
if "%~1"=="macro" goto :quick
if "%~1"=="help" goto :quick
goto :java
:quick
set "LUCID_COLLECTOR=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
set "LUCID_FAST="
set "LUCID_HEAP=-XX:MaxRAMPercentage=75"
:java
rem LUCID_OPTS may choose its own heap and collector.
echo %LUCID_OPTS% | findstr /c:"-Xmx" >nul
if not errorlevel 1 set "LUCID_HEAP=%LUCID_HEAP% -XX:MinHeapSize=8m"
echo %LUCID_OPTS% | findstr /r /c:"-XX:+Use[A-Za-z0-9]*GC" >nul
if not errorlevel 1 set "LUCID_COLLECTOR="
rem For speed, see docs/notebook/engine.md: long loops become vector instructions, rows lie in order.
"%LUCID_JAVA%" %LUCID_HEAP% %LUCID_COLLECTOR% %LUCID_FAST% -XX:ObjectAlignmentInBytes=32 ^
	--enable-native-access=ALL-UNNAMED -Djava.awt.headless=true %LUCID_OPENS% %LUCID_OPTS% %LUCID_PATH% %LUCID_MAIN% %LUCID_ARGUMENTS%
exit /b %ERRORLEVEL%
