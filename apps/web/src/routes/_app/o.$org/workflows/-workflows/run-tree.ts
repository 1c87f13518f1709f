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
  state: StepRun['status'] | 'idle'
  inside: Entry[]
}
export type Entry = Ran | Item

const order: readonly Item['state'][] = ['failed', 'waiting', 'running', 'done', 'idle']

/** What presses most of what is inside. */
function stateOf(entries: readonly Entry[]): Item['state'] {
  const states = entries.flatMap((one): Item['state'][] =>
    one.kind === 'item'
      ? [one.state]
      : [one.run?.status ?? 'idle', ...(one.inside.length > 0 ? [stateOf(one.inside)] : [])],
  )
  return order.find((state) => states.includes(state)) ?? 'idle'
}

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
        return { kind: 'item', path: own, number, state: stateOf(entries), inside: entries }
      })
  }
  return line(TOP, '')
}

/** Every step that began, was waited for or failed, flat. */
export const ranIn = (entries: readonly Entry[]): Ran[] =>
  entries.flatMap((one) => (one.kind === 'step' ? [one, ...ranIn(one.inside)] : ranIn(one.inside)))
