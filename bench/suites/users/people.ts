import { randomInt } from 'node:crypto'
import { serveParent } from '../child.ts'
import { Browser } from './browser.ts'
import type { Account } from './browser.ts'

export const kinds = [
  'sign-in',
  'dashboard',
  'list',
  'search',
  'read',
  'write',
  'assistant, first words',
  'assistant, whole answer',
] as const
export type Kind = (typeof kinds)[number]

export interface Shift {
  origin: string
  ms: number
  /** A person looks at what came for up to so long before the next click. */
  thinkMs: number
  /** Nobody signs in again where passwords would be all that is measured. */
  signsIn: boolean
}

export interface Day {
  /** Milliseconds that people waited. */
  waits: Record<Kind, number[]>
  /** What went wrong, and how often. */
  failures: Record<string, number>
}

interface Person {
  browser: Browser
  /** Tasks this person has made. */
  tasks: string[]
}

/** As often as they stand here: a working day is mostly the board and the dashboard, with a question now and then. */
const habits: Kind[] = [
  ...Array<Kind>(4).fill('list'),
  ...Array<Kind>(4).fill('read'),
  ...Array<Kind>(3).fill('dashboard'),
  ...Array<Kind>(4).fill('write'),
  ...Array<Kind>(2).fill('search'),
  ...Array<Kind>(2).fill('assistant, whole answer'),
  'sign-in',
]
const questions = ['What is due today?', 'Which tasks are overdue?', 'How many credits are left?']

const anyOf = <T>(list: readonly T[]): T | undefined => list[randomInt(Math.max(1, list.length))]

type Measure = <T>(kind: Kind, work: () => Promise<T>) => Promise<T>

/** What the page of the dashboard and the frame around it ask at once (apps/web/src/early-calls.ts). */
async function openDashboard({ browser: { api } }: Person): Promise<void> {
  const open = { status: 'open', sort: 'due', limit: 20 } as const
  await Promise.all([
    api.auth.me.query({}),
    api.audit.activity.query({ limit: 24 }),
    api.system.briefing.query({}),
    api.approvals.list.query({ status: 'pending', limit: 99 }),
    api.modules.ops.tasks.list.query({ ...open, mine: true }),
    api.modules.ops.tasks.list.query({ ...open, unassigned: true }),
    api.credits.balance.query(),
    api.credits.usage.query({ days: 21, by: 'module' }),
    ...(['grant', 'adjustment', 'expiry'] as const).map((kind) =>
      api.credits.history.query({ kind, limit: 100 }),
    ),
  ])
}

async function write({ browser: { api }, tasks }: Person): Promise<void> {
  const id = anyOf(tasks)
  const dice = randomInt(2)
  if (id === undefined || dice === 0) {
    const task = await api.modules.ops.tasks.create.mutate({ title: 'Call the supplier about the delivery' })
    tasks.push(task.id)
  } else {
    await api.modules.ops.tasks.complete.mutate({ id })
    tasks.splice(tasks.indexOf(id), 1)
  }
}

async function click(person: Person, kind: Kind, measure: Measure): Promise<void> {
  const { browser, tasks } = person
  const { list, get } = browser.api.modules.ops.tasks
  if (kind === 'sign-in') {
    await measure('sign-in', () => browser.signIn())
    await measure('dashboard', () => openDashboard(person))
  } else if (kind === 'dashboard') await measure('dashboard', () => openDashboard(person))
  else if (kind === 'list') await measure('list', () => list.query({ status: 'open' }))
  else if (kind === 'search') await measure('search', () => list.query({ search: 'supplier' }))
  else if (kind === 'write') await measure('write', () => write(person))
  else if (kind === 'read') {
    const id = anyOf(tasks)
    await measure<unknown>('read', () => (id === undefined ? list.query({}) : get.query({ id })))
  } else await ask(person, measure)
}

function ask({ browser }: Person, measure: Measure): Promise<void> {
  let hear = (): void => undefined
  const heard = new Promise<void>((resolve) => {
    hear = resolve
  })
  const whole = measure('assistant, whole answer', () => browser.askAssistant(anyOf(questions) ?? '', hear))
  // An answer that fails before its first words ends both.
  const first = measure('assistant, first words', () => Promise.race([heard, whole]))
  return Promise.all([whole, first]).then(() => undefined)
}

async function live(person: Person, { ms, thinkMs, signsIn }: Shift, day: Day): Promise<void> {
  const measure: Measure = async (kind, work) => {
    const asked = performance.now()
    const result = await work()
    day.waits[kind].push(performance.now() - asked)
    return result
  }
  const own = habits.filter((kind) => signsIn || kind !== 'sign-in')
  const begin = performance.now()
  while (performance.now() - begin < ms) {
    if (thinkMs > 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * thinkMs))
    const kind = anyOf(own) ?? 'list'
    try {
      await click(person, kind, measure)
    } catch (error) {
      const words = `${kind}: ${error instanceof Error ? error.message : String(error)}`
      day.failures[words] = (day.failures[words] ?? 0) + 1
    }
  }
}

let people: Person[] = []

/** Everybody signs in, a few at a time: a firm does not arrive in one second. */
async function arrive({ origin, accounts }: { origin: string; accounts: Account[] }): Promise<void> {
  people = accounts.map((account) => ({ browser: new Browser(origin, account), tasks: [] }))
  const waiting = [...people]
  const door = async () => {
    for (let person = waiting.pop(); person; person = waiting.pop()) await person.browser.signIn()
  }
  await Promise.all([door(), door(), door()])
}

/** People at work, in a process of their own. */
async function work(shift: Shift): Promise<Day> {
  const waits = Object.fromEntries(kinds.map((kind) => [kind, [] as number[]])) as Day['waits'] // one list a kind
  const day: Day = { waits, failures: {} }
  await Promise.all(people.map((person) => live(person, shift, day)))
  return day
}

serveParent('ready', { arrive, work })
