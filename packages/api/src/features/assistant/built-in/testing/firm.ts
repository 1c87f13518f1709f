import type { OrgRole } from '../../../../shared/roles.ts'
import { MICRO } from '../../../../shared/micro.ts'
import { giveCredits } from '../../../../testing/give-credits.ts'
import type { TestHub, TestOrg } from '../../../../testing/index.ts'

/** The moment at which the scored sentences are said: Friday 20 November 2026, nine o'clock in Lisbon. */
export const NOW = new Date('2026-11-20T09:00:00Z')

/** Somebody who says a scored sentence. */
export interface Speaker {
  userId: string
  name: string
}

interface FirmNames {
  name: string
  owner: string
  people: Readonly<Record<string, Exclude<OrgRole, 'owner'>>>
}

/** A firm in Lisbon with its people and credits, made anew, so that what one conversation changes is no other's. */
export interface Firm {
  org: TestOrg
  owner: Speaker
  viewer: Speaker
  /** Everybody's id, by name. */
  ids: ReadonlyMap<string, string>
}

const rename = (hub: TestHub, { userId, name }: Speaker) =>
  hub.hub.db.system.updateTable('authUser').set({ name }).where('id', '=', userId).execute()

/** Opens a firm of these people. */
export async function openFirm(hub: TestHub, { name, owner, people }: FirmNames): Promise<Firm> {
  const org = await hub.newOrg()
  await hub.hub.db.system
    .updateTable('organization')
    .set({ name, timeZone: 'Europe/Lisbon', currency: 'EUR' })
    .where('id', '=', org.orgId)
    .execute()
  const boss: Speaker = { userId: org.owner.userId, name: owner }
  const firm = { org, owner: boss, viewer: boss, ids: new Map([[owner, boss.userId]]) }
  await rename(hub, boss)
  for (const [called, role] of Object.entries(people)) {
    const one = { userId: (await org.join(role)).userId, name: called }
    await rename(hub, one)
    firm.ids.set(called, one.userId)
    if (role === 'viewer') firm.viewer = one
  }
  await giveCredits(hub, org.orgId, { micro: 100 * MICRO })
  return firm
}

/** The names of everybody in an organization, by id. */
export async function memberNames(hub: TestHub, orgId: string): Promise<[id: string, name: string][]> {
  const people = await hub.hub.db
    .org(orgId)
    .selectFrom('organizationMember')
    .innerJoin('authUser', 'authUser.id', 'organizationMember.userId')
    .select(['authUser.id', 'authUser.name'])
    .execute()
  return people.map(({ id, name }) => [id, name])
}
