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
rem The second line of flags is for speed: long loops become vector instructions, see docs/engine.md.
"%LUCID_JAVA%" -XX:MaxRAMPercentage=75 -XX:+UseParallelGC ^
	-XX:LoopUnrollLimit=160 -XX:ObjectAlignmentInBytes=32 ^
	--enable-native-access=ALL-UNNAMED -Djava.awt.headless=true %LUCID_OPTS% -cp "%LUCID_HOME%target\classes;%LUCID_HOME%target\lib\*" sc.fiji.lucid.cli.Main %*
exit /b %ERRORLEVEL%
