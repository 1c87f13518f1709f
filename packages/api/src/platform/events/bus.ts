import { EventEmitter } from 'node:events'
import type { Fanout } from './fanout.ts'

/**
 * Wakes readers, here and in the other processes of this hub, when rows they follow have grown. It carries no data: readers look in the database,
 * so a lost wake-up costs a poll interval, never an event.
 */
export interface Bus {
  wake(topic: string): void
  /** Resolves at the next wake of the topic, after `ms`, or when the signal aborts. */
  next(topic: string, ms: number, signal: AbortSignal | undefined): Promise<void>
  /** Hears every wake of the topic until the answer is called. */
  on(topic: string, listener: () => void): () => void
}

export function createBus(fanout: Fanout): Bus {
  const emitter = new EventEmitter().setMaxListeners(0)
  fanout.on('wake', (topic) => void emitter.emit(topic))
  return {
    wake(topic) {
      emitter.emit(topic)
      fanout.send('wake', topic)
    },
    on(topic, listener) {
      emitter.on(topic, listener)
      return () => void emitter.off(topic, listener)
    },
    next: (topic, ms, signal) =>
      new Promise((resolve) => {
        const finish = () => {
          clearTimeout(timer)
          emitter.off(topic, finish)
          signal?.removeEventListener('abort', finish)
          resolve()
        }
        const timer = setTimeout(finish, ms)
        emitter.once(topic, finish)
        signal?.addEventListener('abort', finish)
        if (signal?.aborted) finish()
      }),
  }
}
