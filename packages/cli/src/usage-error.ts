/** Something was given that cannot be used: an option, a file, or a combination. The run ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly code = 'USAGE'
  /** Where to read on. */
  readonly hint: string | undefined

  constructor(message: string, options?: ErrorOptions & { readonly hint?: string }) {
    super(message, options)
    this.hint = options?.hint
  }
}
