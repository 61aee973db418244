import type { TokenRequest } from './token-request.ts'

/** What a process has used since it began. */
export interface ResourceUsage {
  /** Processor time of all its threads. */
  readonly cpuSeconds: number
  /** Memory it holds now. */
  readonly residentBytes: number
}

/** Time that something took. */
export interface Times {
  readonly cpuSeconds: number
  readonly wallSeconds: number
}

/** Calls one after the other for about `seconds`. */
export interface CallsSample extends Times {
  readonly calls: number
}

/** What the runner may ask of a program it has started: the argument and the answer of each question. */
export interface Questions {
  /** Any program. */
  readonly usage: { readonly argument: null; readonly answer: ResourceUsage }
  /** Programs of the benchmark of warm calls. */
  readonly measureCalls: { readonly argument: { readonly seconds: number }; readonly answer: CallsSample }
  /** The emulator that counts: token requests since it was asked the last time. */
  readonly takeTokenRequestCount: { readonly argument: null; readonly answer: number }
  /** The load generator. */
  readonly load: {
    readonly argument: { readonly request: TokenRequest; readonly connections: number; readonly seconds: number }
    readonly answer: { readonly tokens: number; readonly wallSeconds: number }
  }
}

/** A question on its way to a program. */
export interface QuestionMessage {
  readonly question: keyof Questions
  readonly argument: Questions[keyof Questions]['argument']
}

/** What came of a question. */
export type AnswerMessage = { readonly answer: unknown } | { readonly failure: string }
