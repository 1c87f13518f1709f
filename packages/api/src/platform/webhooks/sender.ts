import { createHmac } from 'node:crypto'
import type { SystemDb } from '@hub/db'
import type { ModuleEnvironments } from '../environment.ts'
import type { CredentialDeclaration } from '../kept/credentials.ts'
import { sameBytes } from '../secrets/secrets.ts'

/** A secret from the environment, as services give it to whoever runs a program; undefined where it is not set. */
export type OperatorSecret = (environment: ModuleEnvironments) => string | undefined

/** A request as it arrived. */
export interface WebhookRequest {
  /** Where it was sent to, as its sender writes that address. */
  url: string
  /** The very bytes; nobody has parsed them yet. */
  body: Buffer
  /** null where it was not sent. */
  header(name: string): string | null
}

/** What a request says of itself, before anybody knows whether it is true. */
export interface SignedDelivery {
  /**
   * What the sender calls this delivery: one that comes again is done once. Take it from what is signed, or whoever copies a
   * request can send it again under another name.
   */
  id: string
  /** When it was sent, from what is signed; null where the sender does not say. Others are refused after five minutes. */
  sentAt: Date | null
  /** The very bytes that were signed. */
  signed: Buffer
  /** One of them has to be right: senders send two while their secret is being changed. */
  signatures: readonly Buffer[]
}

/** Something that happened in one account of a service. */
export interface SharedPart {
  account: string
  body: Buffer
}

/** How what is sent to one address, for all accounts of a service, finds the organizations that have connected them. */
export interface SharedSender {
  /** What of a body is about which account: nobody is given what is about another's. */
  parts(body: Buffer): SharedPart[]
  /** Who has connected these accounts. */
  connected(db: SystemDb, accounts: readonly string[]): Promise<{ orgId: string; account: string }[]>
}

/** How a service signs what it sends: HMAC-SHA256 with a secret that this hub knows as well. */
export interface WebhookSender {
  /** How people meet it: "New orders". */
  title: string
  /** A credential of the module, or a secret that the operator set for all organizations. */
  credential: CredentialDeclaration | OperatorSecret
  /** The key in the secret, where it is not the text itself. */
  key?: (secret: string) => Buffer
  /** Reads what a request says of itself; null where that is not all there. What it throws counts as null. */
  read(request: WebhookRequest): SignedDelivery | null
  /** What of a body is stored until it is worked off, where it says more than is needed then. */
  kept?(body: Buffer): Buffer
  /** Of a service that knows one address for all accounts: `/webhooks/shelf/orders`, without a token. */
  shared?: SharedSender
}

/** Further from now than this, in either direction, a request is refused: somebody may have kept it. */
const WINDOW_MS = 5 * 60_000

interface Shown {
  request: WebhookRequest
  secret: string
  now: Date
}

/** What of a sender tells whether it sent something. */
type Signer = Pick<WebhookSender, 'key' | 'read'>

function readBy(sender: Signer, request: WebhookRequest): SignedDelivery | null {
  try {
    return sender.read(request)
  } catch {
    return null
  }
}

/** The delivery, where its sender signed it just now; null for everything else. */
export function verified(sender: Signer, { request, secret, now }: Shown): SignedDelivery | null {
  const delivery = readBy(sender, request)
  if (!delivery || delivery.id === '') return null
  const key = sender.key?.(secret) ?? Buffer.from(secret)
  const expected = createHmac('sha256', key).update(delivery.signed).digest()
  if (!delivery.signatures.some((signature) => sameBytes(signature, expected))) return null
  const { sentAt } = delivery
  const isLate = sentAt !== null && !(Math.abs(now.getTime() - sentAt.getTime()) <= WINDOW_MS)
  return isLate ? null : delivery
}

/** Senders by the names of their webhooks, such as `shelf.orders`. */
export type WebhookSenders = ReadonlyMap<string, WebhookSender>
