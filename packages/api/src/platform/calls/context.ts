import type { OrgDb, SystemDb } from '@hub/db'
import type { Actor, Call, Identity, Membership } from './call.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { TokenUsage } from '../credits/credit-lines.ts'
import type { Hub } from '../hub.ts'
import { resolveIdentity } from '../access/identity.ts'
import type { OrgPermission } from '../access/permissions.ts'
import type { OrgWriteTx, SystemWriteTx } from '../data/recorder.ts'

export interface Bill {
  micro: number
}

export interface BaseContext {
  hub: Hub
  call: Call
  catalog: Catalog
  now: () => Date
  /** What this operation has cost so far; each operation of a batch has its own. */
  bill: Bill
  /** Who calls and where they are a member; looked up once per HTTP request, so a batch of 20 pays once. */
  identity: () => Promise<Identity>
  /** After a change in this request: whoever asks next reads it anew. */
  forgetIdentity: () => void
}

export type OrgWrite = <R>(fn: (tx: OrgWriteTx, inner: OrgContext) => Promise<R>) => Promise<R>
export type SystemWrite = <R>(fn: (tx: SystemWriteTx) => Promise<R>) => Promise<R>

export interface SystemAccess {
  db: SystemDb
  /** One mutation outside any organization: same contract as `ctx.write`, platform audit chain. */
  write: SystemWrite
}

export interface PublicContext extends BaseContext {
  system: SystemAccess
}

export interface AuthedContext extends PublicContext {
  actor: Actor
}

export interface OrgContext extends BaseContext {
  actor: Actor
  org: Membership
  permissions: ReadonlySet<OrgPermission>
  /** Bound to the organization: row-level security is the predicate. */
  db: OrgDb
  /** The one transaction of a mutation; returns the procedure's output. */
  write: OrgWrite
  /** Reports what a metered call really cost, in micro-credits; without it the worst case is charged. */
  meter: (actualMicro: number, usage?: TokenUsage) => void
}

/** The single way in: every door makes its context here and nowhere else. */
export function createContext(hub: Hub, call: Call): BaseContext {
  let { identity } = call
  return {
    hub,
    call,
    catalog: hub.catalog,
    now: hub.now,
    bill: { micro: 0 },
    identity() {
      if (call.perOperation) return resolveIdentity(hub, call)
      return (identity ??= resolveIdentity(hub, call))
    },
    forgetIdentity: () => void (identity = undefined),
  }
}
