import { lineOf, partsOf } from './flow-tree.ts'
import { TOP } from './flow.ts'
import type { Place, RunWithSteps, Step, StepRun } from './flow.ts'

/** A step as it ran, or as it did not run yet. */
export interface Ran {
  kind: 'step'
  path: string
  step: Step
  /** undefined: not begun. */
  run: StepRun | undefined
  inside: Entry[]
}
/** One item of a step that repeats. */
export interface Item {
  kind: 'item'
  path: string
  number: number
  /** What it is called, where the item says so. */
  name: string | undefined
  state: StepRun['status'] | 'idle'
  inside: Entry[]
}
export type Entry = Ran | Item

const order: readonly Item['state'][] = ['failed', 'waiting', 'running', 'stopped', 'done', 'idle']

/** What presses most of what is inside. */
function stateOf(entries: readonly Entry[]): Item['state'] {
  const states = entries.flatMap((one): Item['state'][] =>
    one.kind === 'item'
      ? [one.state]
      : [one.run?.status ?? 'idle', ...(one.inside.length > 0 ? [stateOf(one.inside)] : [])],
  )
  return order.find((state) => states.includes(state)) ?? 'idle'
}

/** What becomes of a step; what holds others waits while they do. */
export function shownState({ run, inside }: Ran): Item['state'] {
  if (run?.status !== 'running' || inside.length === 0) return run?.status ?? 'idle'
  return stateOf(inside.filter((one) => one.kind === 'step' || one.state !== 'failed')) === 'waiting'
    ? 'waiting'
    : 'running'
}

/** Names that things of people have, the first that is there. */
const NAMES = ['title', 'name', 'subject', 'email', 'number'] as const

/** "Lantern Street Bakery": what an item of a list is called. */
export function itemName(items: unknown, number: number): string | undefined {
  const item: unknown = Array.isArray(items) ? items[number] : undefined
  if (typeof item === 'string' || typeof item === 'number') return String(item).slice(0, 80)
  if (typeof item !== 'object' || item === null) return undefined
  const values = item as Readonly<Record<string, unknown>>
  const name = NAMES.map((key) => values[key]).find((value) => typeof value === 'string' && value !== '')
  return typeof name === 'string' ? name.slice(0, 80) : undefined
}

/** As it is told while there are no credits: what is tried anew each minute waits since what came before it. */
export function asPaused(run: RunWithSteps): RunWithSteps {
  if (run.status !== 'paused') return run
  const ends = run.steps.flatMap(({ finishedAt }) => finishedAt ?? [])
  const since = ends.toSorted().at(-1) ?? run.startedAt ?? run.createdAt
  const steps = run.steps.map((step) =>
    step.status === 'waiting' ? { ...step, startedAt: since, attempt: 1 } : step,
  )
  return { ...run, steps }
}

/** What all of these cost together. */
export const costOf = (entries: readonly Entry[]): number =>
  ranIn(entries).reduce((sum, { run }) => sum + (run?.costMicro ?? 0), 0)

/** The steps of a run in the order in which they stand, each with what became of it, and items of what repeats. */
export function treeOf({ definition, steps }: Pick<RunWithSteps, 'definition' | 'steps'>): Entry[] {
  const byPath = new Map(steps.map((run) => [run.path, run]))
  const line = (place: Place, before: string): Entry[] =>
    lineOf(definition, place).map((step) => {
      const path = `${before}${step.id}`
      const run = byPath.get(path)
      return { kind: 'step', path, step, run, inside: inside(step, path) }
    })
  const inside = (step: Step, path: string): Entry[] => {
    if (step.type === 'for_each') return itemsOf(step, path)
    const parts = partsOf(definition, step)
    const taken = byPath.get(path)?.output as { result?: unknown } | null | undefined
    return parts
      .filter(
        ({ branch }) =>
          step.type !== 'conditional' ||
          typeof taken?.result !== 'boolean' ||
          (branch === 'then') === taken.result,
      )
      .flatMap(({ branch }) => line({ parent: step.id, branch }, `${path}/`))
  }
  const itemsOf = (step: Step, path: string): Item[] => {
    const numbers = new Set(
      steps.flatMap((run) => {
        const found = run.path.startsWith(`${path}[`) ? /^\[(\d+)\]/.exec(run.path.slice(path.length)) : null
        return found ? [Number(found[1])] : []
      }),
    )
    return [...numbers]
      .toSorted((one, other) => one - other)
      .map((number) => {
        const own = `${path}[${number}]`
        const entries = line({ parent: step.id, branch: 'each' }, `${own}/`)
        const name = itemName(byPath.get(path)?.input, number)
        return { kind: 'item', path: own, number, name, state: stateOf(entries), inside: entries }
      })
  }
  return line(TOP, '')
}

/** Every step that began, was waited for or failed, flat. */
export const ranIn = (entries: readonly Entry[]): Ran[] =>
  entries.flatMap((one) => (one.kind === 'step' ? [one, ...ranIn(one.inside)] : ranIn(one.inside)))
