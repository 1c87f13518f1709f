import type { TestHub, TestOrg } from '../../../../testing/index.ts'
import { memberNames, openFirm } from './firm.ts'
import type { Firm } from './firm.ts'

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

/** The firm of the scored sentences, with what is there when they are said. */
export async function openRoastery(hub: TestHub): Promise<Firm> {
  const firm = await openFirm(hub, { name: 'Quay Street Roasters', owner: 'Maeve Byrne', people })
  await seedTasks(firm.org, firm.ids)
  await seedKeys(firm.org)
  return firm
}

export async function roasteryNames(
  hub: TestHub,
  { org: { orgId } }: Firm,
): Promise<ReadonlyMap<string, string>> {
  const db = hub.hub.db.org(orgId)
  const [members, tasks, keys] = await Promise.all([
    memberNames(hub, orgId),
    db.selectFrom('opsTask').select(['id', 'title as name']).execute(),
    db.selectFrom('authApiKey').select(['id', 'name']).execute(),
  ])
  return new Map([...members, ...[...tasks, ...keys].map(({ id, name }) => [id, name] as const)])
}

async function seedTasks({ api }: TestOrg, ids: ReadonlyMap<string, string>): Promise<void> {
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
