import { VersekeyError } from './versekey-error.ts'

/** An option or argument has a value that cannot work; `option` names it, and nothing was sent. */
export class ConfigurationError extends VersekeyError {
  override readonly name = 'ConfigurationError'
  override readonly code = 'VERSEKEY_CONFIGURATION'
  /** Name of the option, for example `tenantId`. */
  readonly option: string

  /** @param problem What is wrong and what would be right; the value itself belongs there only if it is no secret. */
  constructor(option: string, problem: string, options?: ErrorOptions) {
    super(`${option}: ${problem}`, options)
    this.option = option
  }
}
