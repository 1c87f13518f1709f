import { MICRO } from '../../../../shared/micro.ts'
import { giveCredits } from '../../../../testing/give-credits.ts'
import type { TestHub, TestOrg } from '../../../../testing/index.ts'

/** The firm of the scored sentences: the moment at which they are said, and what is there then. */
export const NOW = new Date('2026-11-20T09:00:00Z')

const people = {
  'Tomás Ferreira': 'admin',
  'Ana Lopes': 'member',
  'Ana Costa': 'member',
  'Jonas Weber': 'member',
  'Noor Haddad': 'viewer',
} as const

type Person = 'Maeve Byrne' | keyof typeof people

interface SeededTask {
  title: string
  who?: Person
  dueOn?: string
  dueTime?: string
  priority?: 'low' | 'high'
  tag?: string
  status?: 'doing' | 'waiting'
  end?: 'done' | 'removed'
}

const tasks: readonly SeededTask[] = [
  {
    title: 'Quote for Oakhollow Hotel',
    dueOn: '2026-11-20',
    dueTime: '15:00',
    who: 'Maeve Byrne',
    priority: 'high',
    tag: 'sales',
  },
  { title: 'Book the grinder service', status: 'doing', dueOn: '2026-11-18', who: 'Jonas Weber' },
  {
    title: 'Design new bag labels',
    dueOn: '2026-12-04',
    who: 'Ana Lopes',
    priority: 'low',
    tag: 'marketing',
  },
  {
    title: 'Order green beans from Huila',
    status: 'waiting',
    dueOn: '2026-11-23',
    who: 'Tomás Ferreira',
    priority: 'high',
    tag: 'stock',
  },
  { title: 'Send invoice to Lantern Street Bakery', dueOn: '2026-11-20', tag: 'finance' },
  { title: 'Send invoice to Harbour Cafe', dueOn: '2026-11-27', tag: 'finance' },
  {
    title: 'File the VAT return',
    end: 'done',
    dueOn: '2026-11-16',
    who: 'Maeve Byrne',
    priority: 'high',
    tag: 'finance',
  },
  { title: 'Repair the milk fridge', end: 'done', who: 'Jonas Weber' },
  { title: 'Print market flyers', end: 'removed', tag: 'marketing' },
  { title: 'Plan the December roster', dueOn: '2026-11-30', who: 'Ana Costa', tag: 'staff' },
  { title: 'Renew the food safety certificate', dueOn: '2026-12-15' },
  { title: 'Descale the espresso machine', dueOn: '2026-11-21', who: 'Jonas Weber' },
  {
    title: 'Answer the health inspector',
    status: 'doing',
    dueOn: '2026-11-19',
    who: 'Maeve Byrne',
    priority: 'high',
  },
  { title: 'Cupping notes for the Kenya lot', who: 'Ana Lopes', priority: 'low', tag: 'stock' },
]

export interface Roastery {
  org: TestOrg
  viewer: TestOrg['api']
  viewerId: string
}

const rename = (hub: TestHub, userId: string, name: string) =>
  hub.hub.db.system.updateTable('authUser').set({ name }).where('id', '=', userId).execute()

/** Makes the firm anew, so that what one conversation changes is no other's. */
export async function openRoastery(hub: TestHub): Promise<Roastery> {
  const org = await hub.newOrg()
  await rename(hub, org.owner.userId, 'Maeve Byrne')
  await hub.hub.db.system
    .updateTable('organization')
    .set({ name: 'Quay Street Roasters', timeZone: 'Europe/Lisbon', currency: 'EUR' })
    .where('id', '=', org.orgId)
    .execute()
  const ids = new Map<Person, string>([['Maeve Byrne', org.owner.userId]])
  let viewer = { api: org.api, userId: org.owner.userId }
  for (const [name, role] of Object.entries(people)) {
    const joined = await org.join(role)
    await rename(hub, joined.userId, name)
    ids.set(name as Person, joined.userId)
    if (role === 'viewer') viewer = joined
  }
  await giveCredits(hub, org.orgId, { micro: 100 * MICRO })
  await seedTasks(org, ids)
  await seedKeys(org)
  return { org, viewer: viewer.api, viewerId: viewer.userId }
}

async function seedTasks({ api }: TestOrg, ids: ReadonlyMap<Person, string>): Promise<void> {
  for (const { who, end, ...task } of tasks) {
    const { id } = await api.modules.ops.tasks.create({
      ...task,
      ...(who && { assigneeId: ids.get(who) ?? null }),
    })
    if (end === 'done') await api.modules.ops.tasks.complete({ id })
    if (end === 'removed') await api.modules.ops.tasks.remove({ id })
  }
}

async function seedKeys({ api }: TestOrg): Promise<void> {
  const scopes = ['ops.task.read', 'ops.task.write']
  await api.auth.apiKeys.create({ name: 'Website form', kind: 'program', scopes })
  await api.auth.apiKeys.create({ name: 'Claude on my laptop', kind: 'assistant', scopes })
}
