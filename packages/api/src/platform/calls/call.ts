import type { Door } from '../../shared/doors.ts'
import type { ModuleLevels } from '../../shared/levels.ts'
import type { OrgRole } from '../../shared/roles.ts'
import type { LimitState } from '../limits/limits.ts'

export type { Door } from '../../shared/doors.ts'

/** Doors through which a program acts for a person. */
export const isToolDoor = (door: Door) => door === 'mcp' || door === 'assistant' || door === 'workflow'

/**
 * What the caller showed. `person` is trusted and made in-process only (CLI, approvals, the assistant); its `programId` is
 * the API key or grant that the person acts through.
 */
export type Credential =
  | { kind: 'none' }
  /** A browser's; `madeFor` is whom the page that calls was made for, where it says so. */
  | { kind: 'session'; token: string; madeFor?: string | undefined }
  | { kind: 'bearer'; token: string }
  | { kind: 'apiKey'; key: string }
  /** A token that an MCP client got at the authorization server, and the address of the MCP door where it is shown. */
  | { kind: 'grant'; token: string; at: string }
  | {
      kind: 'person'
      userId: string
      programId?: string | undefined
      /** The session in which an administrator acts as the person; work for it ends with it. */
      impersonationId?: string | undefined
    }
  /** Work without a person, in one organization, with what its module declares; made in-process only. */
  | { kind: 'machine'; name: string; orgId: string }

/** A call that a person approved, whoever asked for it. */
export interface ApprovedCall {
  id: string
  askerId: string
  conversationId: string | null
}

export interface CallOrigin {
  conversationId: string
  /** Procedures whose answers the model has read in this answer: they may hold the words of others. */
  readBefore: readonly string[]
}

/** All a door tells about one call; `createContext` turns it into a context. */
export interface Call {
  door: Door
  /** The driver behind the door `assistant`: "built-in" or a model id. */
  driver?: string | undefined
  credential: Credential
  /** Slug or id of the organization, from `x-hub-org`; null where the caller named none. */
  org: string | null
  requestId: string
  ip: string | null
  userAgent: string | null
  signal?: AbortSignal | undefined
  /** Short progress for doors that can show it. */
  progress?: ((part: number, message: string) => void) | undefined
  /** Hears where the caller stands with each limit that counted this call, for doors that can say so. */
  onLimit?: ((state: LimitState) => void) | undefined
  /** Hears what the call was charged, in micro-credits, where it was. */
  onCharge?: ((micro: number) => void) | undefined
  /** Set when a person approved exactly this call. */
  approval?: ApprovedCall | undefined
  /** Where the hub's assistant decided on this call, and what it had read by then. */
  origin?: CallOrigin | undefined
  /** True inside a call that is already charged; inner calls are then free. */
  charged?: boolean | undefined
  /** Who the caller is, where the door had to look it up for this very request already. */
  identity?: Promise<Identity> | undefined
  /** True where the context outlives one operation (WebSocket): identity is read anew for each. */
  perOperation?: boolean | undefined
}

export interface Actor {
  userId: string
  email: string
  name: string
  isEmailVerified: boolean
  isPlatformAdmin: boolean
  timeZone: string | null
  /** The session behind a cookie or bearer token; null for keys and in-process calls. */
  sessionId: string | null
  apiKeyId: string | null
  /** What the person allowed the MCP client that acts for them. */
  grantId: string | null
  /** The machine that works here in the place of a person. */
  machine: string | null
  /** What the session has shown; null for keys and in-process calls, which have none. */
  shown: ShownProof | null
  /** Whether signing in needs more than a password for this person. */
  hasSecondFactor: boolean
  /** The administrator who acts as this person. */
  impersonatorId: string | null
  /** When the account ends, if the person has asked for that; until then they can do nothing but change their mind. */
  deletesAt: string | null
}

/** The session in which an administrator acts as the person, for work that goes on apart from the request. */
export const impersonationOf = ({
  impersonatorId,
  sessionId,
}: Pick<Actor, 'impersonatorId' | 'sessionId'>): string | undefined =>
  impersonatorId === null ? undefined : (sessionId ?? undefined)

/** The key or grant a program acts by, or null for the person themselves: columns and limits count either alike. */
export const programOf = ({ apiKeyId, grantId }: Pick<Actor, 'apiKeyId' | 'grantId'>): string | null =>
  apiKeyId ?? grantId

export interface ShownProof {
  /** When the person last proved who they are. */
  at: string
  /** A second factor, or a passkey, which is two in one. */
  isStrong: boolean
}

export interface Membership {
  orgId: string
  slug: string
  name: string
  role: OrgRole
  /** What was chosen for this person by module, in the place of what the role has there. */
  levels: ModuleLevels
  timeZone: string
  currency: string
  /** Members need a second factor to act here. */
  requiresSecondFactor: boolean
  /** An administrator of the hub closed it for now: nobody works in it. */
  isSuspended: boolean
  /** How often each feature that cached answers depend on has changed; see `cache_epoch`. */
  epochs: Readonly<Record<string, number>>
}

/** Who calls, and as what. */
export interface Identity {
  actor: Actor | null
  /** Live memberships; of an API key or grant only the one it is bound to. */
  memberships: Membership[]
  /** Scopes of the API key or grant, when one was used. */
  scopes: readonly string[] | null
  /** Procedures the key's owner lets it write with unasked. */
  unaskedTools: readonly string[]
  /** Rises with each act on the person's own account; part of what cached answers are found by. */
  epoch: number
}
