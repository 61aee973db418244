import type { DatabaseSync } from 'node:sqlite'
import type { Directory } from './directory.ts'

/** Beyond this many answers all are forgotten: names come from requests, and there are many ways to write one. */
const mostAnswers = 10_000

/**
 * A directory that remembers what each token request asks for, until anything in its database changes: a query costs
 * little by itself, but next to a signature, which leaves nothing of SQLite in the processor's caches, four of them are a
 * tenth of the request.
 */
export function rememberAnswers(directory: Directory): Directory {
  const { database } = directory
  const answers = new Map<string, unknown>()
  onChange(database, () => answers.clear())

  function remember<Question extends readonly string[], Answer>(
    name: string,
    ask: (...question: Question) => Answer,
  ): (...question: Question) => Answer {
    return (...question) => {
      // What an open transaction has changed may yet be undone, of which nobody tells.
      if (database.isTransaction) return ask(...question)
      const key = `${name} ${question.join(' ').toLowerCase()}`
      const known = answers.get(key)
      if (known !== undefined) return known as Answer
      const answer = ask(...question)
      if (answers.size >= mostAnswers) answers.clear()
      if (answer !== undefined) answers.set(key, answer)
      return answer
    }
  }

  return {
    ...directory,
    findTenant: remember('tenant', directory.findTenant),
    findAppRegistration: remember('appRegistration', directory.findAppRegistration),
    findServicePrincipal: remember('servicePrincipal', directory.findServicePrincipal),
    listPasswordCredentials: remember('passwordCredentials', directory.listPasswordCredentials),
  }
}

/** Calls `listener` for each row that is written, by whatever statement; triggers in `temp` are in no copy or image. */
function onChange(database: DatabaseSync, listener: () => void): void {
  database.function('directoryChanged', () => {
    listener()
    return null
  })
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
  for (const { name } of tables) {
    for (const event of ['INSERT', 'UPDATE', 'DELETE']) {
      database.exec(
        `CREATE TEMP TRIGGER "${name}${event}" AFTER ${event} ON main."${name}" BEGIN SELECT directoryChanged(); END`,
      )
    }
  }
}
