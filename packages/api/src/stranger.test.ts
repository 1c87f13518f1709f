import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { declaredBy } from './declared.ts'
import { createCatalog } from './platform/catalog/create-catalog.ts'
import type { CatalogEntry } from './platform/catalog/catalog.ts'
import type { OrgPermission } from './platform/access/permissions.ts'
import { routerOf } from './router.ts'
import { kindsIn, rowsFor, rowsOfAll } from './testing/factories.ts'
import { fingerprintOfAll, openFingerprints } from './testing/fingerprint.ts'
import type { Fingerprints } from './testing/fingerprint.ts'
import { moduleLists } from './testing/module-lists.ts'
import { openSession, signUpWithPasskey, startHub } from './testing/index.ts'
import type { TestHub, TestOrg } from './testing/index.ts'
import { giveCredits } from './testing/give-credits.ts'
import { entitiesOf, idFrom, sampleInput, sampleInputs, withExtras } from './testing/sample-input.ts'
import type { IdAt } from './testing/sample-input.ts'
import { needConfirmedAddress, extrasOf, needsOf, ownerCannotIn } from './testing/stranger-cases.ts'

/** Enough for whatever has a price. */
const CREDITS = 10_000_000

describe.each(moduleLists)('with $name', ({ modules }) => {
  const sampleExtras = extrasOf(modules)
  const ownerCannot = ownerCannotIn(modules)
  const needs = needsOf(modules)
  const { permissions } = declaredBy(modules)
  const kinds = kindsIn(modules)

  const { entries } = createCatalog(routerOf(modules), () => {
    throw new Error('only the schemas are read here')
  })
  const inOrganizations = entries.filter(
    ({ meta, inputJson }) =>
      permissions.names.includes(meta.permission as OrgPermission) &&
      entitiesOf(inputJson).every((kind) => kinds.has(kind)),
  )

  let hub: TestHub
  let fingerprints: Fingerprints
  let stranger: TestOrg
  /** Whose rows the stranger is after: one of each entity, so that lists have something to show. */
  let home: Home
  let homeOfStranger: Home
  beforeAll(async () => {
    hub = await startHub({ modules })
    fingerprints = await openFingerprints(hub.database)
    home = await furnished()
    homeOfStranger = await furnished()
    stranger = homeOfStranger.org
  })
  afterAll(async () => {
    await fingerprints.end()
    await hub.stop()
  })

  interface Home {
    org: TestOrg
    ids: Record<string, string>
  }

  async function furnished(): Promise<Home> {
    const org = await hub.newOrg()
    await giveCredits(hub, org.orgId, { micro: CREDITS })
    return { org, ids: await rowsOfAll({ hub, org }) }
  }

  /** Result or error code of a call by the owner of `of`. */
  async function callAs(
    of: TestOrg,
    entry: CatalogEntry,
    input: unknown,
  ): Promise<{ code: string; output: unknown }> {
    const abort = new AbortController()
    const call = hub.call({
      credential: { kind: 'person', userId: of.owner.userId },
      org: of.slug,
      signal: abort.signal,
    })
    const { catalog } = hub.hub
    try {
      if (entry.type !== 'subscription')
        return { code: 'OK', output: await catalog.call(entry.path, input, call) }
      const stream = await catalog.subscribe(entry.path, input, call)
      const first = await stream[Symbol.asyncIterator]().next()
      abort.abort()
      return { code: 'OK', output: first }
    } catch (error) {
      return { code: (error as { code: string }).code, output: error }
    }
  }

  /** A list or count filtered by a foreign id finds nothing, which is as good as not found. */
  const findsNothing = (output: unknown) =>
    [
      '{"items":[],"nextCursor":null}',
      '{"items":[],"nextCursor":null,"lookedBackTo":null}',
      '{"count":0}',
    ].includes(JSON.stringify(output))

  /** Inputs with ids of another organization: all of them, then one at a time beside the stranger's own. */
  function attemptsAt({
    path,
    inputJson,
  }: CatalogEntry): { input: Record<string, unknown>; foreign: string[] }[] {
    const [theirs, own] = [idFrom(home.ids), idFrom(homeOfStranger.ids)]
    const attempts = sampleInputs(inputJson, theirs).map(({ input, entities }) => ({
      input,
      foreign: entities,
    }))
    const places = Math.max(...attempts.map(({ foreign }) => foreign.length))
    for (let foreign = 0; places > 1 && foreign < places; foreign += 1) {
      const oneForeign: IdAt = (entity, place) => (place === foreign ? theirs : own)(entity, place)
      for (const { input, entities } of sampleInputs(inputJson, oneForeign))
        attempts.push({ input, foreign: entities.slice(foreign, foreign + 1) })
    }
    return attempts.map(({ input, foreign }) => ({ input: withExtras(input, sampleExtras[path]), foreign }))
  }

  /** What a stranger can do with a procedure; empty when nothing (AUTH-12). */
  async function leaksOf(entry: CatalogEntry): Promise<string[]> {
    const leaks: string[] = []
    let before = await fingerprints.of(home.org.orgId)
    for (const { input, foreign } of attemptsAt(entry)) {
      const { code, output } = await callAs(stranger, entry, input)
      const after = await fingerprints.of(home.org.orgId)
      const was = before
      const changed = Object.keys(after).filter((table) => after[table] !== was[table])
      before = after
      leaks.push(...changed.map((table) => `changed ${table}`))
      if (foreign.length > 0 && code !== 'NOT_FOUND' && !findsNothing(output))
        leaks.push(`answered ${code} to another organization's ${foreign.join(', ')}`)
      const text = JSON.stringify(output)
      for (const [entity, id] of Object.entries(home.ids))
        if (code === 'OK' && text.includes(id)) leaks.push(`showed ${entity}`)
    }
    return leaks
  }

  /** A new organization with the rows the procedure takes, and an input of them for each form it has. */
  async function ownInputs({ path, inputJson }: CatalogEntry) {
    const org = await hub.newOrg()
    await giveCredits(hub, org.orgId, { micro: CREDITS })
    const ids = await rowsFor(inputJson, { hub, org }, needs[path])
    const inputs = sampleInputs(inputJson, idFrom(ids)).map(({ input }) =>
      withExtras(input, sampleExtras[path]),
    )
    return { org, inputs }
  }

  const cases = inOrganizations.map((entry) => [entry.path, entry] as const)

  test.each(cases)(
    '%s shows and changes nothing of another organization (AUTH-12, ASVS 8.2.2)',
    async (_path, entry) => {
      expect(await leaksOf(entry)).toEqual([])
    },
  )

  const ownerCan = cases.filter(([path]) => ownerCannot[path] === undefined)
  const takeBackConfirmation = ({ owner: { userId } }: TestOrg) =>
    hub.hub.db.system
      .updateTable('authUser')
      .set({ emailVerifiedAt: null })
      .where('id', '=', userId)
      .execute()

  test.each(ownerCan)(
    '%s works for the owner with the same input, whose address need be confirmed only where it should (AUTH-2)',
    async (path, entry) => {
      const isConfirmedOnly = needConfirmedAddress.includes(path)
      const own = await ownInputs(entry)
      const unconfirmed = isConfirmedOnly ? await ownInputs(entry) : own
      await takeBackConfirmation(unconfirmed.org)
      const first = await callAs(unconfirmed.org, entry, unconfirmed.inputs[0])
      expect(first.code, String(first.output)).toBe(isConfirmedOnly ? 'EMAIL_NOT_VERIFIED' : 'OK')
      for (const input of isConfirmedOnly ? own.inputs : own.inputs.slice(1)) {
        const { code, output } = await callAs(own.org, entry, input)
        expect(code, String(output)).toBe('OK')
      }
    },
  )

  /** Rows of a person, not of an organization: whose they are, and one of them. */
  const personal: Record<string, () => Promise<{ userId: string; id: string }>> = {
    async auth_passkey() {
      const { email, passkey } = await signUpWithPasskey(hub)
      const { id: userId } = await hub.hub.db.system
        .selectFrom('authUser')
        .select('id')
        .where('email', '=', email)
        .executeTakeFirstOrThrow()
      return { userId, id: passkey.id }
    },
    async auth_session() {
      const { owner } = await hub.newOrg()
      return { userId: owner.userId, id: (await openSession(hub.hub, owner.userId)).sessionId }
    },
    async organization() {
      const { owner, orgId } = await hub.newOrg()
      return { userId: owner.userId, id: orgId }
    },
  }
  const ofPersons = entries
    .filter(({ meta }) => meta.permission === 'self')
    .map((entry) => [entry.path, entry, entitiesOf(entry.inputJson)] as const)
    // What somebody prefers is kept by organization, and nothing of an organization is shown or changed by it.
    .filter(([, , entities]) => entities.some((kind) => kind !== 'organization'))

  test.each(ofPersons)(
    '%s reaches nothing of another person, and works for its own (ASVS 8.2.2)',
    async (path, entry, [entity = '']) => {
      const make = personal[entity]
      if (!make) throw new Error(`nothing here makes a row of ${entity} for a person`)
      const { userId, id } = await make()
      const { input } = sampleInput(entry.inputJson, { [entity]: id })
      const ask = (who: string) =>
        hub.hub.catalog.call(path, input, hub.call({ credential: { kind: 'person', userId: who } }))
      const before = await fingerprintOfAll(hub.database)
      await expect(ask(stranger.owner.userId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
      expect(await fingerprintOfAll(hub.database)).toEqual(before)
      await expect(ask(userId)).resolves.toBeDefined()
    },
  )

  const guarded = modules.flatMap(({ entities }) => Object.entries(entities).filter(([, { find }]) => find))
  test.each(guarded)('%s: a removed policy makes the check fail', async (kind) => {
    const entry = entries.find(({ inputJson }) => entitiesOf(inputJson).join() === kind)
    if (!entry) throw new Error('the procedure this test leans on is gone')
    const [table = ''] = kind.split('.')
    await asSuperuser(hub.database, `alter table app.${table} disable row level security`)
    try {
      expect(await leaksOf(entry)).toContainEqual(expect.stringContaining('answered '))
    } finally {
      await asSuperuser(hub.database, `alter table app.${table} enable row level security`)
    }
  })
})
