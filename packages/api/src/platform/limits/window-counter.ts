/** Points a subject has taken in its running window. */
export interface Count {
  points: number
  /** Milliseconds until the window ends and counting begins anew. */
  endsInMs: number
}

interface Window {
  points: number
  endsAt: number
}

/** Addresses are free to whoever owns a large IPv6 network, so what they can make this process keep is bounded. */
const SUBJECTS_AT_MOST = 100_000

export interface WindowCounter {
  add(subject: string, points: number): Count
  /** Takes over what was counted elsewhere. */
  set(subject: string, count: Count): void
}

/** Counts per subject in fixed windows that begin with the first call, in this process alone. */
export function createWindowCounter(seconds: number, atMost = SUBJECTS_AT_MOST): WindowCounter {
  // In the order the windows began: the first to be dropped is the first to end.
  const windows = new Map<string, Window>()

  function begin(subject: string, window: Window): Window {
    windows.delete(subject)
    const oldest = windows.size >= atMost ? windows.keys().next().value : undefined
    if (oldest !== undefined) windows.delete(oldest)
    windows.set(subject, window)
    return window
  }

  return {
    add(subject, points) {
      const now = performance.now()
      const running = windows.get(subject)
      const window =
        running && running.endsAt > now
          ? running
          : begin(subject, { points: 0, endsAt: now + seconds * 1000 })
      window.points += points
      return { points: window.points, endsInMs: window.endsAt - now }
    },
    set(subject, { points, endsInMs }) {
      const running = windows.get(subject)
      const endsAt = performance.now() + endsInMs
      if (running) Object.assign(running, { points, endsAt })
      else begin(subject, { points, endsAt })
    },
  }
}
