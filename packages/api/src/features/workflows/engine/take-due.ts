import type { Hub } from '../../../platform/hub.ts'

/** What is looked at together. */
export const BATCH = 200
/** So many transactions at once; the rest of the pool is for people. */
const AT_ONCE = 4
/** The next tick goes on, so that one of many does not hold up what else is due. */
const MOST_BATCHES = 50

export interface Due {
  id: string
  orgId: string
}

interface Taking {
  /** The next batch of what is due. */
  look(): Promise<Due[]>
  /** Does it in a transaction of its own; nothing where somebody else has done so. */
  take(due: Due): Promise<void>
}

/** Takes what is due until nothing more is; one that fails holds up no other. Answers how many those were. */
export async function takeDue({ log }: Pick<Hub, 'log'>, { look, take }: Taking): Promise<number> {
  let taken = 0
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const due = await look()
    const queue = due.values()
    let failed = 0
    const worker = async () => {
      for (const one of queue)
        await take(one).catch((err: unknown) => {
          failed += 1
          log.warn({ err, due: one.id }, 'what was due could not be begun')
        })
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    taken += due.length
    // What fails stays due, so the same batch would come again.
    if (due.length < BATCH || failed === due.length) break
  }
  return taken
}
