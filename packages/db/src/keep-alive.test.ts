import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { KEEP_ALIVE } from './connection-limits.ts'
import { mayMakeNetworks, startFarMachine } from './testing-far-machine.ts'
import type { FarMachine } from './testing-far-machine.ts'

/** Ten seconds of silence, ten questions a second apart, and what a busy machine needs. */
const NOTICED_MS = 30_000

describe.skipIf(!mayMakeNetworks())('a machine that vanishes without a word', () => {
  let machine: FarMachine
  beforeAll(async () => {
    machine = await startFarMachine(inject('adminUrl'))
  })
  afterAll(() => machine.stop())

  test('is noticed by a connection that asks nothing', async () => {
    const client = new Client({ connectionString: machine.through(inject('adminUrl')), ...KEEP_ALIVE })
    const ended = Promise.withResolvers<string>()
    client.on('error', (error: NodeJS.ErrnoException) => ended.resolve(error.code ?? error.message))
    await client.connect()
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    const since = performance.now()
    machine.unplug()
    expect(await ended.promise).toMatch(/^(?:ETIMEDOUT|EHOSTUNREACH)$/)
    expect(performance.now() - since).toBeLessThan(NOTICED_MS)
  })
})
