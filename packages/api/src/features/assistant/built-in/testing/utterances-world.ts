import { emptyMemory } from '../../memory.ts'
import type { World, WorldTask } from '../types.ts'

/** A small coffee roastery on Friday 20 November 2026, 09:00 in Lisbon: where the scored utterances are said. */
const people = {
  maeve: { userId: '0198a000-0000-7000-8000-000000000001', name: 'Maeve Byrne' },
  tomas: { userId: '0198a000-0000-7000-8000-000000000002', name: 'Tomás Ferreira' },
  anaL: { userId: '0198a000-0000-7000-8000-000000000003', name: 'Ana Lopes' },
  anaC: { userId: '0198a000-0000-7000-8000-000000000004', name: 'Ana Costa' },
  jonas: { userId: '0198a000-0000-7000-8000-000000000005', name: 'Jonas Weber' },
  noor: { userId: '0198a000-0000-7000-8000-000000000006', name: 'Noor Haddad' },
} as const
export type PersonKey = keyof typeof people
export const personId = (key: PersonKey) => people[key].userId

const task = (title: string, more: Partial<WorldTask> = {}) => ({
  title,
  status: 'todo' as const,
  tag: null,
  isRemoved: false,
  ...more,
})

const tasks = {
  quote: task('Quote for Oakhollow Hotel', { tag: 'sales' }),
  grinder: task('Book the grinder service', { status: 'doing' }),
  labels: task('Design new bag labels', { tag: 'marketing' }),
  harvest: task('Order green beans from Huila', { status: 'waiting' }),
  invoice1: task('Send invoice to Lantern Street Bakery', { tag: 'finance' }),
  invoice2: task('Send invoice to Harbour Cafe', { tag: 'finance' }),
  tax: task('File the VAT return', { tag: 'finance', status: 'done' }),
  fridge: task('Repair the milk fridge', { status: 'done' }),
  flyer: task('Print market flyers', { isRemoved: true }),
  roster: task('Plan the December roster'),
}
export type TaskKey = keyof typeof tasks
const keys = Object.keys(tasks) as TaskKey[]
export const taskId = (key: TaskKey) =>
  `0198b000-0000-7000-8000-${String(keys.indexOf(key)).padStart(12, '0')}`

export interface Scene {
  as?: 'viewer'
  /** The task spoken of last. */
  it?: TaskKey
  /** The tasks listed last. */
  listed?: TaskKey[]
}

export function worldOf({ it, listed = [] }: Scene, access: World['access']): World {
  const listedTasks = listed.map((key) => ({ id: taskId(key), title: tasks[key].title }))
  return {
    now: new Date('2026-11-20T09:00:00Z'),
    timeZone: 'Europe/Lisbon',
    orgTimeZone: 'Europe/Lisbon',
    isMonthFirst: false,
    me: people.maeve,
    members: Object.values(people),
    tasks: keys.map((key) => ({ id: taskId(key), ...tasks[key] })),
    memory: { ...emptyMemory, listed: listedTasks, taskId: it ? taskId(it) : null },
    access,
    hasLooked: false,
  }
}
