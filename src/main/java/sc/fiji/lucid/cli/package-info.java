/** The command line: picocli parses, the job works, and real exit codes tell how it went. */
package sc.fiji.lucid.cli;
