import { withinTime } from './within-time.ts'

interface Limits {
  /** Whoever asks waits no longer. */
  ms: number
  /** So many of one thing are under way at once. The others wait in line, and not at all once these are all late. */
  atOnce: number
}

interface Lane {
  underWay: number
  late: number
  inLine: (() => void)[]
}

/** What never answers gives its place up after this; a statement of the database has ended by itself long before. */
const LOST_MS = 60_000

function leave(lane: Lane): void {
  const next = lane.inLine.shift()
  if (next) next()
  else lane.underWay -= 1
}

async function takePlace(lane: Lane, { ms, atOnce }: Limits): Promise<void> {
  if (lane.late >= atOnce) throw new Error('those who asked before still wait for an answer')
  if (lane.underWay < atOnce) {
    lane.underWay += 1
    return
  }
  const { promise, resolve } = Promise.withResolvers<void>()
  lane.inLine.push(resolve)
  try {
    await withinTime(promise, ms)
  } catch (err) {
    const at = lane.inLine.indexOf(resolve)
    // Whose turn came in the same instant hands the place on.
    if (at === -1) leave(lane)
    else lane.inLine.splice(at, 1)
    throw err
  }
}

/** Does the work in the place that was taken. What is late keeps the place until it answers: it holds a connection as well. */
async function workInPlace<Answer>(lane: Lane, ms: number, work: () => Promise<Answer>): Promise<Answer> {
  let isOver = false
  let isLate = false
  const end = () => {
    if (isOver) return
    isOver = true
    if (isLate) lane.late -= 1
    leave(lane)
  }
  const answer = (async () => work())()
  answer.then(end, end)
  try {
    return await withinTime(answer, ms)
  } catch (err) {
    isLate = !isOver
    if (isLate) {
      lane.late += 1
      setTimeout(end, LOST_MS).unref()
    }
    throw err
  }
}

/**
 * Asks things that answer at once, or hang, so that one that hangs takes a few connections of the database and leaves the
 * others theirs. Rejects as the work does, or when it takes too long.
 */
export function keptApart(limits: Limits) {
  const lanes = new WeakMap<object, Lane>()
  return async function ask<Answer>(thing: object, work: () => Promise<Answer>): Promise<Answer> {
    const lane = lanes.get(thing) ?? { underWay: 0, late: 0, inLine: [] }
    lanes.set(thing, lane)
    const begin = performance.now()
    await takePlace(lane, limits)
    return workInPlace(lane, limits.ms - (performance.now() - begin), work)
  }
}
