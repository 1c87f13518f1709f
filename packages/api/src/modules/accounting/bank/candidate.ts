import type { Proposal } from './schema.ts'

/** A line of a bank, with what is asked about it. */
export interface LineFacts {
  day: string
  /** Minor units: + came in, - went out. */
  amount: bigint
  currency: string
  counterparty: string
  text: string
  reference: string
}

/** Something in the books that a line may be. */
export interface Candidate {
  kind: Proposal['kind']
  id: string
  title: string
  /** Its number or reference; empty where it has none. */
  number: string
  /** What a customer wrote on it besides; of an entry its words. */
  reference: string
  contact: string | null
  contactId: string | null
  /** Numbers of other invoices that are paid with it. */
  beside: readonly string[]
  /** Minor units with the sign of the bank: what is open of an invoice or left with a customer, or what was booked. */
  amount: bigint
  /** The day it is due, or was booked. */
  day: string
  /** No money comes for an invoice before it is written, and none goes back before it came. */
  notBefore: string | null
}
