import type { OrgTx, SystemTx } from '@hub/db'
import type { AuditAct } from '../audit/audit.ts'

/** Something that happened, for listeners: stored with the change, delivered at least once, in order per aggregate. */
export interface DomainEvent {
  topic: string
  /** What the event is about, for example `task:<id>`; events of one aggregate arrive in order. */
  aggregate: string
  payload: Record<string, unknown>
}

export interface Recorder {
  /** Queues an event; stored at the end of this transaction. */
  emit(event: DomainEvent): void
  /** Queues an audit entry; appended as the transaction's last statement. */
  audit(action: string, target?: Record<string, string>, data?: Record<string, unknown>): void
}

export type OrgWriteTx = OrgTx & Recorder
export type SystemWriteTx = SystemTx & Recorder

/** What a transaction has said so far. */
export interface Queue {
  events: DomainEvent[]
  audit: AuditAct[]
}

export const newQueue = (): Queue => ({ events: [], audit: [] })

export const recorder = (queue: Queue): Recorder => ({
  emit: (event) => void queue.events.push(event),
  audit: (action, target = {}, data = {}) => void queue.audit.push({ action, target, data }),
})
