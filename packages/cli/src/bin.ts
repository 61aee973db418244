#!/usr/bin/env node
import { run } from './run.ts'

const exitCode = await run(process.argv.slice(2), {
  // Looked up when it is needed: opening standard input has effects of its own.
  get stdin() {
    return process.stdin
  },
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  interrupted: () =>
    new Promise((resolve) => {
      // Once: the second Ctrl-C ends a process that takes too long to close.
      process.once('SIGINT', resolve)
      process.once('SIGTERM', resolve)
    }),
})
// All output has been taken by now; an open standard input or an idle connection must not hold the process.
process.exit(exitCode)
