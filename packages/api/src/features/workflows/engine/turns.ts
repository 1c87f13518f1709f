import { LineEnded, StepFailed } from './step-error.ts'

export type Progress = 'done' | 'waiting'

interface End {
  value?: Progress
  reason?: Error
}

async function endOf(work: () => Promise<Progress>): Promise<End> {
  try {
    return { value: await work() }
  } catch (reason) {
    if (reason instanceof LineEnded) return { value: 'done' }
    return { reason: reason instanceof Error ? reason : new Error('A step threw what is no error.') }
  }
}

/** What ends the whole run, such as a stop. A step that failed ends only what it stands in. */
const endsAll = ({ reason }: End): boolean => reason !== undefined && !(reason instanceof StepFailed)

/**
 * Does the same for several, a few at a time: one that fails or waits does not stop the others. Throws what ends the whole
 * run, and then, once nothing waits any more, the first failure.
 */
export async function inTurns<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, index: number) => Promise<Progress>,
): Promise<Progress> {
  const ends: End[] = []
  const queue = items.entries()
  const worker = async () => {
    for (const [index, item] of queue) {
      if (ends.some(endsAll)) return
      ends.push(await endOf(() => work(item, index)))
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker))
  const ending = ends.find(endsAll)
  if (ending?.reason) throw ending.reason
  if (ends.some(({ value }) => value === 'waiting')) return 'waiting'
  const failed = ends.find(({ reason }) => reason !== undefined)
  if (failed?.reason) throw failed.reason
  return 'done'
}
