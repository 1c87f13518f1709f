import { startHub } from '@hub/api/testing'
import type { TestHub } from '@hub/api/testing'
import { seedHub } from './seed.ts'

/** A business of the sample, and its people by first name as callers of the whole router. */
export interface SampleFirm {
  hub: TestHub
  orgId: string
  as(firstName: string): ReturnType<TestHub['api']>
  stop(): Promise<void>
}

/** The bakery of a hub that was filled when its clock showed this. */
export async function seededBakery(now?: Date): Promise<SampleFirm> {
  const hub = await startHub(now ? { now: () => now } : {})
  const { organizations } = await seedHub(hub.hub, { adminUrl: hub.database.adminUrl, isForced: false })
  return firmOf(hub, organizations[0]?.slug ?? '')
}

/** Another business of the same hub. */
export const besides = ({ hub }: SampleFirm, slug: string): Promise<SampleFirm> => firmOf(hub, slug)

async function firmOf(hub: TestHub, slug: string): Promise<SampleFirm> {
  const { id: orgId } = await hub.hub.db.system
    .selectFrom('organization')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  const people = await hub.hub.db.system
    .selectFrom('organizationMember as member')
    .innerJoin('authUser as person', 'person.id', 'member.userId')
    .where('member.orgId', '=', orgId)
    .select(['person.id', 'person.name'])
    .execute()
  return {
    hub,
    orgId,
    as(firstName) {
      const person = people.find(({ name }) => name.startsWith(`${firstName} `))
      if (!person) throw new Error(`Nobody there is called ${firstName}.`)
      return hub.api(hub.call({ credential: { kind: 'person', userId: person.id }, org: slug }))
    },
    stop: () => hub.stop(),
  }
}
