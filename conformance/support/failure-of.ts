/** What `work` was refused with, so that one refusal can be looked at in several ways. */
export async function failureOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work()
  } catch (error) {
    return error
  }
  throw new TypeError('expected a refusal, but the client was served')
}
