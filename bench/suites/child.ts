/** Asked over the channel of `node:child_process`; answered with the same id. */
export interface Ask {
  id: number
  name: string
  argument?: unknown
}

export interface Answer {
  id: number
  result?: unknown
  error?: string
}

/** Id of the message that says "I am ready"; it answers no question. */
export const READY = 0

type Handler = (argument: never) => unknown

/**
 * The child's side: says that it is ready (with whatever the parent must know, such as its address), then
 * answers questions by name. `cpu` is always there: microseconds of CPU, user and system, since the start.
 * Ends when the parent has gone.
 */
export function serveParent(ready: unknown, handlers: Record<string, Handler> = {}): void {
  if (!process.send) throw new Error('This file is a child of a bench suite; it is not started by hand.')
  const answer = (message: Answer) => void process.send?.(message)
  const cpu = () => {
    const { user, system } = process.cpuUsage()
    return user + system
  }
  const all: Record<string, Handler> = { cpu, ...handlers }
  async function respond({ id, name, argument }: Ask): Promise<void> {
    try {
      const handler = all[name]
      if (!handler) throw new Error(`This child answers no "${name}".`)
      answer({ id, result: await handler(argument as never) }) // the suite that asks wrote the handler too
    } catch (error) {
      answer({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  }
  process.on('disconnect', () => process.exit(0))
  process.on('message', (ask: Ask) => {
    void respond(ask)
  })
  answer({ id: READY, result: ready })
}
