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

/** A program in a process of its own, which prints on standard output and answers questions. */
export class Child implements AsyncDisposable {
  readonly #process: ChildProcess
  readonly #exited: Promise<unknown>

  /** @param program Path of a JavaScript file. */
  constructor(program: string, { args = [], env = {}, nodeOptions = [] }: ChildOptions = {}) {
    this.#process = spawn(process.execPath, [...nodeOptions, program, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    })
    this.#exited = once(this.#process, 'exit')
  }

  /** The first line the program prints. @throws {Error} When it ends without one. */
  async firstLine(): Promise<string> {
    const lines = createInterface(this.#output)
    const [line] = await Promise.race([once(lines, 'line'), once(lines, 'close')])
    // Whatever comes later is read and dropped: a full pipe would stop the program.
    this.#output.resume()
    if (typeof line === 'string') return line
    throw new Error(`${this.#process.spawnargs.join(' ')} ended before it was ready`)
  }

  /** Asks the program something; one question at a time. */
  async ask<Name extends keyof Questions>(
    question: Name,
    argument: Questions[Name]['argument'],
  ): Promise<Questions[Name]['answer']> {
    const message: QuestionMessage = { question, argument }
    const answered = once(this.#process, 'message')
    this.#process.send(message)
    const [reply]: AnswerMessage[] = await Promise.race([answered, this.#failOnExit(question)])
    if (reply !== undefined && 'answer' in reply) return reply.answer as Questions[Name]['answer']
    throw new Error(`${question}: ${reply?.failure}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    this.#process.kill('SIGTERM')
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), killAfterMs)
    await this.#exited
    clearTimeout(timer)
  }

  async #failOnExit(question: string): Promise<never> {
    await this.#exited
    throw new Error(`${this.#process.spawnargs.join(' ')} ended while it was asked for ${question}`)
  }

  get #output() {
    const { stdout } = this.#process
    if (stdout === null) throw new TypeError('the program has no standard output')
    return stdout
  }
}
