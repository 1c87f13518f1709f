/** Something that goes wrong so many times, at one place of a service or anywhere. */
interface Wrong<P> {
  times?: number
  at?: P
}

export interface Faults<F> {
  /** Does this wrong next: once, or so many times, at the first place that fits. */
  next(fault: F): void
  clear(): void
  /** How many are still to come. */
  readonly waiting: number
}

export interface FaultQueue<F, P> extends Faults<F> {
  take(place: P): F | undefined
}

/** What a stand-in is to do wrong, in this order. Where a fault names no place, `fits` says which will do. */
export function faultQueue<P, F extends Wrong<P>>(
  fits: (fault: F, place: P) => boolean = () => true,
): FaultQueue<F, P> {
  let queue: { fault: F; left: number }[] = []
  return {
    next: (fault) => void queue.push({ fault, left: fault.times ?? 1 }),
    clear: () => void (queue = []),
    get waiting() {
      return queue.reduce((sum, { left }) => sum + left, 0)
    },
    take(place) {
      const found = queue.find(({ fault }) =>
        fault.at === undefined ? fits(fault, place) : fault.at === place,
      )
      if (!found) return undefined
      found.left -= 1
      queue = queue.filter(({ left }) => left > 0)
      return found.fault
    },
  }
}

interface Later {
  /** What no version has told of, beside the id of each thing. */
  field: string
  /** Values that no version has told of, by the names of their fields. */
  values?: ReadonlyMap<string, string>
}

/** The same JSON as a later version of the service might write it. */
export function asWrittenLater(value: unknown, later: Later): unknown {
  if (Array.isArray(value)) return value.map((one) => asWrittenLater(one, later))
  if (value === null || typeof value !== 'object') return value
  const told = Object.entries(value).map(([name, inner]) => [
    name,
    typeof inner === 'string' ? (later.values?.get(name) ?? inner) : asWrittenLater(inner, later),
  ])
  return Object.fromEntries('id' in value ? [...told, [later.field, { level: 1 }]] : told)
}
