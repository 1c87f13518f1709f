import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCatalog } from './platform/catalog/create-catalog.ts'
import type { CatalogEntry, JsonSchema } from './platform/catalog/catalog.ts'
import { routerOf } from './router.ts'
import { HIGHEST_COUNT } from './shared/version.ts'
import { modulesWithDepot, rowsFor, sampleInput, startHub, withExtras } from './testing/index.ts'
import type { TestHub, TestOrg } from './testing/index.ts'
import { openFingerprints } from './testing/fingerprint.ts'
import type { Fingerprints } from './testing/fingerprint.ts'
import { giveCredits } from './testing/give-credits.ts'
import { extrasOf, needsOf, ownerCannotIn } from './testing/stranger-cases.ts'

const modules = modulesWithDepot
const [extras, needs, ownerCannot] = [extrasOf(modules), needsOf(modules), ownerCannotIn(modules)]

let hub: TestHub
let org: TestOrg
let fingerprints: Fingerprints
beforeAll(async () => {
  hub = await startHub({ modules })
  org = await hub.newOrg()
  fingerprints = await openFingerprints(hub.database)
})
afterAll(async () => {
  await fingerprints.end()
  await hub.stop()
})

const { entries } = createCatalog(routerOf(modules), () => {
  throw new Error('only the schemas are read here')
})
const fieldsOf = ({ inputJson }: CatalogEntry) =>
  (inputJson['properties'] ?? {}) as Record<string, JsonSchema>
const cases = entries
  .filter((entry) => entry.type === 'mutation' && fieldsOf(entry)['version']?.['type'] === 'integer')
  .map((entry) => [entry.path, entry] as const)

const call = (of: TestOrg, path: string, input: unknown) => {
  const credential = { kind: 'person', userId: of.owner.userId } as const
  return hub.hub.catalog.call(path, input, hub.call({ credential, org: of.slug }))
}

describe('the version that a change was decided on (CON-5)', () => {
  test.each([
    'approvals.approve',
    'endpoints.update',
    'modules.accounting.contacts.restore',
    'modules.marketplace.competitors.follow',
    'modules.marketplace.listings.accept',
    'modules.marketplace.listings.choose',
    'modules.marketplace.products.update',
    'modules.marketplace.rules.update',
    'modules.ops.tasks.update',
    'modules.travel.rentals.update',
    'modules.travel.trips.setBudget',
    'modules.travel.trips.setParty',
    'modules.travel.trips.setWeights',
    'modules.travel.trips.update',
    'modules.travel.watches.update',
    'organizations.update',
    'workflows.publish',
    'workflows.switch',
    'workflows.update',
    'workflows.versions.restore',
  ])('can be sent to %s, whose record shows it', (path) => {
    expect(cases.map(([one]) => one)).toContain(path)
  })

  const ownerCan = cases.filter(([path]) => ownerCannot[path] === undefined)

  test.each(ownerCan)('%s is refused where that is another one, and changes nothing', async (path, entry) => {
    const own = await hub.newOrg()
    await giveCredits(hub, own.orgId, { micro: 10_000_000 })
    const ids = await rowsFor(entry.inputJson, { hub, org: own }, needs[path])
    const { input } = sampleInput(entry.inputJson, ids)
    const before = await fingerprints.of(own.orgId)
    await expect(
      call(own, path, { ...withExtras(input, extras[path]), version: HIGHEST_COUNT }),
    ).rejects.toMatchObject({ code: 'STALE_VERSION' })
    expect(await fingerprints.of(own.orgId)).toEqual(before)
  })

  test.each(cases)('%s names the field where no version could be so high or low', async (path) => {
    for (const version of [HIGHEST_COUNT + 1, -1])
      await expect(call(org, path, { version })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
        details: { issues: expect.arrayContaining([expect.objectContaining({ path: 'version' })]) },
      })
  })
})

test('so is the number of a version of a workflow', async () => {
  const { id } = await org.api.workflows.create({ name: 'Late payers' })
  const refusal = { code: 'BAD_REQUEST', details: { issues: [{ path: 'number' }] } }
  const { get, restore } = org.api.workflows.versions
  await expect(get({ id, number: HIGHEST_COUNT + 1 })).rejects.toMatchObject(refusal)
  await expect(restore({ id, number: HIGHEST_COUNT + 1 })).rejects.toMatchObject(refusal)
})
