import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { AnswerMessage, QuestionMessage, Questions } from './questions.ts'

/** How to start a program. */
export interface ChildOptions {
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Options of Node.js itself. */
  readonly nodeOptions?: readonly string[]
}

const killAfterMs = 5_000
/** Of what a program says on standard error, as much is shown when it fails. */
const keptComplaintLength = 2_000

/** A program in a process of its own, which prints on standard output and answers questions. */
export class Child implements AsyncDisposable {
  readonly #process: ChildProcess
  readonly #exited: Promise<unknown>
  #complaints = ''

  /** @param program Path of a JavaScript file. */
  constructor(program: string, { args = [], env = {}, nodeOptions = [] }: ChildOptions = {}) {
    this.#process = spawn(process.execPath, [...nodeOptions, program, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.#exited = once(this.#process, 'exit')
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#complaints = `${this.#complaints}${text}`.slice(-keptComplaintLength)
    })
  }

  /** The first line the program prints. @throws {Error} When it ends without one. */
  async firstLine(): Promise<string> {
    const { stdout } = this.#process
    if (stdout === null) throw new TypeError('the program has no standard output')
    const lines = createInterface(stdout)
    const [line] = await Promise.race([once(lines, 'line'), once(lines, 'close')])
    // Whatever comes later is read and dropped: a full pipe would stop the program.
    stdout.resume()
    if (typeof line === 'string') return line
    throw await this.#failure('is ready')
  }

  /** Asks the program something; one question at a time. @throws {Error} When it fails to answer. */
  async ask<Name extends keyof Questions>(
    question: Name,
    argument: Questions[Name]['argument'],
  ): Promise<Questions[Name]['answer']> {
    const message: QuestionMessage = { question, argument }
    const answered = once(this.#process, 'message')
    this.#process.send(message)
    const reply = await Promise.race([answered.then(([it]): AnswerMessage => it), this.#exited.then(() => undefined)])
    if (reply === undefined) throw await this.#failure(`answers ${question}`)
    if ('failure' in reply) throw new Error(`${this.#process.spawnargs.join(' ')}: ${question}: ${reply.failure}`)
    return reply.answer as Questions[Name]['answer']
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    this.#process.kill('SIGTERM')
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), killAfterMs)
    await this.#exited
    clearTimeout(timer)
  }

  async #failure(before: string): Promise<Error> {
    await this.#exited
    return new Error(`${this.#process.spawnargs.join(' ')} ended before it ${before}\n${this.#complaints}`)
  }
}
