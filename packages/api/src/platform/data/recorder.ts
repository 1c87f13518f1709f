import type { OrgTx, SystemTx } from '@hub/db'
import type { AuditAct } from '../audit/audit.ts'
import type { DomainEvent } from '../events/topics.ts'
import type { OwnWish } from '../jobs/kind.ts'

export interface Recorder {
  /** Queues an event; stored at the end of this transaction. */
  emit(event: DomainEvent): void
  /** Queues an audit entry; appended as the transaction's last statement. */
  audit(action: string, target?: Record<string, string>, data?: Record<string, unknown>): void
  /** Queues work of the hub itself, such as a mail; put in line at the end of this transaction. */
  ask(wish: OwnWish): void
  /** Runs when this transaction is committed, and not at all where it is not; for hints that may be lost. */
  afterCommit(hint: () => void): void
}

export type OrgWriteTx = OrgTx & Recorder
export type SystemWriteTx = SystemTx & Recorder

/** What a transaction has said so far. */
export interface Queue {
  events: DomainEvent[]
  audit: AuditAct[]
  asked: OwnWish[]
  hints: (() => void)[]
}

export const newQueue = (): Queue => ({ events: [], audit: [], asked: [], hints: [] })

export const recorder = (queue: Queue): Recorder => ({
  emit: (event) => void queue.events.push(event),
  audit: (action, target = {}, data = {}) => void queue.audit.push({ action, target, data }),
  ask: (wish) => void queue.asked.push(wish),
  afterCommit: (hint) => void queue.hints.push(hint),
})
