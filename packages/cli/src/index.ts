export type { CommandIo, ExitCode, OutputStream } from './command-io.ts'
export { run } from './run.ts'
