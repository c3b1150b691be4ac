@echo off
rem Lucid on the command line. Builds itself on first use.
rem   LUCID_OPTS   more flags for Java, as LUCID_OPTS=-Xmx8g
setlocal
set "LUCID_HOME=%~dp0"
if not exist "%LUCID_HOME%target\lucid.built" (
	echo lucid: building ^(once; downloads what it needs from Maven Central^)... 1>&2
	pushd "%LUCID_HOME%"
	call mvnw.cmd -q -B -DskipTests -Dmaven.test.skip=true package
	if errorlevel 1 (
		popd
		echo lucid: the build failed; see above. Java 17 or newer and a way to Maven Central are needed. 1>&2
		exit /b 1
	)
	popd
	type nul > "%LUCID_HOME%target\lucid.built"
)
set "LUCID_JAVA=java"
if defined JAVA_HOME set "LUCID_JAVA=%JAVA_HOME%\bin\java"
rem What --memory and --threads mean for Java; 2 if they mean nothing.
set "LUCID_TEMP=%TEMP%\lucid-%RANDOM%%RANDOM%.txt"
"%LUCID_JAVA%" -XX:+UseSerialGC -cp "%LUCID_HOME%target\classes" sc.fiji.lucid.cli.JavaFlags %* > "%LUCID_TEMP%"
if errorlevel 1 (
	del "%LUCID_TEMP%"
	exit /b 2
)
set /p LUCID_FLAGS=<"%LUCID_TEMP%"
del "%LUCID_TEMP%"
set "LUCID_COLLECTOR=-XX:+UseParallelGC"
if defined LUCID_OPTS if not "%LUCID_OPTS:-XX:+Use=%"=="%LUCID_OPTS%" set "LUCID_COLLECTOR="
rem The second line of flags is for speed: long loops become vector instructions, see docs/engine.md.
"%LUCID_JAVA%" %LUCID_FLAGS% %LUCID_COLLECTOR% ^
	-XX:LoopUnrollLimit=160 -XX:ObjectAlignmentInBytes=32 ^
	--enable-native-access=ALL-UNNAMED -Djava.awt.headless=true %LUCID_OPTS% -cp "%LUCID_HOME%target\classes;%LUCID_HOME%target\lib\*" sc.fiji.lucid.cli.Main %*
exit /b %ERRORLEVEL%
