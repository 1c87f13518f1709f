import type { Logger } from 'pino'

export interface Looker {
  look(): void
  start(): void
  stop(): Promise<void>
}

interface Round {
  /** Takes up what is due. */
  run: () => Promise<unknown>
  everyMs: number
  log: Logger
}

/** Looks for what is due: when told, once more where it was told while it looked, and at intervals. */
export function looker({ run, everyMs, log }: Round): Looker {
  let round: Promise<void> | null = null
  let isAskedAgain = false
  let isStopped = true
  let timer: NodeJS.Timeout | undefined

  function look(): void {
    if (isStopped) return
    if (round) return void (isAskedAgain = true)
    clearTimeout(timer)
    isAskedAgain = false
    round = run()
      .then(() => undefined)
      .catch((err: unknown) => log.warn({ err }, 'a look for what is due failed'))
      .finally(() => {
        round = null
        if (isAskedAgain) look()
        else if (!isStopped) timer = setTimeout(look, everyMs)
      })
  }

  return {
    look,
    start() {
      isStopped = false
      look()
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await round
    },
  }
}
