import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWorld } from '../../src/world/create-world.ts'
import type { World } from '../../src/world/world.ts'
import { randomWorld } from '../support/random-world.ts'

const { seed, sample } = randomWorld()
const { clientId } = sample.applications['Nightly Integration']
let world: World

beforeEach(async () => {
  world = await createWorld(seed, { randomBytes })
})
afterEach(() => world.close())

const name = () => world.directory.findAppRegistration(clientId)?.displayName
const rename = (to: string) =>
  world.directory.database.prepare('UPDATE appRegistration SET displayName = ? WHERE clientId = ?').run(to, clientId)

describe('answers of the directory are remembered until a row is written', () => {
  it('gives the same object again', () => {
    expect(world.directory.findAppRegistration(clientId)).toBe(world.directory.findAppRegistration(clientId))
    expect(world.directory.findTenant(sample.tenantId.toUpperCase())).toBe(world.directory.findTenant(sample.tenantId))
  })

  it('sees an update at the next question', () => {
    name()
    rename('New name')
    expect(name()).toBe('New name')
  })

  it('sees a deletion and an insertion', () => {
    const { objectId = '' } = world.directory.findAppRegistration(clientId) ?? {}
    expect(world.directory.listPasswordCredentials(objectId)).toHaveLength(1)
    world.directory.database.exec('CREATE TEMP TABLE kept AS SELECT * FROM passwordCredential')
    world.directory.database.exec('DELETE FROM passwordCredential')
    expect(world.directory.listPasswordCredentials(objectId)).toHaveLength(0)
    world.directory.database.exec('INSERT INTO passwordCredential SELECT * FROM kept')
    expect(world.directory.listPasswordCredentials(objectId)).toHaveLength(1)
  })

  it('keeps nothing of a transaction that is undone', () => {
    const before = name()
    world.directory.database.exec('BEGIN')
    rename('Never was')
    expect(name()).toBe('Never was')
    world.directory.database.exec('ROLLBACK')
    expect(name()).toBe(before)
  })

  it('finds nobody twice, and somebody as soon as there is one', () => {
    const nobody = '6b7d1c5e-0000-4000-8000-000000000001'
    expect(world.directory.findAppRegistration(nobody)).toBeUndefined()
    expect(world.directory.findAppRegistration(nobody)).toBeUndefined()
    world.directory.database.prepare('UPDATE appRegistration SET clientId = ? WHERE clientId = ?').run(nobody, clientId)
    expect(world.directory.findAppRegistration(nobody)?.clientId).toBe(nobody)
    expect(world.directory.findAppRegistration(clientId)).toBeUndefined()
  })
})
