import { randomInt } from 'node:crypto'
import { callRest } from '../../faults/clients.ts'
import type { Answer, Caller, RestRequest } from '../../faults/clients.ts'
import { serveParent } from '../child.ts'

export interface Shift {
  callers: Caller[]
  /** How many people each caller stands for. */
  each: number
  ms: number
  /** A person reads what came for up to so long before the next click. */
  thinkMs: number
}

export interface Day {
  /** Milliseconds of each answer. */
  reads: number[]
  writes: number[]
  /** Status codes other than 200, and how often. */
  refused: Record<string, number>
}

interface Person {
  caller: Caller
  /** Tasks this person has made. */
  tasks: string[]
}

const anyOf = <T>(list: readonly T[]): T | undefined => list[randomInt(Math.max(1, list.length))]

const pages = [
  'modules/ops/tasks/list?status=open',
  'modules/ops/tasks/list?status=open&mine=true',
  'modules/ops/tasks/list?search=supplier',
  'credits/balance',
]

/** Four clicks in five read. */
function nextClick({ tasks }: Person): RestRequest & { isWrite: boolean } {
  const task = anyOf(tasks)
  const dice = randomInt(20)
  if (task === undefined || dice < 2)
    return { path: 'modules/ops/tasks/create', body: { title: 'Call the supplier' }, isWrite: true }
  if (dice < 4) {
    const act = dice === 2 ? 'complete' : 'reopen'
    return { path: `modules/ops/tasks/${act}`, body: { id: task }, isWrite: true }
  }
  if (dice < 10) return { path: `modules/ops/tasks/get?id=${task}`, isWrite: false }
  return { path: anyOf(pages) ?? '', isWrite: false }
}

function remember(person: Person, path: string, { body }: Answer): void {
  if (!path.endsWith('/create') || typeof body !== 'object' || body === null || !('id' in body)) return
  person.tasks.push(String(body.id))
}

async function live(person: Person, { ms, thinkMs }: Shift, day: Day): Promise<void> {
  const begin = performance.now()
  while (performance.now() - begin < ms) {
    if (thinkMs > 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * thinkMs))
    const { isWrite, ...request } = nextClick(person)
    const asked = performance.now()
    const answer = await callRest(person.caller, request)
    const waited = performance.now() - asked
    ;(isWrite ? day.writes : day.reads).push(waited)
    if (answer.status === 200) remember(person, request.path, answer)
    else day.refused[answer.status] = (day.refused[answer.status] ?? 0) + 1
  }
}

/** People at work, in a process of their own. */
async function work(shift: Shift): Promise<Day> {
  const day: Day = { reads: [], writes: [], refused: {} }
  const people = shift.callers.flatMap((caller) =>
    Array.from({ length: shift.each }, () => ({ caller, tasks: [] })),
  )
  await Promise.all(people.map((person) => live(person, shift, day)))
  return day
}

serveParent('ready', { work })
