import type { Connection } from '@versekey/client'
import { type Explanation, explain } from '@versekey/client/explain'

/** A program that signs in: what it is, and how it connects. */
export interface SampleClient {
  readonly title: string
  connect(): Promise<Connection>
}

/** What became of a sign-in. */
export type SignInResult =
  | { readonly title: string; readonly signedIn: true; readonly userId: string }
  | { readonly title: string; readonly signedIn: false; readonly status: number | undefined; readonly why: Explanation }

/** Connects, asks Dataverse who it is, and explains a refusal. */
export async function signIn(client: SampleClient): Promise<SignInResult> {
  const { title } = client
  try {
    const connection = await client.connect()
    const { userId } = await connection.whoAmI()
    return { title, signedIn: true, userId }
  } catch (error) {
    const [why] = explain(error)
    if (why === undefined) throw error
    return { title, signedIn: false, status: statusOf(error), why }
  }
}

function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined
}
