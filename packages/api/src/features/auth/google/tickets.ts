import { z } from 'zod'
import type { BaseContext } from '../../../platform/calls/context.ts'
import { seal, unseal } from '../../../platform/secrets/secrets.ts'
import { GoogleIntent, GoogleStep } from './schema.ts'

/** Long enough to find the password there, short enough to be worth nothing when it is found later. */
const TICKET_MS = 10 * 60_000

/**
 * A round trip under way. It lives sealed in a cookie of the browser that began it, so an answer that somebody sends to
 * another browser fits nothing there, and beginning one writes nothing.
 */
const Trip = z.strictObject({
  state: z.string(),
  codeVerifier: z.string(),
  nonce: z.string(),
  intent: GoogleIntent,
  next: z.string(),
  /** Who began it, for what only the signed-in can begin; the strict cookies do not come back from another site. */
  user: z.strictObject({ id: z.uuid(), session: z.uuid() }).nullable(),
})
export type Trip = z.infer<typeof Trip>

const kinds = { trip: Trip, step: GoogleStep }
type Kind = keyof typeof kinds

type Held<K extends Kind> = z.infer<(typeof kinds)[K]>

const Envelope = z.strictObject({ until: z.number(), held: z.unknown() })

/** Sealed so that the browser can neither read nor change it; the kind is bound to it. */
export function sealTicket<K extends Kind>(
  { hub, now }: Pick<BaseContext, 'hub' | 'now'>,
  kind: K,
  held: Held<K>,
): string {
  const text = JSON.stringify({ until: now().getTime() + TICKET_MS, held })
  return seal(hub.keys.seal, text, `google-${kind}`).toString('base64url')
}

/** null for what was not sealed here, was sealed as something else, or has run out. */
export function openTicket<K extends Kind>(
  { hub, now }: Pick<BaseContext, 'hub' | 'now'>,
  kind: K,
  ticket: string,
): Held<K> | null {
  const envelope = Envelope.safeParse(unsealed(hub.keys.seal, ticket, kind))
  if (!envelope.success || envelope.data.until <= now().getTime()) return null
  const held = kinds[kind].safeParse(envelope.data.held)
  // The schema of this kind parsed it; the union of both is all that is known of an indexed one.
  return held.success ? (held.data as Held<K>) : null
}

function unsealed(key: Parameters<typeof unseal>[0], ticket: string, kind: Kind): unknown {
  try {
    return JSON.parse(unseal(key, Buffer.from(ticket, 'base64url'), `google-${kind}`)) as unknown
  } catch {
    // Anything a browser may send that is no ticket of ours.
    return null
  }
}
