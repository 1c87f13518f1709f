import { permits } from '../../../../platform/access/permissions.ts'
import type { OrgRole } from '../../../../shared/roles.ts'
import { hub } from '../../../../testing/bare-hub.ts'
import { emptyMemory } from '../../memory.ts'
import type { Memory } from '../../memory.ts'
import { actTable } from '../acts/act-table.ts'
import type { Row } from '../acts/usable.ts'
import type { Chosen } from '../chosen.ts'
import { rankerOf } from '../ranking/hub-ranker.ts'
import type { World } from '../understand/types.ts'

const row = (id: string, name: string, item: Row['item'] = {}): Row => ({ id, name, item })

export const people = [
  row('maeve', 'Maeve Byrne', { email: 'maeve@quaystreet.example' }),
  row('tomas', 'Tomás Ferreira', { email: 'tomas@quaystreet.example' }),
  row('anaL', 'Ana Lopes', { email: 'anal@quaystreet.example' }),
  row('anaC', 'Ana Costa', { email: 'anac@quaystreet.example' }),
  row('jonas', 'Jonas Weber', { email: 'jonas@quaystreet.example' }),
]

const tasks = [
  row('quote', 'Quote for Oakhollow Hotel', { status: 'todo', dueOn: '2026-11-20' }),
  row('labels', 'Design new bag labels', { status: 'todo', dueOn: '2026-12-04' }),
  row('roster', 'Plan the December roster', { status: 'todo', dueOn: '2026-11-30' }),
  row('vat', 'File the VAT return', { status: 'done', dueOn: '2026-11-16' }),
  row('flyers', 'Print market flyers', { status: 'todo', dueOn: null, isRemoved: true }),
]

function among(filter: Readonly<Record<string, unknown>>): Row[] {
  return tasks.filter(
    ({ item }) =>
      (filter['removed'] !== true || item['isRemoved'] === true) &&
      (filter['status'] !== 'done' || item['status'] === 'done') &&
      (filter['status'] !== 'open' || item['status'] !== 'done'),
  )
}

interface Changes {
  memory?: Partial<Memory>
  role?: OrgRole
  chosen?: readonly Chosen[]
  page?: string
  isWaiting?: boolean
}

const nouns = ['task']
// In the thread that learns, which finds what was learnt before: this one would begin anew.
const ranker = await rankerOf(hub)

/** A small roastery on Friday 20 November 2026 at nine, as understanding sees it. */
export function worldOf(changes: Changes = {}): World {
  const held = hub.permissions.of(changes.role ?? 'owner')
  return {
    clock: {
      now: new Date('2026-11-20T09:00:00Z'),
      timeZone: 'Europe/Lisbon',
      orgTimeZone: 'Europe/Lisbon',
      isMonthFirst: false,
    },
    currency: 'EUR',
    me: { id: 'maeve', name: 'Maeve Byrne', email: 'maeve@quaystreet.example' },
    memory: { ...emptyMemory, ...changes.memory },
    table: actTable(hub),
    ranker,
    chosen: changes.chosen ?? [],
    choose: () => Promise.resolve(),
    page: changes.page ?? null,
    people,
    topics: [...hub.events.open.values()],
    access(path) {
      const entry = hub.catalog.get(path)
      if (!entry) return 'missing'
      if (entry.meta.doors !== 'all') return 'closed'
      return permits(held, entry.meta.permission) ? 'open' : 'forbidden'
    },
    rows: async (entity, filter, words) =>
      entity === 'ops_task'
        ? among(filter).filter(({ name }) => words === undefined || name.includes(words))
        : [],
    listed: () => Promise.resolve(null),
    isWaiting: () => Promise.resolve(changes.isWaiting === true),
    question: () => Promise.resolve(null),
    correction: () => Promise.resolve(null),
    guides: hub.guides,
    noun: (entity) => hub.entities.get(entity)?.noun ?? 'thing',
    nouns,
  }
}
